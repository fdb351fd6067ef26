/* encoding/left_out.c -- members of the request that a vendor's format has no
 * place for. */
#include "encoding/left_out.h"

#include <string.h>
#include "encoding/encoding.h"

/* What a member has to be to say something. */
enum says {
    SAYS_SET,     /* a word that is not 0 */
    SAYS_PENALTY, /* a number that is set; where it is 0 it changes nothing */
    SAYS_YES,
    SAYS_MANY, /* more than 1 */
    SAYS_SOME, /* a count that is not 0 */
    SAYS_TEXT,
    SAYS_OBJECT /* a text; where it is empty it changes nothing */
};

static const struct row {
    const char *name;
    uint16_t at; /* in parl_request */
    enum says says;
} rows[] = {
    { "seed", offsetof(parl_request, seed.set), SAYS_SET },
    { "presence_penalty", offsetof(parl_request, presence_penalty),
      SAYS_PENALTY },
    { "frequency_penalty", offsetof(parl_request, frequency_penalty),
      SAYS_PENALTY },
    { "n", offsetof(parl_request, n), SAYS_MANY },
    { "top_k", offsetof(parl_request, top_k.set), SAYS_SET },
    { "stop", offsetof(parl_request, n_stop), SAYS_SOME },
    { "logit_bias", offsetof(parl_request, logit_bias), SAYS_OBJECT },
    { "logprobs", offsetof(parl_request, logprobs), SAYS_YES },
    { "top_logprobs", offsetof(parl_request, top_logprobs.set), SAYS_SET },
    { "verbosity", offsetof(parl_request, verbosity), SAYS_SET },
    { "store", offsetof(parl_request, store), SAYS_YES },
    { "cache_control", offsetof(parl_request, cache), SAYS_SET },
    { "prompt_cache_key", offsetof(parl_request, prompt_cache_key), SAYS_TEXT },
    { "user", offsetof(parl_request, user), SAYS_TEXT },
    { "safety_identifier", offsetof(parl_request, safety_identifier),
      SAYS_TEXT },
    { "service_tier", offsetof(parl_request, service_tier), SAYS_TEXT },
    { "metadata", offsetof(parl_request, n_metadata), SAYS_SOME },
};

static bool is_said(const parl_request *request, const struct row *row)
{
    const void *at = (const char *)request + row->at;
    const char *text;

    switch (row->says) {
    case SAYS_SET:
        return *(const int32_t *)at != 0;
    case SAYS_PENALTY:
        return ((const parl_number *)at)->set &&
               ((const parl_number *)at)->value != 0;
    case SAYS_YES:
        return *(const int32_t *)at == PARL_YES;
    case SAYS_MANY:
        return *(const int64_t *)at > 1;
    case SAYS_SOME:
        return *(const size_t *)at > 0;
    case SAYS_TEXT:
    case SAYS_OBJECT:
        break;
    }
    text = *(const char *const *)at;
    return text != NULL &&
           (row->says == SAYS_TEXT || !is_empty_value(span_of(text)));
}

void drop_said(struct encoding *e, const char *members, const char *reason)
{
    const size_t n_rows = sizeof(rows) / sizeof(rows[0]);

    for (const char *name = members; *name != '\0';) {
        const size_t len = strcspn(name, " ");
        size_t i = 0;

        while (i < n_rows && (strncmp(rows[i].name, name, len) != 0 ||
                              rows[i].name[len] != '\0'))
            i++;
        if (i < n_rows && is_said(e->request, &rows[i]))
            dropped_for_vendor(e, pointer(e, "/%s", rows[i].name), reason);
        name += len + strspn(name + len, " ");
    }
}

void drop_tier(struct encoding *e)
{
    dropped(e, "/service_tier", "%s has no tier '%s'", e->to->provider->about,
            e->request->service_tier);
}
