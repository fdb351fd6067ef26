/* base/span.c -- spans of texts that end in NUL. */
#include "base/span.h"

struct span span_of(const char *text)
{
    return (struct span){ text, text != NULL ? strlen(text) : 0 };
}

struct span span_text(const char *text, size_t len)
{
    return text != NULL && len == 0 ? span_of(text)
                                    : (struct span){ text, len };
}

bool span_is(struct span s, const char *text)
{
    if (s.ptr == NULL || (s.len > 0 && s.ptr[0] != text[0]))
        return false; /* nearly all that are not it */
    return s.len == strlen(text) && memcmp(s.ptr, text, s.len) == 0;
}

static char in_lower_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool is_like(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (in_lower_case(a[i]) != in_lower_case(b[i]))
            return false;
        if (a[i] == '\0')
            break;
    }
    return true;
}

bool span_is_like(struct span s, const char *text)
{
    return s.len == strlen(text) && is_like(s.ptr, text, s.len);
}

bool is_name_char(char c, const char *more)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c != '\0' && strchr(more, c) != NULL);
}

bool all_name_chars(const char *text, const char *more)
{
    while (is_name_char(*text, more))
        text++;
    return *text == '\0';
}

struct span span_trimmed(struct span s)
{
    while (s.len > 0 && memchr(" \t\r\n\f\v", s.ptr[s.len - 1], 6) != NULL)
        s.len--;
    return s;
}

bool span_is_blank(struct span s)
{
    return span_trimmed(s).len == 0;
}

bool span_in(struct span word, const char *list)
{
    while (list != NULL && *list != '\0') {
        const char *end = strchr(list, ' ');
        const size_t len = end != NULL ? (size_t)(end - list) : strlen(list);

        if (span_same(word, (struct span){ list, len }))
            return true;
        list = end != NULL ? end + 1 : NULL;
    }
    return false;
}
