/* dialects/cohere_chat/schema.c -- which schemas Cohere takes for a structured
 * answer: an object at the root, and in each object a property that is
 * required.  Others are refused there; as a tool's parameters they do. */
#include "dialects/cohere_chat/cohere.h"

/* An object of the schema, while its members are read. */
struct node {
    bool is_object; /* "type": "object" */
    bool requires;
};

static bool takes_value(struct json_in *in, struct node *node);

static bool is_filled_list(struct span list)
{
    struct json_in in;

    if (list.ptr == NULL)
        return false;
    json_in_init(&in, list.ptr, list.len, 0);
    return json_enter_array(&in) && json_next_element(&in);
}

static bool takes_object(struct json_in *in, struct node *node)
{
    struct json_text name;
    bool fine = true;

    if (!json_enter_object(in))
        return true;
    while (json_next_member(in, &name)) {
        struct node inner = { false, false };

        if (json_name_is(name, "type") && json_peek(in) == JSON_TEXT)
            node->is_object = json_name_is(json_text(in), "object");
        else if (json_name_is(name, "required") && json_peek(in) == JSON_ARRAY)
        node->requires = is_filled_list(json_raw(in));
        else fine = takes_value(in, &inner) && fine;
    }
    return fine && (!node->is_object || node->requires);
}

static bool takes_value(struct json_in *in, struct node *node)
{
    bool fine = true;

    if (json_peek(in) == JSON_OBJECT)
        return takes_object(in, node);
    if (json_peek(in) != JSON_ARRAY) {
        json_skip(in);
        return true;
    }
    json_enter_array(in);
    while (json_next_element(in)) {
        struct node inner = { false, false };

        fine = takes_value(in, &inner) && fine;
    }
    return fine;
}

bool cohere_takes_schema(const char *schema)
{
    struct node root = { false, false };
    struct json_in in;

    json_in_init(&in, schema, strlen(schema), 0);
    return takes_value(&in, &root) && root.is_object && json_ok(&in);
}
