/* tests/encoding/test_media.c -- what an attachment is. */
#include "support/check.h"

#include "encoding/media.h"

static parl_status read_nothing(void *user, uint64_t offset, void *bytes,
                                size_t size, size_t *n_read)
{
    (void)user;
    (void)offset;
    (void)bytes;
    (void)size;
    *n_read = 0;
    return PARL_OK;
}

static void test_exactly_one_source_counts(void **state)
{
    static const struct {
        parl_media media;
        enum media_source source;
    } list[] = {
        { { .mime_type = "image/png" }, MEDIA_NONE },
        { { .url = "https://e.example/a.png" }, MEDIA_URL },
        { { .url = "DATA:image/png;base64,AA==" }, MEDIA_DATA_URL },
        { { .file_id = "file-1" }, MEDIA_FILE_ID },
        { { .base64 = "AA==" }, MEDIA_BASE64 },
        { { .data = "a", .data_len = 1 }, MEDIA_BYTES },
        { { .path = "a.png" }, MEDIA_BYTES },
        { { .read = read_nothing }, MEDIA_BYTES },
        { { .url = "https://e.example/", .data = "a" }, MEDIA_NONE },
        { { .path = "a.png", .read = read_nothing }, MEDIA_NONE },
        { { .base64 = "AA==", .file_id = "file-1" }, MEDIA_NONE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        assert_int_equal(media_source(&list[i].media), list[i].source);
}

static void check_mime(const parl_media *media, enum parl_part_type kind,
                       const char *want)
{
    const struct span mime = media_mime(media, kind);

    if (!span_is(mime, want))
        fail_msg("%.*s is not %s", (int)mime.len, mime.ptr, want);
}

static void test_the_type_comes_from_the_best_that_tells(void **state)
{
    static const struct {
        parl_media media;
        const char *mime;
    } list[] = {
        { { .mime_type = "image/gif", .path = "a.png" }, "image/gif" },
        { { .mime_type = "audio/l16; rate=8000", .data = "" }, "audio/l16" },
        { { .url = "data:image/webp;base64,AA==", .name = "a.png" },
          "image/webp" },
        { { .url = "data:;base64,AA==", .name = "a.jpg" }, "image/jpeg" },
        { { .url = "data:,AA" }, "image/png" },
        { { .name = "a.b.PDF", .path = "a.png" }, "application/pdf" },
        { { .name = "odd.xyz", .path = "a.heic" }, "image/heic" },
        { { .name = "a.pptx" },
          "application/vnd.openxmlformats-officedocument.presentationml."
          "presentation" },
        { { .path = "no-ending" }, "image/png" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        check_mime(&list[i].media, PARL_PART_IMAGE, list[i].mime);
}

static void test_each_kind_has_its_usual_type(void **state)
{
    const parl_media media = { .data = "a" };

    (void)state;
    check_mime(&media, PARL_PART_IMAGE, "image/png");
    check_mime(&media, PARL_PART_AUDIO, "audio/wav");
    check_mime(&media, PARL_PART_VIDEO, "video/mp4");
    check_mime(&media, PARL_PART_DOCUMENT, "application/pdf");
}

static void test_a_data_url_gives_its_base64(void **state)
{
    static const char *const none[] = {
        "data:image/png,AA==", "data:,",
        "data:;base64",        "https://e.example/;base64,AA==",
        "data:base64,AA==",
    };

    (void)state;
    assert_true(span_is(
        media_url_base64(&(parl_media){ .url = "data:image/png;BASE64,AA==" }),
        "AA=="));
    assert_true(
        span_is(media_url_base64(&(parl_media){ .url = "data:;base64," }), ""));
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        assert_null(media_url_base64(&(parl_media){ .url = none[i] }).ptr);
    assert_null(media_url_base64(&(parl_media){ .data = "a" }).ptr);
}

/* ---- written ------------------------------------------------------------ */

/* {KEY: ...} as it goes out, attachments encoded. */
static void check_written(const parl_media *media, bool url, const char *want)
{
    struct error err = ERROR_INIT;
    struct encoding e = { .error = ERROR_INIT };
    char text[256] = "";
    struct arena arena;
    struct body body;
    size_t n = 0;

    arena_init(&arena, &mem_libc, SIZE_MAX);
    body_init(&body, &mem_libc, 1000);
    e.arena = &arena;
    e.body = &body;
    json_out_init(&e.out, &body.text);
    json_object(&e.out, NULL);
    if (url)
        media_write_url(&e, "k", media, PARL_PART_IMAGE);
    else
        media_write_base64(&e, "k", media);
    json_end(&e.out);
    assert_int_equal(body_read(&body, text, sizeof(text) - 1, &n, &err),
                     PARL_OK);
    assert_string_equal(text, want);
    body_release(&body);
    arena_release(&arena);
}

static void test_all_bytes_go_out_as_base64(void **state)
{
    (void)state;
    check_written(&(parl_media){ .data = "abc", .data_len = 3 }, false,
                  "{\"k\":\"YWJj\"}");
    check_written(&(parl_media){ .base64 = "YWJjxx", .base64_len = 4 }, false,
                  "{\"k\":\"YWJj\"}");
    check_written(&(parl_media){ .url = "data:image/png;base64,YWJj" }, false,
                  "{\"k\":\"YWJj\"}");
}

static void test_ends_of_lines_are_no_part_of_it(void **state)
{
    (void)state;
    check_written(&(parl_media){ .base64 = "YW\r\nJj\n", .base64_len = 7 },
                  false, "{\"k\":\"YWJj\"}");
    check_written(&(parl_media){ .url = "data:image/png;base64,\nYW\nJj" },
                  false, "{\"k\":\"YWJj\"}");
}

static void test_all_sources_go_out_as_an_address(void **state)
{
    (void)state;
    check_written(&(parl_media){ .url = "https://e.example/a\"" }, true,
                  "{\"k\":\"https://e.example/a\\\"\"}");
    check_written(&(parl_media){ .url = "data:image/png;base64,YWJj" }, true,
                  "{\"k\":\"data:image/png;base64,YWJj\"}");
    check_written(&(parl_media){ .data = "abc", .data_len = 3 }, true,
                  "{\"k\":\"data:image/png;base64,YWJj\"}");
    check_written(&(parl_media){ .base64 = "YWJj", .name = "a.jpg" }, true,
                  "{\"k\":\"data:image/jpeg;base64,YWJj\"}");
}

static void test_the_case_of_a_type_says_nothing(void **state)
{
    static const struct {
        const char *said, *meant;
    } types[] = {
        { "image/PNG", "image/png" },
        { "Image/JPG", "image/jpeg" },
        { "APPLICATION/PDF; version=2", "application/pdf" },
        { "audio/L16; rate=24000", "audio/L16" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        const parl_media media = { .data = "a", .mime_type = types[i].said };

        assert_true(
            span_is(media_mime(&media, PARL_PART_IMAGE), types[i].meant));
    }
}

static void test_an_address_may_tell_its_type(void **state)
{
    static const struct {
        parl_media media;
        const char *mime; /* NULL: unknown */
    } list[] = {
        { { .url = "https://e.example/a.PNG" }, "image/png" },
        { { .url = "https://e.example/a.mov?x=b.png#c.gif" },
          "video/quicktime" },
        { { .url = "https://e.example/a.heif" }, "image/heif" },
        { { .url = "https://e.example/a.aac" }, "audio/aac" },
        { { .url = "https://e.example/a.aiff" }, "audio/aiff" },
        { { .url = "https://e.example/a.mpeg" }, "video/mpeg" },
        { { .url = "https://e.example/a.mpg" }, "video/mpg" },
        { { .url = "https://e.example/a.avi" }, "video/avi" },
        { { .url = "https://e.example/a.wmv" }, "video/wmv" },
        { { .url = "https://e.example/a.flv" }, "video/x-flv" },
        { { .url = "https://e.example/a.3gp" }, "video/3gpp" },
        { { .url = "gs://b/a.pdf", .mime_type = "text/plain" }, "text/plain" },
        { { .url = "https://e.example/1", .name = "a.wav" }, "audio/wav" },
        { { .url = "https://e.example/1" }, NULL },
        { { .url = "https://e.example" }, NULL },
        { { .url = "png" }, NULL },
        { { .file_id = "file-1" }, NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const struct span mime = media_url_mime(&list[i].media);

        if (list[i].mime == NULL)
            assert_null(mime.ptr);
        else
            assert_true(span_is(mime, list[i].mime));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exactly_one_source_counts),
        cmocka_unit_test(test_the_type_comes_from_the_best_that_tells),
        cmocka_unit_test(test_each_kind_has_its_usual_type),
        cmocka_unit_test(test_a_data_url_gives_its_base64),
        cmocka_unit_test(test_all_bytes_go_out_as_base64),
        cmocka_unit_test(test_ends_of_lines_are_no_part_of_it),
        cmocka_unit_test(test_all_sources_go_out_as_an_address),
        cmocka_unit_test(test_the_case_of_a_type_says_nothing),
        cmocka_unit_test(test_an_address_may_tell_its_type),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
