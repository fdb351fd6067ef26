/* base/span.h -- a piece of somebody else's bytes. */
#ifndef PARLANCE_BASE_SPAN_H
#define PARLANCE_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Borrowed; not NUL-terminated.  ptr NULL: absent, which is not empty. */
struct span {
    const char *ptr;
    size_t len;
};

#define SPAN_NONE ((struct span){ NULL, 0 })
#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1 })

static inline struct span span_of(const char *text)
{
    return (struct span){ text, text != NULL ? strlen(text) : 0 };
}

/* Text given as pointer and length, where length 0 means "up to the NUL". */
static inline struct span span_text(const char *text, size_t len)
{
    return text != NULL && len == 0 ? span_of(text)
                                    : (struct span){ text, len };
}

static inline bool span_is(struct span s, const char *text)
{
    return s.ptr != NULL && s.len == strlen(text) &&
           memcmp(s.ptr, text, s.len) == 0;
}

static inline bool span_same(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

#endif
