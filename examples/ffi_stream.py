#!/usr/bin/env python3
"""examples/ffi_stream.py [ACCOUNT/MODEL [LIBRARY]] -- an answer, printed as it
arrives, without a C compiler.

parl_delta is the one struct whose layout has to be known."""
import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_void_p


class Delta(ctypes.Structure):  # as in parlance.h; it may grow at its end
    _fields_ = [("type", c_int32), ("choice", c_int32), ("part", c_int32),
                ("finish_reason", c_int32), ("text", c_void_p),
                ("text_len", c_size_t), ("id", c_char_p), ("name", c_char_p)]


MODEL = sys.argv[1] if len(sys.argv) > 1 else "llamacpp/smollm2"
lib = ctypes.CDLL(sys.argv[2] if len(sys.argv) > 2 else "libparlance.so.0")
handle, out = c_void_p, POINTER(c_void_p)
delta_fn = ctypes.CFUNCTYPE(ctypes.c_int, c_void_p, POINTER(Delta))
for name, result, *arguments in [
    ("client_new", c_int32, out, c_void_p, out),
    ("client_add_env_accounts", c_int32, handle, out),
    ("client_free", None, handle),
    ("conversation_new", handle, c_char_p),
    ("conversation_user", None, handle, c_char_p),
    ("conversation_stream", c_int32, handle, handle, c_void_p, delta_fn,
     c_void_p, out, out),
    ("conversation_free", None, handle),
    ("error_message", c_char_p, handle),
]:
    function = getattr(lib, "parl_" + name)
    function.restype, function.argtypes = result, arguments
client, error = c_void_p(), c_void_p()


def check(good):
    if not good:
        sys.exit("ffi_stream: " + lib.parl_error_message(error).decode())


@delta_fn
def show(_, delta):
    if delta.contents.type == 1:  # PARL_DELTA_TEXT, cut between characters
        text = ctypes.string_at(delta.contents.text, delta.contents.text_len)
        print(text.decode(), end="", flush=True)
    return 0  # anything else would cancel the call


check(lib.parl_client_new(byref(client), None, byref(error)) == 0)
check(lib.parl_client_add_env_accounts(client, byref(error)) == 0)
talk = lib.parl_conversation_new(MODEL.encode())
lib.parl_conversation_user(talk, b"Tell me of the sea.")
check(lib.parl_conversation_stream(talk, client, None, show, None, None,
                                   byref(error)) == 0)
print()
lib.parl_conversation_free(talk)
lib.parl_client_free(client)
