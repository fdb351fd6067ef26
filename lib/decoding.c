/* decoding.c -- what every dialect's reader needs. */
#include "decoding.h"

struct span decoded_text(struct decoding *d, struct json_text text)
{
    const struct span decoded = json_decode(text, &d->scratch);

    if (!buf_ok(&d->scratch))
        d->failed = d->scratch.status;
    return decoded;
}

bool is_empty_value(struct span json)
{
    return json.ptr == NULL || span_is(json, "null") || span_is(json, "[]") ||
           span_is(json, "{}") || span_is(json, "\"\"");
}
