/* api/sources_none.c -- in place of sources.c and sign_aws.c where no provider
 * of the build names sources, or signs: keys, tokens and on_credential are all
 * there is, and nothing of this is reached. */
#include "api/sign.h"
#include "api/sources.h"

static parl_status not_built(struct error *err)
{
    return error_set(err, PARL_NOT_BUILT, "this build has keys only");
}

parl_status sources_check(const struct account *account, const char *words,
                          struct error *err)
{
    (void)account;
    (void)words;
    return not_built(err);
}

const char *sources_project(struct arena *arena, const char *service_account)
{
    (void)arena;
    (void)service_account;
    return NULL;
}

parl_status sources_ask(struct search *s, const char *words, struct error *err)
{
    (void)s;
    (void)words;
    return not_built(err);
}

parl_status call_sign_aws(struct parl_call *call, int64_t time,
                          struct error *err)
{
    (void)call;
    (void)time;
    return not_built(err);
}
