/* tests/support/steps.h -- walks through a source of secrets step by step, with
 * an environment and answers that the test makes up. */
#ifndef PARLANCE_TESTS_SUPPORT_STEPS_H
#define PARLANCE_TESTS_SUPPORT_STEPS_H

#include "support/check.h"

#include "auth/source.h"

enum { STEPS_NOW = 1795521600 }; /* 2026-11-24T12:00:00Z */

struct steps {
    struct source source;
    struct arena arena;
    enum source_state state; /* what the last step came to */
};

/* `env` is a list of names and values that NULL ends; the first step is
 * made. */
void steps_begin(struct steps *s, const struct source_set *set,
                 const char *word, const parl_account *account,
                 const char *const *env);
void steps_end(struct steps *s);

/* The next step, with an HTTP answer, with the contents of a file or a
 * program's output, or with what could not be had. */
void steps_http(struct steps *s, int status, const char *body);
void steps_text(struct steps *s, const char *text);
void steps_missing(struct steps *s, const char *why);

/* Goes through all of it with memory of its own, on answers in this order (the
 * text of a file, or of a 200), and says whether there was memory enough. */
bool steps_walk(const parl_allocator *mem, const struct source_set *set,
                const char *word, const parl_account *account,
                const char *const *env, const char *const *answers);

void steps_assert_file(const struct steps *s, const char *path);
/* `body` NULL: there is none. */
void steps_assert_request(const struct steps *s, const char *method,
                          const char *url, const char *body);
/* `value` NULL: there is no such header. */
void steps_assert_header(const struct steps *s, const char *name,
                         const char *value);
void steps_assert_absent(const struct steps *s, const char *why);
void steps_assert_failed(const struct steps *s, const char *message);

#endif
