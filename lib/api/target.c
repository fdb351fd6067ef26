/* api/target.c -- who is meant by "account/model". */
#include "api/client.h"

#include <string.h>
#include "api/facts_json.h"

/* ---- regions ------------------------------------------------------------ */

const char *domain_of_region(const struct provider *provider,
                             const char *region)
{
    const struct region_domain *row = extras_of(provider)->domains;

    if (row == NULL || region == NULL)
        return NULL;
    while (strncmp(region, row->region, strlen(row->region)) != 0)
        row++;
    return row->domain;
}

/* arn:PARTITION:SERVICE:REGION:...; NULL: no ARN, or one of no region. */
static const char *arn_region(struct arena *arena, const char *model)
{
    size_t len;

    if (model == NULL || strncmp(model, "arn:", 4) != 0)
        return NULL;
    for (int field = 0; field < 3; field++) {
        model = strchr(model, ':');
        if (model == NULL)
            return NULL;
        model++;
    }
    len = strcspn(model, ":");
    return len > 0 ? arena_text(arena, model, len) : NULL;
}

static const char *find_region(const struct account *account,
                               const parl_model *alias, const char *model,
                               struct arena *arena)
{
    const char *named = arn_region(arena, model);

    if (alias != NULL && alias->region != NULL)
        return alias->region;
    return named != NULL ? named : account->given.region;
}

/* ---- who is asked ------------------------------------------------------- */

static const parl_model *find_alias(const struct account *account,
                                    const char *model)
{
    for (size_t i = 0; i < account->given.n_models; i++) {
        if (strcmp(account->given.models[i].alias, model) == 0)
            return &account->given.models[i];
    }
    return NULL;
}

static parl_status choose_dialect(const struct account *account,
                                  const char *dialect, bool any,
                                  struct target *to, struct error *err)
{
    const char *name = dialect != NULL ? dialect : account->given.dialect;
    parl_status status;

    to->chosen = name != NULL;
    to->surface =
        name == NULL ? provider_usual_surface(account->provider, to->base_model)
                     : provider_surface(account->provider, name);
    if (to->surface != NULL) {
        to->dialect = to->surface->dialect;
        return PARL_OK;
    }
    status = dialect_find(name, &to->dialect, err);
    if (status != PARL_OK || any)
        return status;
    return error_set(err, PARL_INVALID_ARGUMENT,
                     "/dialect: %s does not speak %s", account->provider->name,
                     name);
}

/* Where ids may be paths, the model is their last segment. */
static const char *model_of_path(const struct provider *provider,
                                 const char *id)
{
    const char *slash =
        extras_of(provider)->ids != NULL ? strrchr(id, '/') : NULL;

    return slash != NULL ? slash + 1 : id;
}

static void look_up_model(const struct parl_client *client,
                          const struct account *account, const char *model,
                          struct arena *arena, struct target *to)
{
    const struct provider *provider = account->provider;
    const parl_model *alias = find_alias(account, model);

    to->asked = arena_strdup(arena, model);
    to->model = alias != NULL && alias->id != NULL && alias->id[0] != '\0'
                    ? alias->id
                    : to->asked;
    to->base_model = provider->model_is_deployment ? NULL : to->model;
    if (alias != NULL && alias->base_model != NULL)
        to->base_model = alias->base_model;
    if (to->base_model != NULL)
        to->base_model = model_of_path(provider, to->base_model);
    to->region = find_region(account, alias, to->model, arena);
    to->domain = domain_of_region(provider, to->region);
    if (alias != NULL && alias->region != NULL)
        to->location = alias->region;
    to->facts = facts_of(client, provider, to->base_model);
}

/* Is it the address at which the vendor tries what is new? */
static bool is_beta(const struct account *account)
{
    const char *path = extras_of(account->provider)->beta_path;
    const size_t len = path != NULL ? strlen(path) : 0;
    const size_t all =
        account->base_url != NULL ? strlen(account->base_url) : 0;

    return len > 0 && all >= len &&
           strcmp(account->base_url + all - len, path) == 0;
}

/* All but the dialect. */
static void describe(const struct parl_client *client,
                     const struct account *account, const char *model,
                     struct arena *arena, struct target *to)
{
    const parl_account *given = &account->given;
    const struct provider *provider = account->provider;

    *to = (struct target){
        .provider = provider,
        .account = given->name,
        .api_version = given->api_version,
        .location = given->location,
        .project = given->project,
        .models = given->models,
        .n_models = given->n_models,
        .express = extras_of(provider)->express_url != NULL &&
                   given->api_key != NULL && given->project == NULL,
        .beta = is_beta(account),
    };
    look_up_model(client, account, model, arena, to);
}

/* ---- models that were asked before -------------------------------------- */

enum { MOST_KNOWN = 16 }; /* of an account: names may come from users */

/* NULL, and how many others there are. */
static const struct known_model *find_known(const struct parl_client *client,
                                            struct account *account,
                                            const char *model, size_t *n)
{
    const struct known_model *known =
        atomic_load_explicit(&account->known, memory_order_acquire);

    for (*n = 0; known != NULL; known = known->next, ++*n) {
        if (known->facts == client->facts &&
            strcmp(known->to.asked, model) == 0)
            return known;
    }
    return NULL;
}

/* Why there is none is said when it is asked for; a lack of memory, at once. */
static void find_url(const struct account *account, struct known_model *known,
                     bool stream)
{
    struct error err;
    parl_status status;

    error_init(&err);
    status = account_url(account, &known->to, stream, &known->arena,
                         &known->urls[stream], &err);
    if (status != PARL_OK)
        known->urls[stream] = NULL;
    if (status == PARL_OUT_OF_MEMORY)
        known->arena.status = status;
}

static void add_known(struct account *account, struct known_model *known)
{
    known->next = atomic_load_explicit(&account->known, memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&account->known, &known->next,
                                                  known, memory_order_release,
                                                  memory_order_relaxed))
        ;
}

static void forget(struct known_model *known)
{
    struct arena arena = known->arena;

    arena_release(&arena);
}

/* NULL: no memory. */
static const struct known_model *learn(const struct parl_client *client,
                                       struct account *account,
                                       const char *model)
{
    struct known_model *known;
    struct arena arena;

    arena_init(&arena, &client->mem, (size_t)-1);
    known = ARENA_NEW(&arena, struct known_model);
    if (known == NULL)
        return NULL;
    known->arena = arena;
    known->facts = client->facts;
    describe(client, account, model, &known->arena, &known->to);
    known->surface =
        provider_usual_surface(account->provider, known->to.base_model);
    known->to.surface = known->surface;
    for (int stream = 0; stream < 2 && known->surface != NULL; stream++)
        find_url(account, known, stream);
    known->to.known = known;
    if (known->arena.status != PARL_OK) {
        forget(known);
        return NULL;
    }
    add_known(account, known);
    return known;
}

void account_forget(struct account *account)
{
    struct known_model *known = atomic_load(&account->known);

    while (known != NULL) {
        struct known_model *next = known->next;

        forget(known);
        known = next;
    }
}

static parl_status look_up(const struct parl_client *client,
                           struct account *account, const char *model,
                           struct arena *arena, struct target *to,
                           struct error *err)
{
    size_t n;
    const struct known_model *known = find_known(client, account, model, &n);

    if (known == NULL && n >= MOST_KNOWN) {
        describe(client, account, model, arena, to);
        return PARL_OK;
    }
    if (known == NULL)
        known = learn(client, account, model);
    if (known == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a model");
    *to = known->to;
    return PARL_OK;
}

/* ---- the whole ---------------------------------------------------------- */

/* A provider's own account is missing where the build leaves it out. */
static parl_status missing_account(const char *model, size_t len,
                                   struct error *err)
{
    const struct provider *row;
    const char *name;

    for (size_t i = 0; (name = provider_at(i, &row)) != NULL; i++) {
        if (strlen(name) == len && memcmp(name, model, len) == 0)
            return error_set(err, PARL_NOT_BUILT,
                             "/model: the provider '%s' is not in this build",
                             name);
    }
    return error_set(err, PARL_INVALID_ARGUMENT,
                     "/model: there is no account '%.*s'", (int)len, model);
}

parl_status client_target(const struct parl_client *client, const char *model,
                          const char *dialect, bool any, struct arena *arena,
                          struct target *to, const struct account **found,
                          struct error *err)
{
    const char *slash = model != NULL ? strchr(model, '/') : NULL;
    struct account *account;
    parl_status status;

    if (slash == NULL || slash == model || slash[1] == '\0')
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "/model: '%s' is not of the form account/model",
                         model != NULL ? model : "");
    account = client_account(client, model, (size_t)(slash - model));
    if (account == NULL)
        return missing_account(model, (size_t)(slash - model), err);
    if (account->provider == NULL)
        return error_set(err, PARL_NOT_BUILT,
                         "/model: the provider '%s' of account '%s' is not in "
                         "this build",
                         account->given.provider, account->given.name);
    *found = account;
    status = look_up(client, account, slash + 1, arena, to, err);
    if (status != PARL_OK)
        return status;
    return choose_dialect(account, dialect, any, to, err);
}

/* Where the dialect is the model's to choose, the first that fits what is asked
 * of it; where none does, the usual one, which says why it cannot. */
void target_suit(const struct account *account, const parl_request *request,
                 struct target *to)
{
    const struct provider *p = account->provider;

    if (request->dialect != NULL || account->given.dialect != NULL)
        return;
    for (size_t i = 0; i < p->n_surfaces; i++) {
        const struct surface *surface = &p->surfaces[i];

        if (surface_takes(surface, to->base_model) &&
            (surface->dialect->fits == NULL ||
             surface->dialect->fits(to, request))) {
            to->surface = surface;
            to->dialect = surface->dialect;
            return;
        }
    }
}
