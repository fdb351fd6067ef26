#!/usr/bin/env python3
"""examples/ffi.py [ACCOUNT/MODEL [LIBRARY]] -- parlance without a C compiler.

Only pointers, texts and numbers cross the border, never a struct's layout."""
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


def check(good):
    if not good:
        sys.exit("ffi: " + lib.parl_error_message(error).decode())


check(lib.parl_client_new(byref(client), None, byref(error)) == 0)
check(lib.parl_client_add_env_accounts(client, byref(error)) == 0)

# One text in, one text out: a failure is JSON too.
question = {"role": "user", "content": "What is the capital of France?"}
request = json.dumps({"model": MODEL, "messages": [question]}).encode()
lib.parl_chat_json(client, request, len(request), byref(text))
print(ctypes.string_at(text.value).decode())
lib.parl_text_free(client, text)

# Handles: the builder keeps its first mistake until the request is taken.
builder = lib.parl_builder_new(MODEL.encode())
lib.parl_builder_message(builder, 0, b"What is the capital of Italy?")
lib.parl_builder_set(builder, b"max_tokens", b"40")
request = lib.parl_builder_request(builder, byref(error))
check(request)
check(lib.parl_chat(client, request, byref(response), byref(error)) == 0)
print(lib.parl_response_text(response).decode())
for kind, value in [("response", response), ("builder", builder),
                    ("client", client)]:
    getattr(lib, f"parl_{kind}_free")(value)
