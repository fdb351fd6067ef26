/* encoding/extra.c -- members that nobody knows. */
#include "encoding/extra.h"

#include <string.h>
#include "encoding/encoding.h"

/* Was the member said before?  Only among the first of them: it is a slip of
 * people, who write few. */
static bool is_said_again(const char *object, const char *name,
                          struct span value, size_t number)
{
    enum { LOOKED_AT = 256 };
    struct span first;

    if (number >= LOOKED_AT)
        return false;
    first = json_find_in(object, name);
    return first.ptr != NULL && first.ptr != value.ptr;
}

const char *decoded_name(struct encoding *e, const struct json_text *name)
{
    struct buf scratch;
    struct span text;
    const char *copy = NULL;

    buf_init(&scratch, e->arena->mem, SIZE_MAX);
    text = json_decode(name, &scratch);
    if (text.ptr != NULL)
        copy = arena_text(e->arena, text.ptr, text.len);
    if (!buf_ok(&scratch))
        e->arena->status = scratch.status;
    buf_release(&scratch);
    return copy != NULL ? copy : "";
}

void each_member(struct encoding *e, const char *object, member_fn *fn,
                 void *ctx)
{
    struct json_text name;
    struct json_in in;

    if (object == NULL)
        return;
    json_open_object(&in, span_of(object));
    for (size_t i = 0; json_next_member(&in, &name); i++) {
        const char *key = decoded_name(e, &name);
        const struct span value = json_raw(&in);

        if (e->arena->status == PARL_OK &&
            !is_said_again(object, key, value, i))
            fn(e, key, value, ctx);
    }
}

bool is_unsaid(struct span value)
{
    return span_is(value, "null") || span_is(value, "[]");
}

struct said {
    member_fn *fn;
    void *ctx;
};

static void pass_said(struct encoding *e, const char *name, struct span value,
                      void *ctx)
{
    const struct said *to = ctx;

    if (!is_unsaid(value))
        to->fn(e, name, value, to->ctx);
}

void each_said(struct encoding *e, const char *object, member_fn *fn, void *ctx)
{
    struct said to = { fn, ctx };

    each_member(e, object, pass_said, &to);
}

/* ---- a tool of the vendor's own ----------------------------------------- */

struct unmarked {
    struct json_out *out;
    const char *field;
};

static void write_all_but_marks(struct encoding *e, const char *name,
                                struct span value, void *ctx)
{
    const struct unmarked *u = ctx;

    if (strcmp(name, "cache_control") != 0)
        json_raw_out(u->out, name, value);
    else if (!is_unsaid(value))
        dropped_member(e, u->field, name, "%s reads no mark here");
}

void write_unmarked(struct encoding *e, struct json_out *out, const char *tool,
                    const char *field)
{
    struct unmarked u = { out, field };

    if (json_find_in(tool, "cache_control").ptr == NULL) {
        json_raw_out(out, NULL, span_of(tool));
        return;
    }
    json_object(out, NULL);
    each_member(e, tool, write_all_but_marks, &u);
    json_end(out);
}

bool lists_text(struct span list, const char *text)
{
    struct json_in in;
    bool found = false;

    json_open_array(&in, list);
    while (json_next_element(&in)) {
        const struct json_text element = json_text(&in);

        found = json_name_is(&element, text) || found;
    }
    return found;
}

bool object_has(const struct encoding *e, size_t begin, const char *name)
{
    const struct buf *body = &e->body->text;
    struct json_text key;
    struct json_in in;

    if (begin >= body->len)
        return false; /* there was no memory */
    json_open_object(&in,
                     (struct span){ body->data + begin, body->len - begin });
    while (json_next_member(&in, &key)) {
        if (json_name_is(&key, name))
            return true;
        json_skip(&in);
    }
    return false;
}

bool body_has(const struct encoding *e, const char *name)
{
    return object_has(e, 0, name);
}

static void write_extra_member(struct encoding *e, const char *name,
                               struct span value, void *unused)
{
    (void)unused;
    if (body_has(e, name))
        refuse(e, PARL_INVALID_ARGUMENT,
               pointer(e, "/extra_body/%s", escaped(e, name)),
               "the request says it already");
    else
        json_raw_out(&e->out, name, value);
}

void write_extra_body(struct encoding *e)
{
    each_member(e, e->request->extra_body, write_extra_member, NULL);
}

bool is_answer_member(const char *name, struct span value)
{
    static const char names[] =
        "annotations audio function_call grounding parsed reasoning channel "
        "reasoning_content refusal citations executed_tools safetyRatings "
        "token_id tokens reasoning_steps "
        "citationMetadata urlContextMetadata avgLogprobs continuationToken";

    return is_unsaid(value) || span_is(value, "{}") || word_in(names, name);
}

/* Members of what stands at `field`; `all`: those of answers, too. */
struct homeless {
    const char *field;
    bool all;
};

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *ctx)
{
    const struct homeless *of = ctx;

    if (of->all || !is_answer_member(name, value))
        drop_no_such(e, of->field, name);
}

void drop_message_extra(struct encoding *e, size_t message)
{
    const char *extra = e->request->messages[message].extra;
    struct homeless of = { .all = false };

    if (extra == NULL)
        return;
    of.field = message_pointer(e, message);
    each_member(e, extra, drop_member, &of);
}

void drop_part_extra(struct encoding *e, const char *field,
                     const parl_part *part)
{
    struct homeless of = { .field = field, .all = true };

    each_said(e, part->extra, drop_member, &of);
}
