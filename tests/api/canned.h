/* tests/api/canned.h -- a vendor that gives answers out of a can. */
#ifndef PARLANCE_TESTS_API_CANNED_H
#define PARLANCE_TESTS_API_CANNED_H

#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"

struct canned {
    parl_transport transport;
    const char *answer; /* of a model of OpenAI's; NULL: none comes */
    const char *type;   /* of its content; NULL: JSON */
    const char *id;     /* of the request; NULL: none is told */
    char sent[8192];    /* the body of the last request */
    char url[256];
    int n_sent;
};

static inline parl_status canned_send(void *user, struct parl_call *call,
                                      struct parl_decoder *decoder,
                                      struct parl_error **error)
{
    struct canned *canned = user;
    size_t len = 0;

    if (canned->answer == NULL)
        return PARL_NETWORK;
    assert_int_equal(parl_call_read(call, canned->sent,
                                    sizeof(canned->sent) - 1, &len, NULL),
                     PARL_OK);
    canned->sent[len] = '\0';
    snprintf(canned->url, sizeof(canned->url), "%s", parl_call_url(call));
    canned->n_sent++;
    parl_decoder_status(decoder, 200);
    parl_decoder_header(decoder, "content-type",
                        canned->type != NULL ? canned->type
                                             : "application/json");
    if (canned->id != NULL)
        parl_decoder_header(decoder, "x-request-id", canned->id);
    return parl_decoder_feed(decoder, canned->answer, strlen(canned->answer),
                             error);
}

/* A client, with the accounts of codec_client(), that asks this vendor alone.
 * `mem` NULL: the usual memory.  NULL: there was no memory. */
static inline parl_client *canned_client(struct canned *canned,
                                         const parl_allocator *mem)
{
    parl_client_options options = codec_options();

    canned->transport = (parl_transport){ canned, canned_send };
    options.transport = &canned->transport;
    options.allocator = mem;
    return codec_client(&options);
}

#endif
