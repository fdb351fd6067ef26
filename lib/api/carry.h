/* api/carry.h -- gets what a source of secrets needs: a file, the output of a
 * program, an answer. */
#ifndef PARLANCE_API_CARRY_H
#define PARLANCE_API_CARRY_H

#include "api/client.h"
#include "auth/source.h"
#include "base/buf.h"

/* One thing that was got; `text` holds the body that `answer` points to. */
struct carried {
    const struct cancels *cancels; /* that end the wait for it */
    struct source_answer answer;
    struct buf text;
    int64_t date; /* of an HTTP answer, seconds since 1970; 0: unknown */
    char why[256];
};

void carried_init(struct carried *c, const parl_allocator *mem,
                  const struct cancels *cancels);
void carried_release(struct carried *c); /* wiped: it held secrets */

/* Does what the source needs, which is `need`.  What goes wrong stands in the
 * answer, for the source to judge. */
void carry(const struct parl_client *client, const struct source *s,
           enum source_state need, struct carried *out);

/* Cuts a command line into words as a shell would, which is not there to do
 * more: blanks part them, quotes and backslashes keep them together.  `words`
 * has room for `max` and a NULL behind them.  False: a quote is open, there is
 * nothing, or there are too many. */
bool split_command(const char *command, struct arena *arena, char **words,
                   size_t max);

#endif
