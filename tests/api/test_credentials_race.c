/* tests/api/test_credentials_race.c -- many threads, one account whose
 * credentials run out all the time: some renewals fail, some of what was lent
 * is refused, and the clock is set right in between.
 *
 * PARLANCE_STRESS is the number of rounds of each thread, 500 without it. */
#include "support/check.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include "api/credentials.h"
#include "support/bed.h"

enum { N_THREADS = 8, NOW = 1795521600 };

/* Lends keys whose three texts have the same number, in memory that the next
 * ones are written over. */
struct lender {
    atomic_bool is_asked; /* never twice at once */
    atomic_int calls, overlaps;
    atomic_int_least64_t now;
    char id[32], secret[32], session[32];
};

static int lend(void *user, parl_credential *credential)
{
    struct lender *lender = user;
    const int number = atomic_fetch_add(&lender->calls, 1);
    int result = 0;

    if (atomic_exchange(&lender->is_asked, true))
        atomic_fetch_add(&lender->overlaps, 1);
    if (number % 5 == 3) {
        result = 1;
    } else {
        snprintf(lender->id, sizeof(lender->id), "id-%d", number);
        snprintf(lender->secret, sizeof(lender->secret), "secret-%d", number);
        snprintf(lender->session, sizeof(lender->session), "session-%d",
                 number);
        credential->access_key_id = lender->id;
        credential->secret_access_key = lender->secret;
        credential->session_token = lender->session;
        credential->expires = atomic_load(&lender->now) + number % 4;
    }
    atomic_store(&lender->is_asked, false);
    return result;
}

struct worker {
    struct bed *bed;
    struct lender *lender;
    pthread_t thread;
    uint32_t random;
    int n_rounds, n_found, n_failed, n_broken;
};

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* All of one lending? */
static bool is_whole(const struct secrets *s)
{
    return strcmp(s->access_key_id + strlen("id"),
                  s->secret_access_key + strlen("secret")) == 0 &&
           strcmp(s->access_key_id + strlen("id"),
                  s->session_token + strlen("session")) == 0;
}

static void ask(struct worker *w, struct account *account)
{
    struct secrets secrets = { .token = NULL };
    struct error err = ERROR_INIT;
    char text[] = "nothing of session-1";
    struct arena arena;

    arena_init(&arena, &mem_libc, (size_t)-1);
    if (credentials_get(w->bed->client, account, atomic_load(&w->lender->now),
                        &(struct cancels){ { NULL } }, &arena, &secrets,
                        &err) == PARL_OK) {
        w->n_found++;
        w->n_broken += !is_whole(&secrets);
        if (next_number(&w->random) % 8 == 0)
            credentials_refused(account->credentials, &secrets);
        secrets_hide(&secrets, text, strlen(text));
    } else {
        w->n_failed++;
        w->n_broken += err.status != PARL_CREDENTIALS;
    }
    arena_wipe(&arena);
}

static void *work(void *user)
{
    struct worker *w = user;
    struct account *account = client_account(w->bed->client, "a", 1);

    for (int i = 0; i < w->n_rounds; i++) {
        const uint32_t what = next_number(&w->random) % 16;
        const int64_t now = atomic_load(&w->lender->now);

        if (what == 0)
            atomic_fetch_add(&w->lender->now, 1);
        else if (what == 1)
            credentials_clock(account->credentials, now,
                              now + (int64_t)(next_number(&w->random) % 999));
        else
            ask(w, account);
    }
    return NULL;
}

static void test_threads_get_keys_that_belong_together(void **state)
{
    const char *stress = getenv("PARLANCE_STRESS");
    struct lender lender = { .now = NOW };
    const parl_account account = { .on_credential = lend,
                                   .credential_user = &lender };
    struct worker workers[N_THREADS];
    int n_found = 0, n_failed = 0;
    struct bed bed;

    (void)state;
    bed_open(&bed, NULL, 0, &aws_sources, &account);
    for (size_t i = 0; i < N_THREADS; i++) {
        workers[i] =
            (struct worker){ .bed = &bed,
                             .lender = &lender,
                             .random = (uint32_t)i,
                             .n_rounds = stress != NULL ? atoi(stress) : 500 };
        assert_int_equal(
            pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < N_THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].n_broken, 0);
        n_found += workers[i].n_found;
        n_failed += workers[i].n_failed;
    }
    print_message("%d found, %d failed, %d lent\n", n_found, n_failed,
                  atomic_load(&lender.calls));
    assert_int_equal(atomic_load(&lender.overlaps), 0);
    assert_true(n_found > 0 && n_failed > 0);
    bed_close(&bed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_get_keys_that_belong_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
