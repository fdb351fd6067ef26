/* transport/transport.h -- moves the bytes of calls; knows nothing of chat.
 *
 * An engine is one libcurl multi handle with its own kept connections, used by
 * one thread at a time.  engine_add() puts a transfer on it and engine_run()
 * drives all that are on it; a blocking call is "add, then run until done".  A
 * pool keeps the engines that no thread is using. */
#ifndef PARLANCE_TRANSPORT_TRANSPORT_H
#define PARLANCE_TRANSPORT_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/http.h"
#include "base/mem.h"
#include "base/span.h"

struct engine;
struct engine_pool;

/* What holds for every call of a client.  Borrowed by the pool for its life.
 */
struct transport_options {
    const parl_allocator *mem;
    const char *user_agent;
    const char *ca_file;     /* NULL: the system's */
    const char *proxy;       /* NULL: none, whatever the environment says */
    bool allow_http;         /* plain http to others than loopback */
    size_t max_header_bytes; /* of one answer */
};

/* Milliseconds; 0: no limit. */
struct transfer_limits {
    int64_t connect_ms;
    int64_t first_byte_ms; /* from the last byte sent to the final status */
    int64_t silence_ms;    /* between two bytes from there on */
    int64_t total_ms;
};

/* Who is told what comes back, on the thread that runs the engine.  `status`
 * comes once, before the headers of the final answer (never for a 1xx);
 * header names in any case.  Trailers are not reported.  Any status of
 * `body` but PARL_OK ends the transfer with it and closes the connection. */
struct transfer_sink {
    void (*status)(void *ctx, int http_status);
    void (*header)(void *ctx, struct span name, struct span value);
    parl_status (*body)(void *ctx, const char *bytes, size_t len,
                        struct error *err);
    void *ctx;
};

/* One call on the wire.  The caller fills in the first four and zeroes the
 * rest; it may look at `done`, `result` and `error` when `done` is set.
 *
 * PARL_OK vouches for the framing only.  A body that is delimited by the end
 * of the connection, or a compressed one that lacks its end inside a whole
 * frame, ends like any other: its reader must know an end when it sees one. */
struct transfer {
    const struct http_request *request;
    const struct transfer_sink *sink;
    struct transfer_limits limits;
    bool stream; /* identity encoding is asked for, else gzip is welcome */

    bool done;
    parl_status result; /* OK: the answer has ended, whatever its HTTP status */
    struct curl_transfer *curl; /* the engine's */
    struct error error;         /* engine_add begins it */
};

/* An engine of one's own.  Freeing it closes its connections, and ends with
 * PARL_CANCELLED the transfers that are still on it; in a child made by fork
 * it only gives back memory, for the connections belong to the parent. */
parl_status engine_new(struct engine **out,
                       const struct transport_options *options,
                       struct error *err);
void engine_free(struct engine *engine); /* NULL is fine */

/* Puts a transfer on the engine; from then on its address may not change until
 * it is done.  Nothing is sent before the next engine_run().  Refuses
 * (PARL_INVALID_ARGUMENT) an address that is not http or https, plain http
 * unless it is allowed or goes to loopback without a proxy, and a header that
 * would break out of its line. */
parl_status engine_add(struct engine *engine, struct transfer *transfer,
                       struct error *err);

/* Waits up to `timeout_ms` for something to happen and deals with it; with a
 * transfer that was added since the last time it does not wait. */
void engine_run(struct engine *engine, int64_t timeout_ms);

/* Ends the wait of engine_run(), this one or the next.  The one function that
 * any thread may call. */
void engine_wake(struct engine *engine);

/* Takes a transfer off, done or not; one that was not is closed at once, and
 * is done with PARL_CANCELLED.  The sink may call engine_add() and
 * engine_remove() for any transfer; the request of one that was removed so must
 * outlive the engine_run() that is going on. */
void engine_remove(struct engine *engine, struct transfer *transfer);

/* Engines that wait to be used again.  Safe for any number of threads.  In a
 * child made by fork no engine can be taken (PARL_INVALID_ARGUMENT). */
parl_status engine_pool_new(struct engine_pool **out,
                            const struct transport_options *options,
                            struct error *err);
void engine_pool_free(struct engine_pool *pool); /* no engine may be out */
parl_status engine_pool_take(struct engine_pool *pool, struct engine **out,
                             struct error *err);
void engine_pool_give(struct engine_pool *pool, struct engine *engine);

#endif
