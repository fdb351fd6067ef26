/* Tests lib/wire/body.c. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "support/oom.h"
#include "wire/body.h"

/* ---- sources ------------------------------------------------------------ */

enum { BIG = 10000 };

static unsigned char bytes[BIG];

static void fill_bytes(void)
{
    for (size_t i = 0; i < BIG; i++)
        bytes[i] = (unsigned char)(i * 7 + i / 256);
}

/* A callback that gives at most `step` bytes at a time. */
struct source {
    size_t len;
    size_t step;
    parl_status fails_with;
    bool lies; /* about how many it gave */
};

static parl_status give(void *user, uint64_t offset, void *to, size_t size,
                        size_t *n_read)
{
    const struct source *s = user;
    size_t n = size < s->step ? size : s->step;

    if (s->fails_with != PARL_OK)
        return s->fails_with;
    if (offset + n > s->len)
        n = s->len > offset ? s->len - (size_t)offset : 0;
    memcpy(to, bytes + offset, n);
    *n_read = s->lies ? size + 1 : n;
    return PARL_OK;
}

static char path[] = "/tmp/parlance-test-body-XXXXXX";

static void write_file(size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static int make_file(void **state)
{
    int fd = mkstemp(path);

    (void)state;
    fill_bytes();
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int remove_file(void **state)
{
    (void)state;
    return remove(path);
}

/* ---- bodies ------------------------------------------------------------- */

/* The base64 of the first `len` bytes. */
static void add_encoded(struct buf *out, size_t len)
{
    struct base64 base64 = { .n_held = 0 };
    char *room = buf_room(out, base64_length(len) + 4);

    assert_non_null(room);
    out->len += base64_feed(&base64, bytes, len, room);
    out->len += base64_finish(&base64, out->data + out->len);
}

static void attach(struct body *b, const parl_media *media)
{
    struct error err = ERROR_INIT;

    assert_int_equal(body_attach(b, media, &err), PARL_OK);
}

/* Reads all that is left, `size` bytes at a time. */
static parl_status read_all(struct body *b, size_t size, struct buf *out,
                            struct error *err)
{
    char *room = malloc(size);
    parl_status status;
    size_t n;

    assert_non_null(room);
    do {
        n = 0;
        status = body_read(b, room, size, &n, err);
        buf_add(out, room, n);
    } while (status == PARL_OK && n == size);
    free(room);
    return status;
}

static void assert_reads(struct body *b, size_t size, struct buf *want)
{
    struct error err = ERROR_INIT;
    struct buf got;
    size_t n = 1;

    buf_init(&got, &mem_libc, 1 << 20);
    assert_int_equal(read_all(b, size, &got, &err), PARL_OK);
    assert_int_equal(body_read(b, &n, 1, &n, &err), PARL_OK);
    assert_int_equal(n, 0);
    assert_int_equal(got.len, want->len);
    assert_memory_equal(got.data, want->data, want->len);
    buf_release(&got);
}

/* Media of all three kinds, and of sizes around a group and a block. */
struct mixed {
    struct source source;
    parl_media data, empty, one, file, callback;
};

static void mixed_init(struct mixed *m)
{
    write_file(5000);
    *m = (struct mixed){ .source = { .len = 4100, .step = 1000 } };
    m->data.data = bytes;
    m->data.data_len = 3070;
    m->empty.data = bytes;
    m->one.data = bytes;
    m->one.data_len = 1;
    m->file.path = path;
    m->callback.read = give;
    m->callback.read_user = &m->source;
    m->callback.read_len = m->source.len;
}

/* Two attachments touch, one is empty, and one ends the body. */
static void mixed_write(const struct mixed *m, struct body *b)
{
    buf_add_text(&b->text, "{\"a\":\"");
    attach(b, &m->data);
    buf_add_text(&b->text, "\",\"b\":\"");
    attach(b, &m->empty);
    attach(b, &m->one);
    attach(b, &m->callback);
    buf_add_text(&b->text, "\"}");
    attach(b, &m->file);
}

static void mixed_want(struct buf *out)
{
    buf_add_text(out, "{\"a\":\"");
    add_encoded(out, 3070);
    buf_add_text(out, "\",\"b\":\"");
    add_encoded(out, 1);
    add_encoded(out, 4100);
    buf_add_text(out, "\"}");
    add_encoded(out, 5000);
}

static void test_pieces_of_every_size_give_the_same_body(void **state)
{
    struct mixed m;
    struct body b;
    struct buf want;

    (void)state;
    mixed_init(&m);
    buf_init(&want, &mem_libc, 1 << 20);
    mixed_want(&want);
    body_init(&b, &mem_libc, 1 << 20);
    mixed_write(&m, &b);
    assert_int_equal(body_length(&b), want.len);
    for (size_t size = 1; size <= want.len + 1;
         size += size < 300 || (size > 4000 && size < 4200) ? 1 : 97) {
        body_rewind(&b);
        assert_reads(&b, size, &want);
    }
    body_release(&b);
    buf_release(&want);
}

static void test_a_body_may_be_rewound_anywhere(void **state)
{
    char skipped[20000];
    struct mixed m;
    struct body b;
    struct buf want;

    (void)state;
    mixed_init(&m);
    buf_init(&want, &mem_libc, 1 << 20);
    mixed_want(&want);
    body_init(&b, &mem_libc, 1 << 20);
    mixed_write(&m, &b);
    for (size_t at = 0; at <= want.len; at += 37) {
        size_t n = 0;

        assert_int_equal(body_read(&b, skipped, at, &n, NULL), PARL_OK);
        assert_int_equal(n, at);
        body_rewind(&b);
        assert_reads(&b, 8192, &want);
        body_rewind(&b);
    }
    body_release(&b);
    buf_release(&want);
}

static void test_a_body_without_attachments_is_its_text(void **state)
{
    struct body b;
    struct buf want;

    (void)state;
    buf_init(&want, &mem_libc, 100);
    body_init(&b, &mem_libc, 100);
    assert_int_equal(body_length(&b), 0);
    assert_reads(&b, 10, &want);
    buf_add_text(&b.text, "{\"model\":\"m\"}");
    buf_add_text(&want, "{\"model\":\"m\"}");
    assert_int_equal(body_length(&b), want.len);
    assert_reads(&b, 5, &want);
    body_release(&b);
    buf_release(&want);
}

static void test_a_callback_may_give_as_few_bytes_as_it_likes(void **state)
{
    (void)state;
    for (size_t step = 1; step < 8; step++) {
        struct source source = { .len = 3100, .step = step };
        parl_media media = { .read = give,
                             .read_user = &source,
                             .read_len = 3100 };
        struct body b;
        struct buf want;

        buf_init(&want, &mem_libc, 1 << 20);
        add_encoded(&want, 3100);
        body_init(&b, &mem_libc, 100);
        attach(&b, &media);
        assert_reads(&b, 5000, &want);
        body_release(&b);
        buf_release(&want);
    }
}

/* ---- failures ----------------------------------------------------------- */

static void assert_attach_fails(const parl_media *media, parl_status status,
                                const char *word)
{
    struct error err = ERROR_INIT;
    struct body b;

    body_init(&b, &mem_libc, 100);
    assert_int_equal(body_attach(&b, media, &err), status);
    assert_int_equal(err.status, status);
    assert_non_null(strstr(err.message, word));
    assert_int_equal(body_length(&b), 0);
    body_release(&b);
}

static void test_what_is_no_file_is_refused(void **state)
{
    const parl_media missing = { .path = "/nonexistent/picture.png" };
    const parl_media folder = { .path = "/tmp" };
    const parl_media device = { .path = "/dev/null" };

    (void)state;
    assert_attach_fails(&missing, PARL_INVALID_ARGUMENT,
                        "/nonexistent/picture.png");
    assert_attach_fails(&folder, PARL_INVALID_ARGUMENT, "/tmp");
    assert_attach_fails(&device, PARL_INVALID_ARGUMENT, "/dev/null");
}

static void test_a_pipe_does_not_block(void **state)
{
    char fifo[sizeof(path) + 5];
    parl_media media = { .path = fifo };

    (void)state;
    snprintf(fifo, sizeof(fifo), "%s.pipe", path);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_attach_fails(&media, PARL_INVALID_ARGUMENT, fifo);
    assert_int_equal(remove(fifo), 0);
}

static void test_an_absurd_length_is_refused(void **state)
{
    const parl_media media = { .read = give, .read_len = UINT64_MAX };

    (void)state;
    assert_attach_fails(&media, PARL_TOO_LARGE, "too large");
}

static void assert_read_fails(const parl_media *media, struct body *b,
                              parl_status status)
{
    struct error err = ERROR_INIT;
    struct buf got;

    buf_init(&got, &mem_libc, 1 << 20);
    assert_int_equal(read_all(b, 1000, &got, &err), status);
    assert_int_equal(err.status, status);
    if (media->path != NULL)
        assert_non_null(strstr(err.message, media->path));
    assert_int_equal(read_all(b, 1000, &got, NULL), status);
    buf_release(&got);
    body_release(b);
}

static void test_a_file_that_changes_is_an_error(void **state)
{
    static const size_t sizes[] = { 0, 1, 4999, 5001, 9000 };
    const parl_media media = { .path = path };
    struct body b;

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        write_file(5000);
        body_init(&b, &mem_libc, 100);
        attach(&b, &media);
        write_file(sizes[i]);
        assert_read_fails(&media, &b, PARL_INVALID_ARGUMENT);
    }
}

static void test_a_file_that_changes_in_between_is_an_error(void **state)
{
    static const size_t sizes[] = { 1000, 9999, 10000 };
    const parl_media media = { .path = path };
    char begin[100];
    struct body b;
    size_t n;

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        write_file(9000);
        body_init(&b, &mem_libc, 100);
        attach(&b, &media);
        assert_int_equal(body_read(&b, begin, 100, &n, NULL), PARL_OK);
        write_file(sizes[i]);
        assert_read_fails(&media, &b, PARL_INVALID_ARGUMENT);
    }
}

static void test_a_file_that_goes_away_is_an_error(void **state)
{
    const parl_media media = { .path = path };
    struct body b;

    (void)state;
    write_file(100);
    body_init(&b, &mem_libc, 100);
    attach(&b, &media);
    assert_int_equal(remove(path), 0);
    assert_read_fails(&media, &b, PARL_INVALID_ARGUMENT);
    write_file(100);
}

static void test_a_callback_that_fails_fails_the_body(void **state)
{
    struct source source = { .len = 100, .step = 100 };
    const parl_media media = { .read = give,
                               .read_user = &source,
                               .read_len = 200 };
    struct body b;

    (void)state;
    body_init(&b, &mem_libc, 100);
    attach(&b, &media);
    assert_read_fails(&media, &b, PARL_INVALID_ARGUMENT); /* too few */

    source.lies = true;
    body_init(&b, &mem_libc, 100);
    attach(&b, &media);
    assert_read_fails(&media, &b, PARL_INVALID_ARGUMENT);

    source.fails_with = PARL_NETWORK;
    body_init(&b, &mem_libc, 100);
    attach(&b, &media);
    assert_read_fails(&media, &b, PARL_NETWORK);
}

static bool write_and_read(const parl_allocator *mem)
{
    const parl_media media = { .data = bytes, .data_len = 100 };
    struct buf got;
    struct body b;
    struct error err = ERROR_INIT;
    bool done = true;

    buf_init(&got, &mem_libc, 1 << 20);
    body_init(&b, mem, 100);
    for (int i = 0; i < 9; i++) {
        buf_add_text(&b.text, "text");
        done = done && body_attach(&b, &media, &err) == PARL_OK;
    }
    done = done && buf_ok(&b.text) && read_all(&b, 100, &got, NULL) == PARL_OK;
    body_release(&b);
    buf_release(&got);
    return done;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    oom_each(write_and_read);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_of_every_size_give_the_same_body),
        cmocka_unit_test(test_a_body_may_be_rewound_anywhere),
        cmocka_unit_test(test_a_body_without_attachments_is_its_text),
        cmocka_unit_test(test_a_callback_may_give_as_few_bytes_as_it_likes),
        cmocka_unit_test(test_what_is_no_file_is_refused),
        cmocka_unit_test(test_a_pipe_does_not_block),
        cmocka_unit_test(test_an_absurd_length_is_refused),
        cmocka_unit_test(test_a_file_that_changes_is_an_error),
        cmocka_unit_test(test_a_file_that_changes_in_between_is_an_error),
        cmocka_unit_test(test_a_file_that_goes_away_is_an_error),
        cmocka_unit_test(test_a_callback_that_fails_fails_the_body),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_file, remove_file);
}
