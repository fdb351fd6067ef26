/* wire/json_text.h -- what stands between the quotes of a text of JSON.
 *
 * json_decode() and json_name_is(), which belong here, are in json_in.h. */
#ifndef PARLANCE_WIRE_JSON_TEXT_H
#define PARLANCE_WIRE_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include "wire/scan.h"
#include "wire/utf8.h"

/* The first byte that does not stand for itself: a quote, a backslash, a
 * control character or invalid UTF-8; else `end`. */
static inline const char *json_pass_valid(const char *at, const char *end)
{
    for (;;) {
        bool valid;
        size_t len;

        at = scan_plain(at, end);
        if (at == end || (unsigned char)*at < 0x80)
            return at;
        len = utf8_step(at, (size_t)(end - at), &valid);
        if (!valid)
            return at;
        at += len;
    }
}

/* Decodes the escape at *at, or two that are a surrogate pair, and moves behind
 * it.  Returns how many bytes it stands for; 0, *at unmoved, when it is
 * malformed. */
size_t json_unescape(const char **at, const char *end, char out[4]);

/* Of a malformed one: do the bytes stop within it? */
bool json_escape_stops(const char *at, const char *end) __attribute__((cold));

#endif
