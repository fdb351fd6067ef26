/* auth/ini.c -- the files in which AWS's tools keep profiles. */
#include "auth/ini.h"

#include <stdint.h>
#include <string.h>

static struct span trimmed(struct span text)
{
    while (text.len > 0 && memchr(" \t\r", text.ptr[0], 3) != NULL) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && memchr(" \t\r", text.ptr[text.len - 1], 3) != NULL)
        text.len--;
    return text;
}

/* Takes the next line off the front; false: there is none. */
static bool next_line(struct span *rest, struct span *line)
{
    const char *end;

    if (rest->len == 0)
        return false;
    end = memchr(rest->ptr, '\n', rest->len);
    line->ptr = rest->ptr;
    line->len = end != NULL ? (size_t)(end - rest->ptr) : rest->len;
    rest->ptr += line->len + (end != NULL);
    rest->len -= line->len + (end != NULL);
    return true;
}

/* The text in the brackets of a header; ptr NULL: the line is none. */
static struct span header_of(struct span line)
{
    const char *close;

    if (line.len == 0 || line.ptr[0] != '[')
        return SPAN_NONE;
    close = memchr(line.ptr, ']', line.len);
    if (close == NULL)
        return SPAN_NONE;
    return trimmed(
        (struct span){ line.ptr + 1, (size_t)(close - line.ptr - 1) });
}

static struct span unquoted(struct span text)
{
    if (text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
        text.ptr[text.len - 1] == text.ptr[0])
        return (struct span){ text.ptr + 1, text.len - 2 };
    return text;
}

static bool is_named(struct span header, const char *prefix, const char *name)
{
    const size_t len = prefix != NULL ? strlen(prefix) : 0;

    if (len > 0) {
        if (header.len <= len || memcmp(header.ptr, prefix, len) != 0 ||
            memchr(" \t", header.ptr[len], 2) == NULL)
            return false;
        header = trimmed((struct span){ header.ptr + len, header.len - len });
    }
    return span_is(unquoted(header), name);
}

struct span ini_section(struct span file, const char *prefix, const char *name)
{
    struct span rest = file, line, found = SPAN_NONE;

    while (next_line(&rest, &line)) {
        const struct span header = header_of(line);

        if (header.ptr == NULL)
            continue;
        if (found.ptr != NULL) {
            found.len = (size_t)(line.ptr - found.ptr);
            return found;
        }
        if (is_named(header, prefix, name))
            found.ptr = rest.ptr;
    }
    if (found.ptr != NULL)
        found.len = (size_t)(file.ptr + file.len - found.ptr);
    return found;
}

static size_t count_blanks(struct span line)
{
    size_t n = 0;

    while (n < line.len && (line.ptr[n] == ' ' || line.ptr[n] == '\t'))
        n++;
    return n;
}

struct span ini_value(struct span section, const char *key)
{
    const size_t len = strlen(key);
    size_t level = SIZE_MAX; /* blanks before the last key */
    struct span line;

    while (next_line(&section, &line)) {
        const size_t blanks = count_blanks(line);
        const char *equals = memchr(line.ptr, '=', line.len);
        struct span name;

        if (equals == NULL || blanks > level ||
            memchr("#;", line.ptr[blanks], 2) != NULL)
            continue;
        level = blanks;
        name = trimmed((struct span){ line.ptr, (size_t)(equals - line.ptr) });
        if (name.len == len && is_like(name.ptr, key, len))
            return trimmed((struct span){
                equals + 1, (size_t)(line.ptr + line.len - equals - 1) });
    }
    return SPAN_NONE;
}
