/* api/address.c -- the URL of a call: the templates of the provider's row,
 * filled in with what the account and the model id say. */
#include "api/client.h"

#include <stddef.h>
#include <string.h>
#include "encoding/ids.h"
#include "wire/percent.h"

static void add_segment(struct buf *url, const char *text)
{
    percent_encode(url, span_of(text), "");
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
    { "{domain}", "region", offsetof(struct target, domain) },
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
    if (extras_of(to->provider)->parent == NULL || to->express)
        return PARL_OK;
    return add_template(url, extras_of(to->provider)->parent, to, err);
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
            percent_encode(url, span_of(to->model), "/@");
        else if (takes_word(&path, "{publisher}"))
            percent_encode(url, publisher, "");
        else if (takes_word(&path, "{name}"))
            add_segment(url, slash != NULL ? slash + 1 : to->model);
        else if (takes_word(&path, "{parent}"))
            status = add_parent(url, to, err);
        else
            buf_add_char(url, *path++);
    }
    return status;
}

/* The id without a publisher, or a path, before it. */
static parl_status add_name(struct buf *url, const struct target *to,
                            struct error *err)
{
    const char *slash;

    if (to->model == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for the URL");
    slash = strrchr(to->model, '/');
    add_segment(url, slash != NULL ? slash + 1 : to->model);
    return PARL_OK;
}

/* The path of the model, by the first form that its id has. */
static parl_status add_resource(struct buf *url, const struct target *to,
                                struct error *err)
{
    const struct id_form *form = extras_of(to->provider)->ids;

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
    if (strcmp(value, ".") == 0 || strcmp(value, "..") == 0)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "/%s: '%s' would lead to another address",
                         holder->member, value);
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
        } else if (takes_word(&at, "{name}")) {
            status = add_name(url, to, err);
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
    const struct host *host = extras_of(to->provider)->hosts;

    if (account->own_address)
        return account->base_url;
    if (to->express)
        return extras_of(to->provider)->express_url;
    for (; host != NULL && host->location != NULL; host++) {
        if (to->location != NULL && strcmp(host->location, to->location) == 0)
            return host->base_url;
    }
    return account->base_url;
}

static const char *version_of(const struct account *account,
                              const struct surface *surface)
{
    const char *instead =
        account->own_address ? surface->version : surface->vendor_version;

    return instead != NULL && account->version[0] != '\0' ? instead
                                                          : account->version;
}

/* "2024-10-21"; else it is a word, "preview", for the undated surface. */
static bool is_date(const char *version)
{
    return version[0] >= '0' && version[0] <= '9';
}

static parl_status write_url(const struct account *account,
                             const struct target *to, bool stream,
                             struct buf *url, struct error *err)
{
    const struct surface *surface = to->surface;
    const bool versioned =
        to->api_version != NULL && surface->dated_path != NULL;
    const bool dated = versioned && is_date(to->api_version);
    const char *path = dated ? surface->dated_path
                       : stream && surface->stream_path != NULL
                           ? surface->stream_path
                           : surface->path;
    parl_status status = add_template(url, base_url_of(account, to), to, err);

    if (status != PARL_OK)
        return status;
    if (!dated)
        buf_add_text(url, version_of(account, surface));
    status = add_template(url, path, to, err);
    return status == PARL_OK && versioned && !dated
               ? add_template(url, "?api-version={version}", to, err)
               : status;
}

parl_status account_url(const struct account *account, const struct target *to,
                        bool stream, struct arena *arena, const char **out,
                        struct error *err)
{
    const struct known_model *known = to->known;
    struct buf url;
    parl_status status;

    if (known != NULL && known->surface == to->surface &&
        known->urls[stream] != NULL) {
        *out = known->urls[stream];
        return PARL_OK;
    }
    if (account->base_url == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': base_url is missing",
                         account->given.name);
    buf_init(&url, arena->mem, 64 * 1024);
    status = write_url(account, to, stream, &url, err);
    *out = arena_text(arena, url.data, url.len);
    if (!buf_ok(&url))
        status = error_memory(err, url.status, "the URL");
    if (status == PARL_OK && *out == NULL)
        status = error_memory(err, arena->status, "the URL");
    buf_release(&url);
    return status;
}
