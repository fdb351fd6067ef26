/* decoding/decoding.c -- what every dialect's reader needs. */
#include "decoding/decoding.h"

struct span decoded_text(struct decoding *d, const struct json_text *text)
{
    const struct span decoded = json_decode(text, &d->scratch);

    if (!buf_ok(&d->scratch))
        d->failed = d->scratch.status;
    return decoded;
}

struct span decoded_next(struct decoding *d, struct json_in *in)
{
    const struct json_text text = json_text(in);

    return decoded_text(d, &text);
}

struct span decoded_value(struct decoding *d, struct span json)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, 0);
    return decoded_next(d, &in);
}

void hand_on_again(struct decoding *d, const struct json_text *text)
{
    d->again(d->to, d->again_at, decoded_text(d, text));
    buf_reset(&d->scratch);
}

void hand_on(struct decoding *d, collect_fn *collect, struct place at,
             const struct json_text *text)
{
    if (text->raw.len > 0)
        stencil_mark(d->stencil, HOLE_TEXT, text->raw);
    d->again = collect;
    d->again_at = at;
    hand_on_again(d, text);
}

void hand_on_once(struct decoding *d, collect_fn *collect, struct place at,
                  const struct json_text *text)
{
    collect(d->to, at, decoded_text(d, text));
    buf_reset(&d->scratch);
}

void pass_over(struct decoding *d, struct json_in *in)
{
    const bool is_text = json_peek(in) == JSON_TEXT;
    const struct span json = json_raw(in);

    if (is_text && json.len > 0)
        stencil_mark(d->stencil, HOLE_PADDING,
                     (struct span){ json.ptr + 1, json.len - 2 });
    else if (json.len > 0 && json.ptr[0] >= '1' && json.ptr[0] <= '9')
        stencil_mark(d->stencil, HOLE_NUMBER, json);
}

void may_change(struct decoding *d, struct span json)
{
    if (json.ptr != NULL)
        stencil_mark(d->stencil, HOLE_FIGURES, json);
}

void collect_call_id(struct collector *to, struct place at, struct span id)
{
    collect_call(to, at, PARL_PART_TOOL_CALL, id, SPAN_NONE);
}

void collect_call_name(struct collector *to, struct place at, struct span name)
{
    collect_call(to, at, PARL_PART_TOOL_CALL, SPAN_NONE, name);
}

void collect_thinking_signature(struct collector *to, struct place at,
                                struct span signature)
{
    collect_signature(to, PARL_PART_THINKING, at, signature);
}

void hand_on_about(struct decoding *d, collect_about_fn *collect,
                   const struct json_text *text)
{
    collect(d->to, decoded_text(d, text));
    buf_reset(&d->scratch);
}

void keep_unknown(const struct json_text *name, struct span value, void *ctx)
{
    struct decoding *d = *(struct decoding **)ctx;

    if (!is_empty_value(value))
        collect_top(d->to, decoded_text(d, name), value);
    buf_reset(&d->scratch);
}

struct span kept_bytes(struct decoding *d, struct span bytes)
{
    const char *text = arena_text(&d->arena, bytes.ptr, bytes.len);

    return (struct span){ text, text != NULL ? bytes.len : 0 };
}

struct span scratch_text(struct decoding *d)
{
    if (buf_ok(&d->scratch))
        return (struct span){ d->scratch.data, d->scratch.len };
    d->failed = d->scratch.status;
    return SPAN_NONE;
}

struct span wrapped(struct decoding *d, const char *before, struct span json,
                    const char *after)
{
    buf_add_text(&d->scratch, before);
    buf_add(&d->scratch, json.ptr, json.len);
    buf_add_text(&d->scratch, after);
    return scratch_text(d);
}

void copy_value(char *field, size_t size, struct span json, struct buf *scratch)
{
    struct span text = json;
    struct json_in in;

    if (json.ptr == NULL || span_is(json, "null"))
        return;
    json_in_init(&in, json.ptr, json.len, 0);
    if (json_peek(&in) == JSON_TEXT)
        text = json_string(&in, scratch);
    error_copy(field, size, text.ptr, text.len);
    buf_reset(scratch);
}

struct span first_element(struct span json)
{
    struct json_in in;

    if (!json_open_array(&in, json))
        return json;
    return json_next_element(&in) ? json_raw(&in) : SPAN_NONE;
}

/* ---- counts ------------------------------------------------------------- */

static int64_t at_most(int64_t count, int64_t limit)
{
    return count > limit ? limit : count;
}

static parl_usage in_buckets(const struct token_counts *c)
{
    const int64_t prompt = known_count(c->prompt);
    const int64_t cached = at_most(c->cached, prompt);
    const int64_t written = at_most(c->written, prompt - known_count(cached));
    int64_t completion = known_count(c->completion), reasoning;

    if (c->reasoning > 0 && c->total == prompt + completion + c->reasoning)
        completion += c->reasoning;
    reasoning = at_most(c->reasoning, completion);
    return (parl_usage){
        .input = prompt - known_count(cached) - known_count(written),
        .cache_read = cached,
        .cache_write = written,
        .output = completion - known_count(reasoning),
        .reasoning = reasoning,
        .prompt_tokens = prompt,
        .completion_tokens = completion,
        .total_tokens = c->total >= 0 ? c->total : prompt + completion,
    };
}

void collect_counts(struct collector *to, const struct token_counts *counts)
{
    if (counts->prompt >= 0 || counts->completion >= 0 || counts->total >= 0) {
        const parl_usage usage = in_buckets(counts);

        collect_usage(to, &usage);
    }
}

/* ---- how it went -------------------------------------------------------- */

/* Bytes that are no JSON, or are nested too deep. */
static parl_status json_failure(const struct json_in *in, const char *what,
                                struct error *err)
{
    if (in->too_deep)
        return error_set(err, PARL_TOO_LARGE,
                         "%s is nested deeper than max_depth (%s)", what,
                         in->problem);
    return error_set(err, PARL_PROTOCOL, "%s is not JSON: %s, at byte %zu",
                     what, in->problem, (size_t)(in->at - in->begin));
}

parl_status event_read(struct json_in *in, struct error *err)
{
    return json_at_end(in) ? PARL_OK : json_failure(in, "an event", err);
}

parl_status answer_read(struct json_in *in, struct error *err)
{
    if (in->cut)
        return error_set(err, PARL_TRUNCATED, "the answer was cut short");
    return json_at_end(in) ? PARL_OK : json_failure(in, "the answer", err);
}

parl_status end_marked(struct decoding *d, struct error *err)
{
    return d->done ? PARL_OK
                   : error_set(err, PARL_TRUNCATED,
                               "the stream ended before the answer did");
}

parl_status what_failed(struct decoding *d, struct error *err)
{
    if (d->to->status != PARL_OK) {
        *err = d->to->error;
        return d->to->status;
    }
    if (d->failed == PARL_OK)
        d->failed = d->arena.status;
    return d->failed == PARL_OK ? PARL_OK
                                : error_memory(err, d->failed, "the answer");
}

parl_status settled(struct decoding *d, parl_status status, struct error *err)
{
    const parl_status ours = what_failed(d, err);

    return ours != PARL_OK ? ours : status;
}
