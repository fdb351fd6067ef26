/* wire/json_find.c -- a member of an object, looked for in a second pass: for
 * error bodies and small documents, not for events. */
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
