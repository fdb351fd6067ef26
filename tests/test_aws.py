#!/usr/bin/env python3
"""Signatures and Bedrock calls, against the code of AWS's own SDK, which npm
installs: it signs the same requests, judges the signatures of the program's
calls, and frames the answers.

usage: test_aws.py SIGNER PROGRAM SERVER FOLDER

Exits with 77 (skipped) where node, npm or the registry cannot be had.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import urllib.request

PACKAGES = ['@smithy/signature-v4@5.7.5', '@smithy/eventstream-codec@4.5.2',
            '@smithy/protocol-http@5.6.2', '@smithy/util-utf8@4.5.2',
            '@aws-crypto/sha256-js@5.2.0']
CLEAN = {name: value for name, value in os.environ.items()
         if not name.startswith('AWS_')}


def skip(reason):
    print(f'skipped: {reason}')
    sys.exit(77)


def install(folder):
    """The packages under folder/node_modules, once."""
    if not shutil.which('node') or not shutil.which('npm'):
        skip('no node or no npm')
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / 'installed.json'
    if mark.exists() and json.loads(mark.read_text()) == PACKAGES:
        return
    (folder / 'package.json').write_text('{"private": true}')
    done = subprocess.run(
        ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts',
         '--fetch-retries=1', *PACKAGES],
        cwd=folder, capture_output=True, text=True, timeout=240)
    if done.returncode != 0:
        skip('npm cannot install: ' + done.stderr.strip()[-200:])
    mark.write_text(json.dumps(PACKAGES))


# ---- the same requests, signed twice -----------------------------------------

SEGMENTS = ['model', 'us.anthropic.claude-sonnet-4-5-20250929-v1%3A0',
            'arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aprompt%2FA%3A1', 'a%20b',
            '%E3%81%82', 'x~y_z-.', '%25', '(a)', "it's", 'a+b', 'a=b&c', '*',
            '!', '$', ';', ',', '@']
VALUES = ['application/json', '  spaced   out  ', 'a;b="c   d"', 'ü', '',
          '100%', 'a,b']
WORDS = ['a', 'A', 'b-c', 'x%20y', '%2F', '1', 'Zz', 'list-type', '']


def made_up(rng):
    path = ''.join('/' + rng.choice(SEGMENTS)
                   for _ in range(rng.randint(1, 4)))
    names = rng.sample(WORDS[:-1], rng.randint(0, 3))
    query = '&'.join(f'{name}={rng.choice(WORDS)}' for name in names)
    headers = {'host': rng.choice(['127.0.0.1:8080', 'e.example'])}
    for name in rng.sample(['content-type', 'x-amz-b', 'x-amz-a', 'x-zed'],
                           rng.randint(0, 3)):
        headers[name] = rng.choice(VALUES)
    request = {
        'method': rng.choice(['POST', 'GET']),
        'target': path + ('?' + query if query else ''),
        'headers': headers, 'region': rng.choice(['us-east-1', 'cn-north-1']),
        'service': rng.choice(['bedrock', 'sts', 'bedrock-mantle']),
        'time': f'20{rng.randint(24, 40)}{rng.randint(1, 12):02}'
                f'{rng.randint(1, 28):02}T{rng.randint(0, 23):02}'
                f'{rng.randint(0, 59):02}{rng.randint(0, 59):02}Z',
        'body': rng.choice(['', '{"messages":[]}', 'ünïcode', 'x' * 3000]),
    }
    if rng.random() < 0.5:
        request['token'] = 'AQoDYXdz//+=='
    return request


def signed_by(command, lines):
    done = subprocess.run(command, input=lines, capture_output=True, text=True,
                          timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def the_same_requests_get_the_same_signatures(rig):
    rng = random.Random(20261124)
    requests = [made_up(rng) for _ in range(400)]
    lines = ''.join(json.dumps(r) + '\n' for r in requests)
    ours = signed_by([rig.signer], lines)
    theirs = signed_by(['node', rig.server_file, rig.folder, '--sign'], lines)
    assert len(ours) == len(theirs) == len(requests)
    for request, mine, right in zip(requests, ours, theirs):
        assert mine == right, f'{request}\n{mine}\n{right}'


# ---- calls --------------------------------------------------------------------

class Rig:
    def __init__(self, signer, program, server_file, folder):
        self.signer, self.program = signer, program
        self.server_file, self.folder = server_file, folder
        self.server = subprocess.Popen(
            ['node', server_file, folder], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.server.stdout.readline())
        self.accounts = pathlib.Path(tempfile.mkdtemp()) / 'accounts.json'
        url = f'http://127.0.0.1:{self.port}'
        common = {'provider': 'bedrock', 'region': 'us-east-1',
                  'base_url': url}
        keys = {'access_key_id': 'AKIDEXAMPLE',
                'secret_access_key': 's/ecret+1'}
        self.accounts.write_text(json.dumps({'accounts': [
            {'name': 'keys', **common, **keys},
            {'name': 'lent', **common, **keys, 'session_token': 'tok+/=1'},
            {'name': 'wrong', **common, **keys, 'secret_access_key': 'wrong-secret'},
            {'name': 'bearer', **common, 'api_key': 'bedrock-key-1'},
            {'name': 'env', **common, 'credentials': 'environment'},
            {'name': 'none', **common, 'credentials': 'environment'}]}))

    def close(self):
        self.server.stdin.close()
        self.server.wait(10)
        shutil.rmtree(self.accounts.parent)

    def seen(self):
        with urllib.request.urlopen(f'http://127.0.0.1:{self.port}/seen') as r:
            return json.load(r)

    def chat(self, model, *more, env=None):
        """The response or the error, in the JSON dialect."""
        done = subprocess.run(
            [self.program, 'chat', '-m', model, '--accounts',
             str(self.accounts), '--json', *more, 'Say hello.'],
            capture_output=True, text=True, timeout=60,
            env={**CLEAN, **(env or {})})
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            raise AssertionError(f'{model}: {done}') from None

    def speaks_converse(self):
        error = self.chat('keys/ok', '--no-stream').get('error', {})
        return error.get('status') != 'not_built'


def text_of(answer):
    assert 'choices' in answer, answer
    return answer['choices'][0]['message']['content']


def error_of(answer):
    assert 'error' in answer, answer
    return answer['error']


BOTH = ([], ['--no-stream'])


def aws_takes_our_signatures(rig):
    for account in ('keys', 'lent', 'bearer'):
        for more in BOTH:
            answer = rig.chat(account + '/us.anthropic.claude-4-v1:ok', *more)
            assert text_of(answer) == 'All is well.', answer
    assert all(one['refused'] is None for one in rig.seen()
               if 'claude-4' in one['url']), rig.seen()


def keys_come_from_the_environment(rig):
    env = {'AWS_ACCESS_KEY_ID': 'AKIDEXAMPLE',
           'AWS_SECRET_ACCESS_KEY': 's/ecret+1', 'AWS_SESSION_TOKEN': 't'}
    assert text_of(rig.chat('env/ok', env=env)) == 'All is well.'
    error = error_of(rig.chat('none/ok'))
    assert error['status'] == 'credentials', error
    assert 'AWS_ACCESS_KEY_ID is not set' in error['message'], error


def a_wrong_secret_is_refused(rig):
    for more in BOTH:
        error = error_of(rig.chat('wrong/ok', *more))
        assert error['http_status'] == 403, error
        assert error['provider_code'] == 'InvalidSignatureException', error


def a_wrong_clock_is_corrected_and_reported(rig):
    for more in BOTH:
        answer = rig.chat('keys/clock', *more)
        assert text_of(answer) == 'All is well.', answer
        assert any('clock' in one['reason'] for one in answer['warnings'])
    assert len([one for one in rig.seen() if one['model'] == 'clock']) == 4


def refusals_are_what_they_are(rig):
    for model, status in (('denied', 'permission'), ('old', 'not_found')):
        for more in BOTH:
            error = error_of(rig.chat('keys/' + model, *more))
            assert error['status'] == status, error
            assert error['request_id'] == 'r-1', error


def throttling_is_waited_out(rig):
    """One refusal: whoever retries gets an answer, the others its status."""
    answer = rig.chat('keys/throttled-1', '--no-stream')
    if 'error' in answer:
        assert error_of(answer)['status'] == 'rate_limited', answer
        assert error_of(answer)['retryable'] is True, answer
    else:
        assert text_of(answer) == 'All is well.', answer


def answers_are_read(rig):
    for more in BOTH:
        answer = rig.chat('keys/tool', *more)
        call = answer['choices'][0]['message']['tool_calls'][0]
        assert call['function']['name'] == 'get_weather', answer
        assert json.loads(call['function']['arguments']) == {'city': 'Tokyo'}
        answer = rig.chat('keys/thinking', *more)
        block = answer['choices'][0]['message']['thinking_blocks'][0]
        assert block == {'type': 'thinking', 'thinking': 'Let me see.',
                         'signature': 'c2lnbmF0dXJl'}, answer
        answer = rig.chat('keys/length', *more)
        assert answer['choices'][0]['finish_reason'] == 'length', answer
        assert answer['usage']['total_tokens'] == 12, answer


def broken_streams_are_errors_with_what_had_come(rig):
    for model, statuses in (('exception', ('rate_limited',)),
                            ('error', ('server_error',)),
                            ('truncated', ('truncated',)),
                            ('spoilt', ('protocol',))):
        error = error_of(rig.chat('keys/' + model))
        assert error['status'] in statuses, error
        partial = error['partial']['choices'][0]['message']['content']
        assert partial and 'All is well.'.startswith(partial), error


SIGNATURES = [the_same_requests_get_the_same_signatures]
CALLS = [aws_takes_our_signatures, keys_come_from_the_environment,
         a_wrong_secret_is_refused, a_wrong_clock_is_corrected_and_reported,
         refusals_are_what_they_are, throttling_is_waited_out,
         answers_are_read, broken_streams_are_errors_with_what_had_come]


def main():
    signer, program, server_file, folder = sys.argv[1:]
    install(pathlib.Path(folder))
    rig = Rig(signer, program, server_file, folder)
    failed = skipped = 0
    try:
        talks = rig.speaks_converse()
        for test in SIGNATURES + CALLS:
            name = test.__name__.replace('_', ' ')
            if test in CALLS and not talks:
                print(f'skipped {name}: this build does not speak Converse')
                skipped += 1
                continue
            try:
                test(rig)
                print(f'ok {name}')
            except (AssertionError, KeyError, TypeError) as problem:
                print(f'FAILED {name}: {problem!r}')
                failed += 1
    finally:
        rig.close()
    total = len(SIGNATURES + CALLS) - failed - skipped
    print(f'{total} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
