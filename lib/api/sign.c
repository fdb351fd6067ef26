/* api/sign.c -- a call's headers are made fit for the moment. */
#include "api/sign.h"

#include <string.h>
#include "api/credentials.h"
#include "api/decoder.h"
#include "api/error.h"
#include "auth/auth.h"

/* ---- a call ------------------------------------------------------------- */

parl_status call_check_key(const struct parl_call *call, struct error *err)
{
    const struct provider *provider = call->to.provider;
    const char *env = provider->key_env;
    const char *own = call->account->given.api_key_env;

    if (!call->no_key)
        return PARL_OK;
    if (own != NULL) /* and nothing goes in its place */
        return error_set(err, PARL_CREDENTIALS,
                         "account '%s' has no key: tried api_key and "
                         "api_key_env (%s is not set)",
                         call->to.account, own);
    return error_set(
        err, PARL_CREDENTIALS,
        "account '%s' has no key: tried api_key, api_key_env and "
        "access_token%s%s%s",
        call->to.account,
        extras_of(provider)->service != NULL ? ", access_key_id" : "",
        env != NULL ? "; with parl_client_add_env_accounts the variable " : "",
        env != NULL ? env : "");
}

/* That the clock is wrong is said once in each call. */
static void report_clock(struct parl_call *call, int64_t skew)
{
    const char *text;

    if (skew == 0 || call->clock_was_told)
        return;
    text = arena_format(&call->arena,
                        "the clock is %lld seconds %s; signed with the "
                        "server's time",
                        (long long)(skew > 0 ? skew : -skew),
                        skew > 0 ? "behind" : "ahead");
    if (text != NULL)
        report_add(&call->report, PARL_ACTION_TRANSLATED, "/", text);
    call->clock_was_told = true;
}

static parl_status add_token(struct parl_call *call)
{
    const struct http_header header =
        auth_key_header(&call->arena, NULL, call->secrets.token);

    call_header(call, header.name, header.value, true);
    if (call->secrets.quota_project != NULL &&
        !call_has_header(call, "x-goog-user-project"))
        call_header(call, "x-goog-user-project", call->secrets.quota_project,
                    false);
    return PARL_OK;
}

parl_status call_sign(struct parl_call *call, int64_t now, struct error *err)
{
    struct credentials *c = call->account->credentials;
    int64_t skew;
    parl_status status = call_check_key(call, err);

    if (status != PARL_OK || !call->signs_later)
        return status;
    status = credentials_get(call->client, call->account, now, &call->cancels,
                             &call->arena, &call->secrets, err);
    if (status != PARL_OK)
        return status;
    skew = credentials_skew(c);
    report_clock(call, skew);
    if (call->secrets.token != NULL)
        status = add_token(call);
    else if (extras_of(call->to.provider)->service == NULL)
        status = error_set(err, PARL_CREDENTIALS,
                           "account '%s': %s takes no AWS keys",
                           call->to.account, call->to.provider->name);
    else
        status = call_sign_aws(call, now + skew, err);
    if (status == PARL_OK && call->arena.status != PARL_OK)
        status = error_memory(err, call->arena.status, "a signature");
    return status;
}

/* AWS's words for credentials that others may replace; no permission is among
 * them. */
static bool is_stale(const char *code)
{
    return word_in("ExpiredTokenException ExpiredToken "
                   "UnrecognizedClientException InvalidClientTokenId "
                   "RequestExpired",
                   code);
}

bool call_sign_may_help(struct parl_call *call, const struct parl_decoder *d,
                        int64_t now)
{
    struct credentials *c = call->account->credentials;
    const int status = d->http_status;
    int64_t date;

    if (!call->signs_later || call->was_signed_again ||
        (status != 400 && status != 401 && status != 403))
        return false;
    if (call->secrets.token == NULL && answer_head_date(&d->head, &date) &&
        credentials_clock(c, now, date))
        call->was_signed_again = true;
    else if (status == 401 || is_stale(d->error.provider_code))
        call->was_signed_again = credentials_refused(c, &call->secrets);
    return call->was_signed_again;
}

parl_status parl_call_sign(parl_call *call, int64_t unix_time,
                           parl_error **error)
{
    struct error err = ERROR_INIT;

    if (call_sign(call, unix_time, &err) == PARL_OK)
        return PARL_OK;
    return error_give(error, &call->client->mem, &err);
}
