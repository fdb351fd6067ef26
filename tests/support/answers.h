/* tests/support/answers.h -- the tests that the answers of every wire format
 * must pass.
 *
 * A case is a file under tests/golden with the vendor's bytes, beside it the
 * response that they come to (.json) and its deltas (.deltas). */
#ifndef PARLANCE_TESTS_SUPPORT_ANSWERS_H
#define PARLANCE_TESTS_SUPPORT_ANSWERS_H

#include "support/check.h"

#include "base/buf.h"
#include "support/codec.h"

struct answer_case {
    const char *name;    /* of the file; "X.whole" is what the stream "X.NNN"
                            says, and both end in the same response */
    const char *model;   /* NULL: the suite's */
    const char *request; /* the vendor's request body; NULL: unknown */
};

struct answer_suite {
    const char *folder;   /* "openai_chat/read" */
    const char *model;    /* "work/gpt-5" */
    const char *accounts; /* JSON, beside codec_client()'s own; NULL */
    const struct answer_case *cases;
    size_t n_cases;

    /* Makes the vendor's bytes of what stands in the file, for formats that a
     * person cannot read; NULL: they are the same. */
    void (*make)(const char *name, struct span text, struct buf *bytes);
};

/* Runs the tests in `more`, and for each case: it comes to what its files say
 * at every split; no beginning is taken for the whole; a spoilt byte does no
 * harm; and a lack of memory at any point is said.  The result of main(). */
int answers_run(const struct answer_suite *suite, const struct CMUnitTest *more,
                size_t n_more);

/* For tests of more: decodes a case at once. */
void answers_decode(const struct answer_suite *suite, const char *name,
                    struct codec_result *result);
void answers_read(const struct answer_suite *suite, const struct answer_case *c,
                  struct buf *bytes);
parl_client *answers_client(const struct answer_suite *suite,
                            const parl_client_options *options);
struct codec_answer answers_of(const struct answer_suite *suite,
                               const struct answer_case *c);

#endif
