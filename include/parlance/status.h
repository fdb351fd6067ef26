/* parlance/status.h -- the words for what can go wrong.
 *
 * One word each, the same in C (PARL_RATE_LIMITED) and in JSON
 * ("rate_limited").  Numbers are never reused. */
#ifndef PARLANCE_STATUS_H
#define PARLANCE_STATUS_H

#include <parlance/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/* X(NAME, number, "word") */
#define PARL_STATUS_MAP(X)                                                     \
    X(OK, 0, "ok")                                                             \
    /* found before anything was sent */                                       \
    X(INVALID_ARGUMENT, 1, "invalid_argument")                                 \
    X(UNSUPPORTED, 2, "unsupported")                                           \
    X(NOT_BUILT, 3, "not_built")                                               \
    X(CREDENTIALS, 4, "credentials")                                           \
    X(TOO_LARGE, 5, "too_large")                                               \
    /* said by the vendor */                                                   \
    X(AUTHENTICATION, 6, "authentication")                                     \
    X(PERMISSION, 7, "permission")                                             \
    X(NOT_FOUND, 8, "not_found")                                               \
    X(INVALID_REQUEST, 9, "invalid_request")                                   \
    X(CONTEXT_TOO_LONG, 10, "context_too_long")                                \
    X(CONTENT_FILTERED, 11, "content_filtered")                                \
    X(RATE_LIMITED, 12, "rate_limited")                                        \
    X(QUOTA_EXCEEDED, 13, "quota_exceeded")                                    \
    X(OVERLOADED, 14, "overloaded")                                            \
    X(SERVER_ERROR, 15, "server_error")                                        \
    /* met on the way */                                                       \
    X(TIMEOUT, 16, "timeout")                                                  \
    X(NETWORK, 17, "network")                                                  \
    X(TRUNCATED, 18, "truncated")                                              \
    X(PROTOCOL, 19, "protocol")                                                \
    /* and */                                                                  \
    X(CANCELLED, 20, "cancelled")                                              \
    X(OUT_OF_MEMORY, 21, "out_of_memory")

typedef enum parl_status {
#define PARL_STATUS_ENUM(name, number, word) PARL_##name = number,
    PARL_STATUS_MAP(PARL_STATUS_ENUM)
#undef PARL_STATUS_ENUM
        PARL_STATUS_MAX_ENUM = 0x7fffffff
} parl_status;

/* The word of a status, as the JSON dialect spells it; "unknown" for a number
 * that this build does not know.  Static: never freed. */
PARL_API const char *parl_status_word(parl_status status);

#ifdef __cplusplus
}
#endif

#endif
