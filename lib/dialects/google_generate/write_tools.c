/* dialects/google_generate/write_tools.c -- "tools" and "toolConfig".
 *
 *   "tools": [{"functionDeclarations": [...]}, {"googleSearch": {}}, ...]
 *   "toolConfig": {"functionCallingConfig": {"mode", "allowedFunctionNames"},
 *                  "retrievalConfig": {...}}
 *
 * All functions stand in one Tool, each built-in tool in one of its own.  A
 * structured answer that is asked for by a function adds one, and forces it. */
#include "dialects/google_generate/generate.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

#include <string.h>

/* Has an object schema any properties, or may it have them from elsewhere? */
static bool has_properties(const char *schema)
{
    static const char sources[][sizeof("allOf")] = { "$ref", "allOf", "anyOf",
                                                     "oneOf" };
    const struct span properties = json_find_in(schema, "properties");
    struct json_text name;
    struct json_in in;

    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
        if (json_find_in(schema, sources[i]).ptr != NULL)
            return true;
    }
    json_open_object(&in, properties);
    return json_next_member(&in, &name);
}

/* The function by which the search tool is asked for; one with parameters is
 * the caller's own. */
static bool is_search(const parl_tool *tool)
{
    return tool->type == PARL_TOOL_FUNCTION && tool->name != NULL &&
           strcmp(tool->name, "google_search") == 0 &&
           (tool->parameters == NULL || !has_properties(tool->parameters));
}

static bool is_function(const parl_tool *tool)
{
    return tool->type == PARL_TOOL_FUNCTION && !is_search(tool);
}

/* ---- what there is ------------------------------------------------------ */

/* How it searches is not to be said. */
static void drop_option(struct encoding *e, const char *name, struct span value,
                        void *unused)
{
    (void)value, (void)unused;
    drop_no_such(e, "/web_search_options", name);
}

static void ask_for_search(struct generate *g, const char *name,
                           const char *own, struct span options)
{
    (void)name, (void)own;
    g->searches = true;
    translated(g->e, "/web_search_options", "sent as the tool googleSearch");
    each_said(g->e, options.ptr, drop_option, NULL);
}

static void check_tools(struct generate *g)
{
    const struct target *to = g->e->to;
    const bool model = to->facts->no_mixed_tools;

    if (to->facts->no_tools && g->n_functions + g->n_built_in > 0)
        refuse_for_model(
            g->e, g->e->request->n_tools > 0 ? "/tools" : "/web_search_options",
            "%s takes no tools");
    if (g->n_functions > 0 && g->n_built_in > 0 &&
        (model || !to->provider->generate->mixed_tools))
        refuse(g->e, PARL_UNSUPPORTED, "/tools",
               "%s takes no built-in tools (google_search) beside functions",
               model ? to->model : to->provider->about);
}

void generate_count_tools(struct generate *g)
{
    const parl_request *r = g->e->request;

    for (size_t i = 0; i < r->n_tools; i++) {
        g->n_functions += is_function(&r->tools[i]);
        g->n_built_in += r->tools[i].type == PARL_TOOL_OPAQUE;
        g->search_named |= is_search(&r->tools[i]);
    }
    g->searches = g->search_named;
    generate_each_own(g, OWN_SEARCH, ask_for_search);
    g->n_built_in += g->searches;
    check_tools(g);
}

/* ---- functions ---------------------------------------------------------- */

/* A member_fn: does it say more than that there are no properties? */
static void note_more(struct encoding *e, const char *name, struct span value,
                      void *more)
{
    const bool others = strcmp(name, "additionalProperties") == 0;

    (void)e;
    if (!word_in("type title $schema $id $comment", name))
        *(bool *)more |=
            others ? !span_is(value, "false") : !is_empty_value(value);
}

/* Google wants no schema where nothing is taken, and not one of an object
 * without properties. */
static void write_parameters(struct generate *g, const char *field,
                             const char *schema)
{
    const bool listed = json_find_in(schema, "properties").ptr != NULL;
    bool more = false;

    each_member(g->e, schema, note_more, &more);
    if (is_empty_value(span_of(schema)) || (listed && !more))
        return;
    if (!g->e->to->facts->old_schema)
        json_raw_out(g->out, "parametersJsonSchema", span_of(schema));
    else if (has_properties(schema))
        generate_write_schema(g, "parameters", field, schema);
    else if (more)
        dropped_for_model(g->e, field, "%s takes no schema without properties");
}

/* Its object left open. */
static void write_function(struct generate *g, const parl_tool *tool,
                           const char *field)
{
    struct json_out *out = g->out;

    json_object(out, NULL);
    json_str(out, "name", tool->name);
    if (tool->description != NULL)
        json_str(out, "description", tool->description);
    write_parameters(g, field, tool->parameters);
}

static void write_answer_tool(struct generate *g)
{
    const parl_tool tool = answer_tool(g->e);

    write_function(g, &tool, "/response_format/json_schema/schema");
    json_end(g->out);
}

static void write_functions(struct generate *g)
{
    struct encoding *e = g->e;

    if (g->n_functions == 0 && e->answer_tool == NULL)
        return;
    json_object(&e->out, NULL);
    json_array(&e->out, "functionDeclarations");
    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];
        struct generate_own own = {
            .all = "response responseJsonSchema behavior",
            .field = tool_pointer(e, i),
        };

        if (!is_function(tool))
            continue;
        write_function(g, tool,
                       pointer(e, "%s/function/parameters", own.field));
        each_member(e, tool->extra, generate_write_own, &own);
        json_end(&e->out);
    }
    if (e->answer_tool != NULL)
        write_answer_tool(g);
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- built-in tools ----------------------------------------------------- */

/* A Tool of Google's has no type; one that says its type is another's. */
static void write_opaque(struct generate *g, const parl_tool *tool,
                         const char *field)
{
    const struct span type = json_find_in(tool->parameters, "type");

    if (type.ptr == NULL)
        write_unmarked(g->e, g->out, tool->parameters, field);
    else
        refuse(g->e, PARL_UNSUPPORTED, field,
               "%.*s is no tool of %s; its own are written as "
               "{\"codeExecution\":{}}",
               (int)(type.len < 64 ? type.len : 64), type.ptr,
               g->e->to->provider->about);
}

static void write_built_in(struct generate *g)
{
    struct encoding *e = g->e;

    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];
        const char *field = tool_pointer(e, i);

        generate_drop_mark(g, field, tool->cache);
        if (is_search(tool)) {
            translated(e, field, "sent as the built-in search tool");
        } else if (tool->type == PARL_TOOL_CUSTOM) {
            refuse(e, PARL_UNSUPPORTED, field,
                   "%s has no custom tools ('%s'); give it as a function",
                   e->to->provider->about, tool->name);
        } else if (tool->type == PARL_TOOL_OPAQUE) {
            write_opaque(g, tool, field);
        }
    }
    if (g->searches)
        json_raw_out(&e->out, NULL,
                     e->to->facts->old_search
                         ? SPAN("{\"googleSearchRetrieval\":{}}")
                         : SPAN("{\"googleSearch\":{}}"));
}

/* ---- the choice among them ---------------------------------------------- */

enum mode { MODE_OWN /* the vendor's */, MODE_NONE, MODE_ANY, MODE_VALIDATED };

static const char modes[][sizeof("VALIDATED")] = { "", "NONE", "ANY",
                                                   "VALIDATED" };

/* Which calls there may, or must, be. */
struct calling {
    enum mode mode;
    bool names;  /* those of the request */
    bool answer; /* the synthetic function, too */
};

/* By the choice of the user. */
static const struct {
    uint8_t mode;
    bool names;
} choices[] = {
    [PARL_TOOL_CHOICE_DEFAULT] = { MODE_OWN, false },
    [PARL_TOOL_CHOICE_AUTO] = { MODE_OWN, false },
    [PARL_TOOL_CHOICE_NONE] = { MODE_NONE, false },
    [PARL_TOOL_CHOICE_REQUIRED] = { MODE_ANY, false },
    [PARL_TOOL_CHOICE_NAMED] = { MODE_ANY, true },
    [PARL_TOOL_CHOICE_ALLOWED] = { MODE_VALIDATED, true }, /* AUTO takes none */
    [PARL_TOOL_CHOICE_ALLOWED_REQUIRED] = { MODE_ANY, true },
};

/* The synthetic function is forced, but never against a choice that forces one
 * of the caller's own. */
static struct calling with_answer(const struct generate *g,
                                  struct calling choice)
{
    const bool some = choice.mode == MODE_VALIDATED;

    if (choice.names && !some)
        return choice;
    return (struct calling){
        .mode = MODE_ANY,
        .names = some,
        .answer = some || g->n_functions == 0 || choice.mode == MODE_NONE,
    };
}

/* Whatever is called keeps to its schema when one function asks for it. */
static enum mode strict_mode(struct encoding *e, enum mode mode)
{
    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];
        const char *field;

        if (tool->strict != PARL_YES || !is_function(tool))
            continue;
        field = pointer(e, "/tools/%zu/function/strict", i);
        if (mode == MODE_OWN && e->to->facts->no_validated) {
            dropped_for_model(e, field, "%s has no such mode");
            continue;
        }
        if (mode == MODE_OWN)
            mode = MODE_VALIDATED;
        translated(e, field, "sent as the calling mode %s, for all functions",
                   modes[mode]);
    }
    return mode;
}

static bool names_search(const struct generate *g, const char *name)
{
    return g->search_named && strcmp(name, "google_search") == 0;
}

/* Drops the search tool's name from those of the choice; how many are left? */
static size_t choose_names(struct generate *g)
{
    const parl_request *r = g->e->request;
    size_t n = 0;

    for (size_t i = 0; i < r->n_tool_names; i++) {
        if (!names_search(g, r->tool_names[i]))
            n++;
        else
            dropped(g->e, "/tool_choice",
                    "the search tool (google_search) cannot be chosen");
    }
    return n;
}

static void write_names(struct generate *g, const struct calling *calling)
{
    const parl_request *r = g->e->request;

    json_array(g->out, "allowedFunctionNames");
    for (size_t i = 0; calling->names && i < r->n_tool_names; i++) {
        if (!names_search(g, r->tool_names[i]))
            json_str(g->out, NULL, r->tool_names[i]);
    }
    if (calling->answer)
        json_str(g->out, NULL, g->e->answer_tool);
    json_end(g->out);
}

/* Can the choice be said?  If not, that is reported. */
static bool can_choose(struct generate *g, const struct calling *calling)
{
    if (calling->mode == MODE_VALIDATED && g->e->to->facts->no_validated) {
        dropped_for_model(g->e, "/tool_choice",
                          "%s cannot be kept to some of its functions");
        return false;
    }
    return !calling->names || choose_names(g) > 0 || calling->answer;
}

static struct calling plan_calling(struct generate *g)
{
    const int32_t choice = g->e->request->tool_choice;
    struct calling calling = { .mode = choices[choice].mode,
                               .names = choices[choice].names };

    if (g->e->answer_tool != NULL)
        calling = with_answer(g, calling);
    if (!can_choose(g, &calling))
        calling = (struct calling){ .mode = MODE_OWN };
    calling.mode = strict_mode(g->e, calling.mode);
    return calling;
}

/* A choice counts among functions alone. */
static void drop_choice(struct encoding *e)
{
    const bool built_in = e->request->n_tools > 0;

    if (e->request->tool_choice > PARL_TOOL_CHOICE_AUTO ||
        (e->request->tool_choice != PARL_TOOL_CHOICE_DEFAULT && !built_in))
        dropped(e, "/tool_choice", "there are no functions");
}

static void drop_parallel(struct encoding *e)
{
    static const char field[] = "/parallel_tool_calls";
    const int32_t parallel = e->request->parallel_tool_calls;

    if (e->request->n_tools == 0 && parallel != PARL_DEFAULT)
        dropped(e, field, "there are no functions");
    else if (parallel == PARL_NO)
        dropped_for_vendor(e, field, "%s has no such choice");
}

/* The member "functionCallingConfig". */
static void write_calling(struct generate *g)
{
    struct calling calling;

    if (g->n_functions == 0 && g->e->answer_tool == NULL) {
        drop_choice(g->e);
        return;
    }
    calling = plan_calling(g);
    if (calling.mode == MODE_OWN)
        return;
    json_object(g->out, "functionCallingConfig");
    json_str(g->out, "mode", modes[calling.mode]);
    if (calling.names || calling.answer)
        write_names(g, &calling);
    json_end(g->out);
}

/* Where the user is, for the tools that look things up. */
static void write_retrieval(struct generate *g, const char *name,
                            const char *own, struct span value)
{
    const char *field = pointer(g->e, "/%s", escaped(g->e, name));

    if (!generate_repeats(g, field, own))
        json_raw_out(g->out, own, value);
}

static void write_config(struct generate *g)
{
    const size_t before = g->out->buf->len;

    json_object(g->out, "toolConfig");
    g->object = g->out->buf->len - 1;
    write_calling(g);
    if (g->n_functions > 0 && g->n_built_in > 0)
        json_bool_out(g->out, "includeServerSideToolInvocations", true);
    generate_each_own(g, OWN_IN_TOOL_CONFIG, write_retrieval);
    json_end_or_undo(g->out, before);
}

/* A function's name begins with a letter or '_'. */
static void check_first_letters(struct encoding *e)
{
    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];

        if (is_function(tool) && tool->name != NULL &&
            strchr("0123456789.:-", tool->name[0]) != NULL)
            refuse(e, PARL_INVALID_ARGUMENT,
                   pointer(e, "/tools/%zu/function/name", i),
                   "'%s' is no name of a tool for %s: it must begin with a "
                   "letter or '_'",
                   tool->name, e->to->provider->about);
    }
}

void generate_write_tools(struct generate *g)
{
    struct encoding *e = g->e;

    check_tool_names(e, "_.:-", 128);
    check_first_letters(e);
    if (e->request->n_tools > 0 || g->searches || e->answer_tool != NULL) {
        json_array(&e->out, "tools");
        write_functions(g);
        write_built_in(g);
        json_end(&e->out);
    }
    write_config(g);
    drop_parallel(e);
}
