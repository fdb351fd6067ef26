/* api/json_tools.c -- tools, and which of them may be called, in the JSON
 * dialect:
 *
 *   {"type": "function", "function": {"name", "description", "parameters",
 *    "strict"}, "cache_control"}
 *   {"type": "custom", "custom": {"name", "description", "format"}}
 *   {"type": "...", ...}      a tool of one vendor, kept as it is
 *
 *   "auto" | "none" | "required"
 *   {"type": "function", "function": {"name"}}
 *   {"type": "custom", "custom": {"name"}}
 *   {"type": "allowed_tools", "allowed_tools": {"mode", "tools": [...]}} */
#include "api/request_json.h"

#include <string.h>

/* ---- tools -------------------------------------------------------------- */

#define AT(member) .at = offsetof(parl_tool, member)

static const struct row function_rows[] = {
    { "name", READ_TEXT, AT(name), .required = true },
    { "description", READ_TEXT, AT(description) },
    { "parameters", READ_OBJECT, AT(parameters) },
    { "strict", READ_SWITCH, AT(strict) },
};
static const struct table function_inside = TABLE(function_rows);

/* What both kinds of tools have. */
static const struct row any_rows[] = {
    { .name = "type", .reading = READ_NOTHING },
    { "cache_control", READ_CACHE, AT(cache) },
};
static const struct table any_tool = TABLE(any_rows);

static const struct row function_tool_rows[] = {
    { "function", READ_INSIDE, .inside = &function_inside, .required = true },
};
static const struct table function_tool =
    TABLE_BESIDE(function_tool_rows, &any_tool);

static const struct row custom_rows[] = {
    { "name", READ_TEXT, AT(name), .required = true },
    { "description", READ_TEXT, AT(description) },
    { "format", READ_OBJECT, AT(parameters) },
};
static const struct table custom_inside = TABLE(custom_rows);

static const struct row custom_tool_rows[] = {
    { "custom", READ_INSIDE, .inside = &custom_inside, .required = true },
};
static const struct table custom_tool =
    TABLE_BESIDE(custom_tool_rows, &any_tool);

/* Google's own tools have no type; what has a function is none of them. */
static const struct row untyped_rows[] = {
    { "type", READ_TEXT, AT(name), .required = true },
};
static const struct table untyped_tool = TABLE(untyped_rows);

static void read_tool(struct door *d, void *to)
{
    const struct json_text type = door_peek(d, "type");
    const struct table *table = NULL;
    parl_tool tool = { .type = PARL_TOOL_FUNCTION };

    (void)to;
    if (json_name_is(&type, "function")) {
        table = &function_tool;
    } else if (json_name_is(&type, "custom")) {
        table = &custom_tool;
        tool.type = PARL_TOOL_CUSTOM;
    } else if (type.raw.ptr == NULL && door_find(d, "function").ptr != NULL) {
        table = &untyped_tool;
    }
    if (table != NULL) {
        door_open_ended(d, table, &tool, &tool.extra);
    } else if (door_expect(d, JSON_OBJECT, "an object")) {
        tool.type = PARL_TOOL_OPAQUE;
        tool.parameters = door_json(d).ptr;
    }
    builder_add_tool(d->to, &tool);
}

void read_tools(struct door *d, const struct row *row, void *to)
{
    (void)row;
    (void)to;
    if (json_peek(&d->in) == JSON_ARRAY)
        d->to->request.n_tools = 0;
    door_each(d, read_tool, NULL);
}

#undef AT

/* ---- the choice among them ---------------------------------------------- */

struct choice_in {
    int32_t type; /* of choice_types */
    int32_t mode; /* of modes */
    struct word_list names;
};

enum choice_type { CHOICE_FUNCTION = 1, CHOICE_CUSTOM, CHOICE_ALLOWED };

#define AT(member) .at = offsetof(struct choice_in, member)

static const char *const mode_list[] = {
    [PARL_TOOL_CHOICE_AUTO] = "auto",
    [PARL_TOOL_CHOICE_NONE] = "none",
    [PARL_TOOL_CHOICE_REQUIRED] = "required",
};
static const struct words choices = { ALL_OF(mode_list) };

static const char *const allowed_mode_list[] = {
    [PARL_TOOL_CHOICE_ALLOWED] = "auto",
    [PARL_TOOL_CHOICE_ALLOWED_REQUIRED] = "required",
};
static const struct words allowed_modes = { ALL_OF(allowed_mode_list) };

static const char *const choice_type_list[] = {
    [CHOICE_FUNCTION] = "function",
    [CHOICE_CUSTOM] = "custom",
    [CHOICE_ALLOWED] = "allowed_tools",
};
static const struct words choice_types = { ALL_OF(choice_type_list) };

static void read_name(struct door *d, const struct row *row, void *to)
{
    struct choice_in *in = to;

    (void)row;
    door_add_word(d, &in->names);
}

static const struct row name_rows[] = {
    { .name = "name", .read = read_name, .required = true },
};
static const struct table name_table = TABLE(name_rows);

static void read_allowed_names(struct door *d, const struct row *row, void *to);

static const struct row allowed_rows[] = {
    { "mode", READ_WORD, AT(mode), .words = &allowed_modes, .required = true },
    { .name = "tools", .read = read_allowed_names, .required = true },
};
static const struct table allowed_table = TABLE(allowed_rows);

enum { N_NAMED_ROWS = 3 /* of choice_rows, those of a choice of one tool */ };

static const struct row choice_rows[] = {
    { "type", READ_WORD, AT(type), .words = &choice_types, .required = true },
    { "function", READ_INSIDE, .inside = &name_table },
    { "custom", READ_INSIDE, .inside = &name_table },
    { "allowed_tools", READ_INSIDE, .inside = &allowed_table },
};
static const struct table choice_table = TABLE(choice_rows);

static const struct table named_table = { choice_rows, N_NAMED_ROWS, NULL };

/* A name among those allowed: as a choice of one tool is written. */
static void read_allowed_name(struct door *d, void *to)
{
    struct choice_in *in = to;
    struct choice_in one = { .names = in->names };

    if (!door_closed(d, &named_table, &one))
        return;
    if (one.names.n == in->names.n && one.type != 0)
        door_missing(d, choice_type_list[one.type]);
    in->names = one.names;
}

static void read_allowed_names(struct door *d, const struct row *row, void *to)
{
    (void)row;
    door_each(d, read_allowed_name, to);
}

static void read_choice_object(struct door *d, parl_request *request)
{
    struct choice_in in = { .mode = PARL_TOOL_CHOICE_NAMED };

    if (!door_closed(d, &choice_table, &in) || in.type == 0)
        return;
    if (in.names.n == 0) {
        door_missing(d, choice_type_list[in.type]);
        return;
    }
    request->tool_choice = in.mode;
    request->tool_names = in.names.words;
    request->n_tool_names = in.names.n;
}

void read_tool_choice(struct door *d, const struct row *row, void *to)
{
    static const struct row word = {
        .reading = READ_WORD,
        .at = offsetof(parl_request, tool_choice),
        .words = &choices,
    };
    parl_request *request = to;

    (void)row;
    request->n_tool_names = 0;
    if (json_peek(&d->in) == JSON_TEXT)
        row_read(d, &word, to);
    else if (door_expect(d, JSON_OBJECT, "a word or an object"))
        read_choice_object(d, request);
}
