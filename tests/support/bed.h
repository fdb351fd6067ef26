/* tests/support/bed.h -- one account whose calls must be made credible, and a
 * scripted server that stands in for its vendor and for all that lends
 * credentials. */
#ifndef PARLANCE_TESTS_SUPPORT_BED_H
#define PARLANCE_TESTS_SUPPORT_BED_H

#include "support/check.h"

#include "api/client.h"
#include "support/server.h"

/* What the vendor says. */
#define BED_PATH "/v1/chat/completions"
#define BED_ANSWER                                                             \
    {                                                                          \
        .path = BED_PATH, .headers = "content-type: application/json\r\n",     \
        .body = "{\"id\":\"i\",\"choices\":[{\"index\":0,\"message\":"         \
                "{\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}"          \
    }
#define BED_REFUSAL(number, more, text)                                        \
    {                                                                          \
        .path = BED_PATH, .status = (number),                                  \
        .headers = "content-type: application/json\r\n" more, .body = (text)   \
    }

struct bed {
    struct server *server;
    parl_client *client;
    struct provider row;           /* of the account "a": custom, but for its
                                      credentials */
    struct provider_extras extras; /* of `row` */
};

/* The members of `given` but for its name, address and region are the
 * account's.  AZURE_AUTHORITY_HOST names the server too. */
void bed_open(struct bed *bed, const struct server_answer *script, size_t n,
              const struct source_set *sources, const parl_account *given);
void bed_close(struct bed *bed);

/* A call that is answered with "yes"; the caller frees it. */
parl_response *bed_ask(struct bed *bed);
void bed_chat(struct bed *bed); /* the same, not looked at */

/* A call that fails with this status, and with this in its message. */
void bed_fail(struct bed *bed, parl_status want, const char *message);

/* Does the head of that request have this in it? */
bool bed_sent(struct bed *bed, size_t request, const char *text);

#endif
