/* api/sources.c -- asks the sources of secrets that an account names, one after
 * another. */
#include "api/sources.h"

#include <string.h>
#include "api/carry.h"

/* Takes the next word off a list parted by blanks or commas; false: it has
 * ended. */
static bool next_word(const char **list, const char **word, size_t *len)
{
    *word = *list + strspn(*list, " ,");
    *len = strcspn(*word, " ,");
    *list = *word + *len;
    return *len > 0;
}

parl_status sources_check(const struct account *account, const char *words,
                          struct error *err)
{
    const struct source_set *set = extras_of(account->provider)->sources;
    const char *word;
    size_t len;

    while (next_word(&words, &word, &len)) {
        if (source_find(set, word, len) == NULL)
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': credentials '%.*s' are none of: "
                             "default %s",
                             account->given.name, (int)len, word, set->usual);
    }
    return PARL_OK;
}

const char *sources_project(struct arena *arena, const char *service_account)
{
    return source_member(arena, span_of(service_account), "project_id");
}

/* ---- one of them -------------------------------------------------------- */

static enum source_state run_source(struct search *s, struct source *source,
                                    struct carried *carried)
{
    enum source_state state = source->kind->step(source, &carried->answer);

    while (state >= SOURCE_NEEDS_FILE && s->arena.status == PARL_OK) {
        carry(s->client, source, state, carried);
        if (cancels_fired(s->cancels))
            return source_failed(source, PARL_CANCELLED,
                                 "the call was cancelled");
        source->now = s->now + credentials_skew(s->c);
        state = source->kind->step(source, &carried->answer);
    }
    if (s->arena.status == PARL_OK)
        return state;
    error_memory(&source->error, s->arena.status, "credentials");
    return SOURCE_FAILED;
}

static void init_source(struct search *s, struct source *source,
                        const struct source_kind *kind)
{
    *source = (struct source){
        .kind = kind,
        .account = &s->account->given,
        .environment = environment,
        .scope = extras_of(s->account->provider)->token_scope,
        .provider = s->account->provider,
        .domain = domain_of_region,
        .arena = &s->arena,
        .now = s->now + credentials_skew(s->c),
        .error = ERROR_INIT,
    };
}

/* A signature or an assertion that was refused may have come from a wrong
 * clock: then once more. */
static enum source_state ask_source(struct search *s, struct source *source,
                                    const struct source_kind *kind)
{
    struct carried carried;
    enum source_state state;
    bool again;

    carried_init(&carried, &s->client->mem, s->cancels);
    do {
        init_source(s, source, kind);
        state = run_source(s, source, &carried);
        again = state == SOURCE_FAILED && !s->clock_was_corrected &&
                carried.answer.http_status >= 400 && carried.date != 0 &&
                credentials_clock(s->c, s->now, carried.date);
        s->clock_was_corrected = s->clock_was_corrected || again;
    } while (again);
    carried_release(&carried);
    return state;
}

/* ---- all of them -------------------------------------------------------- */

static void note(struct search *s, const struct source *source)
{
    if (s->tried.len > 0)
        buf_add_text(&s->tried, ", ");
    buf_add_text(&s->tried, source->kind->word);
    buf_add_text(&s->tried, " (");
    buf_add_text(&s->tried, source->why);
    buf_add_char(&s->tried, ')');
}

static parl_status source_error(struct search *s, const struct source *source,
                                struct error *err)
{
    *err = source->error;
    error_set(err, source->error.status,
              "account '%s': credentials from %s: %s%s%s",
              s->account->given.name, source->kind->word, source->error.message,
              s->tried.len > 0 ? "; before: " : "", buf_text(&s->tried));
    account_hide(s->account, err->message, strlen(err->message));
    secrets_hide(&source->found, err->message, strlen(err->message));
    return err->status;
}

parl_status sources_ask(struct search *s, const char *words, struct error *err)
{
    const struct source_set *set = extras_of(s->account->provider)->sources;
    const char *word;
    size_t len;

    while (next_word(&words, &word, &len)) {
        struct source source;

        switch (ask_source(s, &source, source_find(set, word, len))) {
        case SOURCE_FOUND:
            s->found = source.found;
            return PARL_OK;
        case SOURCE_ABSENT:
            note(s, &source);
            break;
        case SOURCE_FAILED:
        case SOURCE_NEEDS_FILE:
        case SOURCE_NEEDS_PROGRAM:
        case SOURCE_NEEDS_HTTP:
            return source_error(s, &source, err);
        }
    }
    return error_set(err, PARL_CREDENTIALS,
                     "account '%s' has no credentials: tried %s",
                     s->account->given.name, buf_text(&s->tried));
}
