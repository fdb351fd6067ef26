#!/usr/bin/env python3
"""Calls a server that others wrote: the npm package @copilotkit/aimock, which
speaks every wire format on one port.

usage: test_aimock.py LIBRARY PROGRAM FOLDER

What it answers is in fixtures of ours, the same for each format.  It invents
token counts, signatures and error codes, so none is looked at; where else it
differs from the vendors stands in UNLIKE.  Exits with 77 (skipped) where npm or
its registry cannot be reached.
"""
import ctypes
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

PACKAGE = '@copilotkit/aimock@1.43.0'
NODE = 20  # the first version of node that runs it

FIXTURES = {'fixtures': [
    {'match': {'userMessage': 'say the text'},
     'response': {'content': 'Grüße aus dem Norden, and a second half.'}},
    {'match': {'userMessage': 'call the tool', 'hasToolResult': False},
     'response': {'toolCalls': [{'name': 'get_weather',
                                 'arguments': '{"city":"Oslo"}'}]}},
    {'match': {'userMessage': 'call the tool', 'hasToolResult': True},
     'response': {'content': 'It rains in Oslo.'}},
    {'match': {'userMessage': 'call it twice', 'hasToolResult': False},
     'response': {'toolCalls': [
         {'name': 'get_weather', 'arguments': '{"city":"Oslo"}'},
         {'name': 'get_weather', 'arguments': '{"city":"Bergen"}'}]}},
    {'match': {'userMessage': 'call it twice', 'hasToolResult': True},
     'response': {'content': 'Rain here, sun there.'}},
    {'match': {'userMessage': 'fit the schema'},
     'response': {'content': '{"name":"Ada","age":36}'}},
    {'match': {'userMessage': 'look at it'},
     'response': {'content': 'A black dot.'}},
    {'match': {'userMessage': 'think first'},
     'response': {'content': '42', 'reasoning': 'Six times seven.'}},
    {'match': {'userMessage': 'too many'},
     'response': {'error': {'message': 'slow down',
                            'type': 'rate_limit_error',
                            'code': 'rate_limit_exceeded'},
                  'status': 429}},
]}

# name, members of the account, model; {} is the server's address
ACCOUNTS = [
    ('chat', {'provider': 'openai', 'dialect': 'openai_chat',
              'base_url': '{}/v1', 'api_key': 'k'}, 'gpt-4o'),
    ('responses', {'provider': 'openai', 'dialect': 'openai_responses',
                   'base_url': '{}/v1', 'api_key': 'k'}, 'gpt-5'),
    ('azure', {'provider': 'azure', 'base_url': '{}', 'api_key': 'k',
               'models': {'d': {'id': 'd', 'base_model': 'gpt-4o'}}}, 'd'),
    ('dated', {'provider': 'azure', 'base_url': '{}', 'api_key': 'k',
               'api_version': '2025-04-01-preview',
               'models': {'d': {'id': 'd', 'base_model': 'gpt-4o'}}}, 'd'),
    ('anthropic', {'provider': 'anthropic', 'base_url': '{}',
                   'api_key': 'k'}, 'claude-sonnet-4-5'),
    ('gemini', {'provider': 'gemini', 'base_url': '{}', 'api_key': 'k'},
     'gemini-2.5-flash'),
    ('vertex', {'provider': 'vertex', 'base_url': '{}', 'project': 'p',
                'location': 'us-central1', 'access_token': 't'},
     'gemini-2.5-flash'),
    ('bedrock', {'provider': 'bedrock', 'base_url': '{}',
                 'region': 'us-east-1', 'api_key': 'k'},
     'anthropic.claude-sonnet-4-5-20250929-v1:0'),
    ('cohere', {'provider': 'cohere', 'base_url': '{}', 'api_key': 'k'},
     'command-a-03-2025'),
    ('openrouter', {'provider': 'openrouter', 'base_url': '{}/api/v1',
                    'api_key': 'k'}, 'openai/gpt-4o'),
    ('ollama', {'provider': 'ollama', 'base_url': '{}/v1'}, 'llama3.2'),
]

WEATHER = {'type': 'function', 'function': {
    'name': 'get_weather', 'description': 'The weather of a city, now',
    'parameters': {'type': 'object',
                   'properties': {'city': {'type': 'string'}},
                   'required': ['city']}}}
PERSON = {'type': 'object',
          'properties': {'name': {'type': 'string'},
                         'age': {'type': 'integer'}},
          'required': ['name', 'age'], 'additionalProperties': False}
# one black pixel
DOT = ('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAA'
       'AACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==')

# Where the mock differs from those whom it stands for: the models that an
# expectation does not hold for.
UNLIKE = {
    # Google ends such a turn with STOP, not with FUNCTION_CALL.
    'finish of calls': ('gemini', 'vertex'),
    # Cohere has blocks of the type thinking; these are text.  And gpt-4o, which
    # is the model here, does not think.
    'thinking': ('cohere', 'chat'),
    # AWS has the message at the top, this has it in an object of Anthropic's.
    'error message': ('bedrock',),
}
# those whose model of ACCOUNTS takes no pictures, and one that does
SEEING = {'cohere/command-a-03-2025': 'cohere/command-a-vision-07-2025'}


class Library:
    """parl_chat_json by ctypes: one string in, one string out."""

    def __init__(self, path, accounts):
        self.lib = ctypes.CDLL(path)
        self.lib.parl_text_free.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self.client = ctypes.c_void_p()
        assert self.lib.parl_client_new(ctypes.byref(self.client), None,
                                        None) == 0
        assert self.lib.parl_client_load_accounts(
            self.client, accounts.encode(), ctypes.c_size_t(0), None) == 0

    def chat(self, **request):
        text = json.dumps(request).encode()
        answer = ctypes.c_void_p()
        self.lib.parl_chat_json(self.client, text, ctypes.c_size_t(len(text)),
                                ctypes.byref(answer))
        pointer = ctypes.cast(answer, ctypes.c_char_p)
        document = json.loads(pointer.value)
        self.lib.parl_text_free(self.client, pointer)
        assert 'error' not in document, document
        return document


class Run:
    def __init__(self, library, program, accounts, model, stream):
        self.library, self.program, self.accounts = library, program, accounts
        self.model, self.stream = model, stream

    def like(self, expectation):
        """Does the mock do as the vendor does?"""
        return self.model.split('/')[0] not in UNLIKE[expectation]

    def chat(self, messages, **more):
        return self.library.chat(**{'model': self.model, 'messages': messages,
                                    'stream': self.stream, **more})

    def command(self, prompt):
        arguments = [self.program, 'chat', '-m', self.model, '--accounts',
                     self.accounts, '--json', '--retries', '0', prompt]
        if not self.stream:
            arguments.insert(-1, '--no-stream')
        done = subprocess.run(arguments, stdout=subprocess.PIPE, text=True,
                              stderr=subprocess.DEVNULL)
        return json.loads(done.stdout)


def user(text):
    return [{'role': 'user', 'content': text}]


def a_text_comes_whole(run):
    choice = run.chat(user('say the text'))['choices'][0]
    assert choice['message']['content'] == \
        'Grüße aus dem Norden, and a second half.', choice
    assert choice['finish_reason'] == 'stop', choice


def calls_of(run, choice):
    if run.like('finish of calls'):
        assert choice['finish_reason'] == 'tool_calls', choice
    calls = choice['message']['tool_calls']
    assert all(c['function']['name'] == 'get_weather' for c in calls), calls
    assert len({c['id'] for c in calls}) == len(calls), calls
    return calls


def after_results(run, history, choice, results):
    """What is said once each call has its result."""
    calls = calls_of(run, choice)
    turns = [{'role': 'tool', 'content': result, 'tool_call_id': call['id']}
             for call, result in zip(calls, results)]
    answer = run.chat(history + [choice['message']] + turns, tools=[WEATHER])
    return answer['choices'][0]['message']['content']


def cities(calls):
    return [json.loads(c['function']['arguments']) for c in calls]


def a_call_is_made_and_its_result_taken(run):
    history = user('call the tool')
    choice = run.chat(history, tools=[WEATHER])['choices'][0]
    assert cities(calls_of(run, choice)) == [{'city': 'Oslo'}], choice
    assert after_results(run, history, choice, ['rain']) == \
        'It rains in Oslo.'


def two_calls_at_once_have_a_result_each(run):
    history = user('call it twice')
    choice = run.chat(history, tools=[WEATHER])['choices'][0]
    assert cities(calls_of(run, choice)) == [{'city': 'Oslo'},
                                             {'city': 'Bergen'}], choice
    assert after_results(run, history, choice, ['rain', 'sun']) == \
        'Rain here, sun there.'


def an_answer_fits_its_schema(run):
    answer = run.chat(user('fit the schema'), response_format={
        'type': 'json_schema',
        'json_schema': {'name': 'person', 'strict': True, 'schema': PERSON}})
    content = answer['choices'][0]['message']['content']
    assert json.loads(content) == {'name': 'Ada', 'age': 36}, answer
    assert answer['structured_via'] == 'native', answer


def a_picture_is_taken(run):
    answer = run.chat([{'role': 'user', 'content': [
        {'type': 'text', 'text': 'look at it'},
        {'type': 'image_url', 'image_url': {'url': DOT}}]}],
        model=SEEING.get(run.model, run.model))
    assert answer['choices'][0]['message']['content'] == 'A black dot.', answer


def thinking_stands_beside_the_answer(run):
    message = run.chat(user('think first'))['choices'][0]['message']
    if not run.like('thinking'):
        assert message['content'].endswith('42'), message
        return
    assert message['content'] == '42', message
    assert 'Six times seven.' in (message.get('reasoning_content') or
                                  json.dumps(message['thinking_blocks'])), \
        message


def too_many_requests_are_rate_limited(run):
    error = run.command('too many')['error']
    assert error['status'] == 'rate_limited', error
    assert error['http_status'] == 429, error
    if run.like('error message'):
        assert 'slow down' in error['message'], error


TESTS = (a_text_comes_whole, a_call_is_made_and_its_result_taken,
         two_calls_at_once_have_a_result_each, an_answer_fits_its_schema,
         a_picture_is_taken, thinking_stands_beside_the_answer,
         too_many_requests_are_rate_limited)


def run_all(library, program, path):
    failed = 0
    for name, _, model in ACCOUNTS:
        for stream in (False, True):
            run = Run(library, program, path, f'{name}/{model}', stream)
            for test in TESTS:
                what = f'{name}, {"streamed" if stream else "whole"}: ' \
                       f'{test.__name__}'
                try:
                    test(run)
                    print(f'ok {what}')
                except (AssertionError, KeyError, ValueError) as problem:
                    failed = 1
                    print(f'not ok {what}: {problem!r}'[:700])
    return failed


# ---- the server ------------------------------------------------------------

def install(folder):
    """The command that starts the server; None where it cannot be had."""
    binary = folder / 'node_modules' / '.bin' / 'llmock'
    if shutil.which('npm') is None or shutil.which('node') is None:
        return None
    version = subprocess.run(['node', '--version'], stdout=subprocess.PIPE,
                             text=True).stdout
    if int(version.lstrip('v').split('.')[0]) < NODE:
        return None
    if not binary.exists():
        subprocess.run(['npm', 'install', '--silent', '--no-audit',
                        '--no-fund', '--fetch-retries=1', '--prefix', folder,
                        PACKAGE],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return binary if binary.exists() else None


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def await_port(port):
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(('127.0.0.1', port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit('the mock does not start')


def main():
    library, program, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    binary = install(folder)
    if binary is None:
        print('skipped: the mock server cannot be had here')
        return 77
    port = free_port()
    fixtures, accounts = folder / 'fixtures.json', folder / 'accounts.json'
    fixtures.write_text(json.dumps(FIXTURES))
    accounts.write_text(json.dumps({'accounts': [
        {'name': name, **{k: v.format(f'http://127.0.0.1:{port}')
                          if k == 'base_url' else v
                          for k, v in members.items()}}
        for name, members, _ in ACCOUNTS]}))
    server = subprocess.Popen(
        [binary, '-p', str(port), '-f', fixtures, '--strict', '--log-level',
         'silent'], stdout=subprocess.DEVNULL, env=dict(os.environ))
    try:
        await_port(port)
        return run_all(Library(library, accounts.read_text()), program,
                       str(accounts))
    finally:
        server.terminate()
        server.wait()


if __name__ == '__main__':
    sys.exit(main())
