/* api/accounts_json.c -- an accounts file:
 *
 *   {"accounts": [{"name": "work", "provider": "openai", "api_key": "...",
 *                  "headers": {"x-team": "a"},
 *                  "models": {"fast": {"id": "...", "base_model": "..."}}}]}
 *
 * An unknown member is an error that names it: a misspelt key must not be
 * ignored. */
#include <stddef.h>
#include "api/client.h"
#include "api/error.h"
#include "api/json_door.h"

/* ---- models ------------------------------------------------------------- */

#define AT(member) .at = offsetof(parl_model, member)

static const struct row model_rows[] = {
    { "id", READ_TEXT, AT(id) },
    { "base_model", READ_TEXT, AT(base_model) },
    { "region", READ_TEXT, AT(region) },
};
static const struct table model_table = TABLE(model_rows);

#undef AT

static void read_model(struct door *d, const struct json_text *name, void *to)
{
    parl_account *account = to;
    parl_model model = { .alias = door_keep(d, name) };

    door_members(d, &model_table, &model);
    list_push(&d->to->arena, &account->models, &account->n_models, &model,
              sizeof(model));
}

static void read_models(struct door *d, const struct row *row, void *to)
{
    parl_account *account = to;

    (void)row;
    account->n_models = 0;
    door_each_member(d, read_model, to);
}

/* ---- accounts ----------------------------------------------------------- */

#define AT(member) .at = offsetof(parl_account, member)
#define TEXT(member) { #member, READ_TEXT, AT(member) },

static const struct row account_rows[] = {
    { "headers", READ_PAIRS, AT(headers),
      .len_at = offsetof(parl_account, n_headers) },
    { .name = "models", .read = read_models },
    ACCOUNT_TEXTS(TEXT)
};
static const struct table account_table = TABLE(account_rows);

/* Adds one account; whatever it says is copied by the client. */
static void add_next(struct door *d, void *to)
{
    struct parl_client *client = *(struct parl_client **)to;
    parl_account account = { 0 };
    parl_error *error = NULL;
    parl_status status;

    if (!door_members(d, &account_table, &account) || !door_ok(d))
        return;
    status = parl_client_add_account(client, &account, &error);
    if (status != PARL_OK)
        builder_fail(d->to, status, "%s: %s", d->path,
                     parl_error_message(error));
    parl_error_free(error);
}

static void read_accounts(struct door *d, const struct row *row, void *to)
{
    (void)row;
    door_each(d, add_next, to);
}

static const struct row file_rows[] = {
    { .name = "accounts", .read = read_accounts },
};
static const struct table file_table = TABLE(file_rows);

parl_status parl_client_load_accounts(parl_client *client, const char *json,
                                      size_t json_len, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_builder *keeper = builder_new(&client->mem, NULL);

    if (keeper == NULL) {
        error_memory(&err, PARL_OUT_OF_MEMORY, "the accounts");
        return error_give(error, &client->mem, &err);
    }
    door_document(keeper, span_text(json, json_len), &file_table, &client,
                  NULL);
    if (builder_status(keeper) != PARL_OK)
        err = keeper->error;
    arena_wipe(&keeper->arena);
    parl_builder_free(keeper);
    return err.status == PARL_OK ? PARL_OK
                                 : error_give(error, &client->mem, &err);
}
