/* api/accounts_json.c -- an accounts file:
 *
 *   {"accounts": [{"name": "work", "provider": "openai", "api_key": "...",
 *                  "headers": {"x-team": "a"},
 *                  "models": {"fast": {"id": "...", "base_model": "..."}}}]}
 *
 * An unknown member is an error that names it: a misspelt key must not be
 * ignored. */
#include <stddef.h>
#include <string.h>
#include "api/client.h"
#include "api/error.h"
#include "wire/json_in.h"

/* Where reading stands, for the pointer of an error. */
struct reading {
    struct arena *arena;
    struct buf scratch;
    size_t account; /* its number in the file */
    struct error *err;
};

static parl_status fail(struct reading *r, const char *member,
                        const char *reason)
{
    return error_set(r->err, PARL_INVALID_ARGUMENT, "/accounts/%zu/%s: %s",
                     r->account, member, reason);
}

/* A text without NUL, copied; null leaves *out as it was. */
static parl_status read_string(struct json_in *in, struct reading *r,
                               const char *member, const char **out)
{
    const enum json_kind kind = json_peek(in);
    const struct span text = json_string(in, &r->scratch);
    const char *copy = NULL;

    if (kind == JSON_NULL)
        return PARL_OK;
    if (text.ptr != NULL)
        copy = arena_text(r->arena, text.ptr, text.len);
    buf_reset(&r->scratch);
    if (!json_ok(in))
        return PARL_OK; /* said when the whole is judged */
    if (kind != JSON_TEXT)
        return fail(r, member, "expected a text");
    if (copy == NULL)
        return error_set(r->err, PARL_OUT_OF_MEMORY,
                         "no memory for the accounts");
    if (strlen(copy) != text.len)
        return fail(r, member, "a text with a NUL in it");
    *out = copy;
    return PARL_OK;
}

static const char *read_name(struct json_text name, struct reading *r)
{
    const struct span text = json_decode(name, &r->scratch);
    const char *copy = arena_text(r->arena, text.ptr, text.len);

    buf_reset(&r->scratch);
    return copy != NULL ? copy : "";
}

/* ---- headers and models ------------------------------------------------- */

/* How many members an object has. */
static size_t count_members(struct span object)
{
    struct json_text name;
    struct json_in in;
    size_t n = 0;

    json_open_object(&in, object);
    for (; json_next_member(&in, &name); n++)
        json_skip(&in);
    return n;
}

static parl_status read_headers(struct json_in *in, struct reading *r,
                                parl_account *account)
{
    const struct span object = json_raw(in);
    const size_t n = count_members(object);
    parl_pair *pairs = ARENA_ARRAY(r->arena, n, parl_pair);
    struct json_text name;
    struct json_in inner;

    if (pairs == NULL)
        return error_memory(r->err, r->arena->status, "the accounts");
    if (!json_open_object(&inner, object))
        return fail(r, "headers", "expected an object of texts");
    for (size_t i = 0; json_next_member(&inner, &name) && i < n; i++) {
        parl_status status;

        pairs[i].name = read_name(name, r);
        status = json_peek(&inner) == JSON_TEXT
                     ? read_string(&inner, r, "headers", &pairs[i].value)
                     : fail(r, "headers", "expected an object of texts");
        if (status != PARL_OK)
            return status;
    }
    account->headers = pairs;
    account->n_headers = n;
    return PARL_OK;
}

static parl_status read_model(struct json_in *in, struct reading *r,
                              parl_model *model)
{
    struct json_text name;
    parl_status status = PARL_OK;

    if (!json_enter_object(in))
        return fail(r, "models", "expected an object of objects");
    while (status == PARL_OK && json_next_member(in, &name)) {
        if (json_name_is(name, "id"))
            status = read_string(in, r, "models", &model->id);
        else if (json_name_is(name, "base_model"))
            status = read_string(in, r, "models", &model->base_model);
        else if (json_name_is(name, "region"))
            status = read_string(in, r, "models", &model->region);
        else
            status = error_set(r->err, PARL_INVALID_ARGUMENT,
                               "/accounts/%zu/models/%s: unknown member '%s'",
                               r->account, model->alias, read_name(name, r));
    }
    return status;
}

static parl_status read_models(struct json_in *in, struct reading *r,
                               parl_account *account)
{
    const struct span object = json_raw(in);
    const size_t n = count_members(object);
    parl_model *models = ARENA_ARRAY(r->arena, n, parl_model);
    struct json_text name;
    struct json_in inner;

    if (models == NULL)
        return error_memory(r->err, r->arena->status, "the accounts");
    if (!json_open_object(&inner, object))
        return fail(r, "models", "expected an object of objects");
    for (size_t i = 0; json_next_member(&inner, &name) && i < n; i++) {
        parl_status status;

        models[i].alias = read_name(name, r);
        status = read_model(&inner, r, &models[i]);
        if (status != PARL_OK)
            return status;
    }
    account->models = models;
    account->n_models = n;
    return PARL_OK;
}

/* ---- accounts ----------------------------------------------------------- */

static const struct {
    const char *name;
    size_t offset;
} texts[] = {
#define TEXT(member)                                                           \
    {                                                                          \
#member, offsetof(parl_account, member)                                \
    }
    TEXT(name),
    TEXT(provider),
    TEXT(api_key),
    TEXT(api_key_env),
    TEXT(base_url),
    TEXT(dialect),
    TEXT(organization),
    TEXT(project),
    TEXT(api_version),
    TEXT(region),
    TEXT(location),
    TEXT(access_key_id),
    TEXT(secret_access_key),
    TEXT(session_token),
    TEXT(access_token),
    TEXT(credentials),
    TEXT(profile),
    TEXT(role_arn),
    TEXT(token_file),
    TEXT(service_account),
    TEXT(tenant_id),
    TEXT(client_id),
    TEXT(client_secret),
#undef TEXT
};

enum { N_TEXTS = sizeof(texts) / sizeof(texts[0]) };

static parl_status read_text_member(struct json_in *in, struct reading *r,
                                    struct json_text name,
                                    parl_account *account)
{
    for (size_t i = 0; i < N_TEXTS; i++) {
        const char *value = NULL;
        parl_status status;

        if (!json_name_is(name, texts[i].name))
            continue;
        status = read_string(in, r, texts[i].name, &value);
        memcpy((char *)account + texts[i].offset, &value, sizeof(value));
        return status;
    }
    return error_set(r->err, PARL_INVALID_ARGUMENT,
                     "/accounts/%zu: unknown member '%s'", r->account,
                     read_name(name, r));
}

static parl_status read_account(struct json_in *in, struct reading *r,
                                parl_account *account)
{
    struct json_text name;
    parl_status status = PARL_OK;

    if (!json_enter_object(in))
        return fail(r, "", "expected an object");
    while (status == PARL_OK && json_next_member(in, &name)) {
        if (json_peek(in) == JSON_NULL)
            json_skip(in);
        else if (json_name_is(name, "headers"))
            status = read_headers(in, r, account);
        else if (json_name_is(name, "models"))
            status = read_models(in, r, account);
        else
            status = read_text_member(in, r, name, account);
    }
    return status;
}

/* Adds one account; whatever it says is copied by the client. */
static parl_status add_next(struct json_in *in, struct reading *r,
                            parl_client *client)
{
    parl_account account = { 0 };
    parl_error *error = NULL;
    parl_status status = read_account(in, r, &account);

    if (status != PARL_OK || !json_ok(in))
        return status;
    if (r->arena->status != PARL_OK)
        return error_memory(r->err, r->arena->status, "an account");
    status = parl_client_add_account(client, &account, &error);
    if (status != PARL_OK)
        error_set(r->err, status, "/accounts/%zu: %s", r->account,
                  parl_error_message(error));
    parl_error_free(error);
    return status;
}

static parl_status read_list(struct json_in *in, struct reading *r,
                             parl_client *client)
{
    parl_status status = PARL_OK;

    if (!json_enter_array(in))
        return error_set(r->err, PARL_INVALID_ARGUMENT,
                         "/accounts: expected a list");
    for (; status == PARL_OK && json_next_element(in); r->account++)
        status = add_next(in, r, client);
    return status;
}

static parl_status read_file(struct json_in *in, struct reading *r,
                             parl_client *client)
{
    parl_status status = PARL_OK;
    struct json_text name;

    if (!json_enter_object(in))
        return error_set(r->err, PARL_INVALID_ARGUMENT,
                         "the accounts: expected {\"accounts\": [...]}");
    while (status == PARL_OK && json_next_member(in, &name)) {
        if (json_name_is(name, "accounts"))
            status = read_list(in, r, client);
        else
            status = error_set(r->err, PARL_INVALID_ARGUMENT,
                               "/: unknown member '%s'", read_name(name, r));
    }
    return status;
}

parl_status parl_client_load_accounts(parl_client *client, const char *json,
                                      size_t json_len, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct arena arena;
    struct reading r = { .arena = &arena, .err = &err };
    const struct span text = span_text(json, json_len);
    struct json_in in;
    parl_status status;

    arena_init(&arena, &client->mem, (size_t)-1);
    buf_init(&r.scratch, &client->mem, (size_t)-1);
    json_in_init(&in, text.ptr, text.len, 0);
    status = read_file(&in, &r, client);
    if (status == PARL_OK && (!json_ok(&in) || !json_at_end(&in)))
        status = error_set(&err, PARL_INVALID_ARGUMENT,
                           "the accounts are not JSON: %s, at byte %zu",
                           in.problem, (size_t)(in.at - in.begin));
    if (!buf_ok(&r.scratch))
        status = error_memory(&err, r.scratch.status, "the accounts");
    buf_release(&r.scratch);
    arena_wipe(&arena);
    return status == PARL_OK ? PARL_OK : error_give(error, &client->mem, &err);
}
