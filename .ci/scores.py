#!/usr/bin/env python3
"""Runs the scorers that lie beside the project and compares their rates with
those that must hold.

usage: scores.py --shared DIR --parlance BIN
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Percent that must pass: of everything, and of each row.
CONFORMANCE = (99.5, 98)  # a row is a provider's endpoint
ECHO = (98, 95)           # a row is a provider
MATRIX = (95, 90)         # a row is a file


def rate(passed, cases):
    return 100.0 * passed / cases if cases else 0.0


class Scores:
    def __init__(self, shared, binary):
        self.shared, self.binary = shared, binary
        self.failed = False

    def say(self, what, passed, cases, wanted):
        good = rate(passed, cases) >= wanted
        word = 'ok' if good else 'not ok'
        print(f'{word} {what}: {passed} of {cases} '
              f'({rate(passed, cases):.2f} %, at least {wanted} %)')
        self.failed |= not good
        return good

    def tool(self, name, *arguments):
        command = [sys.executable, str(self.shared / 'tools' / name),
                   '--parlance', self.binary, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            print(done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout

    def rows(self, what, tool, wanted, group, *arguments):
        """Scores recorded answers; `group` is how rows are told apart."""
        with tempfile.NamedTemporaryFile(suffix='.json') as result:
            self.tool(tool, '--corpus', self.shared / 'corpus', '--json',
                      result.name, *arguments)
            found = json.loads(pathlib.Path(result.name).read_text() or '{}')
        counts = collections.defaultdict(lambda: [0, 0])
        for row in found.get('rows', []):
            name = ' '.join(row[member] for member in group)
            counts[name][0] += row['passed']
            counts[name][1] += row['cases']
        for name, (passed, cases) in sorted(counts.items()):
            if rate(passed, cases) < wanted[1]:
                self.say(f'{what}, {name}', passed, cases, wanted[1])
        self.say(what, sum(n[0] for n in counts.values()),
                 sum(n[1] for n in counts.values()), wanted[0])
        for failure in found.get('failures', [])[:40]:
            print('  ', json.dumps(failure)[:300])

    def matrix(self):
        passed = cases = 0
        for path in sorted((self.shared / 'matrix').glob('*.json')):
            out = self.tool('matrix_run.py', '--specs', self.shared / 'specs',
                            path)
            found = re.search(r'^(\d+) passed, (\d+) failed', out, re.M)
            good, bad = map(int, found.groups()) if found else (0, 1)
            passed, cases = passed + good, cases + good + bad
            self.say(f'hand-made cases, {path.stem}', good, good + bad,
                     MATRIX[1])
            print(''.join(f'   {line}\n' for line in out.splitlines()
                          if line.startswith('FAIL'))[:6000], end='')
        self.say('hand-made cases', passed, cases, MATRIX[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--shared', required=True, type=pathlib.Path)
    parser.add_argument('--parlance', required=True)
    arguments = parser.parse_args()
    scores = Scores(arguments.shared, arguments.parlance)
    scores.matrix()
    scores.rows('answers sent back', 'echo_run.py', ECHO, ('provider',))
    scores.rows('recorded answers, at every split', 'conformance.py',
                CONFORMANCE, ('provider', 'endpoint'), '--splits')
    return 1 if scores.failed else 0


if __name__ == '__main__':
    sys.exit(main())
