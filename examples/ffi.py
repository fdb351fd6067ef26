#!/usr/bin/env python3
"""examples/ffi.py [ACCOUNT/MODEL [LIBRARY]] -- parlance without a C compiler.

Only pointers, strings and numbers cross the border, never a struct's layout."""
import ctypes
import json
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_void_p

MODEL = sys.argv[1] if len(sys.argv) > 1 else "llamacpp/smollm2"
lib = ctypes.CDLL(sys.argv[2] if len(sys.argv) > 2 else "libparlance.so.0")
handle, out = c_void_p, POINTER(c_void_p)
for name, result, *arguments in [
    ("client_new", c_int32, out, c_void_p, out),
    ("client_add_env_accounts", c_int32, handle, out),
    ("client_free", None, handle),
    ("chat_json", c_int32, handle, c_char_p, c_size_t, out),
    ("text_free", None, handle, c_void_p),
    ("builder_new", handle, c_char_p),
    ("builder_message", None, handle, c_int32, c_char_p),
    ("builder_set", None, handle, c_char_p, c_char_p),
    ("builder_request", handle, handle, out),
    ("builder_free", None, handle),
    ("chat", c_int32, handle, handle, out, out),
    ("response_text", c_char_p, handle),
    ("response_free", None, handle),
    ("error_message", c_char_p, handle),
]:
    function = getattr(lib, "parl_" + name)
    function.restype, function.argtypes = result, arguments

client, response, error, text = (c_void_p() for _ in range(4))
if lib.parl_client_new(byref(client), None, byref(error)):
    sys.exit(lib.parl_error_message(error).decode())
lib.parl_client_add_env_accounts(client, None)

# JSON in, JSON out.
request = {"model": MODEL, "messages": [
    {"role": "user", "content": "What is the capital of France?"}]}
lib.parl_chat_json(client, json.dumps(request).encode(), 0, byref(text))
answer = json.loads(ctypes.string_at(text.value))
lib.parl_text_free(client, text)
print(answer["choices"][0]["message"]["content"] if "choices" in answer
      else answer["error"]["message"])

# The same with handles; the builder keeps the first mistake for the end.
builder = lib.parl_builder_new(MODEL.encode())
lib.parl_builder_message(builder, 0, b"And of Italy?")
lib.parl_builder_set(builder, b"temperature", b"0")
request = lib.parl_builder_request(builder, byref(error))
if request and not lib.parl_chat(client, request, byref(response), byref(error)):
    print(lib.parl_response_text(response).decode())
else:
    print(lib.parl_error_message(error).decode())
lib.parl_response_free(response)
lib.parl_builder_free(builder)
lib.parl_client_free(client)
