/* transport/head.h -- reads the head of an answer: its status and headers.
 *
 * Line by line, as libcurl gives them.  Interim answers (1xx) and trailers are
 * counted towards the limit and passed over. */
#ifndef PARLANCE_TRANSPORT_HEAD_H
#define PARLANCE_TRANSPORT_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "transport/transport.h"

enum head_state {
    HEAD_NONE,    /* a status line comes next */
    HEAD_INTERIM, /* inside a 1xx */
    HEAD_OPEN,    /* inside the final one */
    HEAD_WHOLE
};

struct head {
    enum head_state state;
    int status;      /* of the final answer; 0: not here yet */
    bool is_encoded; /* its body comes compressed */
    size_t seen;     /* bytes of all lines so far */
    size_t limit;    /* of seen */
};

/* Ready for an answer; `limit` stays. */
void head_reset(struct head *h);

/* One line with its line end. */
parl_status head_line(struct head *h, const char *bytes, size_t len,
                      const struct transfer_sink *sink, struct error *err);

#endif
