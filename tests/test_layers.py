#!/usr/bin/env python3
"""Fails when a file of lib/ includes a header that its layer may not see, or
calls a function that the library does without.

Includes go down, never up and never sideways; auth alone may use wire.  The
picture is in docs/ARCHITECTURE.md.
"""
import pathlib
import re
import sys

# room: the rooms it may include from inside lib/, besides itself
ALLOWED = {
    'base': set(),
    'wire': {'base'},
    'transport': {'base'},
    'auth': {'base', 'wire'},
    'model': {'base', 'wire'},
    'provider': {'base', 'wire', 'model'},
    'encoding': {'base', 'wire', 'model', 'provider'},
    'facts': {'base', 'provider'},
    'decoding': {'base', 'wire', 'model', 'provider', 'encoding'},
    'dialects': {'base', 'wire', 'model', 'provider', 'encoding', 'decoding'},
    'providers': {'provider'},
    'route': {'base'},
    'registry': {'base', 'provider', 'providers'},
    'api': {'base', 'wire', 'model', 'provider', 'encoding', 'decoding',
            'registry', 'auth', 'route', 'transport'},
}
# files at the top of lib/ and the room they belong to
ROOM = {
    'provider': 'provider', 'quirks': 'provider', 'model_facts': 'provider',
    'registry': 'registry',
}
# foreign headers, and the places that may include them
ONLY_IN = {
    'curl/': ('transport/',),
    'openssl/': ('auth/',),
    'cjson/': (),
}
BANNED = ('strcpy', 'strcat', 'sprintf', 'vsprintf', 'strncpy', 'strncat',
          'atoi', 'atol', 'strtok', 'sscanf', 'gets', 'getenv', 'setenv',
          'printf', 'puts', 'abort', 'exit', 'rand', 'time', 'localtime')

INCLUDE = re.compile(r'^#\s*include ["<]([^">]+)[">]', re.M)
# memory comes from base/mem.c alone
MEMORY = re.compile(r'(?<![\w.>])(malloc|calloc|realloc|free|strdup|'
                    r'strndup|asprintf|getline)\s*\(')
CALL = re.compile(r'(?<![\w.>])(' + '|'.join(BANNED) + r')\s*\(')
COMMENT = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', re.S)


def room(path):
    """The room of a path below lib/, or None for what lies elsewhere."""
    head, _, rest = path.partition('/')
    if rest:
        return head if head in ALLOWED else None
    return ROOM.get(head.rpartition('.')[0])


def problems(lib, path):
    name = path.relative_to(lib).as_posix()
    text = path.read_text()
    here = room(name)
    if here is None:
        yield f'{name}: belongs to no room'
        return
    for include in INCLUDE.findall(text):
        for head, places in ONLY_IN.items():
            if include.startswith(head) and not name.startswith(places):
                yield f'{name}: may not include {include}'
        there = room(include)
        if there and there != here and there not in ALLOWED[here]:
            yield f'{name}: may not include {include}'
        if '..' in include:
            yield f'{name}: a path that goes up: {include}'
    for call in sorted(set(CALL.findall(COMMENT.sub('', text)))):
        yield f'{name}: calls {call}()'
    for call in sorted(set(MEMORY.findall(COMMENT.sub('', text)))):
        if name != 'base/mem.c':
            yield f'{name}: memory comes from base/mem.h, not from {call}()'


def main():
    lib = pathlib.Path(sys.argv[1])
    found = [line for path in sorted(lib.rglob('*.[ch]'))
             for line in problems(lib, path)]
    print(*found, sep='\n')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
