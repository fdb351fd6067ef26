/* tests/support/requests.h -- the tests that the requests of every wire format
 * must pass.
 *
 * A case is a request in the JSON dialect; tests/golden holds the body and the
 * report that it comes to, or the error. */
#ifndef PARLANCE_TESTS_SUPPORT_REQUESTS_H
#define PARLANCE_TESTS_SUPPORT_REQUESTS_H

#include "support/check.h"

#include "support/codec.h"

struct request_case {
    const char *name; /* of the test, and of its file, NAME.json */
    const char *request;
};

struct request_suite {
    const char *folder;   /* "openai_chat/write" */
    const char *accounts; /* JSON, beside codec_client()'s own; NULL */
    const struct request_case *cases;
    size_t n_cases;
};

/* Runs the tests in `more`, and for each case: it comes to what its file says,
 * with the same bytes each time; a strict policy refuses what is dropped; and
 * a lack of memory at any point is said.  The result of main(). */
int requests_run(const struct request_suite *suite,
                 const struct CMUnitTest *more, size_t n_more);

parl_client *requests_client(const struct request_suite *suite,
                             const parl_client_options *options);

#endif
