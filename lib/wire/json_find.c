/* wire/json_find.c -- a second pass over what is there as a whole: for error
 * bodies and small documents, not for events. */
#include "wire/json_in.h"

struct span json_find(struct span object, const char *name)
{
    struct json_text member;
    struct json_in in;

    json_open_object(&in, object);
    while (json_next_member(&in, &member)) {
        if (json_name_is(&member, name))
            return json_raw(&in);
        json_skip(&in);
    }
    return SPAN_NONE;
}

struct span json_find_in(const char *object, const char *name)
{
    return json_find(span_of(object), name);
}

bool json_says(struct span object, const char *name, const char *text)
{
    const struct span said = json_find(object, name);

    return said.len >= 2 && said.ptr[0] == '"' &&
           span_is((struct span){ said.ptr + 1, said.len - 2 }, text);
}

bool json_valid(const char *bytes, size_t len)
{
    struct json_in in;

    json_in_init(&in, bytes, len, 0);
    json_skip(&in);
    return json_at_end(&in);
}

bool json_is_object(struct span json)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, 0);
    return json_peek(&in) == JSON_OBJECT && json_valid(json.ptr, json.len);
}
