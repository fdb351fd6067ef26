/* tests/support/steps.c -- walks through a source of secrets step by step. */
#include "support/steps.h"

static const char *const *environment_now;

static const char *look_up(const char *name)
{
    for (const char *const *at = environment_now; at != NULL && *at != NULL;
         at += 2) {
        if (strcmp(at[0], name) == 0)
            return at[1];
    }
    return NULL;
}

static void step(struct steps *s, const struct source_answer *answer)
{
    s->source.now = STEPS_NOW;
    s->state = s->source.kind->step(&s->source, answer);
}

static void begin(struct steps *s, const parl_allocator *mem,
                  const struct source_set *set, const char *word,
                  const parl_account *account, const char *const *env)
{
    static const struct source_answer none;

    arena_init(&s->arena, mem, (size_t)-1);
    s->source = (struct source){
        .kind = source_find(set, word, strlen(word)),
        .account = account,
        .environment = look_up,
        .scope = "https://scope.example/.default",
        .arena = &s->arena,
        .error = ERROR_INIT,
    };
    assert_non_null(s->source.kind);
    environment_now = env;
    step(s, &none);
}

void steps_begin(struct steps *s, const struct source_set *set,
                 const char *word, const parl_account *account,
                 const char *const *env)
{
    begin(s, &mem_libc, set, word, account, env);
}

bool steps_walk(const parl_allocator *mem, const struct source_set *set,
                const char *word, const parl_account *account,
                const char *const *env, const char *const *answers)
{
    struct steps s;
    bool had_memory;

    begin(&s, mem, set, word, account, env);
    while (s.state >= SOURCE_NEEDS_FILE && s.arena.status == PARL_OK) {
        const struct source_answer answer = { .arrived = true,
                                              .http_status = 200,
                                              .body = span_of(*answers++),
                                              .is_flavored = true };

        step(&s, &answer);
    }
    had_memory = s.arena.status == PARL_OK &&
                 s.source.error.status != PARL_OUT_OF_MEMORY;
    if (had_memory)
        assert_int_equal(s.state, SOURCE_FOUND);
    arena_wipe(&s.arena);
    return had_memory;
}

void steps_end(struct steps *s)
{
    assert_int_equal(s->arena.status, PARL_OK);
    arena_wipe(&s->arena);
}

void steps_http(struct steps *s, int status, const char *body)
{
    const struct source_answer answer = {
        .arrived = true,
        .http_status = status,
        .body = span_of(body),
        .is_flavored = true,
    };

    assert_int_equal(s->state, SOURCE_NEEDS_HTTP);
    step(s, &answer);
}

void steps_text(struct steps *s, const char *text)
{
    const struct source_answer answer = { .arrived = true,
                                          .body = span_of(text) };

    assert_true(s->state == SOURCE_NEEDS_FILE ||
                s->state == SOURCE_NEEDS_PROGRAM);
    step(s, &answer);
}

void steps_missing(struct steps *s, const char *why)
{
    const struct source_answer answer = { .status = PARL_NETWORK, .why = why };

    assert_true(s->state >= SOURCE_NEEDS_FILE);
    step(s, &answer);
}

void steps_assert_file(const struct steps *s, const char *path)
{
    assert_int_equal(s->state, SOURCE_NEEDS_FILE);
    assert_string_equal(s->source.path, path);
}

void steps_assert_request(const struct steps *s, const char *method,
                          const char *url, const char *body)
{
    const struct http_request *r = &s->source.request;

    if (s->state != SOURCE_NEEDS_HTTP)
        fail_msg("no request: %s%s", s->source.why, s->source.error.message);
    assert_string_equal(r->method, method);
    assert_string_equal(r->url, url);
    assert_int_equal(r->body_len, body != NULL ? strlen(body) : 0);
    if (body != NULL)
        assert_string_equal(r->body, body);
}

void steps_assert_header(const struct steps *s, const char *name,
                         const char *value)
{
    const struct http_request *r = &s->source.request;

    for (size_t i = 0; i < r->n_headers; i++) {
        if (strcmp(r->headers[i].name, name) != 0)
            continue;
        if (value == NULL)
            fail_msg("a header %s", name);
        assert_string_equal(r->headers[i].value, value);
        return;
    }
    if (value != NULL)
        fail_msg("no header %s", name);
}

void steps_assert_absent(const struct steps *s, const char *why)
{
    assert_int_equal(s->state, SOURCE_ABSENT);
    if (strstr(s->source.why, why) == NULL)
        fail_msg("not '%s' but: %s", why, s->source.why);
}

void steps_assert_failed(const struct steps *s, const char *message)
{
    assert_int_equal(s->state, SOURCE_FAILED);
    assert_int_not_equal(s->source.error.status, PARL_OK);
    if (strstr(s->source.error.message, message) == NULL)
        fail_msg("not '%s' but: %s", message, s->source.error.message);
}
