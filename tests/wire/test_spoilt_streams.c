/* tests/wire/test_spoilt_streams.c -- streams spoilt by chance: however they
 * are cut, they come to the same; and what stands in headers beside them. */
#include "support/check.h"

#include <limits.h>
#include <stdlib.h>
#include "api/answer_head.h"
#include "base/moment.h"
#include "base/http_date.h"
#include "support/frames.h"
#include "support/spoil.h"
#include "wire/eventstream.h"
#include "wire/json_array.h"
#include "wire/json_in.h"
#include "wire/sse.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

enum { MAX_EVENT = 200, MAX_DEPTH = 8 };

/* ---- what came ---------------------------------------------------------- */

static void record(struct buf *log, struct span text)
{
    buf_add(log, text.ptr, text.len);
    buf_add_char(log, '\n');
}

static parl_status record_event(void *log, const struct sse_event *event,
                                struct error *err)
{
    (void)err;
    record(log, event->name);
    record(log, event->data);
    return PARL_OK;
}

static parl_status record_element(void *log, struct span element,
                                  struct error *err)
{
    (void)err;
    record(log, element);
    return PARL_OK;
}

static parl_status record_message(void *log,
                                  const struct eventstream_message *message,
                                  struct error *err)
{
    struct span headers = message->headers;
    struct eventstream_header header;

    (void)err;
    while (eventstream_header(&headers, &header)) {
        record(log, header.name);
        record(log, header.value);
    }
    assert_int_equal(headers.len, 0);
    record(log, eventstream_text(message, ":event-type"));
    record(log, message->payload);
    return PARL_OK;
}

/* ---- the framers -------------------------------------------------------- */

union framer {
    struct sse sse;
    struct json_array array;
    struct eventstream frames;
};

struct kind {
    void (*init)(union framer *f);
    parl_status (*feed)(union framer *f, const char *bytes, size_t len,
                        struct buf *log);
    parl_status (*finish)(union framer *f, struct buf *log);
    void (*release)(union framer *f);
};

static void sse_begin(union framer *f)
{
    sse_init(&f->sse, &mem_libc, MAX_EVENT);
}

static parl_status sse_take(union framer *f, const char *bytes, size_t len,
                            struct buf *log)
{
    return sse_feed(&f->sse, bytes, len, record_event, log, NULL);
}

static parl_status sse_stop(union framer *f, struct buf *log)
{
    return sse_finish(&f->sse, record_event, log, NULL);
}

static void sse_end(union framer *f)
{
    sse_release(&f->sse);
}

static void array_begin(union framer *f)
{
    json_array_init(&f->array, &mem_libc, MAX_EVENT, MAX_DEPTH);
}

static parl_status array_take(union framer *f, const char *bytes, size_t len,
                              struct buf *log)
{
    return json_array_feed(&f->array, bytes, len, record_element, log, NULL);
}

static parl_status array_stop(union framer *f, struct buf *log)
{
    (void)log;
    return f->array.place == ARRAY_BEHIND ? PARL_OK : PARL_TRUNCATED;
}

static void array_end(union framer *f)
{
    json_array_release(&f->array);
}

static void frames_begin(union framer *f)
{
    eventstream_init(&f->frames, &mem_libc, MAX_EVENT);
}

static parl_status frames_take(union framer *f, const char *bytes, size_t len,
                               struct buf *log)
{
    return eventstream_feed(&f->frames, bytes, len, record_message, log, NULL);
}

static parl_status frames_stop(union framer *f, struct buf *log)
{
    (void)log;
    return eventstream_finish(&f->frames, NULL);
}

static void frames_end(union framer *f)
{
    eventstream_release(&f->frames);
}

static const struct kind sse = { sse_begin, sse_take, sse_stop, sse_end };
static const struct kind array = { array_begin, array_take, array_stop,
                                   array_end };
static const struct kind frames = { frames_begin, frames_take, frames_stop,
                                    frames_end };

/* All of it in pieces of chance, each in memory of its own size; `piece` 0: at
 * once. */
static parl_status take(const struct kind *kind, struct span bytes,
                        size_t piece, uint32_t *random, struct buf *log)
{
    parl_status status = PARL_OK;
    union framer f;

    kind->init(&f);
    while (status == PARL_OK && bytes.len > 0) {
        size_t len = piece > 0 ? 1 + spoil_number(random, piece) : bytes.len;
        char *copy;

        if (len > bytes.len)
            len = bytes.len;
        copy = malloc(len);
        memcpy(copy, bytes.ptr, len);
        status = kind->feed(&f, copy, len, log);
        free(copy);
        bytes.ptr += len;
        bytes.len -= len;
    }
    if (status == PARL_OK)
        status = kind->finish(&f, log);
    kind->release(&f);
    return status;
}

static void assert_same(const struct kind *kind, struct span bytes,
                        uint32_t *random)
{
    struct buf whole, cut;
    parl_status status;

    buf_init(&whole, &mem_libc, SIZE_MAX);
    status = take(kind, bytes, 0, random, &whole);
    for (size_t piece = 1; piece <= 64; piece *= 4) {
        buf_init(&cut, &mem_libc, SIZE_MAX);
        assert_int_equal(take(kind, bytes, piece, random, &cut), status);
        assert_int_equal(cut.len, whole.len);
        if (cut.len > 0)
            assert_memory_equal(cut.data, whole.data, cut.len);
        buf_release(&cut);
    }
    buf_release(&whole);
}

static void test_any_cut_of_spoilt_lines_is_the_same(void **state)
{
    static const char sample[] =
        "\xEF\xBB\xBF: hello\r\nevent: a\r\ndata: {\"a\":1}\r\n\r\n"
        "data:b\ndata: c\nid: 7\nretry: 3\n\nerror: {\"code\":500}\n\n"
        "data\rdata: [DONE]\r\rdata: d\n\n{\"error\":{\"message\":\n\"m\"}}\n";
    uint32_t random = 5;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 4; i++) {
        size_t len;
        char *text = spoil_copy(&random, span_of(sample), &len);

        assert_same(&sse, (struct span){ text, len }, &random);
        free(text);
    }
}

static void test_any_cut_of_a_spoilt_array_is_the_same(void **state)
{
    static const char sample[] =
        " [ {\"a\":[1,{\"b\":\"]\\\\\\\"}\"}]} ,\r\n{\"c\":\"d\"},[],7, "
        "{\"e\":{\"f\":{}}}\n]\n ";
    uint32_t random = 6;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 4; i++) {
        size_t len;
        char *text = spoil_copy(&random, span_of(sample), &len);

        assert_same(&array, (struct span){ text, len }, &random);
        free(text);
    }
}

/* The headers are spoilt before the checksums are made, or the bytes behind. */
static void test_any_cut_of_spoilt_messages_is_the_same(void **state)
{
    uint32_t random = 7;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 4; i++) {
        const bool spoils_headers = spoil_number(&random, 2) == 0;
        struct buf headers, bytes;
        size_t len;
        char *text;

        buf_init(&headers, &mem_libc, SIZE_MAX);
        buf_init(&bytes, &mem_libc, SIZE_MAX);
        frame_header(&headers, ":message-type", SPAN("event"));
        frame_header(&headers, ":event-type", SPAN("a"));
        frame_add(&bytes, (struct span){ headers.data, headers.len },
                  SPAN("{\"a\":1}"));
        text = spoil_copy(&random, (struct span){ headers.data, headers.len },
                          &len);
        frame_add(&bytes,
                  spoils_headers ? (struct span){ text, len }
                                 : (struct span){ headers.data, headers.len },
                  SPAN("{\"b\":2}"));
        frame_add(&bytes, SPAN(""), SPAN(""));
        free(text);
        text =
            spoil_copy(&random, (struct span){ bytes.data, bytes.len }, &len);
        assert_same(&frames,
                    spoils_headers ? (struct span){ bytes.data, bytes.len }
                                   : (struct span){ text, len },
                    &random);
        free(text);
        buf_release(&headers);
        buf_release(&bytes);
    }
}

/* ---- JSON and headers --------------------------------------------------- */

/* A value is valid, or the reader says what is wrong; it never goes past the
 * end. */
static void test_spoilt_json_is_read_to_its_end(void **state)
{
    static const char sample[] =
        "{\"a\":[1,-2.5e+3,0.0,\"b\\u00e9\\ud83d\\ude00\\n\"],\"c\":{\"d\":"
        "null,\"e\":true,\"f\":false},\"\xC3\xA9\":\"\"}";
    uint32_t random = 8;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 20; i++) {
        struct json_in in;
        size_t len;
        char *text = spoil_copy(&random, span_of(sample), &len);
        const bool valid = json_valid(text, len);

        json_in_init(&in, text, len, 0);
        json_skip(&in);
        assert_int_equal(json_at_end(&in), valid);
        json_find((struct span){ text, len }, "c");
        free(text);
    }
}

static void test_spoilt_headers_are_read_or_not(void **state)
{
    static const char *const dates[] = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    };
    static const char *const delays[] = { "120", "1.5", "30s" };
    static const char moment[] = "2026-11-24T18:00:00.123+05:30";
    uint32_t random = 9;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 20; i++) {
        struct error err = ERROR_INIT;
        struct answer_head head = { .retry_after_ms = -1 };
        char *date = spoil_text(&random, dates[i % 3]);
        char *delay = spoil_text(&random, delays[i % 3]);
        char *text = spoil_text(&random, moment);
        int64_t seconds = 0;

        http_date_read(date, &seconds);
        moment_read(span_of(text), &seconds);
        answer_head_take(&head, SPAN("Date"), span_of(dates[0]));
        answer_head_take(
            &head, i % 2 == 0 ? SPAN("Retry-After") : SPAN("retry-after-ms"),
            span_of(delay));
        answer_head_take(&head, SPAN("Retry-After"), span_of(date));
        answer_head_apply(&head, &err);
        assert_true(err.retry_after_ms >= -1);
        free(date);
        free(delay);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_cut_of_spoilt_lines_is_the_same),
        cmocka_unit_test(test_any_cut_of_a_spoilt_array_is_the_same),
        cmocka_unit_test(test_any_cut_of_spoilt_messages_is_the_same),
        cmocka_unit_test(test_spoilt_json_is_read_to_its_end),
        cmocka_unit_test(test_spoilt_headers_are_read_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
