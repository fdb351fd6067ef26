"""The wire formats of Anthropic, Google and AWS, turned into the one of OpenAI
and back, as far as a server needs it that stands in for a model."""
import json
import struct
import zlib


def event(document, name=None):
    head = f'event: {name}\n' if name else ''
    return f'{head}data: {json.dumps(document)}\n\n'.encode()


def arguments(call):
    return json.loads(call['function']['arguments'])


class Messages:
    """Anthropic: POST /v1/messages"""
    stream_type = 'text/event-stream'

    def asked(self, body):
        said = []
        for message in body['messages']:
            content = message['content']
            parts = [{'type': 'text', 'text': content}] \
                if isinstance(content, str) else content
            results = [p for p in parts if p['type'] == 'tool_result']
            said += [{'role': 'tool', 'content': text_of(p['content'])}
                     for p in results]
            if not results:
                said.append({'role': message['role'], 'content': parts})
        schema = body.get('output_config', {}).get('format', {}).get('schema')
        return said, body.get('tools'), schema

    def whole(self, message):
        return {'id': 'm', 'type': 'message', 'role': 'assistant',
                'model': 'm', 'content': self.blocks(message),
                'stop_reason': 'tool_use' if message.get('tool_calls')
                               else 'end_turn',
                'usage': {'input_tokens': 5, 'output_tokens': 7}}

    def blocks(self, message):
        if message.get('tool_calls'):
            return [{'type': 'tool_use', 'id': call['id'],
                     'name': call['function']['name'],
                     'input': arguments(call)}
                    for call in message['tool_calls']]
        return [{'type': 'text', 'text': message['content']}]

    def stream(self, message):
        for name, more in (
                ('message_start', {'message': {
                    'id': 'm', 'type': 'message', 'role': 'assistant',
                    'content': [], 'usage': {'input_tokens': 5}}}),
                ('content_block_start', {'index': 0, 'content_block': {
                    'type': 'text', 'text': ''}}),
                ('content_block_delta', {'index': 0, 'delta': {
                    'type': 'text_delta', 'text': message['content']}}),
                ('content_block_stop', {'index': 0}),
                ('message_delta', {'delta': {'stop_reason': 'end_turn'},
                                   'usage': {'output_tokens': 42}}),
                ('message_stop', {})):
            yield event({'type': name, **more}, name)


class Generate:
    """Google: POST .../models/MODEL:generateContent"""
    stream_type = 'text/event-stream'

    def asked(self, body):
        said = []
        for turn in body['contents']:
            results = [p for p in turn['parts'] if 'functionResponse' in p]
            said += [{'role': 'tool', 'content': next(iter(
                p['functionResponse']['response'].values()))}
                for p in results]
            if not results:
                said.append({'role': turn['role'], 'content': [
                    {'type': 'text' if 'text' in p else next(iter(p))}
                    for p in turn['parts']]})
        config = body.get('generationConfig', {})
        schema = config.get('responseJsonSchema',
                            config.get('responseSchema'))
        return said, body.get('tools'), schema

    def whole(self, message):
        parts = [{'functionCall': {'id': call['id'],
                                   'name': call['function']['name'],
                                   'args': arguments(call)}}
                 for call in message.get('tool_calls', [])]
        parts = parts or [{'text': message['content']}]
        return {'candidates': [{'content': {'role': 'model', 'parts': parts},
                                'finishReason': 'STOP', 'index': 0}],
                'usageMetadata': {'promptTokenCount': 5,
                                  'candidatesTokenCount': 7,
                                  'totalTokenCount': 12}}

    def stream(self, message):
        yield event(self.whole(message))


class Converse:
    """AWS: POST /model/MODEL/converse"""
    stream_type = 'application/vnd.amazon.eventstream'

    def asked(self, body):
        said = []
        for message in body['messages']:
            parts = message['content']
            results = [p['toolResult'] for p in parts if 'toolResult' in p]
            said += [{'role': 'tool', 'content': r['content'][0]['text']}
                     for r in results]
            if not results:
                said.append({'role': message['role'], 'content': [
                    {'type': next(iter(p))} for p in parts]})
        wanted = body.get('outputConfig', {}).get('textFormat')
        schema = wanted and json.loads(
            wanted['structure']['jsonSchema']['schema'])
        return said, body.get('toolConfig'), schema

    def whole(self, message):
        parts = [{'toolUse': {'toolUseId': call['id'],
                              'name': call['function']['name'],
                              'input': arguments(call)}}
                 for call in message.get('tool_calls', [])]
        reason = 'tool_use' if parts else 'end_turn'
        parts = parts or [{'text': message['content']}]
        return {'output': {'message': {'role': 'assistant',
                                       'content': parts}},
                'stopReason': reason,
                'usage': {'inputTokens': 5, 'outputTokens': 7,
                          'totalTokens': 12}}

    def stream(self, message):
        for name, document in (
                ('messageStart', {'role': 'assistant'}),
                ('contentBlockDelta', {'contentBlockIndex': 0, 'delta': {
                    'text': message['content']}}),
                ('contentBlockStop', {'contentBlockIndex': 0}),
                ('messageStop', {'stopReason': 'end_turn'})):
            yield frame(name, json.dumps(document).encode())


def frame(name, payload):
    """A message of AWS's event stream."""
    headers = b''
    for key, value in ((':message-type', 'event'), (':event-type', name)):
        headers += struct.pack(f'>B{len(key)}sBH', len(key), key.encode(), 7,
                               len(value)) + value.encode()
    head = struct.pack('>II', 16 + len(headers) + len(payload), len(headers))
    rest = head + struct.pack('>I', zlib.crc32(head)) + headers + payload
    return rest + struct.pack('>I', zlib.crc32(rest))


def text_of(content):
    return content if isinstance(content, str) else content[0]['text']


def format_of(path):
    """None: OpenAI's."""
    for part, kind in (('/v1/messages', Messages), ('enerateContent', Generate),
                       ('/converse', Converse)):
        if part in path:
            return kind()
    return None


def streams(path, body):
    return bool(body.get('stream') or 'streamGenerateContent' in path or
                path.endswith('converse-stream'))
