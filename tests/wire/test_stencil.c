/* tests/wire/test_stencil.c -- an event is compared with the one before. */
#include "support/check.h"

#include <stdlib.h>
#include "wire/stencil.h"

/* Of an event "{"pad":"..","n":..,"t":"..","use":{..}}": all of its holes. */
static void mark(struct stencil *s, const char *data)
{
    static const struct {
        const char *before, *behind;
        enum hole kind;
    } holes[] = {
        { "\"t\":\"", "\"", HOLE_TEXT },
        { "\"pad\":\"", "\"", HOLE_PADDING },
        { "\"n\":", ",", HOLE_NUMBER },
        { "\"use\":", "}", HOLE_FIGURES },
    };

    for (size_t i = 0; i < sizeof(holes) / sizeof(holes[0]); i++) {
        const char *at = strstr(data, holes[i].before);

        if (at == NULL)
            continue;
        at += strlen(holes[i].before);
        stencil_mark(s, holes[i].kind,
                     (struct span){ at, strcspn(at, holes[i].behind) });
    }
}

static void cut(struct stencil *s, const char *whole)
{
    const char *data = strchr(whole, '{');

    memset(s, 0, sizeof(*s));
    mark(s, whole);
    stencil_cut(s, span_of(whole), SPAN("name"),
                (struct span){ data, strcspn(data, "\n") });
}

/* The text of `bytes`, which begin with `len` bytes that fit; in a block of
 * their own size, so that a byte too far is seen. */
static void check_fit(struct stencil *s, const char *bytes, size_t len,
                      const char *text)
{
    const size_t size = strlen(bytes);
    char *copy = malloc(size + 1);
    struct json_text found;

    memcpy(copy, bytes, size);
    assert_int_equal(stencil_fits(s, (struct span){ copy, size }, &found), len);
    assert_int_equal(found.raw.len, strlen(text));
    assert_memory_equal(found.raw.ptr, text, found.raw.len);
    for (size_t i = 0; i < len; i++) { /* no beginning of it fits */
        char *begin = malloc(i + 1);

        memcpy(begin, bytes, i);
        assert_int_equal(stencil_fits(s, (struct span){ begin, i }, &found), 0);
        free(begin);
    }
    free(copy);
}

static const char event[] =
    "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{\"in\":10,"
    "\"out\":205}  }\n\n";

static void test_an_event_may_differ_in_its_holes_alone(void **state)
{
    static const struct {
        const char *event, *text; /* NULL: it does not fit */
    } cases[] = {
        { event, "Hi" },
        { "data: {\"a\":1,\"pad\":\"\",\"n\":42000,\"t\":\"Oh no\",\"use\":{"
          "\"in\":90,\"out\":110}}\n\n",
          "Oh no" }, /* without the blanks, too */
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":1,\"t\":\"\\u00e9\\n\",\"use\":"
          "{\"in\":10,\"out\":205}   }\n\n",
          "\\u00e9\\n" },
        /* what is not marked */
        { "data: {\"a\":2,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":205}  ,\"b\":2}\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n: and more\n\n",
          NULL },
        /* what is no such value */
        { "data: {\"a\":1,\"pad\":\"a\\n\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":null,\"n\":41,\"t\":\"Hi\",\"use\":{\"in\":"
          "10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":041,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":,\"t\":\"Hi\",\"use\":{\"in\":"
          "10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"\",\"use\":{\"in\":"
          "10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"\\x\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"H\n\",\"use\":{"
          "\"in\":10,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":00,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":1x,\"out\":205}  }\n\n",
          NULL },
        { "data: {\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"Hi\",\"use\":{"
          "\"in\":10,\"out\":1205}  }\n\n",
          NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json_text text;
        struct stencil s;

        cut(&s, event);
        if (cases[i].text != NULL)
            check_fit(&s, cases[i].event, strlen(cases[i].event),
                      cases[i].text);
        else
            assert_int_equal(stencil_fits(&s, span_of(cases[i].event), &text),
                             0);
    }
}

static void test_more_may_stand_behind_the_event_but_not_its_data(void **state)
{
    struct json_text text;
    struct stencil s;
    char twice[2 * sizeof(event)];
    struct span data;

    (void)state;
    strcat(strcpy(twice, event), event);
    cut(&s, event);
    check_fit(&s, twice, strlen(event), "Hi");

    data = (struct span){ event + 6, sizeof(event) - 1 - 6 - 2 };
    assert_true(stencil_fits_data(&s, SPAN("name"), data, &text));
    assert_false(stencil_fits_data(&s, SPAN("other"), data, &text));
    assert_false(stencil_fits_data(&s, SPAN_NONE, data, &text));
    data.len += 1;
    assert_false(stencil_fits_data(&s, SPAN("name"), data, &text));
    data.len = 0;
    assert_false(stencil_fits_data(&s, SPAN("name"), data, &text));
}

static void test_data_without_a_frame_is_a_stencil_too(void **state)
{
    const struct span data = SPAN("{\"t\":\"a\"}"),
                      more = SPAN("{\"t\":\"bc\"}");
    struct json_text text;
    struct stencil s = { .n_holes = 0 };

    (void)state;
    mark(&s, data.ptr);
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, data);
    assert_int_equal(stencil_fits(&s, more, &text), 0);
    assert_true(stencil_fits_data(&s, SPAN_NONE, more, &text));
    assert_true(span_is(text.raw, "bc"));
}

/* So that most streams are spared the look. */
static void
test_blanks_are_looked_for_where_the_first_event_has_them(void **state)
{
    static const char bare[] = "data: {\"t\":\"a\"}\n\n";
    static const char padded[] = "data: {\"t\":\"b\"  }\n\n";
    struct json_text text;
    struct stencil s;

    (void)state;
    cut(&s, bare);
    assert_int_equal(stencil_fits(&s, span_of(padded), &text), 0);
    cut(&s, padded);
    assert_int_equal(stencil_fits(&s, span_of(bare), &text), strlen(bare));
}

static void
test_the_figures_of_the_last_event_that_fitted_are_kept(void **state)
{
    static const char later[] =
        "data: {\"a\":1,\"pad\":\"\",\"n\":7,\"t\":\"then\",\"use\":{\"in\":"
        "11,\"out\":300}}\n\n";
    struct json_text text;
    struct stencil s;

    (void)state;
    cut(&s, event);
    assert_null(stencil_settle(&s).ptr);
    assert_int_equal(stencil_fits(&s, span_of(event), &text), 0);

    cut(&s, event);
    assert_int_equal(stencil_fits(&s, span_of(later), &text), strlen(later));
    assert_true(span_is(stencil_settle(&s),
                        "{\"a\":1,\"pad\":\"abc\",\"n\":41,\"t\":\"\",\"use\":"
                        "{\"in\":11,\"out\":300}  }"));
    assert_true(span_is(s.name, "name"));
    assert_null(stencil_settle(&s).ptr);
}

static void test_what_cannot_be_cut_fits_nothing(void **state)
{
    static const char two[] = "{\"t\":\"a\",\"u\":\"b\"}";
    static char large[STENCIL_SIZE + 32];
    struct json_text text;
    struct stencil s = { .n_holes = 0 };

    (void)state;
    /* no text */
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, SPAN("{}"));
    assert_false(stencil_fits_data(&s, SPAN_NONE, SPAN("{}"), &text));

    (void)stencil_settle(&s); /* two */
    stencil_mark(&s, HOLE_TEXT, (struct span){ two + 15, 1 });
    stencil_mark(&s, HOLE_TEXT, (struct span){ two + 6, 1 });
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, span_of(two));
    assert_false(stencil_fits_data(&s, SPAN_NONE, span_of(two), &text));

    (void)stencil_settle(&s); /* too many holes */
    for (size_t i = 0; i < STENCIL_HOLES; i++)
        stencil_mark(&s, i == 0 ? HOLE_TEXT : HOLE_PADDING,
                     (struct span){ two + 6, 1 });
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, span_of(two));
    assert_false(stencil_fits_data(&s, SPAN_NONE, span_of(two), &text));

    (void)stencil_settle(&s); /* not in these bytes */
    stencil_mark(&s, HOLE_TEXT, SPAN("elsewhere"));
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, span_of(two));
    assert_false(stencil_fits_data(&s, SPAN_NONE, span_of(two), &text));

    memset(large, ' ', sizeof(large) - 1); /* too long */
    memcpy(large, "{\"t\":\"a\"", 8);
    large[sizeof(large) - 2] = '}';
    (void)stencil_settle(&s);
    mark(&s, large);
    stencil_cut(&s, SPAN_NONE, SPAN_NONE, span_of(large));
    assert_false(stencil_fits_data(&s, SPAN_NONE, span_of(large), &text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_event_may_differ_in_its_holes_alone),
        cmocka_unit_test(test_more_may_stand_behind_the_event_but_not_its_data),
        cmocka_unit_test(test_data_without_a_frame_is_a_stencil_too),
        cmocka_unit_test(
            test_blanks_are_looked_for_where_the_first_event_has_them),
        cmocka_unit_test(
            test_the_figures_of_the_last_event_that_fitted_are_kept),
        cmocka_unit_test(test_what_cannot_be_cut_fits_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
