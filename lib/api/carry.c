/* api/carry.c -- gets what a source of secrets needs. */
#include "api/carry.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#include "api/run_program.h"
#include "base/http_date.h"

enum {
    MAX_CARRIED = 1 << 20, /* of a file, an output, an answer */
    USUAL_SIZE = 16 * 1024,
    MAX_WORDS = 64,
    PROGRAM_TIMEOUT_MS = 60000
};

void carried_init(struct carried *c, const parl_allocator *mem,
                  const struct cancels *cancels)
{
    *c = (struct carried){ .cancels = cancels };
    buf_init(&c->text, mem, MAX_CARRIED);
    buf_room(&c->text, USUAL_SIZE); /* one that grows leaves copies behind */
}

void carried_release(struct carried *c)
{
    buf_wipe(&c->text);
    buf_release(&c->text);
}

static void fail(struct carried *c, parl_status status, const char *why)
{
    error_copy(c->why, sizeof(c->why), why, strlen(why));
    c->answer.arrived = false;
    c->answer.status = status;
    c->answer.why = c->why;
}

static void succeed(struct carried *c)
{
    if (!buf_ok(&c->text)) {
        fail(c, c->text.status,
             c->text.status == PARL_TOO_LARGE ? "it is too large"
                                              : "no memory");
        return;
    }
    c->answer.arrived = true;
    c->answer.body = (struct span){ buf_text(&c->text), c->text.len };
}

/* ---- files -------------------------------------------------------------- */

static void carry_file(const struct source *s, struct carried *c)
{
    const int file = s->path != NULL ? open(s->path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t n = 1;

    if (file < 0) {
        fail(c, PARL_CREDENTIALS, "the file cannot be opened");
        return;
    }
    while (n > 0 && buf_ok(&c->text)) {
        char *room = buf_room(&c->text, 4096);

        n = room != NULL ? read(file, room, 4096) : 0;
        if (n > 0)
            c->text.len += (size_t)n;
    }
    close(file);
    if (n < 0)
        fail(c, PARL_CREDENTIALS, "the file cannot be read");
    else
        succeed(c);
}

/* ---- programs ----------------------------------------------------------- */

/* Copies one word to `to` and gives where it ended; NULL: a quote is open. */
static const char *take_word(const char *at, char *to)
{
    char quote = '\0';

    for (; *at != '\0' && (quote != '\0' || strchr(" \t", *at) == NULL); at++) {
        if (*at == quote)
            quote = '\0';
        else if (quote == '\0' && (*at == '"' || *at == '\''))
            quote = *at;
        else if (*at == '\\' && quote != '\'' && at[1] != '\0')
            *to++ = *++at;
        else
            *to++ = *at;
    }
    *to = '\0';
    return quote == '\0' ? at : NULL;
}

bool split_command(const char *command, struct arena *arena, char **words,
                   size_t max)
{
    const size_t size = strlen(command) + 1;
    size_t n = 0;

    for (;;) {
        command += strspn(command, " \t");
        if (*command == '\0')
            break;
        words[n] = n < max ? arena_alloc(arena, size) : NULL;
        if (words[n] == NULL)
            return false;
        command = take_word(command, words[n++]);
        if (command == NULL)
            return false;
    }
    words[n] = NULL;
    return n > 0;
}

static void carry_program(const struct source *s, struct carried *c)
{
    char *words[MAX_WORDS + 1];

    if (!split_command(s->command, s->arena, words, MAX_WORDS))
        fail(c, PARL_CREDENTIALS, "the command line makes no sense");
    else if (run_program(words, PROGRAM_TIMEOUT_MS, c->cancels, &c->text,
                         c->why, sizeof(c->why)))
        succeed(c);
    else
        fail(c, PARL_CREDENTIALS, c->why);
}

/* ---- requests ----------------------------------------------------------- */

static void on_status(void *ctx, int http_status)
{
    struct carried *c = ctx;

    c->answer.http_status = http_status;
}

static void on_header(void *ctx, struct span name, struct span value)
{
    struct carried *c = ctx;
    char date[HTTP_DATE_SIZE];

    if (span_is_like(name, "date")) {
        error_copy(date, sizeof(date), value.ptr, value.len);
        http_date_read(date, &c->date);
    } else if (span_is_like(name, "metadata-flavor")) {
        c->answer.is_flavored = span_is(value, "Google");
    }
}

static parl_status on_body(void *ctx, const char *bytes, size_t len,
                           struct error *err)
{
    struct carried *c = ctx;

    buf_add(&c->text, bytes, len);
    return buf_ok(&c->text) ? PARL_OK
                            : error_memory(err, c->text.status, "an answer");
}

/* Does the host begin with this, up to its port? */
static bool host_is(const char *url, const char *host)
{
    const size_t len = strlen(host);

    return is_like(url, host, len) &&
           (url[len] == ':' || url[len] == '/' || url[len] == '\0');
}

/* The servers that a machine has to itself: link-local and loopback. */
static bool is_own_server(const char *url)
{
    static const char *const hosts[] = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.169.252",
        "[fd00:ec2::23]",
        "[fd00:ec2::254]",
        "metadata.google.internal",
        "metadata",
        "localhost",
        "127.0.0.1",
        "[::1]",
    };

    if (strncmp(url, "http://", 7) != 0 ||
        url[7 + strcspn(url + 7, "/@")] == '@')
        return false;
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        if (host_is(url + 7, hosts[i]))
            return true;
    }
    return false;
}

static parl_status run(struct engine *engine, const struct cancels *cancels,
                       struct transfer *t, struct error *err)
{
    struct cancel_waiter waiters[N_CANCELS];
    parl_status status = engine_add(engine, t, err);

    if (status != PARL_OK)
        return status;
    cancels_enter(cancels, waiters, engine, NULL);
    while (!t->done) {
        if (cancels_fired(cancels))
            engine_remove(engine, t);
        else
            engine_run(engine, INT_MAX);
    }
    cancels_leave(cancels, waiters);
    *err = t->error;
    return t->result;
}

static parl_status perform(const struct parl_client *client,
                           const struct source *s,
                           const struct cancels *cancels,
                           struct transfer *transfer, struct error *err)
{
    struct engine *engine;
    struct transport_options own = client->wire;
    parl_status status;

    if (!s->is_metadata || !is_own_server(s->request.url)) {
        status = engine_pool_take(client->pool, &engine, err);
        if (status != PARL_OK)
            return status;
        status = run(engine, cancels, transfer, err);
        engine_pool_give(client->pool, engine);
        return status;
    }
    own.allow_http = true;
    own.proxy = NULL; /* none leads there */
    status = engine_new(&engine, &own, err);
    if (status != PARL_OK)
        return status;
    status = run(engine, cancels, transfer, err);
    engine_free(engine);
    return status;
}

static void carry_http(const struct parl_client *client, const struct source *s,
                       struct carried *c)
{
    const struct transfer_sink sink = { on_status, on_header, on_body, c };
    struct error err = ERROR_INIT;
    struct transfer transfer = {
        .request = &s->request,
        .sink = &sink,
        .limits = { s->timeout_ms, s->timeout_ms, s->timeout_ms,
                    2 * s->timeout_ms },
    };

    if (client->pool == NULL)
        fail(c, PARL_CREDENTIALS,
             "this client has no transport of its own to ask with: give a "
             "token, or on_credential");
    else if (perform(client, s, c->cancels, &transfer, &err) != PARL_OK)
        fail(c,
             err.status == PARL_INVALID_ARGUMENT ? PARL_CREDENTIALS
                                                 : err.status,
             err.message);
    else
        succeed(c);
}

/* ---- any of them -------------------------------------------------------- */

void carry(const struct parl_client *client, const struct source *s,
           enum source_state need, struct carried *c)
{
    buf_wipe(&c->text);
    c->answer = (struct source_answer){ .arrived = false };
    c->date = 0;
    switch (need) {
    case SOURCE_NEEDS_FILE:
        carry_file(s, c);
        break;
    case SOURCE_NEEDS_PROGRAM:
        carry_program(s, c);
        break;
    case SOURCE_NEEDS_HTTP:
        carry_http(client, s, c);
        break;
    case SOURCE_FOUND:
    case SOURCE_ABSENT:
    case SOURCE_FAILED:
        break; /* nothing is needed */
    }
}
