/* api/framing.c -- how the bytes of an answer become events: what form it has,
 * which dialect it is in where nobody said, and the three machines that cut
 * streams into events. */
#include "api/decoder.h"

#include <string.h>
#include "decoding/decoding.h"
#include "wire/json_in.h"

/* ---- the dialect, where nobody said ------------------------------------- */

/* The beginning of an answer tells which of the provider's dialects it is in,
 * if it is not the usual one. */
void decoder_guess(struct parl_decoder *d, struct span document)
{
    const struct provider *p = d->to.provider;

    if (!d->guessing)
        return;
    d->guessing = false;
    for (size_t i = 0; i < p->n_surfaces; i++) {
        const struct dialect *dialect = p->surfaces[i].dialect;

        if (dialect->claims == NULL || !dialect->claims(document) ||
            dialect == d->to.dialect)
            continue;
        d->to.dialect = dialect;
        d->decoding.state =
            arena_alloc(&d->decoding.arena, dialect->state_size);
        if (d->decoding.state == NULL)
            d->decoding.failed = PARL_OUT_OF_MEMORY;
        return;
    }
}

/* ---- events ------------------------------------------------------------- */

/* The last event of a stream that was cut: JSON, or a mark such as [DONE],
 * without its end. */
static bool is_cut(struct span data)
{
    if (data.ptr[0] == '[')
        return data.ptr[data.len - 1] != ']';
    return data.ptr[0] == '{' && !json_valid(data.ptr, data.len);
}

void decoder_settle(struct parl_decoder *d)
{
    const struct span data = stencil_settle(&d->stencil);
    struct error none; /* it was read before, and was none */

    error_init(&none);
    if (data.ptr != NULL)
        d->to.dialect->event(&d->decoding, d->stencil.name, data, &none);
}

/* `whole`: what the framer took for the event; ptr NULL: it was put together
 * first, or is its data. */
static parl_status read_event(struct parl_decoder *d, struct span whole,
                              struct span name, struct span data,
                              struct error *err)
{
    unsigned before;
    parl_status status;

    decoder_settle(d);
    before = d->collector.n_added;
    status = d->to.dialect->event(&d->decoding, name, data, err);
    if (status == PARL_OK && d->collector.n_added - before == 1)
        stencil_cut(&d->stencil, whole, name, data);
    return status;
}

static parl_status take_again(struct parl_decoder *d,
                              const struct json_text *text, struct error *err)
{
    hand_on_again(&d->decoding, text);
    return what_failed(&d->decoding, err);
}

static parl_status take_event(struct parl_decoder *d, struct span whole,
                              struct span name, struct span data,
                              struct error *err)
{
    struct json_text again;

    if (stencil_fits_data(&d->stencil, name, data, &again))
        return take_again(d, &again, err);
    return read_event(d, whole, name, data, err);
}

static parl_status on_event(void *ctx, const struct sse_event *event,
                            struct error *err)
{
    struct parl_decoder *d = ctx;

    if (event->again.raw.ptr != NULL)
        return take_again(d, &event->again, err);
    if (span_is_blank(event->data))
        return PARL_OK; /* it keeps the connection busy */
    if (d->ending && is_cut(event->data)) {
        d->decoding.cut = true;
        return PARL_OK; /* that is no event */
    }
    decoder_guess(d, event->data);
    if (d->decoding.state == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    return take_event(d, event->whole, event->name, event->data, err);
}

/* What fails in the middle of a stream is a message of its own kind. */
static parl_status on_failure(struct parl_decoder *d,
                              const struct eventstream_message *message,
                              struct error *err)
{
    d->decoding.error_code = eventstream_text(message, ":exception-type");
    if (d->decoding.error_code.ptr == NULL)
        d->decoding.error_code = eventstream_text(message, ":error-code");
    d->decoding.error_message = eventstream_text(message, ":error-message");
    d->to.dialect->error(&d->decoding, message->payload, err);
    d->decoding.error_code = d->decoding.error_message = SPAN_NONE;
    return err->status;
}

static parl_status on_message(void *ctx,
                              const struct eventstream_message *message,
                              struct error *err)
{
    struct parl_decoder *d = ctx;
    struct json_text again;
    struct span kind;

    if (message->as_before && stencil_fits_data(&d->stencil, d->stencil.name,
                                                message->payload, &again))
        return take_again(d, &again, err);
    kind = eventstream_text(message, ":message-type");
    if (span_is(kind, "exception") || span_is(kind, "error"))
        return on_failure(d, message, err);
    return read_event(d, SPAN_NONE, eventstream_text(message, ":event-type"),
                      message->payload, err);
}

static parl_status feed_eventstream(struct parl_decoder *d, struct span bytes,
                                    struct error *err)
{
    return eventstream_feed(&d->framer.eventstream, bytes.ptr, bytes.len,
                            on_message, d, err);
}

static parl_status finish_eventstream(struct parl_decoder *d, struct error *err)
{
    return eventstream_finish(&d->framer.eventstream, err);
}

static parl_status feed_sse(struct parl_decoder *d, struct span bytes,
                            struct error *err)
{
    return sse_feed(&d->framer.sse, bytes.ptr, bytes.len, on_event, d, err);
}

static parl_status finish_sse(struct parl_decoder *d, struct error *err)
{
    return sse_finish(&d->framer.sse, on_event, d, err);
}

static parl_status on_element(void *ctx, struct span element, struct error *err)
{
    struct parl_decoder *d = ctx;

    return take_event(d, SPAN_NONE, SPAN_NONE, element, err);
}

static parl_status feed_array(struct parl_decoder *d, struct span bytes,
                              struct error *err)
{
    return json_array_feed(&d->framer.array, bytes.ptr, bytes.len, on_element,
                           d, err);
}

/* What an unfinished element held is lost. */
static parl_status finish_array(struct parl_decoder *d, struct error *err)
{
    (void)err;
    d->decoding.cut = d->framer.array.place != ARRAY_BEHIND;
    return PARL_OK;
}

static void begin_sse(struct parl_decoder *d)
{
    const parl_client_options *o = &d->client->options;

    sse_init(&d->framer.sse, &d->client->mem, o->max_event_bytes);
    d->framer.sse.stencil = &d->stencil;
}

static void begin_eventstream(struct parl_decoder *d)
{
    const parl_client_options *o = &d->client->options;

    eventstream_init(&d->framer.eventstream, &d->client->mem,
                     o->max_event_bytes);
}

static void begin_array(struct parl_decoder *d)
{
    const parl_client_options *o = &d->client->options;

    json_array_init(&d->framer.array, &d->client->mem, o->max_event_bytes,
                    o->max_depth);
}

static void release_sse(struct parl_decoder *d)
{
    sse_release(&d->framer.sse);
}

static void release_eventstream(struct parl_decoder *d)
{
    eventstream_release(&d->framer.eventstream);
}

static void release_array(struct parl_decoder *d)
{
    json_array_release(&d->framer.array);
}

/* How the bytes of a stream become events. */
static const struct {
    void (*begin)(struct parl_decoder *d);
    parl_status (*feed)(struct parl_decoder *d, struct span bytes,
                        struct error *err);
    parl_status (*finish)(struct parl_decoder *d, struct error *err);
    void (*release)(struct parl_decoder *d);
} framings[] = {
    [FRAMING_SSE] = { begin_sse, feed_sse, finish_sse, release_sse },
    [FRAMING_EVENTSTREAM] = { begin_eventstream, feed_eventstream,
                              finish_eventstream, release_eventstream },
    [FRAMING_JSON_ARRAY] = { begin_array, feed_array, finish_array,
                             release_array },
};

parl_status decoder_feed_stream(struct parl_decoder *d, struct span bytes,
                                struct error *err)
{
    return framings[d->framing].feed(d, bytes, err);
}

parl_status decoder_finish_stream(struct parl_decoder *d, struct error *err)
{
    decoder_settle(d);
    return framings[d->framing].finish(d, err);
}

void decoder_release_stream(struct parl_decoder *d)
{
    if (d->form == ANSWER_STREAM)
        framings[d->framing].release(d);
}

/* ---- the form of an answer ----------------------------------------------- */

/* Where the first byte is that counts; behind the last one: none so far, or
 * perhaps the rest of a byte order mark follows. */
static size_t skip_mark_and_space(struct span bytes)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t i = 0;

    while (i < 3 && i < bytes.len && bytes.ptr[i] == mark[i])
        i++;
    if (i < 3 && i < bytes.len)
        i = 0;
    while (i < bytes.len && memchr(" \t\r\n", bytes.ptr[i], 4) != NULL)
        i++;
    return i;
}

/* What begins as data, event, id and retry do, or with a colon, is a stream of
 * events; anything else is a whole body, but for an array where the dialect
 * streams in one. */
static enum answer_form form_of(struct parl_decoder *d, struct span bytes)
{
    const size_t i = skip_mark_and_space(bytes);
    char first;

    if (i == bytes.len)
        return ANSWER_UNKNOWN;
    first = bytes.ptr[i];
    if (first == '[' && d->to.dialect->array_streams) {
        d->framing = FRAMING_JSON_ARRAY;
        return ANSWER_STREAM;
    }
    return memchr("deir:", first, 5) != NULL ? ANSWER_STREAM : ANSWER_WHOLE;
}

/* A message of an event stream begins with its length, of which the highest
 * byte is 0. */
void decoder_judge_form(struct parl_decoder *d, struct span bytes)
{
    if (d->to.dialect->framing == FRAMING_EVENTSTREAM && bytes.len > 0 &&
        bytes.ptr[0] == '\0') {
        d->form = ANSWER_STREAM;
        d->framing = FRAMING_EVENTSTREAM;
    } else {
        d->form = form_of(d, bytes);
    }
    if (d->form == ANSWER_STREAM)
        framings[d->framing].begin(d);
}
