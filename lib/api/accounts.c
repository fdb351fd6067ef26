/* api/accounts.c -- the accounts of a client: checked, copied, and given an
 * address. */
#include "api/client.h"

#include <stddef.h>
#include <string.h>
#include "api/credentials.h"
#include "api/error.h"
#include "api/struct_in.h"

/* ---- normalising addresses ---------------------------------------------- */

/* Takes an ending of the address off, where it has it; an empty one is none. */
static bool take_off(struct span *url, struct span ending)
{
    if (ending.len == 0 || url->len < ending.len ||
        memcmp(url->ptr + url->len - ending.len, ending.ptr, ending.len) != 0)
        return false;
    url->len -= ending.len;
    return true;
}

/* Does the path end in "/v1", "/v2", "/v1beta", ...? */
static bool has_version_segment(struct span url)
{
    const char *host = strstr(url.ptr, "://") + 3;
    const char *path = memchr(host, '/', (size_t)(url.ptr + url.len - host));
    const char *last = url.ptr + url.len;

    if (path == NULL)
        return false;
    while (last[-1] != '/')
        last--;
    return last[0] == 'v' && last[1] >= '0' && last[1] <= '9';
}

/* "/anthropic/v1", and "/anthropic" too where the version has such a head. */
static bool take_this_off(struct span *url, const char *version)
{
    const char *last = strrchr(version, '/');

    return take_off(url, span_of(version)) ||
           (last != NULL &&
            take_off(url, (struct span){ version, (size_t)(last - version) }));
}

/* What the dated path has before the usual one: "/models". */
static bool take_dated_off(struct span *url, const struct surface *surface)
{
    const char *dated = surface->dated_path;
    const char *at = dated != NULL ? strstr(dated, surface->path) : NULL;

    return at != NULL &&
           take_off(url, (struct span){ dated, (size_t)(at - dated) });
}

/* The provider's version, or that of one of its surfaces. */
static bool take_version_off(struct span *url, const struct provider *p)
{
    if (take_this_off(url, p->version))
        return true;
    for (size_t i = 0; i < p->n_surfaces; i++) {
        const struct surface *surface = &p->surfaces[i];

        if (surface->version != NULL && take_this_off(url, surface->version))
            return true;
        if (take_dated_off(url, surface))
            return true;
    }
    return false;
}

/* An address of http with a host, and nothing behind the path, to which more is
 * added. */
static const char *fault_of(const char *url)
{
    const char *host = strstr(url, "://");

    if ((strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0) ||
        strchr("/?#", host[3]) != NULL)
        return "is no http address";
    if (host[3 + strcspn(host + 3, "/@")] == '@')
        return "may name no user: an authorization header does";
    return strpbrk(host, " \t\r\n?#") != NULL ? "may have no blank, '?' or '#'"
                                              : NULL;
}

/* The address without a final slash and without the provider's own version
 * segment, which is put back when the URL is made; another version that the
 * caller wrote stays, and then none is put back. */
static parl_status normalise(struct arena *arena, const struct provider *p,
                             const char *given, struct account *account,
                             struct error *err)
{
    struct span url = span_of(given);
    const char *fault;

    account->version = p->version;
    if (url.ptr == NULL)
        return PARL_OK;
    fault = fault_of(given);
    if (fault != NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': base_url %s", account->given.name,
                         fault);
    while (url.ptr[url.len - 1] == '/')
        url.len--;
    if (!take_version_off(&url, p) && p->version[0] != '\0' &&
        has_version_segment(url))
        account->version = "";
    account->base_url = arena_text(arena, url.ptr, url.len);
    account->own_address = account->given.base_url != NULL;
    return PARL_OK;
}

/* ---- copying an account ------------------------------------------------- */

static const uint16_t pair_texts[] = {
    offsetof(parl_pair, name),
    offsetof(parl_pair, value),
};

static const uint16_t model_texts[] = {
    offsetof(parl_model, alias),
    offsetof(parl_model, id),
    offsetof(parl_model, base_model),
    offsetof(parl_model, region),
};

static const uint16_t account_texts[] = {
#define TEXT(member) offsetof(parl_account, member),
    ACCOUNT_TEXTS(TEXT)
#undef TEXT
};

/* An empty text says nothing: it is what a variable leaves that is not set. */
static void copy_account(struct arena *a, parl_account *to,
                         const parl_account *from)
{
    *to = *from;
    for (size_t i = 0; i < sizeof(account_texts) / sizeof(uint16_t); i++) {
        const char **text = text_at(to, account_texts[i]);

        *text = arena_strdup(a, *text != NULL && **text != '\0' ? *text : NULL);
    }
    to->headers = structs_copy(a, from->headers, from->n_headers,
                               sizeof(*to->headers), TEXTS_OF(pair_texts));
    to->models = structs_copy(a, from->models, from->n_models,
                              sizeof(*to->models), TEXTS_OF(model_texts));
}

/* ---- checking an account ------------------------------------------------ */

static bool is_name(const char *name)
{
    const size_t len = name != NULL ? strlen(name) : 0;

    return len >= 1 && len <= 64 && all_name_chars(name, "-_.");
}

static bool is_header_name(const char *name)
{
    return name != NULL && name[0] != '\0' && strpbrk(name, " \t\r\n:") == NULL;
}

static bool is_header_text(const char *text)
{
    return text != NULL && strpbrk(text, "\r\n") == NULL;
}

struct account *client_account(const struct parl_client *client,
                               const char *name, size_t len)
{
    for (struct account *a = client->accounts; a != NULL; a = a->next) {
        if (strlen(a->given.name) == len &&
            memcmp(a->given.name, name, len) == 0)
            return a;
    }
    return NULL;
}

static bool is_configured(const struct parl_client *client, const char *name)
{
    const struct account *account = client_account(client, name, strlen(name));

    return account != NULL && account->configured;
}

static parl_status check_models(const parl_account *given, struct error *err)
{
    for (size_t i = 0; i < given->n_models; i++) {
        const parl_model *model = &given->models[i];

        if (model->alias == NULL || model->alias[0] == '\0')
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': model %zu has no alias",
                             given->name, i);
        if (model->reserved[0] != 0 || model->reserved[1] != 0)
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': a reserved word of model '%s' is "
                             "not zero",
                             given->name, model->alias);
    }
    return PARL_OK;
}

/* What becomes a header may not break one, wherever it came from. */
static parl_status check_header_texts(const parl_account *a, struct error *err)
{
    static const struct {
        const char *name;
        size_t at;
    } members[] = {
#define MEMBER(member) { #member, offsetof(parl_account, member) }
        MEMBER(api_key),       MEMBER(access_token), MEMBER(access_key_id),
        MEMBER(session_token), MEMBER(organization), MEMBER(project),
#undef MEMBER
    };

    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        const char *text = *text_at(a, members[i].at);

        if (text != NULL && !is_header_text(text))
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': %s has a line break", a->name,
                             members[i].name);
    }
    return PARL_OK;
}

static parl_status check_account(const struct parl_client *client,
                                 const parl_account *given, struct error *err)
{
    if (!is_name(given->name))
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': a name is 1 to 64 of letters, digits, "
                         "'-', '_' and '.'",
                         given->name != NULL ? given->name : "");
    if (is_configured(client, given->name))
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s' is there already", given->name);
    for (size_t i = 0; i < 4; i++) {
        if (given->reserved[i] != 0)
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "account '%s': a reserved word is not zero",
                             given->name);
    }
    for (size_t i = 0; i < given->n_headers; i++) {
        if (!is_header_name(given->headers[i].name) ||
            !is_header_text(given->headers[i].value))
            return error_set(
                err, PARL_INVALID_ARGUMENT,
                "account '%s': header %zu has no proper name, or a line break",
                given->name, i);
    }
    return check_models(given, err);
}

/* The provider and the dialect.  Those that this build leaves out are no
 * mistake of the account: only a call to it fails. */
static parl_status choose(struct account *account, struct error *err)
{
    const char *provider = account->given.provider;
    const char *name = account->given.dialect;
    const struct dialect *dialect;
    struct error why = ERROR_INIT;
    parl_status status;

    if (provider == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': provider is missing",
                         account->given.name);
    status = provider_find(provider, &account->provider, &why);
    if (status == PARL_INVALID_ARGUMENT)
        return error_set(err, status, "account '%s': %s", account->given.name,
                         why.message);
    if (status == PARL_NOT_BUILT || name == NULL)
        return PARL_OK;
    account->surface = provider_surface(account->provider, name);
    if (account->surface != NULL ||
        dialect_find(name, &dialect, NULL) == PARL_NOT_BUILT)
        return PARL_OK;
    return error_set(err, PARL_INVALID_ARGUMENT,
                     "account '%s': %s does not speak %s", account->given.name,
                     provider, name);
}

/* Where the variable is not set, a call says so: what needs no key, and other
 * accounts, may be used. */
static void take_key(struct parl_client *client, struct account *account)
{
    const char *variable = account->given.api_key_env;

    if (variable != NULL && account->given.api_key == NULL)
        account->given.api_key =
            arena_strdup(&client->arena, environment(variable));
}

static parl_status add(struct parl_client *client, const parl_account *given,
                       bool configured, struct error *err)
{
    struct account *account = ARENA_NEW(&client->arena, struct account);
    parl_status status;

    if (account == NULL)
        return error_memory(err, client->arena.status, "an account");
    copy_account(&client->arena, &account->given, given);
    account->configured = configured;
    status = client->arena.status == PARL_OK
                 ? choose(account, err)
                 : error_memory(err, client->arena.status, "an account");
    if (status == PARL_OK && account->provider != NULL)
        status =
            normalise(&client->arena, account->provider,
                      given->base_url != NULL ? given->base_url
                                              : account->provider->base_url,
                      account, err);
    take_key(client, account);
    if (status == PARL_OK)
        status = check_header_texts(&account->given, err);
    if (status == PARL_OK && account->provider != NULL)
        status = credentials_new(client, account, err);
    if (status == PARL_OK && client->arena.status != PARL_OK)
        status = error_memory(err, client->arena.status, "an account");
    if (status != PARL_OK) {
        credentials_free(account->credentials);
        return status;
    }
    account->next = client->accounts;
    client->accounts = account;
    return PARL_OK;
}

parl_status parl_client_add_account(parl_client *client,
                                    const parl_account *account,
                                    parl_error **error)
{
    struct error err = ERROR_INIT;

    if (check_account(client, account, &err) == PARL_OK &&
        add(client, account, true, &err) == PARL_OK)
        return PARL_OK;
    return error_give(error, &client->mem, &err);
}

/* ---- the accounts that are there from the start ------------------------- */

parl_status accounts_add_own(struct parl_client *client, struct error *err)
{
    const struct provider *row;
    const char *name;

    for (size_t i = 0; (name = provider_at(i, &row)) != NULL; i++) {
        const parl_account account = { .name = name, .provider = name };
        parl_status status =
            row != NULL ? add(client, &account, false, err) : PARL_OK;

        if (status != PARL_OK)
            return status;
    }
    return PARL_OK;
}

/* What a member gets from a variable of this value; a whole address is not put
 * into another. */
static const char *text_for(struct arena *arena, const char *value,
                            const char *instead)
{
    const char *star = instead != NULL ? strchr(instead, '*') : NULL;

    if (star != NULL && strpbrk(value, ":/") != NULL)
        return value;
    if (star != NULL)
        return arena_format(arena, "%.*s%s%s", (int)(star - instead), instead,
                            value, star + 1);
    return instead != NULL ? instead : value;
}

/* Fills a member that is still empty from a variable; true: it did. */
static bool fill_from(struct arena *arena, parl_account *account, size_t member,
                      const char *variable, const char *instead)
{
    const char *value = variable != NULL ? environment(variable) : NULL;
    const char **there = text_at(account, member);

    if (*there != NULL || value == NULL)
        return false;
    *there = text_for(arena, value, instead);
    return true;
}

/* Takes what the environment says of one provider; false: nothing. */
static bool fill_account(struct arena *arena, parl_account *account,
                         const struct provider *row)
{
    bool found = false;

    for (const struct usual_variable *v = extras_of(row)->variables;
         v != NULL && v->name != NULL; v++)
        found |= fill_from(arena, account, v->member, v->name, v->instead);
    found |= fill_from(arena, account, offsetof(parl_account, api_key),
                       row->key_env, NULL);
    found |= fill_from(arena, account, offsetof(parl_account, base_url),
                       row->url_env, NULL);
    return found;
}

parl_status parl_client_add_env_accounts(parl_client *client,
                                         parl_error **error)
{
    struct error first = ERROR_INIT;
    const struct provider *row;
    const char *name;

    for (size_t i = 0; (name = provider_at(i, &row)) != NULL; i++) {
        parl_account account = { .name = name, .provider = name };
        struct error err = ERROR_INIT;

        if (row != NULL && !is_configured(client, name) &&
            fill_account(&client->arena, &account, row) &&
            add(client, &account, false, &err) != PARL_OK &&
            first.status == PARL_OK)
            first = err;
    }
    return first.status == PARL_OK ? PARL_OK
                                   : error_give(error, &client->mem, &first);
}
