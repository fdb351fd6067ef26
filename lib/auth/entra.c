/* auth/entra.c -- tokens of Microsoft Entra, by a secret of the application's
 * (client credentials). */
#include "auth/source.h"

#include <string.h>
#include "auth/percent.h"

static const char who[] = "Microsoft Entra";

/* An account's member, else the variable. */
static const char *either(const struct source *s, const char *member,
                          const char *variable)
{
    return member != NULL ? member : source_env(s, variable);
}

static const char *token_url(struct source *s, const char *tenant)
{
    const char *host = source_env(s, "AZURE_AUTHORITY_HOST");
    int len;

    if (host == NULL)
        host = "https://login.microsoftonline.com";
    len = (int)strlen(host);
    return arena_format(s->arena, "%s%.*s/%s/oauth2/v2.0/token",
                        strstr(host, "://") == NULL ? "https://" : "",
                        len - (host[len - 1] == '/'), host,
                        percent_text(s->arena, tenant));
}

static enum source_state ask(struct source *s, const char *tenant,
                             const char *client, const char *secret)
{
    struct buf form;

    form_begin(&form, s->arena->mem);
    form_add(&form, "grant_type", "client_credentials");
    form_add(&form, "client_id", client);
    form_add(&form, "client_secret", secret);
    form_add(&form, "scope", s->scope);
    return source_needs(s, "POST", token_url(s, tenant),
                        form_end(&form, s->arena), 1);
}

/* The account's own members. */
static enum source_state from_account(struct source *s,
                                      const struct source_answer *answer)
{
    const parl_account *a = s->account;

    if (s->at != 0)
        return source_read_token(s, who, answer);
    if (a->client_secret == NULL)
        return source_absent(s, "client_secret is not given");
    if (a->tenant_id == NULL || a->client_id == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "client_secret needs tenant_id and client_id "
                             "beside it");
    return ask(s, a->tenant_id, a->client_id, a->client_secret);
}

static enum source_state from_environment(struct source *s,
                                          const struct source_answer *answer)
{
    const parl_account *a = s->account;
    const char *tenant = either(s, a->tenant_id, "AZURE_TENANT_ID");
    const char *client = either(s, a->client_id, "AZURE_CLIENT_ID");
    const char *secret = source_env(s, "AZURE_CLIENT_SECRET");

    if (s->at != 0)
        return source_read_token(s, who, answer);
    if (secret == NULL)
        return source_unset(s, "AZURE_CLIENT_SECRET");
    if (tenant == NULL || client == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "AZURE_CLIENT_SECRET is set, but AZURE_TENANT_ID "
                             "or AZURE_CLIENT_ID is not");
    return ask(s, tenant, client, secret);
}

static const struct source_kind kinds[] = {
    { "client_secret", from_account },
    { "environment", from_environment },
    { NULL, NULL },
};

const struct source_set entra_sources = {
    .kinds = kinds,
    .usual = "client_secret environment",
    .early_s = 300,
};
