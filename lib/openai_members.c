/* openai_members.c -- members of OpenAI's request that other formats have no
 * place for. */
#include "encoding.h"

#include <string.h>

/* What a member has to be to say something: a value that changes nothing is
 * left behind without a word. */
enum says {
    SAYS_SET,     /* a word that is not 0 */
    SAYS_PENALTY, /* a number that is set, and not 0 */
    SAYS_YES,
    SAYS_MANY, /* more than 1 */
    SAYS_TEXT  /* a text, but no empty object */
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
    { "logit_bias", offsetof(parl_request, logit_bias), SAYS_TEXT },
    { "logprobs", offsetof(parl_request, logprobs), SAYS_YES },
    { "top_logprobs", offsetof(parl_request, top_logprobs.set), SAYS_SET },
    { "verbosity", offsetof(parl_request, verbosity), SAYS_SET },
    { "store", offsetof(parl_request, store), SAYS_YES },
    { "prompt_cache_key", offsetof(parl_request, prompt_cache_key), SAYS_TEXT },
    { "user", offsetof(parl_request, user), SAYS_TEXT },
    { "safety_identifier", offsetof(parl_request, safety_identifier),
      SAYS_TEXT },
};

static bool is_said(const parl_request *request, const struct row *row)
{
    const void *at = (const char *)request + row->at;

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
    case SAYS_TEXT:
        break;
    }
    at = *(const char *const *)at;
    return at != NULL && strcmp(at, "{}") != 0;
}

void drop_said(struct encoding *e, const char *members, const char *reason)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (word_in(members, rows[i].name) && is_said(e->request, &rows[i]))
            dropped_for_vendor(e, pointer(e, "/%s", rows[i].name), reason);
    }
}
