#!/usr/bin/env python3
"""Runs the scorers that lie beside the project and compares their rates with
those that must hold.

usage: scores.py --shared DIR --parlance BIN
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# providers of which every hand-made case and every echo must pass
WHOLE = ('openai', 'azure', 'vllm', 'llamacpp')
# providers whose hand-made cases are in reach of the dialects that are built
BUILT = {'openai', 'azure', 'vllm', 'custom', 'ollama', 'llamacpp'}
CASES = ('openai', 'answers', 'compat', 'features')


def speaks_chat(account, name):
    """Does this account (None: one of the provider's own) speak Chat?"""
    provider = account['provider'] if account else name
    dialect = (account or {}).get('dialect', 'openai_chat')
    return provider in BUILT and dialect == 'openai_chat'


def in_reach(case, accounts):
    if case.get('dialect_flag', 'openai_chat') != 'openai_chat':
        return False
    if case.get('dialect') == 'openai_responses':
        return False
    models = [case.get('model'), case.get('request', {}).get('model')]
    names = [model.split('/')[0] for model in models if model]
    return all(speaks_chat(accounts.get(name), name) for name in names) or \
        case['expect'].get('error', {}).get('status') == 'invalid_argument' \
        and not any(name in accounts for name in names)


def cases_in_reach(source, folder):
    document = json.loads(source.read_text())
    accounts = {account['name']: account for account in document['accounts']}
    document['cases'] = [case for case in document['cases']
                         if in_reach(case, accounts)]
    path = folder / source.name
    path.write_text(json.dumps(document))
    return path


class Scores:
    def __init__(self, shared, binary):
        self.shared, self.binary = shared, binary
        self.failed = False

    def run(self, what, tool, *arguments):
        command = [sys.executable, str(self.shared / 'tools' / tool),
                   '--parlance', self.binary, *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines()
                 if re.search(r'passed', line)]
        word = 'ok' if done.returncode == 0 else 'not ok'
        print(f'{word} {what}: {lines[-1].strip() if lines else done.stderr}')
        if done.returncode != 0:
            print(done.stdout[-3000:])
            self.failed = True

    def conformance(self):
        base = ('--corpus', str(self.shared / 'corpus'),
                '--dialect', 'openai_chat', '--splits')
        self.run('recorded answers', 'conformance.py', *base,
                 '--require', '98')
        for provider in WHOLE:
            self.run(f'recorded answers of {provider}', 'conformance.py',
                     *base, '--only', provider, '--require', '100')

    def matrix(self, folder):
        for name in CASES:
            source = self.shared / 'matrix' / f'{name}.json'
            path = cases_in_reach(source, folder)
            self.run(f'hand-made cases, {name}', 'matrix_run.py', '--specs',
                     str(self.shared / 'specs'), str(path), '--require',
                     '100', '-v')

    def echo(self):
        for provider in WHOLE:
            self.run(f'answers sent back to {provider}', 'echo_run.py',
                     '--corpus', str(self.shared / 'corpus'), '--dialect',
                     'openai_chat', '--only', provider, '--require', '100')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--shared', required=True, type=pathlib.Path)
    parser.add_argument('--parlance', required=True)
    arguments = parser.parse_args()
    scores = Scores(arguments.shared, arguments.parlance)
    with tempfile.TemporaryDirectory() as folder:
        scores.matrix(pathlib.Path(folder))
    scores.echo()
    scores.conformance()
    return 1 if scores.failed else 0


if __name__ == '__main__':
    sys.exit(main())
