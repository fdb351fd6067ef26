/* wire/eventstream.c -- cuts a byte stream into messages of AWS's event stream
 * encoding.
 *
 *   4  length of the message, all of it
 *   4  length of its headers
 *   4  checksum of these eight bytes
 *      headers: 1 length, name, 1 type, value; texts and bytes have their
 *      length, 2, before them
 *      payload
 *   4  checksum of all before it
 *
 * Numbers have their highest byte first.  From Smithy's specification of the
 * encoding.  It knows limits of 24 MB and 128 KB and forbids clients to
 * enforce them: what counts here is the caller's own. */
#include "wire/eventstream.h"

#include <string.h>
#include "wire/crc32.h"

enum { PRELUDE = 12, CHECKSUM = 4, SMALLEST = PRELUDE + CHECKSUM };

void eventstream_init(struct eventstream *s, const parl_allocator *mem,
                      size_t max_message)
{
    *s = (struct eventstream){ .max_message = max_message };
    buf_init(&s->held, mem, max_message);
}

void eventstream_release(struct eventstream *s)
{
    buf_release(&s->held);
}

static uint32_t read_number(const char *bytes, size_t len)
{
    uint32_t number = 0;

    for (size_t i = 0; i < len; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

static uint32_t read_u32(const char *bytes)
{
    return read_number(bytes, 4);
}

/* ---- headers ------------------------------------------------------------ */

/* Bytes of a value, or of the length before it. */
static const struct {
    unsigned char size;
    bool counted;
} types[] = {
    [EVENTSTREAM_TRUE] = { 0, false },  [EVENTSTREAM_FALSE] = { 0, false },
    [EVENTSTREAM_INT8] = { 1, false },  [EVENTSTREAM_INT16] = { 2, false },
    [EVENTSTREAM_INT32] = { 4, false }, [EVENTSTREAM_INT64] = { 8, false },
    [EVENTSTREAM_BYTES] = { 2, true },  [EVENTSTREAM_TEXT] = { 2, true },
    [EVENTSTREAM_TIME] = { 8, false },  [EVENTSTREAM_UUID] = { 16, false },
};

enum { N_TYPES = sizeof(types) / sizeof(types[0]) };

/* Takes `len` bytes off; ptr NULL: there are not so many. */
static struct span take(struct span *from, size_t len)
{
    struct span taken = { from->ptr, len };

    if (from->len < len)
        return SPAN_NONE;
    from->ptr += len;
    from->len -= len;
    return taken;
}

static struct span take_value(struct span *from, unsigned type)
{
    const struct span first = take(from, types[type].size);

    if (first.ptr == NULL || !types[type].counted)
        return first;
    return take(from, read_number(first.ptr, first.len));
}

bool eventstream_header(struct span *headers, struct eventstream_header *out)
{
    struct span rest = *headers;
    const struct span len = take(&rest, 1);
    struct span name, type, value;

    if (len.ptr == NULL || *len.ptr == 0)
        return false;
    name = take(&rest, (unsigned char)*len.ptr);
    type = name.ptr != NULL ? take(&rest, 1) : SPAN_NONE;
    if (type.ptr == NULL || (unsigned char)*type.ptr >= N_TYPES)
        return false;
    value = take_value(&rest, (unsigned char)*type.ptr);
    if (value.ptr == NULL)
        return false;
    *out = (struct eventstream_header){
        name, (enum eventstream_type)(unsigned char)*type.ptr, value
    };
    *headers = rest;
    return true;
}

/* The header of a name that stands before the header at `end`. */
static bool find_header(struct span headers, struct span name, const char *end,
                        struct eventstream_header *out)
{
    while (headers.ptr != end && eventstream_header(&headers, out)) {
        if (span_same(out->name, name))
            return true;
    }
    return false;
}

struct span eventstream_text(const struct eventstream_message *message,
                             const char *name)
{
    struct eventstream_header header;

    if (!find_header(message->headers, span_of(name), NULL, &header) ||
        header.type != EVENTSTREAM_TEXT)
        return SPAN_NONE;
    return header.value;
}

static parl_status check_headers(struct span headers, struct error *err)
{
    enum { MAX_HEADERS = 256 }; /* a search in each of them is no loss */
    struct span rest = headers;
    const char *begin = rest.ptr;
    struct eventstream_header header, before;

    for (int n = 0; eventstream_header(&rest, &header); n++) {
        if (find_header(headers, header.name, begin, &before))
            return error_set(err, PARL_PROTOCOL,
                             "a message of the stream has a header twice");
        if (n == MAX_HEADERS)
            return error_set(err, PARL_TOO_LARGE,
                             "a message of the stream has too many headers");
        begin = rest.ptr;
    }
    if (rest.len > 0)
        return error_set(err, PARL_PROTOCOL,
                         "a message of the stream has a malformed header");
    return PARL_OK;
}

/* Most messages of a stream have the headers of the one before. */
static parl_status judge_headers(struct eventstream *s,
                                 struct eventstream_message *message,
                                 struct error *err)
{
    const struct span seen = { s->seen, s->n_seen }, headers = message->headers;
    parl_status status;

    message->as_before = headers.len > 0 && span_same(headers, seen);
    if (message->as_before)
        return PARL_OK;
    status = check_headers(headers, err);
    s->n_seen = headers.len <= sizeof(s->seen) ? headers.len : 0;
    memcpy(s->seen, headers.ptr, s->n_seen);
    return status;
}

/* ---- messages ----------------------------------------------------------- */

static bool is_right(const char *bytes, size_t len)
{
    return crc32_add(0, bytes, len) == read_u32(bytes + len);
}

/* Of the first bytes of a message: how long it is. */
static parl_status read_prelude(struct eventstream *s, const char *bytes,
                                struct error *err)
{
    const uint32_t total = read_u32(bytes), headers = read_u32(bytes + 4);

    if (!is_right(bytes, PRELUDE - CHECKSUM))
        return error_set(err, PARL_PROTOCOL,
                         "the checksum of a message's beginning is wrong");
    if (total < SMALLEST || headers > total - SMALLEST)
        return error_set(err, PARL_PROTOCOL,
                         "a message of the stream has an impossible length");
    if (total > s->max_message)
        return error_set(err, PARL_TOO_LARGE,
                         "an event of the stream (max_event_bytes) is too "
                         "large");
    s->total = total;
    return PARL_OK;
}

/* `bytes` are a whole message. */
static parl_status end_message(struct eventstream *s, const char *bytes,
                               eventstream_fn *fn, void *ctx, struct error *err)
{
    const size_t headers = read_u32(bytes + 4);
    struct eventstream_message message = {
        .headers = { bytes + PRELUDE, headers },
        .payload = { bytes + PRELUDE + headers, s->total - SMALLEST - headers },
    };
    parl_status status;

    if (!is_right(bytes, s->total - CHECKSUM))
        return error_set(err, PARL_PROTOCOL,
                         "the checksum of a message of the stream is wrong");
    s->total = 0;
    status = judge_headers(s, &message, err);
    return status == PARL_OK ? fn(ctx, &message, err) : status;
}

/* How many bytes are wanted before the message goes on. */
static size_t wanted(const struct eventstream *s)
{
    return s->total > 0 ? s->total : PRELUDE;
}

static parl_status hold(struct eventstream *s, struct span *bytes, size_t len,
                        struct error *err)
{
    const struct span piece = take(bytes, len < bytes->len ? len : bytes->len);

    buf_add(&s->held, piece.ptr, piece.len);
    return buf_ok(&s->held) ? PARL_OK
                            : error_memory(err, s->held.status,
                                           "an event of the stream "
                                           "(max_event_bytes)");
}

/* Takes the rest of a prelude, or of a message, or what there is of it. */
static parl_status take_some(struct eventstream *s, struct span *bytes,
                             eventstream_fn *fn, void *ctx, struct error *err)
{
    const bool in_place = s->held.len == 0 && bytes->len >= wanted(s);
    const char *begin = bytes->ptr;
    parl_status status = PARL_OK;

    if (!in_place) {
        status = hold(s, bytes, wanted(s) - s->held.len, err);
        begin = s->held.data;
        if (status != PARL_OK || s->held.len < wanted(s))
            return status;
    }
    if (s->total == 0)
        return read_prelude(s, begin, err);
    if (in_place)
        take(bytes, s->total);
    status = end_message(s, begin, fn, ctx, err);
    buf_reset(&s->held);
    return status;
}

parl_status eventstream_feed(struct eventstream *s, const char *bytes,
                             size_t len, eventstream_fn *fn, void *ctx,
                             struct error *err)
{
    struct span left = { bytes, len };

    if (s->status != PARL_OK)
        return error_set(err, s->status, "the stream failed earlier");
    while (left.len > 0 && s->status == PARL_OK)
        s->status = take_some(s, &left, fn, ctx, err);
    return s->status;
}

parl_status eventstream_finish(struct eventstream *s, struct error *err)
{
    if (s->status != PARL_OK)
        return error_set(err, s->status, "the stream failed earlier");
    if (s->held.len == 0)
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED,
                     "the stream ended in the middle of an event");
}
