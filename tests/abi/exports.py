#!/usr/bin/env python3
"""The shared library shows what the headers declare, and nothing else.

What the sources behind --without define is not in this build.

usage: exports.py LIBRARY HEADER... [--without SOURCE...]
"""
import re
import subprocess
import sys


def shown(library):
    done = subprocess.run(['nm', '-D', '--defined-only', library],
                          capture_output=True, text=True, check=True)
    return {line.split()[-1] for line in done.stdout.splitlines()}


def declared(headers):
    names = set()
    for header in headers:
        with open(header, encoding='utf-8') as source:
            text = re.sub(r'/\*.*?\*/', '', source.read(), flags=re.S)
        for declaration in re.findall(r'PARL_API\s+([^;{]+);', text):
            names.add(re.search(r'(\w+)\s*\(', declaration).group(1))
    return names


def defined(sources):
    names = set()
    for path in sources:
        with open(path, encoding='utf-8') as source:
            names |= set(re.findall(r'^\w[\w *]*?\b(parl_\w+)\(', source.read(),
                                    flags=re.M))
    return names - {'parl_client_n_families'}  # then in facts_none.c


def main():
    library, *headers = sys.argv[1:]
    left_out = []
    if '--without' in headers:
        at = headers.index('--without')
        headers, left_out = headers[:at], headers[at + 1:]
    is_there = shown(library)
    should_be = declared(headers) - defined(left_out)
    for name in sorted(is_there - should_be):
        print(f'shown, but not declared: {name}')
    for name in sorted(should_be - is_there):
        print(f'declared, but not there: {name}')
    for name in sorted(is_there):
        if not name.startswith('parl_'):
            print(f'not ours by its name: {name}')
    return int(is_there != should_be)


if __name__ == '__main__':
    sys.exit(main())
