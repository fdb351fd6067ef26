/* base/error.h -- what went wrong, on the inside.
 *
 * Flat, with fixed buffers, so that the error path cannot fail itself.  The
 * public parl_error is made from it once, at the edge of the API.  Where one is
 * set NULL is legal: the caller does not want to know. */
#ifndef PARLANCE_BASE_ERROR_H
#define PARLANCE_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <parlance/status.h>

struct error {
    parl_status status;
    int http_status; /* 0: none was received */
    bool retryable;
    int64_t retry_after_ms; /* -1: the vendor named no time */
    char message[1024];
    char provider_code[128]; /* "": the vendor gave none */
    char request_id[128];    /* "": none */
};

#define ERROR_INIT                                                             \
    {                                                                          \
        .status = PARL_OK, .retry_after_ms = -1                                \
    }

/* The same for one that is made with each call or event: what stands behind the
 * first byte of its texts is left as it is. */
void error_init(struct error *err);

/* Fills in status, message and whether such a thing is worth a retry, and
 * returns `status`: `return error_set(err, PARL_PROTOCOL, "...")`.  The
 * message is cut, on a UTF-8 border, where it is too long. */
parl_status error_set(struct error *err, parl_status status, const char *format,
                      ...) __attribute__((cold, format(printf, 3, 4)));

void error_vset(struct error *err, parl_status status, const char *format,
                va_list args) __attribute__((cold, format(printf, 3, 0)));

/* For what buf and arena remember. */
parl_status error_memory(struct error *err, parl_status status,
                         const char *what) __attribute__((cold));

/* For one that is kept: takes over what is said, and nothing of what stood in
 * that memory before. */
void error_keep(struct error *kept, const struct error *err);

/* Copies text, cut where it is too long, into a field of fixed size. */
void error_copy(char *field, size_t size, const char *text, size_t len);

/* What an HTTP status of 400 or more comes to, where the vendor has no word of
 * its own for it. */
parl_status error_from_http(int http_status);

/* Is a failure of this kind worth another try? */
bool error_is_retryable(parl_status status);

#endif
