/* api/target.c -- who is meant by "account/model", and where the call goes. */
#include "api/client.h"

#include <stddef.h>
#include <string.h>

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
    return error_set(err, PARL_INVALID_ARGUMENT, "%s does not speak %s",
                     account->provider->name, name);
}

static void look_up_model(const struct account *account, const char *model,
                          struct arena *arena, struct target *to)
{
    const struct provider *provider = account->provider;
    const parl_model *alias = find_alias(account, model);

    to->asked = arena_strdup(arena, model);
    to->model = alias != NULL && alias->id != NULL ? alias->id : to->asked;
    to->base_model = provider->model_is_deployment ? NULL : to->model;
    if (alias != NULL && alias->base_model != NULL)
        to->base_model = alias->base_model;
    to->region = alias != NULL && alias->region != NULL ? alias->region
                                                        : account->given.region;
    to->facts = facts_find(provider->facts, to->base_model);
}

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
    const struct account *account;

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
    *to = (struct target){
        .provider = account->provider,
        .account = account->given.name,
        .api_version = account->given.api_version,
        .location = account->given.location,
        .project = account->given.project,
    };
    look_up_model(account, slash + 1, arena, to);
    return choose_dialect(account, dialect, any, to, err);
}

/* ---- where it goes ------------------------------------------------------ */

static void add_segment(struct buf *url, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || strchr("-._~", c) != NULL) {
            buf_add_char(url, (char)c);
        } else {
            buf_add_char(url, '%');
            buf_add_char(url, hex[c >> 4]);
            buf_add_char(url, hex[c & 15]);
        }
    }
}

/* What a template names. */
static const struct place_holder {
    const char *braced;
    const char *member; /* of the account that may be missing */
    size_t offset;      /* of the value in a target */
} place_holders[] = {
    { "{model}", "model", offsetof(struct target, model) },
    { "{version}", "api_version", offsetof(struct target, api_version) },
    { "{region}", "region", offsetof(struct target, region) },
    { "{location}", "location", offsetof(struct target, location) },
    { "{project}", "project", offsetof(struct target, project) },
};

enum { N_HOLDERS = sizeof(place_holders) / sizeof(place_holders[0]) };

static const struct place_holder *holder_at(const char *text)
{
    for (size_t i = 0; i < N_HOLDERS; i++) {
        const char *braced = place_holders[i].braced;

        if (strncmp(text, braced, strlen(braced)) == 0)
            return &place_holders[i];
    }
    return NULL;
}

static parl_status add_template(struct buf *url, const char *at,
                                const struct target *to, struct error *err)
{
    while (*at != '\0') {
        const struct place_holder *holder = *at == '{' ? holder_at(at) : NULL;
        const char *value;

        if (holder == NULL) {
            const size_t len = 1 + strcspn(at + 1, "{");

            buf_add(url, at, len);
            at += len;
            continue;
        }
        memcpy(&value, (const char *)to + holder->offset, sizeof(value));
        if (value == NULL)
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': %s is missing", to->account,
                             holder->member);
        add_segment(url, value);
        at += strlen(holder->braced);
    }
    return PARL_OK;
}

static parl_status write_url(const struct account *account,
                             const struct target *to, bool stream,
                             struct buf *url, struct error *err)
{
    const struct surface *surface = to->surface;
    const bool dated = to->api_version != NULL && surface->dated_path != NULL;
    const char *path = dated ? surface->dated_path
                       : stream && surface->stream_path != NULL
                           ? surface->stream_path
                           : surface->path;
    parl_status status = add_template(url, account->base_url, to, err);

    if (status != PARL_OK)
        return status;
    if (!dated)
        buf_add_text(url, account->version);
    return add_template(url, path, to, err);
}

parl_status account_url(const struct account *account, const struct target *to,
                        bool stream, struct arena *arena, const char **out,
                        struct error *err)
{
    struct buf url;
    parl_status status;

    if (to->surface == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "%s does not speak %s",
                         to->provider->name, to->dialect->name);
    if (account->base_url == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': base_url is missing",
                         account->given.name);
    buf_init(&url, arena->mem, 64 * 1024);
    status = write_url(account, to, stream, &url, err);
    *out = arena_text(arena, url.data, url.len);
    if (status == PARL_OK && !buf_ok(&url))
        status = error_memory(err, url.status, "the URL");
    if (status == PARL_OK && *out == NULL)
        status = error_memory(err, arena->status, "the URL");
    buf_release(&url);
    return status;
}
