/* encoding/tool_names.c -- names of tools, there and back.
 *
 * A byte that the vendor does not take goes as "_x2e_", its code in
 * hexadecimal; an underscore that would be read as the beginning of such a
 * thing goes as "_x5f_".  So every name has one spelling, two names never share
 * one, and no table is needed to come back. */
#include "encoding/tool_names.h"

#include <stdio.h>
#include <string.h>
#include "encoding/ids.h"
#include "wire/json_in.h"

enum { ESCAPED = 5 /* the length of "_x2e_" */ };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* May it stand at this place of a name? */
static bool is_taken(const struct name_rule *rule, char c, bool first)
{
    if (is_digit(c))
        return !(first && rule->no_digit_first);
    return is_name_char(c, rule->more);
}

/* The value of a digit in lower case; -1: it is none. */
static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that "_xHH" here stands for; -1: it is no such thing. */
static int code_at(const char *name)
{
    if (name[0] != '_' || name[1] != 'x' || hex_value(name[2]) < 0 ||
        hex_value(name[3]) < 0)
        return -1;
    return hex_value(name[2]) * 16 + hex_value(name[3]);
}

/* Stands "_xHH_" here, before something that goes out with an underscore? */
static bool looks_escaped(const struct name_rule *rule, const char *name)
{
    return code_at(name) >= 0 && name[4] != '\0' &&
           (name[4] == '_' || !is_taken(rule, name[4], false));
}

static bool stays(const struct name_rule *rule, const char *name,
                  const char *at)
{
    return is_taken(rule, *at, at == name) && !looks_escaped(rule, at);
}

/* ---- there --------------------------------------------------------------- */

static const char *escaped(struct encoding *e, const struct name_rule *rule,
                           const char *name)
{
    char *out = arena_alloc(e->arena, strlen(name) * ESCAPED + 1);
    char *end = out;

    if (out == NULL)
        return "";
    for (const char *at = name; *at != '\0'; at++) {
        if (stays(rule, name, at))
            *end++ = *at;
        else
            end += snprintf(end, ESCAPED + 1, "_x%02x_", (unsigned char)*at);
    }
    *end = '\0';
    return out;
}

const char *sent_name(struct encoding *e, const struct name_rule *rule,
                      const char *name, const char *field)
{
    const char *at = name, *sent;

    if (name == NULL)
        return NULL;
    while (*at != '\0' && stays(rule, name, at))
        at++;
    sent = *at != '\0' ? escaped(e, rule, name) : name;
    if (field == NULL)
        return sent;
    if (rule->max > 0 && strlen(sent) > rule->max)
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "'%s' would be sent as %zu letters, and %s takes %zu; give the "
               "tool a shorter name",
               name, strlen(sent), e->to->provider->about, rule->max);
    else if (sent != name)
        translated(e, field,
                   "sent as %s: %s takes letters, digits and %s alone", sent,
                   e->to->provider->about, rule->more);
    return sent;
}

/* ---- and back ------------------------------------------------------------ */

/* The byte that is meant by "_xHH_" here; 0: it is no such thing. */
static unsigned char escaped_at(const struct name_rule *rule, struct span name,
                                size_t at)
{
    const int value = name.len - at < ESCAPED ? -1 : code_at(name.ptr + at);

    if (value < 0 || name.ptr[at + 4] != '_')
        return 0;
    return value == '_' || !is_taken(rule, (char)value, at == 0)
               ? (unsigned char)value
               : 0;
}

struct span meant_name(struct arena *arena, const struct name_rule *rule,
                       struct span name)
{
    char *out;
    size_t len = 0;

    if (name.len < ESCAPED || memchr(name.ptr, '_', name.len) == NULL)
        return name;
    out = arena_alloc(arena, name.len);
    if (out == NULL)
        return SPAN_NONE;
    for (size_t at = 0; at < name.len; at++) {
        const unsigned char byte = escaped_at(rule, name, at);

        out[len++] = byte != 0 ? (char)byte : name.ptr[at];
        at += byte != 0 ? ESCAPED - 1 : 0;
    }
    return (struct span){ out, len };
}

/* ---- in sentences -------------------------------------------------------- */

struct span name_or_type(const parl_tool *tool)
{
    const struct span type = tool->type == PARL_TOOL_OPAQUE
                                 ? json_find_in(tool->parameters, "type")
                                 : SPAN_NONE;

    if (type.len < 2 || type.ptr[0] != '"')
        return span_of(tool->name != NULL ? tool->name : "it");
    return (struct span){ type.ptr + 1, type.len - 2 };
}
