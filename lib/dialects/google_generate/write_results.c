/* dialects/google_generate/write_results.c -- what tools gave:
 *
 *   {"functionResponse": {"id", "name", "response": OBJECT, "parts": [...]}}
 *
 * All results of a step stand in one turn, one for each call, in the order of
 * the calls; nothing else may stand there. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "media.h"

/* The calls of a message, and the messages behind it that answer them. */
struct step {
    struct generate *g;
    const parl_message *message; /* with the calls */
    size_t number;
    size_t last; /* of the messages that answer */
};

/* A result, and where it stands. */
struct result {
    const parl_part *part;
    size_t message;
    parl_part one; /* room for that of a message with a text alone */
};

static bool is_call(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

/* ---- finding them ------------------------------------------------------- */

/* How many calls before this one have the same id?  Ids may be repeated. */
static size_t rank_of(const struct step *s, size_t call)
{
    const char *id = s->message->parts[call].id;
    size_t rank = 0;

    for (size_t i = 0; i < call; i++) {
        const parl_part *part = &s->message->parts[i];

        rank += is_call(part) && part->id != NULL && id != NULL &&
                strcmp(part->id, id) == 0;
    }
    return rank;
}

/* The result number `rank` with the call's id; false: nothing answers it. */
static bool find_result(const struct step *s, size_t call, struct result *found)
{
    const char *id = s->message->parts[call].id;
    size_t rank = rank_of(s, call);

    for (size_t m = s->number + 1; id != NULL && m <= s->last; m++) {
        size_t n_parts;
        const parl_part *parts = message_parts(&s->g->e->request->messages[m],
                                               &found->one, &n_parts);

        for (size_t i = 0; i < n_parts; i++) {
            if (parts[i].id == NULL || strcmp(parts[i].id, id) != 0 ||
                rank-- > 0)
                continue;
            found->part = &parts[i];
            found->message = m;
            return true;
        }
    }
    return false;
}

/* ---- what a result says ------------------------------------------------- */

/* What a result holds: its own list of parts, or its text as one. */
static const parl_part *parts_of(const parl_part *result, parl_part *one,
                                 size_t *n)
{
    *one = (parl_part){ .text = result->text, .text_len = result->text_len };
    *n = result->n_parts > 0 ? result->n_parts : 1;
    return result->n_parts > 0 ? result->parts : one;
}

static bool is_media(const parl_part *part)
{
    return part->type >= PARL_PART_IMAGE && part->type <= PARL_PART_DOCUMENT;
}

static bool is_object(struct span text)
{
    while (text.len > 0 && strchr(" \t\r\n", text.ptr[0]) != NULL)
        text.ptr++, text.len--;
    return text.len > 0 && text.ptr[0] == '{' && json_valid(text.ptr, text.len);
}

/* The only text, when it is one. */
static struct span only_text(const parl_part *parts, size_t n)
{
    struct span text = SPAN_NONE;

    for (size_t i = 0; i < n; i++) {
        if (parts[i].type != PARL_PART_TEXT)
            continue;
        if (text.ptr != NULL)
            return SPAN_NONE;
        text = part_text(&parts[i]);
    }
    return text;
}

static void write_texts(struct json_out *out, const char *key,
                        const parl_part *parts, size_t n)
{
    bool first = true;

    json_text_open(out, key);
    for (size_t i = 0; i < n; i++) {
        if (parts[i].type != PARL_PART_TEXT)
            continue;
        if (!first)
            json_text_piece(out, SPAN("\n\n"));
        json_text_piece(out, part_text(&parts[i]));
        first = false;
    }
    json_text_close(out);
}

/* Always an object: that of the text, or one around it. */
static void write_response(struct json_out *out, const parl_part *result)
{
    const bool failed = result->is_error == PARL_YES;
    const char *key = failed ? "error" : "output";
    size_t n;
    parl_part one;
    const parl_part *parts = parts_of(result, &one, &n);
    const struct span text = only_text(parts, n);
    const bool object = text.ptr != NULL && is_object(text);

    if (object && !failed) {
        json_raw_out(out, "response", text);
        return;
    }
    json_object(out, "response");
    if (object)
        json_raw_out(out, key, text);
    else
        write_texts(out, key, parts, n);
    json_end(out);
}

/* ---- media -------------------------------------------------------------- */

/* What may stand in a result, as data. */
static bool fits_inside(const struct generate *g, const parl_part *part)
{
    static const char *const inside[] = { "image/png", "image/jpeg",
                                          "image/webp", "application/pdf",
                                          "text/plain" };
    const enum media_source source = media_source(part->media);
    const struct span mime =
        media_mime(part->media, (enum parl_part_type)part->type);

    if (g->e->to->facts->no_media_in_results || source == MEDIA_URL ||
        source == MEDIA_FILE_ID)
        return false;
    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++) {
        if (span_is(mime, inside[i]))
            return true;
    }
    return false;
}

static const char *field_of(struct generate *g, const struct result *result,
                            size_t part)
{
    return pointer(g->e, "/messages/%zu/content/%zu", result->message, part);
}

/* Pictures and the like that may stand in the result itself. */
static void write_inside(struct generate *g, const struct result *result)
{
    struct json_out *out = &g->e->out;
    bool open = false;
    size_t n;
    parl_part one;
    const parl_part *parts = parts_of(result->part, &one, &n);

    for (size_t i = 0; i < n; i++) {
        const struct generate_part p = { &parts[i], field_of(g, result, i) };

        if (!is_media(p.part) || !fits_inside(g, p.part))
            continue;
        if (!open)
            json_array(out, "parts");
        open = true;
        json_object(out, NULL);
        json_object(out, "inlineData");
        json_span(out, "mimeType",
                  media_mime(p.part->media, (enum parl_part_type)p.part->type));
        media_write_base64(g->e, "data", p.part->media);
        json_end(out);
        json_end(out);
    }
    if (open)
        json_end(out);
}

/* What may not follows the results, as the user's. */
static void write_behind(struct generate *g, const struct result *result)
{
    size_t n;
    parl_part one;
    const parl_part *parts = parts_of(result->part, &one, &n);

    for (size_t i = 0; i < n; i++) {
        const struct generate_part p = { &parts[i], field_of(g, result, i) };

        if (parts[i].cache != PARL_CACHE_NONE)
            dropped(g->e, pointer(g->e, "%s/cache_control", p.field),
                    "%s caches by itself, without marks",
                    g->e->to->provider->about);
        if (parts[i].type == PARL_PART_TEXT)
            continue;
        if (!is_media(&parts[i])) {
            dropped(g->e, p.field, "a result has no such part");
        } else if (!fits_inside(g, &parts[i])) {
            translated(g->e, p.field,
                       "sent in a turn of the user: %s does not take it in a "
                       "result",
                       g->e->to->model);
            generate_write_media_part(g, &p);
        }
    }
}

/* ---- a result ----------------------------------------------------------- */

static void write_result(struct step *s, size_t call)
{
    const parl_part *made = &s->message->parts[call];
    const parl_part none = { .text = "the call was not answered",
                             .is_error = PARL_YES };
    struct json_out *out = &s->g->e->out;
    struct result result;
    const bool answered = find_result(s, call, &result);

    if (!answered)
        translated(s->g->e, part_pointer(s->g->e, s->number, call),
                   "nothing answers it, so an error result was added");
    generate_open_turn(s->g, TURN_RESULTS);
    json_object(out, NULL);
    json_object(out, "functionResponse");
    if (generate_sends_id(s->g, s->message, made->id))
        json_str(out, "id", made->id);
    json_str(out, "name", made->name);
    write_response(out, answered ? result.part : &none);
    if (answered)
        write_inside(s->g, &result);
    json_end(out);
    json_end(out);
}

/* Is this result one of those that were written? */
static bool is_written(const struct step *s, const parl_part *result)
{
    for (size_t i = 0; i < s->message->n_parts; i++) {
        struct result found;

        if (is_call(&s->message->parts[i]) && find_result(s, i, &found) &&
            (found.part == result ||
             (found.part == &found.one && result->id == found.one.id)))
            return true;
    }
    return false;
}

/* A second answer to one call, or one to a call of an earlier step. */
static void drop_others(struct step *s)
{
    for (size_t m = s->number + 1; m <= s->last; m++) {
        size_t n_parts;
        parl_part one;
        const parl_part *parts =
            message_parts(&s->g->e->request->messages[m], &one, &n_parts);

        for (size_t i = 0; i < n_parts; i++) {
            if (!is_written(s, &parts[i]))
                dropped(s->g->e, pointer(s->g->e, "/messages/%zu", m),
                        "no call of this step is left for it");
        }
    }
}

size_t generate_write_results(struct generate *g, size_t message)
{
    const parl_request *r = g->e->request;
    struct step s = { g, &r->messages[message], message, message };

    while (s.last + 1 < r->n_messages &&
           r->messages[s.last + 1].role == PARL_ROLE_TOOL)
        s.last++;
    for (size_t i = 0; i < s.message->n_parts; i++) {
        if (is_call(&s.message->parts[i]))
            write_result(&s, i);
    }
    for (size_t i = 0; i < s.message->n_parts; i++) {
        struct result result;

        if (is_call(&s.message->parts[i]) && find_result(&s, i, &result))
            write_behind(g, &result);
    }
    drop_others(&s);
    return s.last;
}
