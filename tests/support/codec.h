/* tests/support/codec.h -- the codec as tests use it: a client with accounts,
 * requests that become texts, and answers that come in pieces. */
#ifndef PARLANCE_TESTS_SUPPORT_CODEC_H
#define PARLANCE_TESTS_SUPPORT_CODEC_H

#include <parlance/parlance.h>
#include "base/buf.h"
#include "base/span.h"

/* The secret of all accounts.  It may show in no text but a header. */
#define CODEC_KEY "sk-sesame-0123456789"

/* Options for a client that has no way to send anything. */
parl_client_options codec_options(void);

/* A client with the accounts
 *   work   openai
 *   az     azure, with the models "fast" (the deployment "d-5", a gpt-5-mini)
 *          and "plain" (a deployment of nobody knows what)
 *   dated  azure, on a dated surface older than stream_options
 *   local  custom, without a key
 * `options` NULL: codec_options().  NULL: there was no memory. */
parl_client *codec_client(const parl_client_options *options);

/* ---- requests ----------------------------------------------------------- */

/* A request in the JSON dialect as {"body": ..., "report": [...]}, or as the
 * {"error": ...} that it was refused with.  The caller frees it. */
char *codec_encode(const parl_client *client, const char *request);

/* ---- answers ------------------------------------------------------------ */

/* What is answered, and what stands before the first byte of the body.  Zero
 * is a 200 of work/gpt-5. */
struct codec_answer {
    const char *model;
    const char *dialect; /* NULL: the account's */
    int32_t http_status;
    const parl_pair *headers;
    size_t n_headers;
    const char *request; /* the vendor's request body */
};

/* How the bytes come: `first` of them, then `piece` at a time.  0: all that
 * are left. */
struct codec_cut {
    size_t first, piece;
};

/* What came of it. */
struct codec_result {
    parl_status status;
    struct buf json;   /* the response, or the error */
    struct buf deltas; /* a line for each run of deltas that belong together */
};

void codec_decode(const parl_client *client, const struct codec_answer *answer,
                  struct span bytes, struct codec_cut cut,
                  struct codec_result *result);
void codec_release(struct codec_result *result);

/* The error that an answer is, or ends with; the caller frees it. */
parl_error *codec_fail(const parl_client *client,
                       const struct codec_answer *answer, const char *bytes);

/* Decodes the answer whole, which is the result, then byte by byte and cut in
 * two at every place: all of it comes to the same.  codec_splits() cuts it at
 * that many places alone. */
void codec_splits(const parl_client *client, const struct codec_answer *answer,
                  struct span bytes, size_t n_cuts, struct codec_result *whole);
void codec_every_split(const parl_client *client,
                       const struct codec_answer *answer, struct span bytes,
                       struct codec_result *whole);

/* Decodes each proper beginning of the answer: an error, or the choices of the
 * whole.  codec_prefixes() takes that many of them alone. */
void codec_prefixes(const parl_client *client,
                    const struct codec_answer *answer, struct span bytes,
                    size_t n, const struct codec_result *whole);
void codec_every_prefix(const parl_client *client,
                        const struct codec_answer *answer, struct span bytes,
                        const struct codec_result *whole);

#endif
