/* auth/source.h -- where secrets come from, when the account says no secret
 * itself.
 *
 * A source does no I/O.  It is asked step by step: each step says what it needs
 * next -- a file, the output of a program, a small request and its answer --,
 * whoever drives it (api/carry) gets that, and the next step reads it.  The
 * environment and the clock come in as values.  */
#ifndef PARLANCE_AUTH_SOURCE_H
#define PARLANCE_AUTH_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <parlance/parlance.h>
#include "base/arena.h"
#include "base/error.h"
#include "base/http.h"
#include "base/span.h"

/* What makes a request credible: keys that sign it, or a bearer token. */
struct secrets {
    const char *access_key_id;
    const char *secret_access_key;
    const char *session_token; /* NULL: the keys are for good */
    const char *token;         /* sent as a bearer token */
    const char *quota_project; /* Google: who pays; NULL: as usual */
    int64_t expires;           /* seconds since 1970; 0: never */
};

enum source_state {
    SOURCE_FOUND,
    SOURCE_ABSENT, /* it is not set up here: `why` says so; try the next */
    SOURCE_FAILED, /* it is, and does not work: `error` says why */
    SOURCE_NEEDS_FILE,
    SOURCE_NEEDS_PROGRAM,
    SOURCE_NEEDS_HTTP
};

/* What came of what was needed. */
struct source_answer {
    bool arrived;    /* the file was read; the program ended well; an HTTP
                        answer came, of whatever status */
    int http_status; /* 0: none */
    struct span body;
    parl_status status; /* where no HTTP answer came: what happened */
    const char *why;    /* it did not, in a few words */
    bool is_flavored;   /* it had "Metadata-Flavor: Google" */
};

struct source;

enum { MAX_SOURCE_HEADERS = 6 };

typedef enum source_state source_step(struct source *s,
                                      const struct source_answer *answer);

struct source_kind {
    const char *word; /* in an account's `credentials` */
    source_step *step;
};

struct provider;

/* One run of a source; it may not be moved.  Whoever drives it fills in the
 * first block, sets `now` before each step, and hands over what the last one
 * needed. */
struct source {
    const struct source_kind *kind;
    const parl_account *account;
    const char *(*environment)(const char *name); /* NULL: not set */
    const char *scope;                            /* of a token */
    const struct provider *provider; /* the account's, for the next */
    const char *(*domain)(const struct provider *provider, const char *region);
    struct arena *arena; /* for all that the run makes; holds secrets */
    int64_t now;         /* seconds since 1970 */

    int at;      /* which step comes next */
    void *state; /* the source's own, in the arena */

    /* what it needs */
    const char *path;                               /* of a file */
    const char *command;                            /* of a program */
    struct http_request request;                    /* `body` whole, or NULL */
    struct http_header headers[MAX_SOURCE_HEADERS]; /* of `request` */
    int64_t timeout_ms;
    bool is_metadata; /* a server of the machine's own: plain http to it is
                         no mistake, and no proxy leads there */

    /* what it came to */
    struct secrets found;
    char why[160];
    struct error error;
};

/* How a vendor's accounts come to secrets. */
struct source_set {
    const struct source_kind *kinds; /* a NULL word ends the list */
    const char *usual; /* what "default" stands for: all of them */
    int64_t early_s;   /* so long before they expire, new ones are got */
};

/* Each is named by the rows whose accounts it serves. */
extern const struct source_set aws_sources, google_sources, entra_sources;

/* NULL: there is no such source.  `word` has `len` bytes. */
const struct source_kind *source_find(const struct source_set *set,
                                      const char *word, size_t len);

/* ---- for the sources themselves ----------------------------------------- */

/* The variable's value; NULL when it is not set, or empty. */
const char *source_env(const struct source *s, const char *name);

/* How a step ends.  Where the arena has failed, whoever drives the source says
 * so, and no step needs to. */
enum source_state source_absent(struct source *s, const char *why);
enum source_state source_unset(struct source *s, const char *variable);
enum source_state source_failed(struct source *s, parl_status status,
                                const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What was asked, or the file that was needed, did not come. */
enum source_state source_silent(struct source *s, const char *who,
                                const struct source_answer *answer);
enum source_state source_unread(struct source *s,
                                const struct source_answer *answer);

/* No answer came, or one of another status than 200, with the words in it, NULL
 * or not. */
enum source_state source_refused(struct source *s, const char *who,
                                 const struct source_answer *answer,
                                 const char *code, const char *text);

enum source_state source_needs_file(struct source *s, const char *path,
                                    int next);

/* A request; its body is a form, which may be NULL.  Headers come after it. */
enum source_state source_needs(struct source *s, const char *method,
                               const char *url, const char *form, int next);
/* `value` NULL or empty: none is added. */
void source_header(struct source *s, const char *name, const char *value,
                   bool secret);

/* What a token's endpoint answers: {access_token, expires_in}.  FOUND, or
 * FAILED with what it said; `who` for people. */
enum source_state source_read_token(struct source *s, const char *who,
                                    const struct source_answer *answer);

/* A text member of a JSON object, in the arena; NULL: none, or an empty
 * one. */
const char *source_member(struct arena *arena, struct span object,
                          const char *name);

/* The contents of a file that holds one value: without the white space around
 * it. */
const char *source_trimmed(struct source *s, struct span text);

#endif
