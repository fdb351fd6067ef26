/* tests/wire/test_eventstream.c -- a byte stream becomes messages, however it
 * is cut; and none of it is believed that a checksum does not confirm. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/frames.h"
#include "support/golden.h"
#include "support/oom.h"
#include "wire/eventstream.h"

/* ---- help --------------------------------------------------------------- */

static void add_hex(struct buf *log, struct span bytes)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < bytes.len; i++) {
        buf_add_char(log, digits[(unsigned char)bytes.ptr[i] >> 4]);
        buf_add_char(log, digits[(unsigned char)bytes.ptr[i] & 15]);
    }
}

/* Writes "name:type=value,...|payload;" for each message: texts as they are,
 * other values as the digits of their bytes. */
static parl_status record(void *ctx, const struct eventstream_message *message,
                          struct error *err)
{
    struct span headers = message->headers;
    struct eventstream_header header;
    struct buf *log = ctx;

    (void)err;
    while (eventstream_header(&headers, &header)) {
        buf_add(log, header.name.ptr, header.name.len);
        buf_add_char(log, ':');
        buf_add_char(log, (char)('0' + header.type));
        buf_add_char(log, '=');
        if (header.type == EVENTSTREAM_TEXT)
            buf_add(log, header.value.ptr, header.value.len);
        else
            add_hex(log, header.value);
        buf_add_char(log, ',');
    }
    assert_int_equal(headers.len, 0);
    buf_add_char(log, '|');
    buf_add(log, message->payload.ptr, message->payload.len);
    buf_add_char(log, ';');
    return PARL_OK;
}

/* In a block of its own size, so that a byte too far is seen. */
static parl_status feed(struct eventstream *s, struct span bytes,
                        struct buf *log)
{
    char *copy = malloc(bytes.len != 0 ? bytes.len : 1);
    parl_status status;

    memcpy(copy, bytes.ptr, bytes.len);
    status = eventstream_feed(s, copy, bytes.len, record, log, NULL);
    memset(copy, '#', bytes.len);
    free(copy);
    return status;
}

/* Cut in two at `first`, the rest in pieces of `piece`; 0: whole. */
static parl_status parse(struct span bytes, size_t first, size_t piece,
                         size_t max, struct buf *log)
{
    struct eventstream s;
    parl_status status;

    buf_init(log, &mem_libc, SIZE_MAX);
    eventstream_init(&s, &mem_libc, max);
    status = feed(&s, (struct span){ bytes.ptr, first }, log);
    for (size_t at = first; at < bytes.len && status == PARL_OK;) {
        size_t len = bytes.len - at;

        if (piece > 0 && piece < len)
            len = piece;
        status = feed(&s, (struct span){ bytes.ptr + at, len }, log);
        at += len;
    }
    if (status == PARL_OK)
        status = eventstream_finish(&s, NULL);
    eventstream_release(&s);
    return status;
}

static void check_all(struct span bytes, size_t max, parl_status status,
                      const char *messages)
{
    struct buf log;

    for (size_t first = 0; first <= bytes.len; first++) {
        assert_int_equal(parse(bytes, first, 0, max, &log), status);
        assert_string_equal(buf_text(&log), messages);
        buf_release(&log);
    }
    for (size_t piece = 1; piece < 20; piece++) {
        assert_int_equal(parse(bytes, 0, piece, max, &log), status);
        assert_string_equal(buf_text(&log), messages);
        buf_release(&log);
    }
}

static void check(const char *bytes, size_t len, parl_status status,
                  const char *messages)
{
    check_all((struct span){ bytes, len }, 4096, status, messages);
}

/* A message made of these headers and this payload, and one behind it that is
 * in order. */
static void check_headers(const char *headers, size_t len, parl_status status,
                          const char *messages)
{
    struct buf bytes;

    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, (struct span){ headers, len }, SPAN("P"));
    frame_add(&bytes, SPAN(""), SPAN("Q"));
    check(bytes.data, bytes.len, status, messages);
    buf_release(&bytes);
}

#define HEADERS(bytes) bytes, sizeof(bytes) - 1

/* ---- messages ----------------------------------------------------------- */

static void test_messages_at_every_cut(void **state)
{
    struct buf bytes;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frames_make(SPAN("event a {\"n\":1}\nevent b {}\nerror Code some text\n"),
                &bytes);
    frame_add(&bytes, SPAN(""), SPAN(""));
    check(bytes.data, bytes.len, PARL_OK,
          ":event-type:7=a,:content-type:7=application/json,"
          ":message-type:7=event,|{\"n\":1};"
          ":event-type:7=b,:content-type:7=application/json,"
          ":message-type:7=event,|{};"
          ":message-type:7=error,:error-code:7=Code,"
          ":error-message:7=some text,|;|;");
    buf_release(&bytes);
}

static void test_nothing_is_no_message(void **state)
{
    (void)state;
    check("", 0, PARL_OK, "");
}

static void test_a_stream_that_ends_inside_is_truncated(void **state)
{
    struct buf bytes;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN(""), SPAN("first"));
    frame_add(&bytes, SPAN(""), SPAN("second"));
    for (size_t len = 22; len < bytes.len; len++)
        check(bytes.data, len, PARL_TRUNCATED, "|first;");
    buf_release(&bytes);
}

/* Whichever byte is wrong, the messages before it stay. */
static void test_a_wrong_byte_is_seen_wherever_it_is(void **state)
{
    struct buf bytes, log;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN(""), SPAN("first"));
    frames_make(SPAN("event e {\"text\":\"\"}\n"), &bytes);
    for (size_t at = 21; at < bytes.len; at++) {
        bytes.data[at] ^= 0x40;
        for (size_t piece = 0; piece < 5; piece++) {
            assert_int_equal(parse((struct span){ bytes.data, bytes.len }, 0,
                                   piece, 4096, &log),
                             PARL_PROTOCOL);
            assert_string_equal(buf_text(&log), "|first;");
            buf_release(&log);
        }
        bytes.data[at] ^= 0x40;
    }
    buf_release(&bytes);
}

static parl_status ignore(void *ctx, const struct eventstream_message *message,
                          struct error *err)
{
    (void)ctx, (void)message, (void)err;
    return PARL_OK;
}

/* A length that is wrong is not waited for. */
static void test_the_beginning_is_checked_first(void **state)
{
    static const char prelude[] = "\x00\x00\x01\x10\0\0\0\0\1\2\3\4";
    struct eventstream s;

    (void)state;
    eventstream_init(&s, &mem_libc, 4096);
    assert_int_equal(eventstream_feed(&s, prelude, 11, ignore, NULL, NULL),
                     PARL_OK);
    assert_int_equal(eventstream_feed(&s, prelude + 11, 1, ignore, NULL, NULL),
                     PARL_PROTOCOL);
    assert_int_equal(eventstream_feed(&s, "x", 1, ignore, NULL, NULL),
                     PARL_PROTOCOL);
    assert_int_equal(eventstream_finish(&s, NULL), PARL_PROTOCOL);
    eventstream_release(&s);
}

static void test_a_message_may_be_as_large_as_the_limit(void **state)
{
    struct buf bytes;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN(""), SPAN("0123456789"));
    check_all((struct span){ bytes.data, bytes.len }, 26, PARL_OK,
              "|0123456789;");
    check_all((struct span){ bytes.data, bytes.len }, 25, PARL_TOO_LARGE, "");
    buf_release(&bytes);
}

static parl_status refuse_it(void *ctx,
                             const struct eventstream_message *message,
                             struct error *err)
{
    (void)message;
    ++*(int *)ctx;
    return error_set(err, PARL_CANCELLED, "no");
}

static void test_what_the_callback_says_ends_it(void **state)
{
    struct eventstream s;
    struct buf bytes;
    int calls = 0;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN(""), SPAN("a"));
    frame_add(&bytes, SPAN(""), SPAN("b"));
    eventstream_init(&s, &mem_libc, 4096);
    assert_int_equal(
        eventstream_feed(&s, bytes.data, bytes.len, refuse_it, &calls, NULL),
        PARL_CANCELLED);
    assert_int_equal(
        eventstream_feed(&s, bytes.data, bytes.len, refuse_it, &calls, NULL),
        PARL_CANCELLED);
    assert_int_equal(calls, 1);
    eventstream_release(&s);
    buf_release(&bytes);
}

/* ---- headers ------------------------------------------------------------ */

static void test_every_type_of_header(void **state)
{
    (void)state;
    check_headers(HEADERS("\1a\0"
                          "\1b\1"
                          "\1c\2\xFF"
                          "\1d\3\1\2"
                          "\1e\4\1\2\3\4"
                          "\1f\5\1\2\3\4\5\6\7\10"
                          "\1g\6\0\2xy"
                          "\1h\7\0\3abc"
                          "\1i\10\0\0\0\0\0\0\0\5"
                          "\1j\11ABCDEFGHIJKLMNOP"),
                  PARL_OK,
                  "a:0=,b:1=,c:2=ff,d:3=0102,e:4=01020304,"
                  "f:5=0102030405060708,g:6=7879,h:7=abc,"
                  "i:8=0000000000000005,"
                  "j:9=4142434445464748494a4b4c4d4e4f50,|P;|Q;");
}

static void test_headers_that_cannot_be_end_the_stream(void **state)
{
    (void)state;
    check_headers(HEADERS("\0"), PARL_PROTOCOL, "");          /* no name */
    check_headers(HEADERS("\5ab"), PARL_PROTOCOL, "");        /* name cut off */
    check_headers(HEADERS("\1a"), PARL_PROTOCOL, "");         /* no type */
    check_headers(HEADERS("\1a\12"), PARL_PROTOCOL, "");      /* unknown type */
    check_headers(HEADERS("\1a\4\1\2\3"), PARL_PROTOCOL, ""); /* cut off */
    check_headers(HEADERS("\1a\7\0"), PARL_PROTOCOL, ""); /* length cut off */
    check_headers(HEADERS("\1a\7\0\3ab"), PARL_PROTOCOL, "");
    check_headers(HEADERS("\1a\11ABC"), PARL_PROTOCOL, "");
    check_headers(HEADERS("\1a\0\1b\0\1a\1"), PARL_PROTOCOL, ""); /* twice */
}

/* What was found right is not looked at again; all else is. */
static void test_headers_like_the_last_ones_are_checked(void **state)
{
    struct buf bytes;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN("\1a\0\1b\0"), SPAN("P"));
    frame_add(&bytes, SPAN("\1a\0\1b\0"), SPAN("Q"));
    frame_add(&bytes, SPAN("\1a\0\1b\1"), SPAN("R"));
    frame_add(&bytes, SPAN("\1a\0\1a\1"), SPAN("S"));
    check(bytes.data, bytes.len, PARL_PROTOCOL,
          "a:0=,b:0=,|P;a:0=,b:0=,|Q;a:0=,b:1=,|R;");
    buf_release(&bytes);
}

/* Says of each message whether its headers are those of the last one. */
static parl_status note_before(void *ctx,
                               const struct eventstream_message *message,
                               struct error *err)
{
    (void)err;
    buf_add_char(ctx, message->as_before ? 'y' : 'n');
    return PARL_OK;
}

static void test_long_headers_and_none_are_like_no_others(void **state)
{
    char headers[130] = { 125 };
    const struct span few = SPAN("\1a\0"), none = SPAN("");
    struct span many = { headers, 127 };
    struct eventstream s;
    struct buf bytes, log;

    (void)state;
    memset(headers + 1, 'n', 125);
    headers[126] = 0;
    memcpy(headers + 127, few.ptr, few.len);
    many.len += few.len;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    buf_init(&log, &mem_libc, SIZE_MAX);
    eventstream_init(&s, &mem_libc, 4096);
    frame_add(&bytes, none, SPAN("P"));
    frame_add(&bytes, few, SPAN("P"));
    frame_add(&bytes, few, SPAN("P"));
    frame_add(&bytes, many, SPAN("P"));
    frame_add(&bytes, few, SPAN("P"));
    frame_add(&bytes, many, SPAN("P"));
    frame_add(&bytes, none, SPAN("P"));
    assert_int_equal(
        eventstream_feed(&s, bytes.data, bytes.len, note_before, &log, NULL),
        PARL_OK);
    assert_string_equal(buf_text(&log), "nnynnnn");
    eventstream_release(&s);
    buf_release(&bytes);
    buf_release(&log);
}

static void test_a_header_is_found_by_its_name(void **state)
{
    const struct eventstream_message message = {
        .headers = SPAN("\2no\0\1n\7\0\2ab\1m\4\0\0\0\1"),
    };

    (void)state;
    assert_true(span_is(eventstream_text(&message, "n"), "ab"));
    assert_null(eventstream_text(&message, "m").ptr); /* no text */
    assert_null(eventstream_text(&message, "no").ptr);
    assert_null(eventstream_text(&message, "x").ptr);
}

/* ---- vectors from elsewhere ---------------------------------------------- */

static const struct {
    const char *file;
    parl_status status;
    const char *messages; /* NULL: any */
} vectors[] = {
    { "eventstream-botocore/bin/EMPTY_MESSAGE.bin", PARL_OK, "|;" },
    { "eventstream-botocore/bin/INT8_HEADER.bin", PARL_OK, "byte:2=ff,|;" },
    { "eventstream-botocore/bin/INT16_HEADER.bin", PARL_OK, "short:3=ffff,|;" },
    { "eventstream-botocore/bin/INT32_HEADER.bin", PARL_OK,
      "integer:4=ffffffff,|;" },
    { "eventstream-botocore/bin/INT64_HEADER.bin", PARL_OK,
      "long:5=ffffffffffffffff,|;" },
    { "eventstream-botocore/bin/PAYLOAD_NO_HEADERS.bin", PARL_OK,
      "|{'foo':'bar'};" },
    { "eventstream-botocore/bin/PAYLOAD_ONE_STR_HEADER.bin", PARL_OK,
      "content-type:7=application/json,|{'foo':'bar'};" },
    { "eventstream-botocore/bin/ALL_HEADERS_TYPES.bin", PARL_OK, NULL },
    { "eventstream-botocore/bin/ERROR_EVENT_MESSAGE.bin", PARL_OK,
      ":message-type:7=error,:error-code:7=code,:error-message:7=message,"
      "|;" },
    { "eventstream-botocore/bin/CORRUPTED_HEADER_LENGTH.bin", PARL_PROTOCOL,
      "" },
    { "eventstream-botocore/bin/CORRUPTED_HEADERS.bin", PARL_PROTOCOL, "" },
    { "eventstream-botocore/bin/CORRUPTED_LENGTH.bin", PARL_PROTOCOL, "" },
    { "eventstream-botocore/bin/CORRUPTED_PAYLOAD.bin", PARL_PROTOCOL, "" },
    { "eventstream-botocore/bin/DUPLICATE_HEADER.bin", PARL_PROTOCOL, "" },
    { "eventstream-botocore/bin/INVALID_HEADERS_LENGTH.bin", PARL_PROTOCOL,
      "" },
    { "eventstream-smithy-rs/valid_no_headers", PARL_OK, NULL },
    { "eventstream-smithy-rs/valid_empty_payload", PARL_OK, NULL },
    { "eventstream-smithy-rs/valid_with_all_headers_and_payload", PARL_OK,
      NULL },
    { "eventstream-smithy-rs/invalid_header_name_length", PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_header_name_length_too_long",
      PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_header_string_length_cut_off",
      PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_header_string_value_length", PARL_PROTOCOL,
      "" },
    { "eventstream-smithy-rs/invalid_header_value_type", PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_headers_length", PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_message_checksum", PARL_PROTOCOL, "" },
    { "eventstream-smithy-rs/invalid_prelude_checksum", PARL_PROTOCOL, "" },
};

static bool exists(const char *path)
{
    FILE *file = CORPUS_DIR[0] != '\0' ? fopen(path, "rb") : NULL;

    if (file != NULL)
        fclose(file);
    return file != NULL;
}

static void check_vector(const char *path, parl_status status,
                         const char *messages)
{
    size_t len;
    char *bytes = golden_read(path, &len);
    struct buf log;
    const parl_status got =
        parse((struct span){ bytes, len }, 0, 0, 4096, &log);

    if (got != status)
        fail_msg("%s: %s, not %s", path, parl_status_word(got),
                 parl_status_word(status));
    check(bytes, len, status, messages != NULL ? messages : buf_text(&log));
    buf_release(&log);
    free(bytes);
}

static void test_the_vectors_of_other_implementations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
        char path[1024];

        snprintf(path, sizeof(path), "%s/vectors/%s", CORPUS_DIR,
                 vectors[i].file);
        if (!exists(path)) {
            print_message("no vectors: skipped (meson option 'corpus')\n");
            skip();
        }
        check_vector(path, vectors[i].status, vectors[i].messages);
    }
}

/* ---- memory ------------------------------------------------------------- */

static bool parse_once(const parl_allocator *mem)
{
    struct eventstream s;
    struct buf bytes;
    bool done;

    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frame_add(&bytes, SPAN(""), SPAN("0123456789"));
    eventstream_init(&s, mem, 4096);
    done = eventstream_feed(&s, bytes.data, 5, ignore, NULL, NULL) == PARL_OK &&
           eventstream_feed(&s, bytes.data + 5, bytes.len - 5, ignore, NULL,
                            NULL) == PARL_OK &&
           eventstream_finish(&s, NULL) == PARL_OK;
    eventstream_release(&s);
    buf_release(&bytes);
    return done;
}

static void test_no_memory_is_said(void **state)
{
    (void)state;
    oom_each(parse_once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages_at_every_cut),
        cmocka_unit_test(test_nothing_is_no_message),
        cmocka_unit_test(test_a_stream_that_ends_inside_is_truncated),
        cmocka_unit_test(test_a_wrong_byte_is_seen_wherever_it_is),
        cmocka_unit_test(test_the_beginning_is_checked_first),
        cmocka_unit_test(test_a_message_may_be_as_large_as_the_limit),
        cmocka_unit_test(test_what_the_callback_says_ends_it),
        cmocka_unit_test(test_every_type_of_header),
        cmocka_unit_test(test_headers_that_cannot_be_end_the_stream),
        cmocka_unit_test(test_headers_like_the_last_ones_are_checked),
        cmocka_unit_test(test_long_headers_and_none_are_like_no_others),
        cmocka_unit_test(test_a_header_is_found_by_its_name),
        cmocka_unit_test(test_the_vectors_of_other_implementations),
        cmocka_unit_test(test_no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
