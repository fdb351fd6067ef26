/* api/answer_head.h -- what the headers of an answer say: who is to be asked
 * about it, and when it is worth another try. */
#ifndef PARLANCE_API_ANSWER_HEAD_H
#define PARLANCE_API_ANSWER_HEAD_H

#include <stdbool.h>
#include <stdint.h>
#include <parlance/parlance.h>
#include "base/error.h"
#include "base/http_date.h"
#include "base/span.h"

struct answer_head {
    int request_id_rank; /* of the header it came with; 0: none */
    int64_t retry_after_ms;
    bool retry_after_exact; /* in milliseconds: it wins */
    int should_retry;       /* parl_switch */
    /* "": none came */
    char request_id[128];
    char error_code[128];
    char date[HTTP_DATE_SIZE], retry_at[HTTP_DATE_SIZE]; /* not read yet */
};

/* No header has come. */
void answer_head_init(struct answer_head *head);

/* `name` in any case. */
void answer_head_take(struct answer_head *head, struct span name,
                      struct span value);

/* The server's clock when it answered, in seconds since 1970; false, with *date
 * untouched, when it is not known. */
bool answer_head_date(const struct answer_head *head, int64_t *date);

/* Adds to an error what the headers say of it. */
void answer_head_apply(const struct answer_head *head, struct error *err);

#endif
