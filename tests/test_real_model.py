#!/usr/bin/env python3
"""Calls a real model through the library: llama.cpp's server with a small
model, which tests/support/local_model.sh installs and starts.  It speaks three
wire formats, and each is called.

usage: test_real_model.py LIBRARY PROGRAM SCRIPT FOLDER

Exits with 77 (skipped) where the model cannot be had.
"""
import ctypes
import json
import os
import subprocess
import sys
import threading

MODEL = 'llamacpp/smollm2'
WEATHER = {'type': 'function', 'function': {
    'name': 'get_weather', 'description': 'The weather of a city, now',
    'parameters': {'type': 'object',
                   'properties': {'city': {'type': 'string'}},
                   'required': ['city']}}}
PERSON = {'type': 'object',
          'properties': {'name': {'type': 'string'},
                         'age': {'type': 'integer'}},
          'required': ['name', 'age'], 'additionalProperties': False}
# parl_delta_fn
ON_DELTA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class Library:
    """The library by ctypes: JSON in, JSON or handles out."""

    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        for name, result, *arguments in (
                ('text_free', None, ctypes.c_void_p, ctypes.c_char_p),
                ('builder_request', ctypes.c_void_p, ctypes.c_void_p,
                 ctypes.c_void_p),
                ('builder_free', None, ctypes.c_void_p),
                ('status_word', ctypes.c_char_p, ctypes.c_int32),
                ('error_partial', ctypes.c_void_p, ctypes.c_void_p),
                ('error_free', None, ctypes.c_void_p),
                ('response_text', ctypes.c_char_p, ctypes.c_void_p)):
            function = getattr(self.lib, 'parl_' + name)
            function.restype, function.argtypes = result, arguments
        self.client = ctypes.c_void_p()
        assert self.lib.parl_client_new(ctypes.byref(self.client), None,
                                        None) == 0
        assert self.lib.parl_client_add_env_accounts(self.client, None) == 0
        self.model = MODEL

    def add_others(self, address):
        accounts = json.dumps({'accounts': [
            {'name': name, 'base_url': address, **members}
            for name, members, _ in OTHERS]}).encode()
        assert self.lib.parl_client_load_accounts(
            self.client, accounts, ctypes.c_size_t(0), None) == 0

    def chat(self, **request):
        text = json.dumps({'model': self.model, **request}).encode()
        answer = ctypes.c_void_p()
        self.lib.parl_chat_json(self.client, text, ctypes.c_size_t(len(text)),
                                ctypes.byref(answer))
        document = json.loads(ctypes.cast(answer, ctypes.c_char_p).value)
        self.lib.parl_text_free(self.client,
                                ctypes.cast(answer, ctypes.c_char_p))
        return document

    def chat_until(self, on_delta, **request):
        """A stream that on_delta ends: the word of its status, and the text
        that had arrived."""
        text = json.dumps({'model': self.model, **request}).encode()
        builder, response, error = (ctypes.c_void_p() for _ in range(3))
        assert self.lib.parl_request_from_json(
            ctypes.byref(builder), text, ctypes.c_size_t(len(text)),
            None) == 0
        status = self.lib.parl_chat_stream(
            self.client,
            ctypes.c_void_p(self.lib.parl_builder_request(builder, None)),
            ON_DELTA(on_delta), None, ctypes.byref(response),
            ctypes.byref(error))
        partial = self.lib.parl_error_partial(error)
        arrived = partial and self.lib.parl_response_text(partial).decode()
        self.lib.parl_error_free(error)
        self.lib.parl_builder_free(builder)
        return self.lib.parl_status_word(status).decode(), arrived


def user(text):
    return [{'role': 'user', 'content': text}]


def message(document):
    return document['choices'][0]['message']


def a_blocking_call_gives_text_and_usage(library, _):
    answer = library.chat(messages=user('Say hello.'), max_tokens=24)
    assert message(answer)['content'], answer
    assert answer['usage']['completion_tokens'] > 0, answer


def a_stream_gives_the_same_text(library, program):
    question = 'Name three colours.'
    streamed = library.chat(messages=user(question), stream=True,
                            max_tokens=48, temperature=0)
    whole = library.chat(messages=user(question), max_tokens=48,
                         temperature=0)
    assert message(streamed)['content'] == message(whole)['content']
    assert streamed['usage']['completion_tokens'] == \
        whole['usage']['completion_tokens']


def the_program_streams_an_answer(_, program):
    done = subprocess.run([program, 'chat', '-m', MODEL, 'Say hello.'],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.strip(), done


def a_tool_is_called_and_its_result_taken(library, _):
    history = user('What is the weather in Oslo?')
    first = library.chat(messages=history, tools=[WEATHER], max_tokens=96,
                         stream=True)
    calls = message(first).get('tool_calls')
    assert calls and calls[0]['function']['name'] == 'get_weather', first
    json.loads(calls[0]['function']['arguments'])
    assert first['choices'][0]['finish_reason'] == 'tool_calls', first
    history.append(message(first))
    history += [{'role': 'tool', 'tool_call_id': call['id'],
                 'content': 'Snow, -3 degrees'} for call in calls]
    second = library.chat(messages=history, max_tokens=48)
    assert message(second)['content'], second


def a_structured_answer_fits_its_schema(library, _):
    answer = library.chat(
        messages=user('Ada is 36 years old. Who is it?'), max_tokens=64,
        response_format={'type': 'json_schema', 'json_schema': {
            'name': 'person', 'strict': True, 'schema': PERSON}})
    person = json.loads(message(answer)['content'])
    assert set(person) == {'name', 'age'}, person
    assert isinstance(person['age'], int), person
    assert answer['structured_via'] == 'native', answer


def too_long_a_context_is_said(library, _):
    answer = library.chat(messages=user('word ' * 5000))
    assert answer['error']['status'] == 'context_too_long', answer
    assert answer['error']['http_status'] == 400, answer


def another_name_is_answered_under_the_models_own(library, _):
    """This server has one model, and answers to any name."""
    answer = library.chat(model='llamacpp/no-such-model',
                          messages=user('Say hello.'), max_tokens=8)
    assert answer['model'] == 'smollm2', answer
    assert message(answer)['origin']['model'] == 'no-such-model', answer


def a_cut_answer_says_length(library, _):
    answer = library.chat(messages=user('Tell a long story.'), max_tokens=5)
    assert answer['choices'][0]['finish_reason'] == 'length', answer


STORY = {'messages': user('Tell a long story.'), 'max_tokens': 300}


def one_of_many_is_cancelled_in_mid_stream(library, _):
    """More calls than the server has slots; the others come to their end."""
    def ask(of):
        answers[of] = library.chat(messages=user(f'Name a {of}.'),
                                   stream=True, max_tokens=8)

    answers, pieces = {}, []
    threads = [threading.Thread(target=ask, args=[of])
               for of in ('colour', 'river', 'bird')]
    for thread in threads:
        thread.start()
    status, arrived = library.chat_until(
        lambda *_: pieces.append(1) or len(pieces) == 3, **STORY)
    for thread in threads:
        thread.join()
    assert status == 'cancelled' and len(pieces) == 3, (status, pieces)
    assert arrived, arrived
    assert len(answers) == len(threads), answers
    for answer in answers.values():
        assert message(answer)['content'], answer
        assert answer['usage']['completion_tokens'] <= 8, answer


TESTS = (a_blocking_call_gives_text_and_usage, a_stream_gives_the_same_text,
         the_program_streams_an_answer, a_tool_is_called_and_its_result_taken,
         a_structured_answer_fits_its_schema, too_long_a_context_is_said,
         another_name_is_answered_under_the_models_own,
         one_of_many_is_cancelled_in_mid_stream, a_cut_answer_says_length)


# Those that hold in every format of this server, which takes no notice of a
# schema but in its own, and in Responses says "completed" of what was cut.
IN_MESSAGES = (a_blocking_call_gives_text_and_usage,
               a_stream_gives_the_same_text,
               a_tool_is_called_and_its_result_taken,
               one_of_many_is_cancelled_in_mid_stream,
               a_cut_answer_says_length)
IN_RESPONSES = (a_blocking_call_gives_text_and_usage,
                a_stream_gives_the_same_text,
                a_tool_is_called_and_its_result_taken,
                one_of_many_is_cancelled_in_mid_stream)
# name, members of the account, tests
OTHERS = (('messages', {'provider': 'anthropic', 'api_key': 'none'},
           IN_MESSAGES),
          ('responses', {'provider': 'custom', 'dialect': 'openai_responses'},
           IN_RESPONSES))


def run_all(library, program, tests, prefix=''):
    failed = 0
    for test in tests:
        try:
            test(library, program)
            print(f'ok {prefix}{test.__name__}')
        except (AssertionError, KeyError, ValueError) as problem:
            failed = 1
            print(f'not ok {prefix}{test.__name__}: {str(problem)[:600]}')
    return failed


def run_everything(library, program, address):
    failed = run_all(library, program, TESTS)
    library.add_others(address)
    for name, _, tests in OTHERS:
        library.model = f'{name}/smollm2'
        failed |= run_all(library, program, tests, f'{name}: ')
    return failed


def main():
    library, program, script, folder = sys.argv[1:]
    installed = subprocess.run(['sh', script, 'install', folder])
    if installed.returncode == 77:
        print('skipped: the model cannot be had here')
        return 77
    installed.check_returncode()
    started = subprocess.run(['sh', script, 'start', folder, '0'], text=True,
                             stdout=subprocess.PIPE, check=True)
    try:
        port = started.stdout.split()[1]
        address = f'http://127.0.0.1:{port}'
        os.environ['LLAMA_BASE_URL'] = address
        return run_everything(Library(library), program, address)
    finally:
        subprocess.run(['sh', script, 'stop', folder], check=True)


if __name__ == '__main__':
    sys.exit(main())
