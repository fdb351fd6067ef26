/* api/credentials.c -- what an account's calls are made credible with. */
#include "api/credentials.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "api/sources.h"

struct credentials {
    const struct parl_client *client;
    const char *words; /* names of sources; NULL: none */
    bool is_for_good;  /* the account states keys itself, which sign */
    int64_t early_s;   /* before they expire, new ones are got */

    struct gate gate;    /* its lock is that of what follows; whoever waits at
                            it looks for himself whether he may go on */
    bool is_busy;        /* a thread gets new ones */
    unsigned round;      /* how often that ended */
    struct error failed; /* how it ended the last time; OK: well */
    struct arena arena;  /* of `kept` */
    struct secrets kept; /* both NULL: none */
    int64_t renew_at;    /* true time; 0: never */
    int64_t skew;        /* true time - time of this machine */
};

/* ---- what an account has ------------------------------------------------ */

/* Members that stand for a source, where no other is named. */
static const char *implied_words(const parl_account *a)
{
    return a->profile != NULL           ? "profile"
           : a->token_file != NULL      ? "web_identity"
           : a->service_account != NULL ? "service_account"
           : a->client_secret != NULL   ? "client_secret"
                                        : NULL;
}

static parl_status check_given(const struct account *account, const char *words,
                               struct error *err)
{
    const parl_account *a = &account->given;

    if (words != NULL && extras_of(account->provider)->sources == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': %s takes keys only, no credentials "
                         "from '%s'",
                         a->name, account->provider->name, words);
    if (words != NULL && sources_check(account, words, err) != PARL_OK)
        return err->status;
    if ((a->access_key_id == NULL) != (a->secret_access_key == NULL))
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': access_key_id and secret_access_key "
                         "go together",
                         a->name);
    return PARL_OK;
}

static bool has_keys(const struct account *account)
{
    return extras_of(account->provider)->service != NULL &&
           account->given.access_key_id != NULL;
}

/* The sources that the account names, or stands for; NULL: none. */
static const char *source_words(const struct account *account)
{
    const parl_account *a = &account->given;
    const struct source_set *set = extras_of(account->provider)->sources;
    const char *words =
        a->credentials != NULL ? a->credentials : implied_words(a);

    if (words == NULL || set == NULL || strcmp(words, "default") != 0)
        return words;
    return a->profile != NULL ? "profile" : set->usual; /* as AWS does */
}

/* NULL: no memory. */
static struct credentials *make(const struct parl_client *client,
                                const struct account *account,
                                const char *words)
{
    const struct source_set *set = extras_of(account->provider)->sources;
    struct credentials *c = mem_zalloc(&client->mem, sizeof(*c));

    if (c == NULL || !gate_init(&c->gate)) {
        mem_free(&client->mem, c, sizeof(*c));
        return NULL;
    }
    c->client = client;
    c->words = words;
    c->is_for_good = account->given.on_credential == NULL && has_keys(account);
    c->early_s = set != NULL ? set->early_s : 300;
    c->failed = (struct error)ERROR_INIT;
    arena_init(&c->arena, &client->mem, 1 << 20);
    return c;
}

parl_status credentials_new(struct parl_client *client, struct account *account,
                            struct error *err)
{
    const parl_account *a = &account->given;
    const char *words = source_words(account);

    if (check_given(account, words, err) != PARL_OK)
        return err->status;
    if (a->on_credential == NULL && words == NULL && !has_keys(account))
        return PARL_OK;
    account->credentials = make(client, account, words);
    if (account->credentials == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for an account");
    if (a->project == NULL && a->service_account != NULL)
        account->given.project =
            sources_project(&client->arena, a->service_account);
    return PARL_OK;
}

/* In a child made by fork nobody wakes those who waited in its parent, and
 * pthread_cond_destroy() waits for them. */
void credentials_free(struct credentials *c)
{
    if (c == NULL)
        return;
    arena_wipe(&c->arena);
    if (getpid() == c->client->owner)
        gate_release(&c->gate);
    mem_free(&c->client->mem, c, sizeof(*c));
}

/* ---- hiding ------------------------------------------------------------- */

/* A word as short as some give to a server of their own ("x") is no secret, and
 * stands in many another. */
static void hide_bytes(char *text, size_t len, const char *secret, size_t size)
{
    enum { LEAST = 3 };

    for (size_t i = 0; size >= LEAST && i + size <= len; i++) {
        if (memcmp(text + i, secret, size) == 0)
            memset(text + i, '*', size);
    }
}

static void hide(char *text, size_t len, const char *secret)
{
    if (secret != NULL)
        hide_bytes(text, len, secret, strlen(secret));
}

/* A server repeats the key without the word before it ("Bearer"), and one
 * cookie of several. */
static void hide_header(char *text, size_t len, const char *value)
{
    enum { LEAST_WORD = 8 };

    hide(text, len, value);
    while (*value != '\0') {
        const size_t word = strcspn(value, " ;=");

        if (word >= LEAST_WORD)
            hide_bytes(text, len, value, word);
        value += word + (value[word] != '\0');
    }
}

void account_hide(const struct account *account, char *text, size_t len)
{
    const parl_account *given = &account->given;

    hide(text, len, given->api_key);
    hide(text, len, given->access_token);
    hide(text, len, given->secret_access_key);
    hide(text, len, given->session_token);
    hide(text, len, given->client_secret);
    for (size_t i = 0; i < given->n_headers; i++) {
        if (header_is_secret(given->headers[i].name))
            hide_header(text, len, given->headers[i].value);
    }
}

void secrets_hide(const struct secrets *secrets, char *text, size_t len)
{
    hide(text, len, secrets->secret_access_key);
    hide(text, len, secrets->session_token);
    hide(text, len, secrets->token);
}

/* ---- asking ------------------------------------------------------------- */

static parl_status ask_callback(struct search *s, struct error *err)
{
    const parl_account *a = &s->account->given;
    parl_credential given = { 0 };

    if (a->on_credential(a->credential_user, &given) != 0)
        return error_set(err, PARL_CREDENTIALS,
                         "account '%s': on_credential has none", a->name);
    s->found = (struct secrets){
        .token = given.access_token,
        .access_key_id = given.access_key_id,
        .secret_access_key = given.secret_access_key,
        .session_token = given.session_token,
        .expires = given.expires,
    };
    return PARL_OK;
}

/* What becomes a header may not break one. */
static bool is_fit(const struct secrets *s)
{
    const char *const texts[] = { s->token, s->access_key_id, s->session_token,
                                  s->quota_project };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i] != NULL && strpbrk(texts[i], "\r\n") != NULL)
            return false;
    }
    return s->token != NULL ||
           (s->access_key_id != NULL && s->secret_access_key != NULL);
}

static parl_status search(struct search *s, struct error *err)
{
    const parl_account *a = &s->account->given;
    parl_status status;

    if (a->on_credential != NULL)
        status = ask_callback(s, err);
    else
        status = sources_ask(s, s->c->words, err);
    if (status == PARL_OK && !is_fit(&s->found))
        status =
            error_set(err, PARL_CREDENTIALS,
                      "account '%s': what came are no credentials", a->name);
    return status;
}

/* ---- keeping ------------------------------------------------------------ */

static struct secrets copy(struct arena *arena, const struct secrets *s)
{
    return (struct secrets){
        .access_key_id = arena_strdup(arena, s->access_key_id),
        .secret_access_key = arena_strdup(arena, s->secret_access_key),
        .session_token = arena_strdup(arena, s->session_token),
        .token = arena_strdup(arena, s->token),
        .quota_project = arena_strdup(arena, s->quota_project),
        .expires = s->expires,
    };
}

static bool has_any(const struct secrets *s)
{
    return s->token != NULL || s->access_key_id != NULL;
}

static void forget(struct credentials *c)
{
    const size_t limit = c->arena.limit;

    arena_wipe(&c->arena);
    arena_init(&c->arena, &c->client->mem, limit);
    c->kept = (struct secrets){ .token = NULL };
}

/* Short-lived ones are not got anew at every call. */
static parl_status keep(struct credentials *c, const struct secrets *found,
                        int64_t now, struct error *err)
{
    const int64_t life = found->expires - now;

    forget(c);
    c->kept = copy(&c->arena, found);
    c->renew_at = found->expires == 0     ? 0
                  : life / 2 < c->early_s ? now + life / 2
                                          : found->expires - c->early_s;
    if (c->arena.status == PARL_OK)
        return PARL_OK;
    error_memory(err, c->arena.status, "credentials");
    forget(c);
    return err->status;
}

static bool is_good(const struct credentials *c, int64_t now)
{
    return has_any(&c->kept) && (c->kept.expires == 0 || now < c->kept.expires);
}

static bool is_fresh(const struct credentials *c, int64_t now)
{
    return is_good(c, now) && (c->renew_at == 0 || now < c->renew_at);
}

/* Gets new ones, the lock let go meanwhile.  Where that fails, those that are
 * still good go on for a minute. */
static parl_status renew(struct search *s, struct error *err)
{
    struct credentials *c = s->c;
    parl_status status;
    int64_t now;

    c->is_busy = true;
    pthread_mutex_unlock(&c->gate.lock);
    status = search(s, err);
    pthread_mutex_lock(&c->gate.lock);
    now = s->now + c->skew;
    if (status == PARL_OK)
        status = keep(c, &s->found, now, err);
    else if (is_good(c, now))
        c->renew_at = now + 60;
    c->is_busy = false;
    c->round++;
    c->failed = *err;
    pthread_cond_broadcast(&c->gate.opened);
    return status;
}

/* Another thread is at it: its failure is this one's too, but for a cancel. */
static parl_status wait_for_other(struct search *s, struct error *err)
{
    struct credentials *c = s->c;
    const unsigned round = c->round;

    while (c->round == round && !cancels_fired(s->cancels))
        pthread_cond_wait(&c->gate.opened, &c->gate.lock);
    if (c->round == round)
        return error_set(err, PARL_CANCELLED, "the call was cancelled");
    if (c->failed.status == PARL_OK || c->failed.status == PARL_CANCELLED)
        return PARL_OK;
    *err = c->failed;
    return err->status;
}

/* With the lock held. */
static parl_status make_current(struct search *s, struct secrets *out,
                                struct arena *arena, struct error *err)
{
    struct credentials *c = s->c;
    parl_status status = PARL_OK;

    while (!is_fresh(c, s->now + c->skew)) {
        if (c->is_busy && is_good(c, s->now + c->skew))
            break;
        status = c->is_busy ? wait_for_other(s, err) : renew(s, err);
        if (status == PARL_OK && has_any(&s->found))
            break; /* however short they last */
        if (status != PARL_OK && !is_good(c, s->now + c->skew))
            return status;
    }
    *out = copy(arena, &c->kept);
    *err = (struct error)ERROR_INIT;
    return PARL_OK;
}

parl_status credentials_get(const struct parl_client *client,
                            const struct account *account, int64_t now,
                            const struct cancels *cancels, struct arena *arena,
                            struct secrets *out, struct error *err)
{
    const parl_account *a = &account->given;
    struct search s = {
        .client = client,
        .account = account,
        .c = account->credentials,
        .now = now,
        .cancels = cancels,
    };
    struct cancel_waiter waiters[N_CANCELS];
    parl_status status;

    if (account->credentials->is_for_good) {
        *out = (struct secrets){ a->access_key_id,
                                 a->secret_access_key,
                                 a->session_token,
                                 NULL,
                                 NULL,
                                 0 };
        return PARL_OK;
    }
    arena_init(&s.arena, &client->mem, 8 << 20);
    buf_init(&s.tried, &client->mem, sizeof(err->message));
    cancels_enter(cancels, waiters, NULL, &s.c->gate);
    pthread_mutex_lock(&s.c->gate.lock);
    status = make_current(&s, out, arena, err);
    pthread_mutex_unlock(&s.c->gate.lock);
    cancels_leave(cancels, waiters);
    buf_release(&s.tried);
    arena_wipe(&s.arena);
    if (status == PARL_OK && arena->status != PARL_OK)
        status = error_memory(err, arena->status, "credentials");
    return status;
}

/* ---- what the vendor says ----------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL ? strcmp(a, b) == 0 : a == b;
}

bool credentials_refused(struct credentials *c, const struct secrets *refused)
{
    if (c->is_for_good)
        return false;
    pthread_mutex_lock(&c->gate.lock);
    if (same(c->kept.token, refused->token) &&
        same(c->kept.access_key_id, refused->access_key_id) &&
        same(c->kept.session_token, refused->session_token))
        forget(c);
    pthread_mutex_unlock(&c->gate.lock);
    return true;
}

int64_t credentials_skew(struct credentials *c)
{
    int64_t skew;

    pthread_mutex_lock(&c->gate.lock);
    skew = c->skew;
    pthread_mutex_unlock(&c->gate.lock);
    return skew;
}

bool credentials_clock(struct credentials *c, int64_t now, int64_t date)
{
    bool is_news;

    pthread_mutex_lock(&c->gate.lock);
    is_news = date - (now + c->skew) > CLOCK_TOLERANCE_S ||
              (now + c->skew) - date > CLOCK_TOLERANCE_S;
    if (is_news)
        c->skew = date - now;
    pthread_mutex_unlock(&c->gate.lock);
    return is_news;
}
