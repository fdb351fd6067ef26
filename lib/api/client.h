/* api/client.h -- what a client holds: its accounts and what all its calls
 * share. */
#ifndef PARLANCE_API_CLIENT_H
#define PARLANCE_API_CLIENT_H

#include <stdatomic.h>
#include <sys/types.h>
#include "api/cancel.h"
#include "base/arena.h"
#include "provider.h"
#include "transport/transport.h"

/* The members of a parl_account that are texts. */
#define ACCOUNT_TEXTS(X)                                                       \
    X(name)                                                                    \
    X(provider)                                                                \
    X(api_key)                                                                 \
    X(api_key_env)                                                             \
    X(base_url)                                                                \
    X(dialect)                                                                 \
    X(organization)                                                            \
    X(project)                                                                 \
    X(api_version)                                                             \
    X(region)                                                                  \
    X(location)                                                                \
    X(access_key_id)                                                           \
    X(secret_access_key)                                                       \
    X(session_token)                                                           \
    X(access_token)                                                            \
    X(credentials)                                                             \
    X(profile)                                                                 \
    X(role_arn)                                                                \
    X(token_file)                                                              \
    X(service_account)                                                         \
    X(tenant_id)                                                               \
    X(client_id)                                                               \
    X(client_secret)

/* A configured account; everything lives in the client's arena. */
struct account {
    struct account *next;
    const struct provider *provider; /* NULL: not in this build */
    const struct surface *surface; /* the one it was given a dialect for; NULL:
                                      goes by the model */
    const char *base_url; /* normalised: without a version segment of the
                             provider's, without a final slash; NULL: none */
    const char *version;  /* the version segment to put back; "": its own
                             address has one, or there is none */
    bool own_address;     /* base_url is the account's, not the provider's */
    bool configured;      /* not one of those that are there from the start */

    struct credentials *credentials; /* made for a moment; NULL: none */
    /* Models that were asked, the newest first; none is ever changed, or taken
     * out while the client lives. */
    _Atomic(struct known_model *) known;

    parl_account given; /* copied, texts included */
};

/* What is the same in each call of one model of an account: found out once. */
struct known_model {
    struct known_model *next;
    struct arena arena;               /* it lies in it, with its texts */
    const struct loaded_facts *facts; /* the newest of the client, by then */
    struct target to;                 /* without a dialect */
    const struct surface *surface;    /* the usual one; NULL: none */
    const char *urls[2]; /* of that, of a whole answer and of a stream; NULL:
                            there is none */
};

struct parl_client {
    parl_allocator mem;
    struct arena arena;
    struct account *accounts;    /* the newest first */
    struct loaded_facts *facts;  /* api/facts_json.h; NULL: none */
    struct engine_pool *pool;    /* NULL: the caller's transport, or none */
    parl_client_options options; /* defaults filled in */
    parl_transport transport;
    struct transport_options wire;

    /* Freeing it fires `closing`, and the last one who holds it, the program
     * or a call that is in flight, gives back the memory. */
    struct parl_cancel closing;
    atomic_size_t holders;
    pid_t owner; /* not a child made by fork */
};

/* A call begins to hold the client, and lets it go. */
void client_keep(struct parl_client *client);
void client_drop(struct parl_client *client);

/* The newest account of this name, `len` bytes; NULL: there is none. */
struct account *client_account(const struct parl_client *client,
                               const char *name, size_t len);

/* An account for each provider of the build, by its name. */
parl_status accounts_add_own(struct parl_client *client, struct error *err);

/* NULL: the provider has no regions, or none is said. */
const char *domain_of_region(const struct provider *provider,
                             const char *region);

/* Splits "account/model" and finds out who is meant: the first part of
 * encoding and decoding.  `dialect` NULL: the account's own.  `any` allows a
 * dialect that the provider itself does not speak. */
parl_status client_target(const struct parl_client *client, const char *model,
                          const char *dialect, bool any, struct arena *arena,
                          struct target *to, const struct account **account,
                          struct error *err);

/* Chooses among the provider's dialects by what is asked of the model, unless
 * the request or the account chose; between client_target and account_url. */
void target_suit(const struct account *account, const parl_request *request,
                 struct target *to);

/* Forgets the models that were asked. */
void account_forget(struct account *account);

/* Where the call goes; PARL_INVALID_ARGUMENT names what is missing. */
parl_status account_url(const struct account *account, const struct target *to,
                        bool stream, struct arena *arena, const char **url,
                        struct error *err);

/* Is the value of a header of this name a key, whoever set it? */
bool header_is_secret(const char *name);

/* A copy of a text, for parl_text_free(); NULL when `text` is, or there is no
 * memory. */
char *client_text(const struct parl_client *client, const char *text,
                  size_t len);

/* The value of a variable of the environment; NULL: not set, or empty. */
const char *environment(const char *name);

#endif
