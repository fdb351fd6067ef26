#!/usr/bin/env python3
"""The shared library shows what the headers declare, and nothing else.

usage: exports.py LIBRARY HEADER...
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


def main():
    library, *headers = sys.argv[1:]
    is_there, should_be = shown(library), declared(headers)
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
