/* tests/support/wire.h -- whole calls over libcurl to a scripted server, by
 * each way to wait. */
#ifndef PARLANCE_TESTS_SUPPORT_WIRE_H
#define PARLANCE_TESTS_SUPPORT_WIRE_H

#include "support/check.h"

#include <stdatomic.h>
#include <parlance/parlance.h>
#include "support/server.h"

#define WIRE_KEY "sk-sesame-0123456789"

#define WIRE_CHUNK(delta, finish)                                              \
    "data: {\"id\":\"i\",\"choices\":[{\"index\":0,\"delta\":" delta           \
    ",\"finish_reason\":" finish "}]}\n\n"
#define WIRE_TEXT(text) WIRE_CHUNK("{\"content\":\"" text "\"}", "null")
#define WIRE_END WIRE_CHUNK("{}", "\"stop\"") "data: [DONE]\n\n"

/* "one two", as a stream and whole. */
#define WIRE_STREAM WIRE_TEXT("one") WIRE_TEXT(" two") WIRE_END
#define WIRE_ANSWER                                                            \
    "{\"id\":\"i\",\"choices\":[{\"index\":0,\"message\":{\"content\":"        \
    "\"one two\"},\"finish_reason\":\"stop\"}]}"

/* Memory of any number of threads, counted. */
struct counted {
    parl_allocator mem;
    atomic_size_t blocks, bytes;
};

void counted_init(struct counted *c);

/* A server, and a client whose account "s" is there.  May not be moved. */
struct wire {
    struct server *server; /* NULL: the account is somewhere else */
    struct counted memory; /* the client's */
    parl_client *client;
};

/* Without retries, and with limits of ten seconds, so that no test hangs. */
parl_client_options wire_options(void);

/* `options` NULL: wire_options(). */
void wire_open(struct wire *w, const struct server_answer *script, size_t n,
               const parl_client_options *options);
/* The same with the server at that address. */
void wire_open_at(struct wire *w, const char *url,
                  const parl_client_options *options);

/* Fails the test when anything of the client's is still allocated.  The client
 * may have been freed, and be NULL. */
void wire_close(struct wire *w);

/* "Hi", to the account's model, as a stream. */
parl_request wire_request(void);

/* The ways of waiting, all of which come to the same. */
enum wire_way { WIRE_BLOCKING, WIRE_CALLBACK, WIRE_PULL, WIRE_N_WAYS };

/* What a call came to. */
struct wire_outcome {
    parl_status status;
    parl_response *response; /* NULL, or ... */
    parl_error *error;       /* ... NULL */
    char text[256];          /* of the deltas; blocking: "" */
};

void wire_call(const struct wire *w, enum wire_way way,
               const parl_request *request, struct wire_outcome *o);
void wire_release(struct wire_outcome *o);

/* A call must end so. */
void wire_expect(const struct wire *w, enum wire_way way,
                 const parl_request *request, parl_status status,
                 struct wire_outcome *o);

/* Milliseconds of a clock that does not jump. */
int64_t wire_ms(void);
void wire_sleep(int64_t ms);

void assert_has(const char *text, const char *part);

#endif
