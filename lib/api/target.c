/* api/target.c -- who is meant by "account/model", and where the call goes. */
#include "api/client.h"

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
    const struct surface *surface =
        dialect != NULL ? provider_surface(account->provider, dialect)
                        : account->surface;
    parl_status status;

    if (surface != NULL) {
        to->dialect = surface->dialect;
        return PARL_OK;
    }
    status = dialect_find(dialect != NULL ? dialect : account->given.dialect,
                          &to->dialect, err);
    if (status != PARL_OK || any)
        return status;
    return error_set(err, PARL_INVALID_ARGUMENT, "%s does not speak %s",
                     account->provider->name, dialect);
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
    to->facts = facts_find(provider->uses_facts ? to->base_model : NULL);
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

/* "{model}" and "{version}" are replaced. */
static void add_path(struct buf *url, const char *path, const struct target *to)
{
    while (*path != '\0') {
        if (strncmp(path, "{model}", 7) == 0) {
            add_segment(url, to->model);
            path += 7;
        } else if (strncmp(path, "{version}", 9) == 0) {
            add_segment(url, to->api_version);
            path += 9;
        } else {
            buf_add_char(url, *path++);
        }
    }
}

parl_status account_url(const struct account *account, const struct target *to,
                        bool stream, struct arena *arena, const char **out,
                        struct error *err)
{
    const struct surface *surface =
        provider_surface(to->provider, to->dialect->name);
    const bool dated = to->api_version != NULL && surface != NULL &&
                       surface->dated_path != NULL;
    struct buf url;

    if (surface == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "%s does not speak %s",
                         to->provider->name, to->dialect->name);
    if (account->base_url == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': base_url is missing",
                         account->given.name);
    buf_init(&url, arena->mem, 64 * 1024);
    buf_add_text(&url, account->base_url);
    if (!dated)
        buf_add_text(&url, account->version);
    add_path(&url,
             dated                                    ? surface->dated_path
             : stream && surface->stream_path != NULL ? surface->stream_path
                                                      : surface->path,
             to);
    *out = arena_text(arena, url.data, url.len);
    if (!buf_ok(&url)) {
        const parl_status status = url.status;

        buf_release(&url);
        return error_memory(err, status, "the URL");
    }
    buf_release(&url);
    return *out != NULL ? PARL_OK : error_memory(err, arena->status, "the URL");
}
