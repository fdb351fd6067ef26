/* parlance/extend.h -- for programs that bring their own memory or their own
 * transport.  Everybody else includes <parlance/parlance.h> alone. */
#ifndef PARLANCE_EXTEND_H
#define PARLANCE_EXTEND_H

#include <stddef.h>
#include <parlance/status.h>

#ifdef __cplusplus
extern "C" {
#endif

struct parl_call;
struct parl_decoder;
struct parl_error;

/* Where a client, and all that is made with it, takes its memory from.  All
 * three functions must be set; they may be called from every thread that uses
 * the client, and by responses and errors that outlive it.  What is made
 * without a client (parl_cancel_new, parl_builder_new, parl_conversation_new,
 * ...) takes malloc.  libcurl and OpenSSL have hooks of their own, which belong
 * to the process. */
typedef struct parl_allocator {
    void *user; /* handed to each function, never looked at */

    /* `size` is at least 1.  NULL: no memory. */
    void *(*alloc)(void *user, size_t size);

    /* `old` NULL: as alloc.  On NULL the old block stays as it was. */
    void *(*realloc)(void *user, void *old, size_t old_size, size_t size);

    /* `block` is never NULL; `size` is what it was asked for with. */
    void (*free)(void *user, void *block, size_t size);
} parl_allocator;

/* Moves the bytes of one call, in place of libcurl.
 *
 * `send` puts the call on the wire (parl_call_method, _url, _header and
 * _read) and gives what comes back to the decoder as it arrives
 * (parl_decoder_status, _header and _feed); it blocks until the answer has
 * ended, and returns PARL_OK then.  It does not call parl_decoder_finish.  A
 * status that the decoder gave is returned as it is, with its error; failures
 * of its own are PARL_NETWORK or PARL_TIMEOUT, and `*error` may stay as it
 * was: parlance then words one.  It is called by several threads at once where
 * the client is. */
typedef struct parl_transport {
    void *user; /* handed to `send`, never looked at */
    parl_status (*send)(void *user, struct parl_call *call,
                        struct parl_decoder *decoder,
                        struct parl_error **error);
} parl_transport;

#ifdef __cplusplus
}
#endif

#endif
