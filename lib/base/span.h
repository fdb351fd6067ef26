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

struct span span_of(const char *text); /* NULL: absent */

/* Text given as pointer and length, where length 0 means "up to the NUL". */
struct span span_text(const char *text, size_t len);

bool span_is(struct span s, const char *text);

/* Are the next `len` bytes the same, but for the case of their letters?  Of
 * texts that end sooner, up to the NUL.  Whatever the host's locale: strcasecmp
 * knows no "I" in Turkish. */
bool is_like(const char *a, const char *b, size_t len);

/* Is it this text, but for the case of its letters? */
bool span_is_like(struct span s, const char *text);

/* Is it a letter or a digit of ASCII, or one of `more`? */
bool is_name_char(char c, const char *more);

/* Is a text made of such characters alone?  An empty one is. */
bool all_name_chars(const char *text, const char *more);

/* Without the white space at its end; and: is there nothing else in it? */
struct span span_trimmed(struct span s);
bool span_is_blank(struct span s);

/* Is it one of the words in `list`, parted by blanks?  `list` NULL has none. */
bool span_in(struct span word, const char *list);

static inline bool span_same(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

#endif
