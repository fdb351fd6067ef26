/* dialects/google_generate/write.c -- the body of generateContent and of
 * streamGenerateContent, which is the same.
 *
 * Unknown members are hard errors there, so all that has no room is left out,
 * and reported.  The order of the members is fixed: tools, instructions and
 * history first, what varies most behind them, since Google caches prompts by
 * their beginning. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "encoding/left_out.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* ---- members that Google has no room for --------------------------------- */

static void drop_others(struct generate *g)
{
    struct encoding *e = g->e;

    drop_said(e, "user safety_identifier prompt_cache_key logit_bias",
              "%s has none");
    drop_said(e, "store", "%s keeps no exchanges");
    drop_said(e, "verbosity", "%s has none");
    generate_drop_mark(g, "", e->request->cache);
    if (e->request->include_usage == PARL_NO)
        dropped_for_vendor(e, "/stream_options", "%s always counts the tokens");
}

/* ---- members of Google's own -------------------------------------------- */

/* A cached prompt holds its instructions and tools itself. */
static void check_cached(struct encoding *e, const char *field)
{
    static const char members[][sizeof("systemInstruction")] = {
        "systemInstruction", "tools", "toolConfig"
    };

    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        if (body_has(e, members[i]))
            refuse(e, PARL_INVALID_ARGUMENT, field,
                   "beside it there can be no %s; put them into the cache",
                   members[i]);
    }
}

/* A member at the top, in either of the spellings that Google reads. */
static void write_once(struct generate *g, const char *field, const char *name,
                       struct span value)
{
    const char *own = generate_own_name(g->e, name);

    if (strcmp(own, "cachedContent") == 0)
        check_cached(g->e, field);
    if (!generate_repeats(g, field, own))
        json_raw_out(g->out, name, value);
}

static void write_other_member(struct encoding *e, const char *name,
                               struct span value, void *ctx)
{
    write_once(ctx, pointer(e, "/extra_body/%s", escaped(e, name)), name,
               value);
}

static void write_own(struct generate *g, const char *name, const char *own,
                      struct span value)
{
    write_once(g, pointer(g->e, "/%s", escaped(g->e, name)), own, value);
}

static void drop_own(struct generate *g, const char *name, const char *own,
                     struct span value)
{
    (void)own, (void)value;
    drop_no_such(g->e, "", name);
}

/* ---- labels and the tier ------------------------------------------------ */

static char label_char(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (unsigned char)c >= 0x80 || is_name_char(c, "-_") ? c : '_';
}

/* At most 63 of [a-z0-9_-]; characters of other scripts may stay. */
static const char *as_label(struct encoding *e, const char *text, bool *changed)
{
    char label[63 + 1];

    error_copy(label, sizeof(label), text, strlen(text));
    for (char *at = label; *at != '\0'; at++)
        *at = label_char(*at);
    *changed = *changed || strcmp(label, text) != 0;
    return pointer(e, "%s", label);
}

/* Two names may come to one label: the first counts. */
static void write_label(struct generate *g, const parl_pair *m, bool *changed)
{
    struct encoding *e = g->e;
    const char *name = as_label(e, m->name, changed);

    if (object_has(e, g->object, name))
        dropped(e, pointer(e, "/metadata/%s", escaped(e, m->name)),
                "another has the label %s", name);
    else
        json_str(g->out, name, as_label(e, m->value, changed));
}

static void write_labels(struct generate *g)
{
    struct encoding *e = g->e;
    const parl_request *r = e->request;
    bool changed = false;

    if (r->n_metadata == 0)
        return;
    if (!word_in(e->to->provider->generate->members, "labels")) {
        dropped_for_vendor(e, "/metadata", "%s has no labels");
        return;
    }
    json_object(g->out, "labels");
    g->object = g->out->buf->len - 1;
    for (size_t i = 0; i < r->n_metadata; i++)
        write_label(g, &r->metadata[i], &changed);
    json_end(g->out);
    if (changed)
        translated(e, "/metadata",
                   "labels are at most 63 of a-z, 0-9, '-' and '_'");
}

static void write_tier(struct encoding *e)
{
    const char *header = e->to->provider->generate->tier_header;
    const char *said = e->request->service_tier;
    const char *tier =
        said != NULL && strcmp(said, "default") == 0 ? "standard" : said;

    if (said == NULL || strcmp(said, "auto") == 0)
        return; /* what the vendor does by itself */
    if (!word_in("standard flex priority", tier)) {
        drop_tier(e);
    } else if (header == NULL) {
        json_str(&e->out, "serviceTier", tier);
        if (tier != said)
            translated(e, "/service_tier", "sent as %s", tier);
    } else if (strcmp(tier, "standard") != 0) {
        ask_header(e, header, tier);
        translated(e, "/service_tier", "sent as the header %s", header);
    }
}

/* ---- structured answers ------------------------------------------------- */

/* Natively where the model can; beside functions, older ones cannot. */
static void plan_structure(struct generate *g)
{
    struct encoding *e = g->e;
    const struct facts *facts = e->to->facts;
    const int32_t format = e->request->response_format;
    const bool can = format == PARL_FORMAT_JSON_SCHEMA ? !facts->no_json_schema
                                                       : !facts->no_json_object;

    if (format != PARL_FORMAT_JSON_OBJECT && format != PARL_FORMAT_JSON_SCHEMA)
        return;
    if (can && (g->n_functions == 0 || !facts->no_json_beside_tools))
        e->structured = PARL_STRUCTURED_NATIVE;
    else if (ask_by_tool(e))
        translated(e, "/response_format",
                   "%s has no such mode here: asked for by the tool %s",
                   e->to->model, e->answer_tool);
    else
        g->instruction = ask_by_prompt(e, NULL);
}

/* ---- knowing a request again --------------------------------------------- */

static parl_structured recognise(struct span request, struct arena *arena,
                                 const char **answer_tool)
{
    struct span mime;
    struct json_in in;

    json_open_array(&in, json_find(request, "tools"));
    while (json_next_element(&in)) {
        *answer_tool = find_answer_tool(
            json_find(json_raw(&in), "functionDeclarations"), NULL, arena);
        if (*answer_tool != NULL)
            return PARL_STRUCTURED_TOOL;
    }
    mime =
        json_find(json_find(request, "generationConfig"), "responseMimeType");
    return span_is(mime, "\"application/json\"") ? PARL_STRUCTURED_NATIVE
                                                 : PARL_STRUCTURED_NONE;
}

/* ---- the whole ---------------------------------------------------------- */

static void encode(struct encoding *e)
{
    struct generate g = { .e = e, .out = &e->out };

    generate_count_tools(&g);
    plan_structure(&g);
    json_object(&e->out, NULL);
    generate_write_tools(&g);
    generate_write_contents(&g);
    generate_write_config(&g);
    write_labels(&g);
    write_tier(e);
    drop_others(&g);
    g.object = 0;
    generate_each_own(&g, OWN_AT_TOP, write_own);
    generate_each_own(&g, OWN_NOWHERE, drop_own);
    each_member(e, e->request->extra_body, write_other_member, &g);
    json_end(&e->out);
}

const struct dialect dialect_google_generate = {
    .name = "google_generate",
    .framing = FRAMING_SSE,
    .array_streams = true,
    .state_size = sizeof(struct generate_state),
    .signs_content = true,
    .more_details = true,
    .encode = encode,
    .event = generate_event,
    .answer = generate_answer,
    .end = generate_end,
    .error = generate_error,
    .recognise = recognise,
};
