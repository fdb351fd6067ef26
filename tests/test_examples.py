#!/usr/bin/env python3
"""Runs the examples against a server that stands in for a model, and looks at
what they print and at what they sent.

usage: test_examples.py FOLDER_OF_PROGRAMS SOURCE_ROOT LIBRARY
"""
import base64
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

from support import formats

C_PROGRAMS = ('hello', 'stream', 'pull', 'tools', 'image', 'typed',
              'typed_tools', 'conversation', 'explain', 'own_loop',
              'own_transport')
# those of them that ask the server, and need no more than its address
CALLERS = ('hello', 'stream', 'pull', 'tools', 'typed', 'typed_tools',
           'conversation', 'own_loop')
MODEL = 'llamacpp/smollm2'
# the same calls in other formats, by the model id alone
OTHERS = ('anthropic/claude-sonnet-4-5', 'gemini/gemini-2.5-flash',
          'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0')
SILENT_PORT = 1  # nobody listens there
WAIT = 10


class Skip(Exception):
    """What is to be tested is not there."""


# ---- the server ------------------------------------------------------------

def sample(schema):
    """Some value that fits a schema."""
    kind = schema.get('type')
    if kind == 'object':
        return {name: sample(part)
                for name, part in schema['properties'].items()}
    if kind == 'array':
        return [sample(schema['items'])] * 2
    return 1234567 if kind in ('integer', 'number') else 'Sample'


def call(number, name, **arguments):
    return {'id': f'call_{number}', 'type': 'function', 'function': {
        'name': name, 'arguments': json.dumps(arguments)}}


# what the model makes of a tool, by its name
CALLS = {
    'get_weather': [call(1, 'get_weather', city='Tokyo'),
                    call(2, 'get_weather', city='Paris')],
    'add': [call(1, 'add', left=1.5, right=2.25),
            call(2, 'add', left='20', right=22),
            call(3, 'add', right=20, left=22)],
}


def calls_of(tools):
    said = json.dumps(tools)  # the formats put names in different places
    return next(calls for name, calls in CALLS.items() if f'"{name}"' in said)


def kinds(content):
    return [part['type'] for part in content if part['type'] != 'text']


def answer(body):
    """The message that the model makes of a request."""
    said = body['messages']
    last = said[-1]
    if body.get('tools') and last['role'] != 'tool':
        return {'content': None, 'tool_calls': calls_of(body['tools'])}
    if last['role'] == 'tool':
        results = [m['content'] for m in said if m['role'] == 'tool']
        return {'content': 'It is: ' + ', '.join(results)}
    if body.get('response_format', {}).get('type') == 'json_schema':
        schema = body['response_format']['json_schema']['schema']
        return {'content': json.dumps(sample(schema))}
    if isinstance(last['content'], list) and kinds(last['content']):
        return {'content': 'I see: ' + ', '.join(kinds(last['content']))}
    return {'content': f'Answer to message {len(said)}: so be it.'}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = 0

    def log_message(self, *_):
        pass

    def do_POST(self):
        length = int(self.headers['content-length'])
        body = json.loads(self.rfile.read(length))
        self.server.requests.append((self.path, dict(self.headers), body))
        spoken = formats.format_of(self.path)
        if self.server.failure is not None:
            self.reply(self.server.failure, {'error': {
                'message': 'the model is away', 'type': 'server_error'}})
        elif spoken is not None:
            self.answer_in(spoken, body)
        elif body.get('stream'):
            self.stream(answer(body))
        else:
            message = answer(body)
            reason = 'tool_calls' if 'tool_calls' in message else 'stop'
            self.reply(200, {
                'id': 'chatcmpl-1', 'object': 'chat.completion',
                'created': 1700000000, 'model': body['model'],
                'choices': [{'index': 0, 'finish_reason': reason, 'message':
                             {'role': 'assistant', **message}}],
                'usage': {'prompt_tokens': 5, 'completion_tokens': 7,
                          'total_tokens': 12}})

    def answer_in(self, spoken, body):
        """In the format of another vendor."""
        said, tools, schema = spoken.asked(body)
        asked = {'messages': said, 'tools': tools}
        if schema:
            asked['response_format'] = {
                'type': 'json_schema', 'json_schema': {'schema': schema}}
        message = answer(asked)
        if not formats.streams(self.path, body):
            self.reply(200, spoken.whole(message))
            return
        self.send_response(200)
        self.send_header('content-type', spoken.stream_type)
        self.send_header('transfer-encoding', 'chunked')
        self.end_headers()
        for piece in spoken.stream(message):
            self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
        self.wfile.write(b'0\r\n\r\n')

    def reply(self, status, document):
        text = json.dumps(document).encode()
        self.send_response(status)
        self.send_header('content-type', 'application/json')
        self.send_header('content-length', str(len(text)))
        self.end_headers()
        for at in range(0, len(text), self.server.piece):
            self.wfile.write(text[at:at + self.server.piece])

    def event(self, text):
        line = f'data: {text}\n\n'.encode()
        self.wfile.write(b'%x\r\n%s\r\n' % (len(line), line))

    def stream(self, message):
        """The second half waits until the test has seen the first."""
        self.send_response(200)
        self.send_header('content-type', 'text/event-stream')
        self.send_header('transfer-encoding', 'chunked')
        self.end_headers()
        text = message['content']
        half = len(text) // 2
        for delta in ({'role': 'assistant'}, {'content': text[:half]},
                      {'content': text[half:]}):
            if delta == {'content': text[half:]}:
                self.server.go_on.wait(WAIT)
            self.event(json.dumps({'id': 'c', 'choices': [
                {'index': 0, 'delta': delta, 'finish_reason': None}]}))
        self.event(json.dumps({'id': 'c', 'choices': [
            {'index': 0, 'delta': {}, 'finish_reason': 'stop'}]}))
        self.event(json.dumps({'id': 'c', 'choices': [], 'usage': {
            'prompt_tokens': 5, 'completion_tokens': 42,
            'total_tokens': 47}}))
        self.event('[DONE]')
        self.wfile.write(b'0\r\n\r\n')


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server_port}'
        self.go_on = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.rewind()

    def rewind(self):
        self.requests = []
        self.failure = None      # an HTTP status
        self.piece = 1 << 20     # bytes of a body to a write
        self.go_on.set()


# ---- running a program -----------------------------------------------------

class Examples:
    def __init__(self, programs, source, library):
        self.programs = pathlib.Path(programs)
        self.source = pathlib.Path(source)
        self.library = library
        self.server = Server()
        self.folder = pathlib.Path(tempfile.mkdtemp())

    def path(self, name):
        path = self.programs / name
        if not path.exists():
            raise Skip(f'{name} is not built')
        return str(path)

    def built(self, names):
        found = [name for name in names if (self.programs / name).exists()]
        if not found:
            raise Skip('none is built')
        return found

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items()
                if not name.endswith(('_API_KEY', '_BASE_URL', '_TOKEN'))
                and not name.startswith('AWS_')}
        return {**kept, 'LLAMA_BASE_URL': self.server.url, **more}

    def keys(self):
        """The environment of somebody who has an account with each."""
        return {'ANTHROPIC_API_KEY': 'k', 'GEMINI_API_KEY': 'k',
                'AWS_BEARER_TOKEN_BEDROCK': 'k', 'AWS_REGION': 'us-east-1',
                'ANTHROPIC_BASE_URL': self.server.url,
                'GOOGLE_GEMINI_BASE_URL': self.server.url,
                'AWS_ENDPOINT_URL_BEDROCK_RUNTIME': self.server.url}

    def run(self, *command, stdin=subprocess.DEVNULL, **more):
        return subprocess.run(command, env=self.environment(**more),
                              stdin=stdin, capture_output=True, text=True,
                              timeout=WAIT)

    def prints(self, name, *arguments, **more):
        """What a program prints that succeeds."""
        done = self.run(self.path(name), *arguments, **more)
        assert done.returncode == 0, done
        assert done.stderr == '', done.stderr
        return done.stdout

    def fails(self, name, *arguments, **more):
        """What a program complains of that fails."""
        done = self.run(self.path(name), *arguments, **more)
        assert done.returncode == 1, done
        return done.stderr

    def ffi(self, *arguments, name='ffi.py', **more):
        return self.run(sys.executable, str(self.source / 'examples' / name),
                        *arguments, self.library, **more)

    def sent(self, number=0):
        return self.server.requests[number][2]

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return str(path)


# ---- the tests -------------------------------------------------------------

def hello_prints_the_answer(x):
    assert x.prints('hello') == 'Answer to message 1: so be it.\n'
    path, headers, body = x.server.requests[0]
    assert path == '/v1/chat/completions', path
    assert 'authorization' not in {name.lower() for name in headers}, headers
    assert body == {'model': 'smollm2', 'messages': [
        {'role': 'user', 'content': 'What is the capital of France?'}]}, body


def a_key_of_the_environment_is_used(x):
    x.prints('hello', 'openai/gpt-4o-mini', OPENAI_API_KEY='sk-example',
             OPENAI_BASE_URL=x.server.url)
    _, headers, body = x.server.requests[0]
    assert headers['authorization'] == 'Bearer sk-example', headers
    assert body['model'] == 'gpt-4o-mini', body


def stream_prints_what_has_come_while_the_rest_is_on_its_way(x):
    x.server.go_on.clear()
    command = [x.path('stream'), MODEL]
    with subprocess.Popen(command, env=x.environment(),
                          stdout=subprocess.PIPE) as program:
        first = os.read(program.stdout.fileno(), 100)
        x.server.go_on.set()
        rest = program.stdout.read()
    assert first == b'Answer to messa', first
    assert first + rest == (b'Answer to message 1: so be it.\n'
                            b'(42 tokens)\n'), rest
    assert program.returncode == 0
    assert x.sent()['stream_options'] == {'include_usage': True}, x.sent()


def pull_shows_that_time_passes(x):
    x.server.go_on.clear()
    command = [x.path('pull'), MODEL]
    with subprocess.Popen(command, env=x.environment(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as program:
        first = os.read(program.stdout.fileno(), 100)
        second = os.read(program.stderr.fileno(), 1)
        x.server.go_on.set()
        rest = program.stdout.read()
    assert first == b'Answer to messa', first
    assert second == b'.', second
    assert first + rest == b'Answer to message 1: so be it.', rest
    assert program.returncode == 0


def tools_answers_every_call_of_a_turn(x):
    assert x.prints('tools').splitlines() == [
        'get_weather({"city": "Tokyo"}): rain',
        'get_weather({"city": "Paris"}): sun',
        'It is: rain, sun']
    assert len(x.server.requests) == 2
    first, second = x.sent(0), x.sent(1)
    assert first['parallel_tool_calls'] is True, first
    assert first['tools'] == second['tools']
    assert first['tools'][0]['function']['name'] == 'get_weather', first
    question, turn, *results = second['messages']
    assert question == first['messages'][0]
    assert turn['role'] == 'assistant', turn
    assert turn['tool_calls'] == CALLS['get_weather'], turn
    assert results == [
        {'role': 'tool', 'tool_call_id': 'call_1', 'content': 'rain'},
        {'role': 'tool', 'tool_call_id': 'call_2', 'content': 'sun'}], results


def typed_tools_reads_the_arguments_of_each_call(x):
    assert x.prints('typed_tools') == \
        'It is: 3.75, left and right must be numbers, 42\n'
    tool = x.sent()['tools'][0]['function']
    assert tool['name'] == 'add', tool
    assert tool['parameters'] == {
        'type': 'object',
        'properties': {'left': {'type': 'number'}, 'right': {'type': 'number'}},
        'required': ['left', 'right'], 'additionalProperties': False}, tool


def image_sends_the_bytes_of_a_file(x):
    picture = bytes(range(256)) * 1000 + b'!'
    path = x.write('a b.png', picture)
    assert x.prints('image', MODEL, path) == 'I see: image_url\n'
    text, image = x.sent()['messages'][0]['content']
    assert text == {'type': 'text', 'text': 'What is this?'}, text
    assert image['image_url']['url'] == (
        'data:image/png;base64,' + base64.b64encode(picture).decode())


def image_sends_a_pdf_under_its_name(x):
    pdf = b'%PDF-1.4 is only looked at by its end\n'
    files = x.write('paper.pdf', pdf), x.write('photo.jpg', b'\xff\xd8')
    assert x.prints('image', 'openai/gpt-4o-mini', *files, OPENAI_API_KEY='k',
                    OPENAI_BASE_URL=x.server.url) == 'I see: file, image_url\n'
    _, document, image = x.sent()['messages'][0]['content']
    assert document['file'] == {
        'filename': 'paper.pdf',
        'file_data': 'data:application/pdf;base64,' +
                     base64.b64encode(pdf).decode()}, document
    assert image['image_url']['url'] == 'data:image/jpeg;base64,/9g=', image


def image_names_what_it_cannot_send(x):
    path = x.write('paper.pdf', b'%PDF')
    assert '/messages/0/content/1' in x.fails('image', MODEL, path)
    missing = str(x.folder / 'missing.png')
    assert missing in x.fails('image', MODEL, missing)
    assert x.fails('image').startswith('usage:')
    assert x.server.requests == []


def typed_fills_a_struct(x):
    printed = x.prints('typed')
    wanted = x.sent()['response_format']['json_schema']
    made = json.dumps(sample(wanted['schema']))
    for value in 'Sample', '1234567':
        assert printed.count(value) == made.count(value) > 0, printed
    assert wanted['strict'] is True, wanted
    assert wanted['schema']['additionalProperties'] is False, wanted


def conversation_keeps_its_history_over_saving(x):
    printed = x.prints('conversation')
    turns = [len(body['messages']) for _, _, body in x.server.requests]
    assert len(turns) >= 2 and turns[-1] == turns[-2] + 2, turns
    last = x.sent(-1)['messages']
    assert {'role': 'assistant',
            'content': f'Answer to message {turns[-2]}: so be it.'} in last
    assert f'Answer to message {turns[-1]}: so be it.' in printed, printed


def explain_names_the_fate_of_each_field(x):
    rows = [line.split()[:2] for line in x.prints('explain').splitlines()]
    for row in (['/temperature', 'sent'], ['/cache_control', 'dropped'],
                ['/messages/0/role', 'translated']):
        assert row in rows, (row, rows)
    assert ['/max_tokens', 'translated'] in [
        line.split()[:2] for line in x.prints('explain',
                                              'openai/o3').splitlines()]
    assert x.server.requests == []


def explain_shows_why_a_request_would_be_refused(x):
    done = x.run(x.path('explain'), 'ollama/llama3.2')
    assert done.returncode == 1, done
    assert '/messages/1/content/1' in done.stderr, done
    assert ' refused ' in done.stdout, done


def own_loop_gets_its_answer_without_libcurl(x):
    assert x.prints('own_loop') == 'Answer to message 1: so be it.\n'
    assert x.sent()['model'] == 'smollm2'


def own_loop_takes_an_answer_in_any_pieces(x):
    x.server.piece = 1
    assert x.prints('own_loop') == 'Answer to message 1: so be it.\n'


def own_transport_sends_nothing_and_gives_all_memory_back(x):
    url, body, text, memory = x.prints('own_transport').splitlines()
    assert url == x.server.url + '/v1/chat/completions', url
    assert json.loads(body)['model'] == 'smollm2', body
    assert (text, memory) == ('Yes', '0 bytes in use')
    assert x.server.requests == []


def ffi_speaks_json_and_handles(x):
    done = x.ffi(MODEL)
    assert done.returncode == 0, done
    document, text = done.stdout.splitlines()
    message = json.loads(document)['choices'][0]['message']
    assert message['content'] == text == 'Answer to message 1: so be it.'
    assert x.sent(1)['max_tokens'] == 40, x.sent(1)


def ffi_says_what_went_wrong(x):
    done = x.ffi('nobody/x')
    assert done.returncode == 1, done
    assert json.loads(done.stdout)['error']['status'] == 'invalid_argument'
    assert "'nobody'" in done.stderr, done


def ffi_stream_prints_the_pieces(x):
    done = x.ffi(MODEL, name='ffi_stream.py')
    assert done.stdout == 'Answer to message 1: so be it.\n', done
    assert x.sent()['stream'] is True, x.sent()
    x.server.failure = 500
    done = x.ffi(MODEL, name='ffi_stream.py')
    assert done.returncode == 1, done
    assert done.stderr == 'ffi_stream: the model is away\n', done


def every_program_says_what_the_server_said(x):
    x.server.failure = 500
    for name in x.built(CALLERS):
        complaint = x.fails(name)
        assert f'{name}: the model is away' in complaint, complaint


def every_program_says_when_there_is_no_server(x):
    for name in x.built(CALLERS):
        complaint = x.fails(
            name, LLAMA_BASE_URL=f'http://127.0.0.1:{SILENT_PORT}')
        assert f'{name}: ' in complaint, complaint


def every_program_is_under_60_lines(x):
    for name in [f'{name}.c' for name in C_PROGRAMS] + ['ffi.py',
                                                         'ffi_stream.py']:
        path = x.source / 'examples' / name
        if path.exists():
            lines = len(path.read_text().splitlines())
            assert lines < 60, f'{name} has {lines}'


def compiles_without_warnings(x, compiler):
    if shutil.which(compiler) is None:
        raise Skip(f'there is no {compiler}')
    for name in C_PROGRAMS:
        path = x.source / 'examples' / f'{name}.c'
        if path.exists():
            done = x.run(compiler, '-std=c11', '-Wall', '-Wextra',
                         '-Wpedantic', '-Werror', '-fsyntax-only',
                         f'-I{x.source}/include',
                         f'-I{x.programs.parent}/include', str(path))
            assert done.returncode == 0, done.stderr


def gcc_has_no_warnings_for_them(x):
    compiles_without_warnings(x, 'gcc')


def clang_has_no_warnings_for_them(x):
    compiles_without_warnings(x, 'clang')


def tools_are_called_in_every_format(x):
    for model in OTHERS:
        assert x.prints('tools', model, **x.keys()).splitlines() == [
            'get_weather({"city": "Tokyo"}): rain',
            'get_weather({"city": "Paris"}): sun',
            'It is: rain, sun'], model


def structs_are_filled_in_every_format(x):
    for model in OTHERS:
        assert x.prints('typed_tools', model, **x.keys()) == \
            'It is: 3.75, left and right must be numbers, 42\n', model
        printed = x.prints('typed', model, **x.keys())
        assert printed.startswith('Sample: 1234567 people\n'), printed
        assert printed.count('on the Sample') == 2, printed


def pictures_go_out_in_every_format(x):
    path = x.write('a.png', b'\x89PNG\r\n\x1a\n' + bytes(range(256)))
    data = base64.b64encode(pathlib.Path(path).read_bytes()).decode()
    for model, kind in zip(OTHERS, ('image', 'inlineData', 'image')):
        assert x.prints('image', model, path, **x.keys()) == \
            f'I see: {kind}\n', model
        assert data in json.dumps(x.sent(-1)), x.sent(-1)


def conversations_are_held_in_every_format(x):
    for model in OTHERS:
        printed = x.prints('conversation', model, **x.keys()).splitlines()
        assert printed == [
            '> Name a river.', 'Answer to message 1: so be it.',
            '> Which sea does it flow into?',
            'Answer to message 3: so be it.'], printed


def conversations_move_from_each_format_to_each(x):
    for model in (MODEL, *OTHERS):
        for another in (MODEL, *OTHERS):
            # to OpenAI's the system prompt is a message too
            numbers = 1 + (model == MODEL), 3 + (another == MODEL)
            printed = x.prints('conversation', model, another, **x.keys())
            assert printed.splitlines()[1::2] == [
                f'Answer to message {n}: so be it.' for n in numbers], printed
            assert 'so be it.' in json.dumps(x.sent(-1)), x.sent(-1)


def the_program_streams_in_every_format(x):
    for model in OTHERS:
        for more in [], ['--no-stream']:
            printed = x.prints('parlance', 'chat', '-m', model, *more, 'Hi',
                               **x.keys())
            assert printed == 'Answer to message 1: so be it.\n', printed


def the_program_says_how_it_is_called(x):
    for args, why in (
            ([], 'which command'), (['nope'], 'which command'),
            (['encode', '--nope'], '--nope'),
            (['encode', '--accounts', '/nowhere/at.all'], '/nowhere/at.all'),
            (['encode', 'more'], 'prompt'),
            (['decode'], '--model'),
            (['decode', '-m', 'openai/m', '--status', 'x'], "--status does"),
            (['decode', '-m', 'openai/m', '--header', 'x'], "--header does"),
            (['decode', '-m', 'openai/m', '--request', '/nowhere'], 'nowhere'),
            (['chat', '-m', 'openai/m', '--effort', 'huge', 'Hi'], '--effort'),
            (['chat', '-m', 'openai/m', 'Hi', 'there'], "'there'")):
        done = x.run(x.path('parlance'), *args)
        assert (done.returncode, done.stdout) == (2, ''), (args, done)
        assert why in done.stderr, (args, done)


def the_program_says_an_error_in_json_and_in_words(x):
    for command in ['encode'], ['explain'], ['decode', '-m', 'openai/m']:
        done = x.run(x.path('parlance'), *command)
        error = json.loads(done.stdout)['error']
        assert done.returncode == 1, done
        assert error['message'] in done.stderr, done
    refused = x.write('refused.json', b'{"model": "openai/gpt-4o", "messages":'
                      b' [{"role": "user", "content": [{"type": "video_url",'
                      b' "video_url": {"url": "https://e.example/v"}}]}]}')
    done = x.run(x.path('parlance'), 'explain', stdin=open(refused))
    *rows, error = done.stdout.splitlines()
    assert done.returncode == 1, done
    assert ' refused ' in rows[-1], rows
    assert json.loads(error)['error']['status'] == 'unsupported', error


def quickstart_knows_the_keys_of_all_vendors(x):
    """But for those of others' ends, and those that alone say too little."""
    script = (x.source / 'examples/quickstart.sh').read_text()
    rows = dict(line.split() for line in
                script.split("keys='\n")[1].split("'")[0].splitlines())
    left_out = {'GITHUB_TOKEN', 'HF_TOKEN', 'DATABRICKS_TOKEN',
                'AZURE_OPENAI_API_KEY', 'AZURE_AI_CHAT_KEY'}
    known = json.loads(x.prints('parlance', 'providers', '--json'))
    wanted = {row['key_env'] for row in known['providers']
              if row['built'] and row['key_needed'] and 'key_env' in row}
    assert wanted - left_out <= set(rows), wanted - left_out - set(rows)
    for variable, model in rows.items():
        request = x.write('request.json', json.dumps(
            {'model': model, 'messages': [
                {'role': 'user', 'content': 'Hi'}]}).encode())
        done = subprocess.run(
            [x.path('parlance'), 'encode', '--stream'],
            stdin=open(request), capture_output=True, text=True, timeout=WAIT,
            env=x.environment(AWS_REGION='us-east-1', **{variable: 'k'}))
        assert done.returncode == 0, done
        json.loads(done.stdout)


def quickstart_is_plain_sh(x):
    shell = 'dash' if shutil.which('dash') else 'sh'
    done = x.run(shell, '-n', str(x.source / 'examples/quickstart.sh'))
    assert done.returncode == 0, done.stderr


TESTS = (
    hello_prints_the_answer,
    a_key_of_the_environment_is_used,
    stream_prints_what_has_come_while_the_rest_is_on_its_way,
    pull_shows_that_time_passes,
    tools_answers_every_call_of_a_turn,
    typed_tools_reads_the_arguments_of_each_call,
    image_sends_the_bytes_of_a_file,
    image_sends_a_pdf_under_its_name,
    image_names_what_it_cannot_send,
    typed_fills_a_struct,
    conversation_keeps_its_history_over_saving,
    explain_names_the_fate_of_each_field,
    explain_shows_why_a_request_would_be_refused,
    own_loop_gets_its_answer_without_libcurl,
    own_loop_takes_an_answer_in_any_pieces,
    own_transport_sends_nothing_and_gives_all_memory_back,
    ffi_speaks_json_and_handles,
    ffi_says_what_went_wrong,
    ffi_stream_prints_the_pieces,
    tools_are_called_in_every_format,
    structs_are_filled_in_every_format,
    pictures_go_out_in_every_format,
    conversations_are_held_in_every_format,
    conversations_move_from_each_format_to_each,
    the_program_streams_in_every_format,
    the_program_says_how_it_is_called,
    the_program_says_an_error_in_json_and_in_words,
    quickstart_knows_the_keys_of_all_vendors,
    every_program_says_what_the_server_said,
    every_program_says_when_there_is_no_server,
    every_program_is_under_60_lines,
    gcc_has_no_warnings_for_them,
    clang_has_no_warnings_for_them,
    quickstart_is_plain_sh,
)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    examples = Examples(*sys.argv[1:])
    passed = failed = skipped = 0
    for test in TESTS:
        examples.server.rewind()
        try:
            test(examples)
            passed += 1
            print(f'ok {test.__name__}')
        except Skip as reason:
            skipped += 1
            print(f'skipped {test.__name__}: {reason}')
        except Exception as problem:  # whatever it is, the next one runs
            failed += 1
            print(f'not ok {test.__name__}: {problem!r}'[:800])
    shutil.rmtree(examples.folder)
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
