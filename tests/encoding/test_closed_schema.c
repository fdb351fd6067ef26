/* tests/encoding/test_closed_schema.c -- a schema as the compilers of some
 * vendors take it. */
#include "support/check.h"

#include <stdlib.h>
#include "encoding/closed_schema.h"
#include "support/spoil.h"
#include "wire/json_in.h"

struct fixture {
    struct arena arena;
    struct parl_report report;
    parl_request request;
    struct buf text;
    struct encoding e;
};

/* Writes the schema as a value of its own. */
static const char *write(struct fixture *f, const char *schema)
{
    *f = (struct fixture){ .report.arena = &f->arena };
    arena_init(&f->arena, &mem_libc, SIZE_MAX);
    buf_init(&f->text, &mem_libc, SIZE_MAX);
    f->e = (struct encoding){ .request = &f->request,
                              .arena = &f->arena,
                              .report = &f->report,
                              .error = ERROR_INIT };
    json_out_init(&f->e.out, &f->text);
    write_closed_schema(&f->e, NULL, schema, "/schema");
    return buf_text(&f->text);
}

static void tear_down(struct fixture *f)
{
    buf_release(&f->text);
    arena_release(&f->arena);
}

/* `moved` NULL: nothing is. */
static void assert_closed(const char *schema, const char *want,
                          const char *moved)
{
    struct fixture f;

    assert_string_equal(write(&f, schema), want);
    assert_int_equal(f.report.n_entries, moved != NULL);
    if (moved != NULL) {
        assert_string_equal(f.report.entries[0].field, "/schema");
        assert_string_equal(strrchr(f.report.entries[0].reason, ' ') + 1,
                            moved);
    }
    tear_down(&f);
}

/* A backslash is escaped twice: in C, and in JSON. */
#define TEXT_OF(pattern) "{\"type\":\"string\",\"pattern\":\"" pattern "\"}"

static void test_simple_patterns_stay(void **state)
{
    static const char *const simple[] = {
        TEXT_OF("^[a-z]+$"),
        TEXT_OF("^\\\\d{3}\\\\.x$"),
        TEXT_OF("(?:a|b)"),
        TEXT_OF("\\\\\\\\b"), /* a backslash, and a letter */
        TEXT_OF("a\\\\"),
        TEXT_OF("("),
    };
    static const char *const others[] = {
        TEXT_OF("\\\\bx"),   TEXT_OF("x\\\\B"), TEXT_OF("(a)\\\\1"),
        TEXT_OF("\\\\k<n>"), TEXT_OF("(?=x)"),  TEXT_OF("(?!x)"),
        TEXT_OF("x(?<=y)z"),
    };
    struct fixture f;

    (void)state;
    for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++)
        assert_closed(simple[i], simple[i], NULL);
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        const char *text = write(&f, others[i]);

        assert_null(strstr(text, "\"pattern\":"));
        assert_non_null(strstr(text, "\"description\":"));
        assert_int_equal(f.report.n_entries, 1);
        tear_down(&f);
    }
}

static void test_what_is_no_object_of_schemas_stays(void **state)
{
    (void)state;
    assert_closed("true", "true", NULL);
    assert_closed("{\"properties\":7}",
                  "{\"properties\":7,"
                  "\"additionalProperties\":false,\"type\":\"object\"}",
                  NULL);
    assert_closed("{\"anyOf\":\"x\"}", "{\"anyOf\":\"x\"}", NULL);
}

static void test_one_of_two_choices_moves(void **state)
{
    (void)state;
    assert_closed("{\"oneOf\":[{\"type\":\"null\"}]}",
                  "{\"anyOf\":[{\"type\":\"null\"}]}", NULL);
    assert_closed("{\"oneOf\":[true],\"anyOf\":[{\"type\":\"null\"}]}",
                  "{\"anyOf\":[{\"type\":\"null\"}],\"description\":"
                  "\"{oneOf: [true]}\"}",
                  "oneOf");
}

/* The vendor wants the values of an enum to be of one type that is named, or
 * none. */
static void test_an_enum_of_several_types_goes_without(void **state)
{
    (void)state;
    assert_closed("{\"type\":[\"string\",\"null\"],\"enum\":[\"a\",null]}",
                  "{\"enum\":[\"a\",null]}", NULL);
    assert_closed("{\"type\":[\"string\",\"null\"],\"enum\":[\"a\"]}",
                  "{\"enum\":[\"a\"]}", NULL);
    assert_closed("{\"type\":\"string\",\"enum\":[\"a\",null]}",
                  "{\"enum\":[\"a\",null],\"description\":\"{type: "
                  "\\\"string\\\"}\"}",
                  "type");
    assert_closed("{\"type\":[\"integer\",\"null\"],\"const\":1}",
                  "{\"const\":1}", NULL);
    assert_closed("{\"type\":\"string\",\"enum\":[\"a\",\"null\"]}",
                  "{\"type\":\"string\",\"enum\":[\"a\",\"null\"]}", NULL);
    assert_closed("{\"type\":\"null\",\"enum\":[null]}",
                  "{\"type\":\"null\",\"enum\":[null]}", NULL);
    assert_closed("{\"type\":[\"string\",\"null\"]}",
                  "{\"type\":[\"string\",\"null\"]}", NULL);
}

/* Whatever it says, it comes out as JSON. */
static void test_spoilt_schemas_come_out_as_json(void **state)
{
    static const char sample[] =
        "{\"type\":\"object\",\"description\":\"d\",\"properties\":{\"a\":{"
        "\"type\":[\"string\",\"null\"],\"minLength\":2,\"pattern\":\"(?=x)\","
        "\"format\":\"regex\",\"enum\":[\"a\",null]},\"b\":{\"oneOf\":[{"
        "\"const\":1},{\"$ref\":\"#/$defs/c\"}]},\"\\u00e9\":{\"type\":"
        "\"array\",\"minItems\":2,\"items\":{\"type\":\"object\"}}},\"$defs\":{"
        "\"c\":{\"allOf\":[{\"not\":{}}],\"maximum\":5,\"if\":true}},"
        "\"additionalProperties\":true,\"oneOf\":[{}]}";
    uint32_t random = 10;

    (void)state;
    for (int i = 0; i < spoil_rounds() * 8; i++) {
        struct fixture f;
        size_t len;
        char *spoilt = spoil_json(&random, sample, &len);
        char *schema = malloc(len + 1);

        memcpy(schema, spoilt, len);
        schema[len] = '\0';
        write(&f, schema);
        assert_true(json_valid(f.text.data, f.text.len));
        buf_reset(&f.text);
        json_out_init(&f.e.out, &f.text);
        write_arguments_schema(&f.e, NULL, schema, "/schema", false, false);
        if (json_is_object(span_of(schema)))
            assert_true(json_valid(f.text.data, f.text.len));
        tear_down(&f);
        free(schema);
        free(spoilt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simple_patterns_stay),
        cmocka_unit_test(test_what_is_no_object_of_schemas_stays),
        cmocka_unit_test(test_one_of_two_choices_moves),
        cmocka_unit_test(test_an_enum_of_several_types_goes_without),
        cmocka_unit_test(test_spoilt_schemas_come_out_as_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
