/* api/target.c -- who is meant by "account/model", and where the call goes. */
#include "api/client.h"

#include <stddef.h>
#include <string.h>
#include "api/facts_json.h"

/* ---- regions of AWS ------------------------------------------------------ */

/* By the beginning of a region's name; all others are in amazonaws.com. */
static const struct {
    const char *region, *domain;
} aws_domains[] = {
    { "cn-", "amazonaws.com.cn" },    { "eusc-", "amazonaws.eu" },
    { "us-iso-", "c2s.ic.gov" },      { "us-isob-", "sc2s.sgov.gov" },
    { "us-isof-", "csp.hci.ic.gov" }, { "eu-isoe-", "cloud.adc-e.uk" },
};

static const char *aws_domain(const char *region)
{
    if (region == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof(aws_domains) / sizeof(aws_domains[0]); i++) {
        const char *begin = aws_domains[i].region;

        if (strncmp(region, begin, strlen(begin)) == 0)
            return aws_domains[i].domain;
    }
    return "amazonaws.com";
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
    return error_set(err, PARL_INVALID_ARGUMENT, "%s does not speak %s",
                     account->provider->name, name);
}

/* Where ids may be paths, the model is their last segment. */
static const char *model_of_path(const struct provider *provider,
                                 const char *id)
{
    const char *slash = provider->ids != NULL ? strrchr(id, '/') : NULL;

    return slash != NULL ? slash + 1 : id;
}

static void look_up_model(const struct parl_client *client,
                          const struct account *account, const char *model,
                          struct arena *arena, struct target *to)
{
    const struct provider *provider = account->provider;
    const parl_model *alias = find_alias(account, model);

    to->asked = arena_strdup(arena, model);
    to->model = alias != NULL && alias->id != NULL ? alias->id : to->asked;
    to->base_model = provider->model_is_deployment ? NULL : to->model;
    if (alias != NULL && alias->base_model != NULL)
        to->base_model = alias->base_model;
    if (to->base_model != NULL)
        to->base_model = model_of_path(provider, to->base_model);
    to->region = find_region(account, alias, to->model, arena);
    to->aws_domain = aws_domain(to->region);
    if (alias != NULL && alias->region != NULL)
        to->location = alias->region;
    to->facts = facts_of(client, provider, to->base_model);
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
        .models = account->given.models,
        .n_models = account->given.n_models,
        .express = account->provider->express_url != NULL &&
                   account->given.api_key != NULL &&
                   account->given.project == NULL,
    };
    look_up_model(client, account, slash + 1, arena, to);
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
    for (size_t i = 0; p->surfaces[i].dialect != NULL; i++) {
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

/* ---- where it goes ------------------------------------------------------ */

/* Encodes a text, but for the bytes that are `plain` here. */
static void add_encoded(struct buf *url, struct span text, const char *plain)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || (c != '\0' && strchr(plain, c) != NULL)) {
            buf_add_char(url, (char)c);
        } else {
            buf_add_char(url, '%');
            buf_add_char(url, hex[c >> 4]);
            buf_add_char(url, hex[c & 15]);
        }
    }
}

static void add_segment(struct buf *url, const char *text)
{
    add_encoded(url, span_of(text), "-._~");
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
    { "{aws_domain}", "region", offsetof(struct target, aws_domain) },
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

/* ---- ids that are paths ------------------------------------------------- */

static parl_status add_template(struct buf *url, const char *at,
                                const struct target *to, struct error *err);

static bool takes_word(const char **at, const char *word)
{
    const size_t len = strlen(word);

    if (strncmp(*at, word, len) != 0)
        return false;
    *at += len;
    return true;
}

/* Ids may come from users, so that none may lead to another address. */
static bool is_clean(const char *id)
{
    for (const char *c = id; *c != '\0'; c++) {
        if ((unsigned char)*c <= ' ' || *c == 0x7F ||
            strchr("?&#%\\", *c) != NULL)
            return false;
    }
    return strstr(id, "..") == NULL && strstr(id, "//") == NULL;
}

static parl_status add_parent(struct buf *url, const struct target *to,
                              struct error *err)
{
    if (to->provider->parent == NULL || to->express)
        return PARL_OK;
    return add_template(url, to->provider->parent, to, err);
}

static parl_status add_form(struct buf *url, const char *path,
                            const struct target *to, struct error *err)
{
    const char *slash = strchr(to->model, '/');
    const struct span publisher = { to->model, slash != NULL
                                                   ? (size_t)(slash - to->model)
                                                   : 0 };
    parl_status status = PARL_OK;

    while (*path != '\0' && status == PARL_OK) {
        if (takes_word(&path, "{id}"))
            add_encoded(url, span_of(to->model), "-._~/@");
        else if (takes_word(&path, "{publisher}"))
            add_encoded(url, publisher, "-._~");
        else if (takes_word(&path, "{name}"))
            add_segment(url, slash != NULL ? slash + 1 : to->model);
        else if (takes_word(&path, "{parent}"))
            status = add_parent(url, to, err);
        else
            buf_add_char(url, *path++);
    }
    return status;
}

/* The path of the model, by the first form that its id has. */
static parl_status add_resource(struct buf *url, const struct target *to,
                                struct error *err)
{
    const struct id_form *form = to->provider->ids;

    if (to->model == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for the URL");
    if (!is_clean(to->model))
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "/model: '%s' is no id of a model; it may hold "
                         "neither '..' nor what ends a path",
                         to->model);
    while (form != NULL && form->id != NULL && !glob_fits(form->id, to->model))
        form++;
    return add_form(
        url, form != NULL && form->id != NULL ? form->path : "/{id}", to, err);
}

static parl_status add_value(struct buf *url, const struct place_holder *holder,
                             const struct target *to, struct error *err)
{
    const char *value;

    memcpy(&value, (const char *)to + holder->offset, sizeof(value));
    if (value == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': %s is missing", to->account,
                         holder->member);
    add_segment(url, value);
    return PARL_OK;
}

static parl_status add_template(struct buf *url, const char *at,
                                const struct target *to, struct error *err)
{
    parl_status status = PARL_OK;

    while (*at != '\0' && status == PARL_OK) {
        const struct place_holder *holder = *at == '{' ? holder_at(at) : NULL;

        if (takes_word(&at, "{resource}")) {
            status = add_resource(url, to, err);
        } else if (holder != NULL) {
            status = add_value(url, holder, to, err);
            at += strlen(holder->braced);
        } else {
            const size_t len = 1 + strcspn(at + 1, "{");

            buf_add(url, at, len);
            at += len;
        }
    }
    return status;
}

/* The address before the version: the caller's own, or the row's for such an
 * account and such a place. */
static const char *base_url_of(const struct account *account,
                               const struct target *to)
{
    const struct host *host = to->provider->hosts;

    if (account->own_address)
        return account->base_url;
    if (to->express)
        return to->provider->express_url;
    for (; host != NULL && host->location != NULL; host++) {
        if (to->location != NULL && strcmp(host->location, to->location) == 0)
            return host->base_url;
    }
    return account->base_url;
}

static const char *version_of(const struct account *account,
                              const struct surface *surface)
{
    const char *own = surface->version;

    return own != NULL && account->version[0] != '\0' ? own : account->version;
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
    parl_status status = add_template(url, base_url_of(account, to), to, err);

    if (status != PARL_OK)
        return status;
    if (!dated)
        buf_add_text(url, version_of(account, surface));
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
