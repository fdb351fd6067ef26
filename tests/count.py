#!/usr/bin/env python3
"""Counts the claims that meson's last runs checked.

usage: count.py BUILD_DIR...

A program of cmocka counts with each of its tests, another with each of its
lines "ok ...", "not ok ..." and "skipped ...", or else as one.  What was
skipped is named, so that it is seen.  The last line stands alone.
"""
import json
import pathlib
import re
import sys

CMOCKA = re.compile(r'^\[\s+(OK|FAILED|SKIPPED)\s+\] (\w+)$', re.M)
LINES = re.compile(r'^(ok|not ok|skipped)\b:? ?(.*)$', re.M)
PASSED, FAILED, SKIPPED = 'passed', 'failed', 'skipped'
WORDS = {'OK': PASSED, 'FAILED': FAILED, 'SKIPPED': SKIPPED, 'ok': PASSED,
         'not ok': FAILED, 'skipped': SKIPPED}


def claims(test):
    """[(what became of it, its name)] of one program."""
    output = (test.get('stdout') or '') + (test.get('stderr') or '')
    seen = {name: WORDS[word] for word, name in CMOCKA.findall(output)}
    found = [(what, name) for name, what in seen.items()]
    found = found or [(WORDS[word], name)
                      for word, name in LINES.findall(output)]
    whole = {'OK': PASSED, 'SKIP': SKIPPED}.get(test['result'], FAILED)
    if whole == FAILED and not any(what == FAILED for what, _ in found):
        found.append((FAILED, 'the program itself'))
    return found or [(whole, test['name'])]


def main():
    count = {PASSED: 0, FAILED: 0, SKIPPED: 0}
    for folder in sys.argv[1:]:
        log = pathlib.Path(folder) / 'meson-logs' / 'testlog.json'
        for line in log.read_text().splitlines():
            test = json.loads(line)
            for what, name in claims(test):
                count[what] += 1
                if what != PASSED:
                    print(f'{what}: {test["name"]}: {name}')
    print(f'{count[PASSED]} passed, {count[FAILED]} failed, '
          f'{count[SKIPPED]} skipped')
    return 1 if count[FAILED] else 0


if __name__ == '__main__':
    sys.exit(main())
