/* api/client.c -- clients and their accounts. */
#include "api/client.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include "api/credentials.h"
#include "api/error.h"
#include "api/facts_json.h"
#include "api/struct_in.h"

/* ---- options ------------------------------------------------------------ */

static int64_t or_ms(int64_t value, int64_t usual)
{
    return value != 0 ? value : usual;
}

/* There is no negative one. */
static int64_t or_wait(int64_t value, int64_t usual)
{
    return value < 0 ? 0 : or_ms(value, usual);
}

static size_t or_bytes(size_t value, size_t usual)
{
    return value != 0 ? value : usual;
}

static void fill_in(parl_client_options *o)
{
    const size_t mib = (size_t)1 << 20;

    o->connect_timeout_ms = or_ms(o->connect_timeout_ms, 10000);
    o->first_byte_timeout_ms = or_ms(o->first_byte_timeout_ms, 600000);
    o->silence_timeout_ms = or_ms(o->silence_timeout_ms, 120000);
    o->max_request_bytes = or_bytes(o->max_request_bytes, 256 * mib);
    o->max_response_bytes = or_bytes(o->max_response_bytes, 64 * mib);
    o->max_event_bytes = or_bytes(o->max_event_bytes, 16 * mib);
    o->max_tool_calls = or_bytes(o->max_tool_calls, 1024);
    o->max_header_bytes = or_bytes(o->max_header_bytes, mib / 4);
    if (o->max_depth == 0)
        o->max_depth = 128;
    if (o->max_retries == 0)
        o->max_retries = 2;
    o->retry_first_delay_ms = or_wait(o->retry_first_delay_ms, 500);
    o->retry_max_delay_ms = or_wait(o->retry_max_delay_ms, 8000);
    o->retry_max_wait_ms = or_wait(o->retry_max_wait_ms, 120000);
    o->retry_deadline_ms = or_ms(o->retry_deadline_ms, 600000);
}

/* ---- the client --------------------------------------------------------- */

static parl_status start_transport(struct parl_client *client,
                                   struct error *err)
{
    const parl_client_options *o = &client->options;

    if (o->transport != NULL) {
        client->transport = *o->transport;
        return PARL_OK;
    }
    client->wire = (struct transport_options){
        .mem = &client->mem,
        .user_agent =
            o->user_agent != NULL ? o->user_agent : "parlance/" PARL_VERSION,
        .ca_file = o->ca_file,
        .proxy = o->proxy,
        .allow_http = o->allow_http == PARL_YES,
        .max_header_bytes = o->max_header_bytes,
    };
    return engine_pool_new(&client->pool, &client->wire, err);
}

static parl_status set_up(struct parl_client *client, struct error *err)
{
    parl_client_options *o = &client->options;
    parl_status status;

    fill_in(o);
    o->ca_file = arena_strdup(&client->arena, o->ca_file);
    o->proxy = arena_strdup(&client->arena, o->proxy);
    o->user_agent = arena_strdup(&client->arena, o->user_agent);
    status = accounts_add_own(client, err);
    return status == PARL_OK ? start_transport(client, err) : status;
}

parl_status parl_client_new(parl_client **out,
                            const parl_client_options *options,
                            parl_error **error)
{
    parl_client_options own = { 0 };
    struct error err = ERROR_INIT;
    struct parl_client *client;
    parl_allocator mem;

    if (options != NULL && struct_in(&own, sizeof(own), options,
                                     "the client's options", &err) != PARL_OK)
        return error_give(error, &mem_libc, &err);
    mem = own.allocator != NULL ? *own.allocator : mem_libc;
    client = mem_zalloc(&mem, sizeof(*client));
    if (client == NULL) {
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for a client");
        return error_give(error, &mem, &err);
    }
    if (!cancel_init(&client->closing)) {
        mem_free(&mem, client, sizeof(*client));
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for a lock");
        return error_give(error, &mem, &err);
    }
    atomic_init(&client->holders, 1);
    client->owner = getpid();
    client->mem = mem;
    client->options = own;
    arena_init(&client->arena, &client->mem, (size_t)-1);
    if (set_up(client, &err) != PARL_OK) {
        parl_client_free(client);
        return error_give(error, &mem, &err);
    }
    *out = client;
    return PARL_OK;
}

static void destroy(struct parl_client *client)
{
    const parl_allocator mem = client->mem;

    if (client->pool != NULL)
        engine_pool_free(client->pool);
    loaded_facts_free(client->facts);
    for (struct account *a = client->accounts; a != NULL; a = a->next) {
        credentials_free(a->credentials);
        account_forget(a);
    }
    arena_wipe(&client->arena);
    cancel_release(&client->closing);
    mem_free(&mem, client, sizeof(*client));
}

void client_keep(struct parl_client *client)
{
    atomic_fetch_add_explicit(&client->holders, 1, memory_order_relaxed);
}

void client_drop(struct parl_client *client)
{
    if (atomic_fetch_sub_explicit(&client->holders, 1, memory_order_acq_rel) ==
        1)
        destroy(client);
}

/* A child made by fork has none of the threads that its parent's calls run on:
 * nobody else lets go of the client there, and a lock may be held for good. */
void parl_client_free(parl_client *client)
{
    if (client == NULL)
        return;
    if (getpid() != client->owner) {
        destroy(client);
        return;
    }
    parl_cancel_fire(&client->closing);
    client_drop(client);
}

/* ---- texts -------------------------------------------------------------- */

/* It may outlive the client, so it knows where its memory came from. */
struct given_text {
    parl_allocator mem;
    size_t size;
    char text[];
};

char *client_text(const struct parl_client *client, const char *text,
                  size_t len)
{
    const size_t size = sizeof(struct given_text) + len + 1;
    struct given_text *given =
        text != NULL ? mem_alloc(&client->mem, size) : NULL;

    if (given == NULL)
        return NULL;
    given->mem = client->mem;
    given->size = size;
    memcpy(given->text, text, len);
    given->text[len] = '\0';
    return given->text;
}

void parl_text_free(parl_client *client, char *text)
{
    struct given_text *given;
    parl_allocator mem;

    (void)client;
    if (text == NULL)
        return;
    given = (void *)(text - offsetof(struct given_text, text));
    mem = given->mem;
    mem_free(&mem, given, given->size);
}
