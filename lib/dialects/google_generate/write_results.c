/* dialects/google_generate/write_results.c -- what tools gave:
 *
 *   {"functionResponse": {"id", "name", "response": OBJECT, "parts": [...]}}
 *
 * All results of a step stand in one turn, one for each call, in the order of
 * the calls; nothing else may stand there. */
#include "dialects/google_generate/generate.h"

#include "encoding/history.h"
#include "encoding/media.h"
#include "encoding/extra.h"

/* A call of a step, and what answers it. */
struct answered {
    const parl_message *caller;
    const parl_part *call;
    const char *field;       /* of the call */
    const parl_part *result; /* NULL: nothing answers */
    size_t message;          /* that the result stands in */
    const parl_part *parts;  /* what it holds */
    size_t n_parts;
    parl_part message_room, result_room; /* where either is a text alone */
};

/* Those of the messages from `first` on, up to message `behind`. */
static void each_call(struct generate *g, size_t first, size_t behind,
                      void (*take)(struct generate *, struct answered *))
{
    const parl_request *r = g->e->request;

    for (size_t m = first; m < behind; m++) {
        const parl_message *caller = &r->messages[m];

        for (size_t i = 0; i < caller->n_parts; i++) {
            struct answered a = { .caller = caller, .call = &caller->parts[i] };

            if (!is_call(a.call))
                continue;
            a.field = part_pointer(g->e, m, i);
            a.result = result_of(r, m, i, &a.message, &a.message_room);
            if (a.result != NULL)
                a.parts = result_parts(a.result, &a.result_room, &a.n_parts);
            take(g, &a);
        }
    }
}

/* ---- what a result says ------------------------------------------------- */

/* The only text, when it is one. */
static struct span only_text(const struct answered *a)
{
    struct span text = SPAN_NONE;

    for (size_t i = 0; i < a->n_parts; i++) {
        if (a->parts[i].type != PARL_PART_TEXT)
            continue;
        if (text.ptr != NULL)
            return SPAN_NONE;
        text = part_text(&a->parts[i]);
    }
    return text;
}

static void write_texts(struct json_out *out, const char *key,
                        const struct answered *a)
{
    bool first = true;

    json_text_open(out, key);
    for (size_t i = 0; i < a->n_parts; i++) {
        if (a->parts[i].type != PARL_PART_TEXT)
            continue;
        if (!first)
            json_text_piece(out, SPAN("\n\n"));
        json_text_piece(out, part_text(&a->parts[i]));
        first = false;
    }
    json_text_close(out);
}

/* Always an object: that of the text, or one around it. */
static void write_response(struct json_out *out, const struct answered *a)
{
    const bool failed = a->result == NULL || a->result->is_error == PARL_YES;
    const char *key = failed ? "error" : "output";
    const struct span text = only_text(a);
    const bool object = json_is_object(text);

    if (object && !failed) {
        json_raw_out(out, "response", text);
        return;
    }
    json_object(out, "response");
    if (object)
        json_raw_out(out, key, text);
    else
        write_texts(out, key, a);
    json_end(out);
}

/* ---- media -------------------------------------------------------------- */

/* What may stand in a result, as data. */
static bool fits_inside(const struct generate *g, const parl_part *part)
{
    static const char inside[] =
        "image/png image/jpeg image/webp application/pdf text/plain";
    const enum media_source source = media_source(part->media);

    return !g->e->to->facts->no_media_in_results && source != MEDIA_URL &&
           source != MEDIA_FILE_ID &&
           span_in(media_mime(part->media, (enum parl_part_type)part->type),
                   inside);
}

static const char *field_of(struct generate *g, const struct answered *a,
                            size_t part)
{
    return inner_pointer(g->e, a->message, part);
}

/* Pictures and the like that may stand in the result itself. */
static void write_inside(struct generate *g, const struct answered *a)
{
    struct json_out *out = g->out;
    const size_t before = out->buf->len;

    json_array(out, "parts");
    for (size_t i = 0; i < a->n_parts; i++) {
        const struct generate_part p = { &a->parts[i], field_of(g, a, i) };

        if (!is_attachment(p.part) || !fits_inside(g, p.part))
            continue;
        json_object(out, NULL);
        generate_write_inline(g, &p);
        json_end(out);
        if (p.part->media->detail > PARL_DETAIL_AUTO)
            dropped(g->e, pointer(g->e, "%s/image_url/detail", p.field),
                    "there is none for what stands in a result");
    }
    json_end_or_undo(out, before);
}

/* What may not follows the results, as the user's. */
static void write_behind(struct generate *g, struct answered *a)
{
    for (size_t i = 0; i < a->n_parts; i++) {
        const struct generate_part p = { &a->parts[i], field_of(g, a, i) };

        generate_drop_mark(g, p.field, p.part->cache);
        if (is_attachment(p.part) && !fits_inside(g, p.part)) {
            translated_for_model(
                g->e, p.field,
                "sent in a turn of the user: %s does not take it in a "
                "result");
            generate_write_media_part(g, &p);
            continue;
        }
        if (!is_attachment(p.part) && p.part->type != PARL_PART_TEXT)
            dropped_for_vendor(g->e, p.field, "%s takes no such part");
        drop_part_extra(g->e, p.field, p.part);
    }
}

/* ---- the whole ---------------------------------------------------------- */

static void write_result(struct generate *g, struct answered *a)
{
    struct json_out *out = g->out;

    if (a->result == NULL) {
        translated(g->e, a->field,
                   "nothing answers it, so an error result was added");
        a->result_room.text = "the call was not answered";
        a->parts = &a->result_room;
        a->n_parts = 1;
    }
    generate_open_turn(g, TURN_RESULTS);
    json_object(out, NULL);
    json_object(out, "functionResponse");
    if (generate_sends_id(g, a->caller, a->call->id))
        json_str(out, "id", a->call->id);
    json_str(out, "name", a->call->name);
    if (a->result != NULL)
        drop_result_name(g->e, a->message, a->call->id);
    write_response(out, a);
    write_inside(g, a);
    json_end(out);
    json_end(out);
}

/* A second answer to one call, or one to a call of an earlier step. */
static void drop_others(struct encoding *e, size_t message)
{
    size_t n_parts;

    parts_of(e, message, &n_parts);
    for (size_t i = 0; i < n_parts; i++)
        drop_answer(e, message, i);
    drop_message_extra(e, message);
}

size_t generate_write_results(struct generate *g, size_t first, size_t behind)
{
    const parl_request *r = g->e->request;
    size_t m = behind;

    each_call(g, first, behind, write_result);
    each_call(g, first, behind, write_behind);
    for (; m < r->n_messages && r->messages[m].role == PARL_ROLE_TOOL; m++)
        drop_others(g->e, m);
    return m - 1;
}
