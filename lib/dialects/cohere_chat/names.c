/* dialects/cohere_chat/names.c -- names of tools, there and back.
 *
 * Cohere takes letters, digits and underscores, no digit first.  Any other
 * byte goes as "_x2d_", its code in hexadecimal; an underscore that would be
 * read as the beginning of such a thing goes as "_x5f_".  So every name has one
 * spelling, two names never share one, and no table is needed to come back. */
#include "dialects/cohere_chat/cohere.h"

#include <stdio.h>
#include <string.h>

enum { ESCAPED = 5 /* the length of "_x2d_" */ };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* May it stand at this place of a name? */
static bool is_taken(char c, bool first)
{
    return is_letter(c) || c == '_' || (is_digit(c) && !first);
}

/* The value of a digit in lower case; -1: it is none. */
static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Stands "_xHH" here, before something that goes out with an underscore? */
static bool looks_escaped(const char *name)
{
    return name[0] == '_' && name[1] == 'x' && hex_value(name[2]) >= 0 &&
           hex_value(name[3]) >= 0 && name[4] != '\0' &&
           (name[4] == '_' || !is_taken(name[4], false));
}

static bool is_plain(const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        if (!is_taken(*at, at == name) || looks_escaped(at))
            return false;
    }
    return true;
}

const char *cohere_name(struct encoding *e, const char *name)
{
    char *out, *end;

    if (name == NULL || is_plain(name))
        return name;
    out = arena_alloc(e->arena, strlen(name) * ESCAPED + 1);
    if (out == NULL)
        return "";
    end = out;
    for (const char *at = name; *at != '\0'; at++) {
        if (is_taken(*at, at == name) && !looks_escaped(at))
            *end++ = *at;
        else
            end += snprintf(end, ESCAPED + 1, "_x%02x_", (unsigned char)*at);
    }
    *end = '\0';
    return out;
}

/* The byte that is meant by "_xHH_" here; 0: it is no such thing. */
static unsigned char escaped_at(struct span name, size_t at)
{
    const char *p = name.ptr + at;
    int value;

    if (name.len - at < ESCAPED || p[0] != '_' || p[1] != 'x' || p[4] != '_' ||
        hex_value(p[2]) < 0 || hex_value(p[3]) < 0)
        return 0;
    value = hex_value(p[2]) * 16 + hex_value(p[3]);
    return value == '_' || !is_taken((char)value, at == 0)
               ? (unsigned char)value
               : 0;
}

struct span cohere_name_back(struct arena *arena, struct span name)
{
    char *out;
    size_t len = 0;

    if (name.len < ESCAPED || memchr(name.ptr, '_', name.len) == NULL)
        return name;
    out = arena_alloc(arena, name.len);
    if (out == NULL)
        return SPAN_NONE;
    for (size_t at = 0; at < name.len; at++) {
        const unsigned char byte = escaped_at(name, at);

        out[len++] = byte != 0 ? (char)byte : name.ptr[at];
        at += byte != 0 ? ESCAPED - 1 : 0;
    }
    return (struct span){ out, len };
}
