/* api/sources.h -- one thread's search for secrets that an account does not
 * state itself.
 *
 * Only rows that name sources need it: a build without such a provider has
 * sources_none.c instead. */
#ifndef PARLANCE_API_SOURCES_H
#define PARLANCE_API_SOURCES_H

#include "api/credentials.h"
#include "base/buf.h"

struct search {
    const struct parl_client *client;
    const struct account *account;
    struct credentials *c;
    int64_t now; /* of this machine */
    const struct cancels *cancels;
    struct arena arena;
    struct secrets found;
    struct buf tried; /* for people: "environment (... is not set)" */
    bool clock_was_corrected;
};

/* Does the provider have all sources in this list of words?  It must have
 * some. */
parl_status sources_check(const struct account *account, const char *words,
                          struct error *err);

/* The project that the JSON of a service account names; NULL: none, or it is no
 * JSON. */
const char *sources_project(struct arena *arena, const char *service_account);

/* Asks them in turn: the first that is set up here fills in s->found. */
parl_status sources_ask(struct search *s, const char *words, struct error *err);

#endif
