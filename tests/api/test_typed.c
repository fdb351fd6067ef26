/* tests/api/test_typed.c -- answers that fill a C struct. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "api/canned.h"
#include "api/typed.h"
#include "api/typed_user.h"
#include "support/oom.h"

/* ---- help --------------------------------------------------------------- */

/* A response whose first choice says `text`, and ends by `finish`. */
static struct parl_response *saying(const char *text, parl_finish finish)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice = response_add_choice(r, 0);

    assert_non_null(choice);
    choice->message.role = PARL_ROLE_ASSISTANT;
    choice->finish = finish;
    r->text = text;
    return r;
}

/* Fills from an answer that is right. */
static struct parl_response *read_right(const char *text,
                                        const parl_fields *fields, void *out)
{
    struct parl_response *r = saying(text, PARL_FINISH_STOP);
    parl_error *error = NULL;

    if (parl_response_read(r, fields, out, &error) != PARL_OK)
        fail_msg("refused: %s", parl_error_message(error));
    return r;
}

/* Reading fails so, and leaves the struct alone. */
static void assert_not_read(struct parl_response *r, const parl_fields *fields,
                            parl_status status, const char *message)
{
    union {
        struct user user;
        struct lists lists;
        unsigned char bytes[sizeof(struct user)];
    } out;
    parl_error *error = NULL;

    memset(out.bytes, 0x5A, sizeof(out.bytes));
    assert_int_equal(parl_response_read(r, fields, &out, &error), status);
    assert_int_equal(parl_error_status(error), status);
    assert_string_equal(parl_error_message(error), message);
    assert_null(parl_error_partial(error));
    assert_int_equal(parl_response_read(r, fields, &out, NULL), status);
    for (size_t i = 0; i < sizeof(out.bytes); i++)
        assert_int_equal(out.bytes[i], 0x5A);
    parl_error_free(error);
}

static void assert_violation(const char *text, const parl_fields *fields,
                             const char *message)
{
    struct parl_response *r = saying(text, PARL_FINISH_STOP);

    assert_not_read(r, fields, PARL_PROTOCOL, message);
    parl_response_free(r);
}

static const char full[] =
    "{\"name\":\"Ann \\u00e9\",\"age\":9223372036854775807,\"weight\":5.5e1,"
    "\"is_new\":true,\"role\":\"guest\","
    "\"home\":{\"street\":\"Elm\",\"zip\":-12345},"
    "\"nick\":\"A\",\"since\":0,\"score\":0.5,\"is_rich\":false,"
    "\"mood\":\"bad\",\"work\":{\"street\":\"Oak\",\"zip\":1},"
    "\"tags\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\"],"
    "\"years\":[1,-2],\"sizes\":[0.25],\"flags\":[true,false],"
    "\"roles\":[\"guest\",\"admin\"],"
    "\"items\":[{\"price\":1,\"what\":\"x\"},{\"what\":\"y\",\"price\":2}],"
    "\"aliases\":[\"Annie\"],\"unknown\":{\"members\":[\"do no harm\"]}}";

/* As little as there can be. */
static const char bare[] =
    "{\"name\":\"\",\"age\":0,\"weight\":0,\"is_new\":false,"
    "\"role\":\"admin\",\"home\":{\"street\":\"\",\"zip\":0},"
    "\"nick\":null,\"since\":null,\"score\":null,\"is_rich\":null,"
    "\"mood\":null,\"work\":null,"
    "\"tags\":[],\"years\":[],\"sizes\":[],\"flags\":[],\"roles\":[],"
    "\"items\":[],\"aliases\":null}";

/* ---- the schema --------------------------------------------------------- */

#define ADDRESS                                                                \
    "\"type\":\"object\",\"properties\":{\"street\":{\"type\":\"string\"},"    \
    "\"zip\":{\"description\":\"five digits\",\"type\":\"integer\"}},"         \
    "\"required\":[\"street\",\"zip\"],\"additionalProperties\":false"
#define ITEM                                                                   \
    "{\"type\":\"object\",\"properties\":{\"price\":{\"type\":\"number\"},"    \
    "\"what\":{\"type\":\"string\"}},\"required\":[\"price\",\"what\"],"       \
    "\"additionalProperties\":false}"

static void assert_schema(const parl_fields *fields, const char *want)
{
    struct canned canned = { .answer = NULL };
    parl_client *client = canned_client(&canned, NULL);
    char *json = NULL;

    assert_int_equal(parl_schema(client, fields, &json, NULL), PARL_OK);
    assert_string_equal(json, want);
    assert_true(json_valid(json, strlen(json)));
    parl_text_free(client, json);
    parl_client_free(client);
}

static void test_a_table_becomes_a_strict_schema(void **state)
{
    (void)state;
    assert_schema(
        &user_fields,
        "{\"type\":\"object\",\"properties\":{"
        "\"name\":{\"description\":\"the \\\"full\\\" name\","
        "\"type\":\"string\"},"
        "\"age\":{\"type\":\"integer\"},"
        "\"weight\":{\"type\":\"number\"},"
        "\"is_new\":{\"type\":\"boolean\"},"
        "\"role\":{\"description\":\"what they may do\",\"type\":\"string\","
        "\"enum\":[\"admin\",\"guest\"]},"
        "\"home\":{\"description\":\"where they live\"," ADDRESS "},"
        "\"nick\":{\"type\":[\"string\",\"null\"]},"
        "\"since\":{\"type\":[\"integer\",\"null\"]},"
        "\"score\":{\"type\":[\"number\",\"null\"]},"
        "\"is_rich\":{\"type\":[\"boolean\",\"null\"]},"
        "\"mood\":{\"type\":[\"string\",\"null\"],"
        "\"enum\":[\"good\",\"bad\",null]},"
        "\"work\":{\"description\":\"their office\","
        "\"anyOf\":[{" ADDRESS "},{\"type\":\"null\"}]},"
        "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
        "\"years\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},"
        "\"sizes\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}},"
        "\"flags\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}},"
        "\"roles\":{\"type\":\"array\",\"items\":{\"type\":\"string\","
        "\"enum\":[\"admin\",\"guest\"]}},"
        "\"items\":{\"type\":\"array\",\"items\":" ITEM "},"
        "\"aliases\":{\"type\":[\"array\",\"null\"],"
        "\"items\":{\"type\":\"string\"}}},"
        "\"required\":[\"name\",\"age\",\"weight\",\"is_new\",\"role\","
        "\"home\",\"nick\",\"since\",\"score\",\"is_rich\",\"mood\",\"work\","
        "\"tags\",\"years\",\"sizes\",\"flags\",\"roles\",\"items\","
        "\"aliases\"],\"additionalProperties\":false}");
}

static void test_a_table_may_be_empty(void **state)
{
    static const parl_fields none = { .struct_size = sizeof(struct user) };

    (void)state;
    assert_schema(&none, "{\"type\":\"object\",\"properties\":{},"
                         "\"required\":[],\"additionalProperties\":false}");
}

/* ---- right answers ------------------------------------------------------ */

static void test_every_kind_is_filled(void **state)
{
    struct user user = { .secret = &user };
    struct parl_response *r = read_right(full, &user_fields, &user);

    (void)state;
    assert_string_equal(user.name, "Ann \xC3\xA9");
    assert_true(user.age == INT64_MAX);
    assert_true(user.weight == 55);
    assert_int_equal(user.is_new, 1);
    assert_int_equal(user.role, GUEST);
    assert_string_equal(user.home.street, "Elm");
    assert_int_equal(user.home.zip, -12345);
    assert_string_equal(user.nick, "A");
    assert_int_equal(user.since.set, 1);
    assert_int_equal(user.since.value, 0);
    assert_int_equal(user.score.set, 1);
    assert_true(user.score.value == 0.5);
    assert_int_equal(user.is_rich, PARL_NO);
    assert_int_equal(user.mood, 2);
    assert_string_equal(user.work->street, "Oak");
    assert_ptr_equal(user.secret, &user);
    parl_response_free(r);
}

static void test_every_kind_of_list_is_filled(void **state)
{
    struct user user;
    struct parl_response *r = read_right(full, &user_fields, &user);

    (void)state;
    assert_int_equal(user.n_tags, 9);
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(user.tags[i][0], 'a' + (int)i);
    assert_int_equal(user.n_years, 2);
    assert_int_equal(user.years[1], -2);
    assert_int_equal(user.n_sizes, 1);
    assert_true(user.sizes[0] == 0.25);
    assert_int_equal(user.n_flags, 2);
    assert_int_equal(user.flags[0], 1);
    assert_int_equal(user.flags[1], 0);
    assert_int_equal(user.n_roles, 2);
    assert_int_equal(user.roles[0], GUEST);
    assert_int_equal(user.n_items, 2);
    assert_true(user.items[1].price == 2);
    assert_string_equal(user.items[1].what, "y");
    assert_string_equal(user.aliases[0], "Annie");
    parl_response_free(r);
}

static void test_null_is_absent_and_empty_is_not(void **state)
{
    struct user user;
    struct parl_response *r;

    (void)state;
    memset(&user, 0x5A, sizeof(user));
    r = read_right(bare, &user_fields, &user);
    assert_int_equal(user.is_new, 0);
    assert_null(user.nick);
    assert_int_equal(user.since.set, 0);
    assert_int_equal(user.score.set, 0);
    assert_int_equal(user.is_rich, PARL_DEFAULT);
    assert_int_equal(user.mood, -1);
    assert_null(user.work);
    assert_non_null(user.tags);
    assert_int_equal(user.n_tags, 0);
    assert_null(user.aliases);
    assert_int_equal(user.n_aliases, 0);
    parl_response_free(r);
}

static void test_an_optional_member_may_be_left_out(void **state)
{
    struct lists lists;
    struct parl_response *r;

    (void)state;
    memset(&lists, 0x5A, sizeof(lists));
    r = read_right("{\"years\":[7],\"flags\":null}", &lists_fields, &lists);
    assert_int_equal(lists.n_years, 1);
    assert_int_equal(lists.years[0], 7);
    assert_null(lists.sizes);
    assert_null(lists.flags);
    assert_null(lists.moods);
    assert_null(lists.items);
    assert_int_equal(lists.n_items, 0);
    parl_response_free(r);
}

static void test_a_member_that_comes_twice_counts_the_second_time(void **state)
{
    struct item item;
    struct parl_response *r = read_right(
        "{\"price\":1,\"what\":\"a\",\"price\":2}", &item_fields, &item);

    (void)state;
    assert_true(item.price == 2);
    parl_response_free(r);
}

/* ---- wrong answers ------------------------------------------------------ */

/* The full answer with `from` replaced. */
static void assert_replaced(const char *from, const char *to,
                            const char *message)
{
    const char *at = strstr(full, from);
    char text[2048];

    assert_non_null(at);
    snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - full), full, to,
             at + strlen(from));
    assert_violation(text, &user_fields, message);
}

static void test_a_violation_is_told_by_its_pointer(void **state)
{
    static const struct {
        const char *from, *to, *message;
    } cases[] = {
        { "\"Ann \\u00e9\"", "5", "/name: expected a text, not a number" },
        { "\"Ann \\u00e9\"", "null", "/name: expected a text, not null" },
        { "\"Ann \\u00e9\"", "\"a\\u0000\"", "/name: holds a NUL character" },
        { "9223372036854775807", "9223372036854775808",
          "/age: 9223372036854775808 is no integer of 64 bits" },
        { "9223372036854775807", "1.5", "/age: 1.5 is no integer of 64 bits" },
        { "5.5e1", "\"x\"", "/weight: expected a number, not a text" },
        { "5.5e1", "1e999", "/weight: 1e999 is too large" },
        { ":true,", ":0,", "/is_new: expected true or false, not a number" },
        { "\"guest\",\"home", "\"king\",\"home",
          "/role: expected one of admin, guest, not 'king'" },
        { "{\"street\":\"Elm\",\"zip\":-12345}", "[]",
          "/home: expected an object, not a list" },
        { "-12345", "\"12345\"", "/home/zip: expected an integer, not a text" },
        { "\"Elm\",\"zip\":-12345", "\"Elm\"", "/home/zip: missing" },
        { "\"bad\"", "\"\"", "/mood: expected one of good, bad, not ''" },
        { "{\"street\":\"Oak\",\"zip\":1}", "{\"street\":\"Oak\"}",
          "/work/zip: missing" },
        { "[1,-2]", "null", "/years: expected a list, not null" },
        { "[1,-2]", "[1,null]", "/years/1: expected an integer, not null" },
        { "\"what\":\"y\",\"price\":2", "\"what\":\"y\",\"price\":[]",
          "/items/1/price: expected a number, not a list" },
        { "[\"Annie\"]", "[{}]", "/aliases/0: expected a text, not an object" },
        { "\"age\":9223372036854775807,", "", "/age: missing" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_replaced(cases[i].from, cases[i].to, cases[i].message);
}

static void test_the_first_violation_is_told(void **state)
{
    (void)state;
    assert_violation("{\"what\":1,\"price\":\"x\"}", &item_fields,
                     "/what: expected a text, not a number");
}

static void test_what_is_no_object_is_refused(void **state)
{
    (void)state;
    assert_violation("[{\"price\":1,\"what\":\"a\"}]", &item_fields,
                     "the JSON: expected an object, not a list");
    assert_violation("\"{}\"", &item_fields,
                     "the JSON: expected an object, not a text");
    assert_violation("I cannot say.", &item_fields,
                     "not JSON: a value is missing, at byte 0");
    assert_violation("{\"price\":1,\"what\":\"a", &item_fields,
                     "not JSON: a text does not end, at byte 20");
    assert_violation("", &item_fields, "the answer has no text");
}

/* ---- answers with something around them --------------------------------- */

static void test_the_object_is_found_in_what_is_no_json(void **state)
{
    static const char *const texts[] = {
        "```json\n{\"price\":1,\"what\":\"a}\"}\n```",
        "Here it is:\n\n```\n{\"price\":1,\"what\":\"a}\"}\n```\nMore?",
        "Sure! {\"price\":1,\"what\":\"a}\"}",
        "A {brace}, {\"a\": [1,{] and then {\"price\":1,\"what\":\"a}\"} {",
        " {\"price\":1,\"what\":\"a}\"} ",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct item item = { 0, NULL };
        struct parl_response *r = read_right(texts[i], &item_fields, &item);

        assert_true(item.price == 1);
        assert_string_equal(item.what, "a}");
        parl_response_free(r);
    }
}

static void test_an_object_that_is_found_must_be_right(void **state)
{
    (void)state;
    assert_violation("```json\n{\"price\":true,\"what\":\"a\"}\n```",
                     &item_fields, "/price: expected a number, not true");
}

static void test_a_text_full_of_braces_is_searched_once(void **state)
{
    enum { N = 1 << 20 };
    char *text = malloc(6 * N + 1), *at = text;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < N; i++, at += 6)
        memcpy(at, "{\"a\": ", 6);
    *at = '\0';
    assert_violation(text, &item_fields,
                     "not JSON: the values are nested too deeply, "
                     "at byte 768");
    free(text);
}

/* ---- answers that are not whole ----------------------------------------- */

static void assert_unwhole(parl_finish finish, parl_status status,
                           const char *message)
{
    struct parl_response *r = saying("{\"price\":1,\"what\":\"a\"}", finish);

    assert_not_read(r, &item_fields, status, message);
    parl_response_free(r);
}

static void test_an_answer_that_was_cut_is_not_read(void **state)
{
    (void)state;
    assert_unwhole(PARL_FINISH_LENGTH, PARL_TRUNCATED,
                   "the answer was cut at the limit of tokens");
    assert_unwhole(PARL_FINISH_CONTENT_FILTER, PARL_CONTENT_FILTERED,
                   "the answer was filtered");
}

static void test_a_refusal_is_told_in_its_own_words(void **state)
{
    static const parl_part refusal =
        PARL_PART(PARL_PART_REFUSAL, "Never.", NULL);
    struct parl_response *r = saying("{}", PARL_FINISH_STOP);

    (void)state;
    r->choices[0].message.parts = &refusal;
    r->choices[0].message.n_parts = 1;
    assert_not_read(r, &item_fields, PARL_CONTENT_FILTERED,
                    "the model refused: Never.");
    parl_response_free(r);
}

static void test_an_answer_without_a_message_is_not_read(void **state)
{
    struct parl_response *r = response_new(&mem_libc);

    (void)state;
    assert_not_read(r, &item_fields, PARL_PROTOCOL,
                    "the answer has no message");
    parl_response_free(r);
}

/* ---- tables ------------------------------------------------------------- */

static void assert_bad_table(const parl_fields *fields, const char *message)
{
    struct parl_response *r = saying("{}", PARL_FINISH_STOP);

    assert_not_read(r, fields, PARL_INVALID_ARGUMENT, message);
    parl_response_free(r);
}

static void assert_bad_field(parl_field field, const char *message)
{
    const parl_fields fields = {
        NULL, &field, 1, sizeof(struct user), { 0, 0 }
    };

    assert_bad_table(&fields, message);
}

static void test_a_field_that_is_wrong_is_named(void **state)
{
    const parl_field sound = PARL_FIELD_WORD(struct user, role, role_words, "");
    parl_field f;

    (void)state;
    f = sound, f.kind = 0;
    assert_bad_field(f, "/role: an unknown kind of field");
    f = sound, f.kind = PARL_KIND_OBJECT;
    assert_bad_field(f, "/role: it has no table");
    f = sound, f.n_words = 0;
    assert_bad_field(f, "/role: it has no words");
    f = sound, f.words = mood_words, f.n_words = 1;
    assert_bad_field(f, "/role: it has no words");
    f = sound, f.size = 8;
    assert_bad_field(f, "/role: its member has not the size of its kind");
    f = sound, f.offset = sizeof(struct user) - 3;
    assert_bad_field(f, "/role: its member is not in the struct");
    f = sound, f.offset = SIZE_MAX;
    assert_bad_field(f, "/role: its member is not in the struct");
    f = sound, f.is_list = 1;
    f.count_offset = sizeof(struct user) - sizeof(size_t) + 1;
    assert_bad_field(f, "/role: its count is not in the struct");
    f = sound, f.reserved[1] = 1;
    assert_bad_field(f, "/role: a reserved word is not zero");
    f = sound, f.description = "\xFF";
    assert_bad_field(f, "/role: its description is not UTF-8");
    f = sound, f.name = "";
    assert_bad_field(f, "/0: its name is not a text of UTF-8");
    f = sound, f.name = NULL;
    assert_bad_field(f, "/0: its name is not a text of UTF-8");
}

static void test_a_word_that_is_no_text_is_named(void **state)
{
    static const char *const words[] = { "fine", "\xC3" };
    const parl_field f = PARL_FIELD_WORD(struct user, role, words, NULL);

    (void)state;
    assert_bad_field(f, "/role: a word is not UTF-8");
}

static void test_a_table_that_is_wrong_is_told(void **state)
{
    const parl_field twice[] = { item_list[0], item_list[1], item_list[0] };
    const parl_fields doubled = PARL_FIELDS(NULL, struct item, twice);
    const parl_fields hollow = { .n_fields = 1 };
    const parl_fields crowd = { .fields = item_list, .n_fields = 257 };
    const parl_fields odd = { .reserved = { 1, 0 } };

    (void)state;
    assert_bad_table(NULL, "there are no fields");
    assert_bad_table(&doubled, "/price: another field has the same name");
    assert_bad_table(&hollow, "the table: it has no fields");
    assert_bad_table(&crowd, "the table: more than 256 fields");
    assert_bad_table(&odd, "the table: a reserved word is not zero");
}

static void test_a_table_that_holds_itself_is_refused(void **state)
{
    parl_field field = { .name = "x",
                         .kind = PARL_KIND_OBJECT,
                         .is_list = 1,
                         .size = 16,
                         .count_offset = 8 };
    const parl_fields fields = { NULL, &field, 1, 16, { 0, 0 } };

    (void)state;
    field.fields = &fields;
    assert_bad_table(&fields, "/x/x/x/x/x/x/x/x/x/x: nested more than 10 deep");
}

/* Ten tables, one in the other, each optional: the deepest schema. */
static void test_ten_tables_may_be_nested(void **state)
{
    struct node {
        struct node *next;
        size_t n;
    } root;
    parl_field field[10];
    parl_fields fields[10];
    struct parl_response *r;
    char *json = NULL;
    struct canned canned = { .answer = NULL };
    parl_client *client = canned_client(&canned, NULL);

    (void)state;
    for (size_t i = 0; i < 10; i++) {
        field[i] = (parl_field){ .name = "next",
                                 .kind = PARL_KIND_OBJECT,
                                 .is_optional = 1,
                                 .is_list = i % 2,
                                 .size = sizeof(struct node),
                                 .count_offset = offsetof(struct node, n),
                                 .fields = &fields[i + 1] };
        fields[i] = (parl_fields){
            NULL, &field[i], i < 9, sizeof(struct node), { 0, 0 }
        };
    }
    assert_int_equal(parl_schema(client, fields, &json, NULL), PARL_OK);
    parl_text_free(client, json);
    r = read_right("{\"next\":{\"next\":[{\"next\":null}]}}", fields, &root);
    assert_int_equal(root.next->n, 1);
    assert_null(root.next->next[0].next);
    parl_response_free(r);
    parl_client_free(client);
}

static void test_there_must_be_a_struct(void **state)
{
    struct parl_response *r = saying("{}", PARL_FINISH_STOP);
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_response_read(r, &item_fields, NULL, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), "out is NULL");
    parl_error_free(error);
    parl_response_free(r);
}

/* ---- the arguments of a call -------------------------------------------- */

static parl_part calling(const char *arguments)
{
    const parl_part call = { .type = PARL_PART_TOOL_CALL,
                             .text = arguments,
                             .id = "call_1",
                             .name = "buy" };

    return call;
}

/* Reading the arguments fails so, and leaves the struct alone. */
static void assert_call_not_read(const parl_part *call, parl_finish finish,
                                 parl_status status, const char *message)
{
    struct parl_response *r = saying("", finish);
    struct item item = { 7, "seven" };
    parl_error *error = NULL;

    assert_int_equal(
        parl_response_read_call(r, call, &item_fields, &item, &error), status);
    assert_int_equal(parl_error_status(error), status);
    assert_string_equal(parl_error_message(error), message);
    assert_true(item.price == 7);
    assert_string_equal(item.what, "seven");
    parl_error_free(error);
    parl_response_free(r);
}

static void test_the_arguments_of_a_call_fill_a_struct(void **state)
{
    struct parl_response *r = saying("Let me buy it.", PARL_FINISH_TOOL_CALLS);
    const parl_part call = calling("{\"what\":\"a \\u00e9\",\"price\":2.5}");
    struct item item;

    (void)state;
    assert_int_equal(
        parl_response_read_call(r, &call, &item_fields, &item, NULL), PARL_OK);
    assert_true(item.price == 2.5);
    assert_string_equal(item.what, "a \xC3\xA9");
    parl_response_free(r);
}

static void test_a_call_without_arguments_has_an_empty_object(void **state)
{
    static const parl_fields none = { .name = "none" };
    struct parl_response *r = saying("", PARL_FINISH_TOOL_CALLS);
    const parl_part empty = calling(""), unset = calling(NULL);
    char out;

    (void)state;
    assert_int_equal(parl_response_read_call(r, &empty, &none, &out, NULL),
                     PARL_OK);
    assert_int_equal(parl_response_read_call(r, &unset, &none, &out, NULL),
                     PARL_OK);
    parl_response_free(r);
    assert_call_not_read(&empty, PARL_FINISH_TOOL_CALLS, PARL_PROTOCOL,
                         "/price: missing");
}

static void
test_arguments_that_are_wrong_are_told_by_their_pointer(void **state)
{
    const parl_part wrong = calling("{\"price\":\"2\",\"what\":\"a\"}");
    const parl_part fenced = calling("```{\"price\":2,\"what\":\"a\"}```");

    (void)state;
    assert_call_not_read(&wrong, PARL_FINISH_TOOL_CALLS, PARL_PROTOCOL,
                         "/price: expected a number, not a text");
    assert_call_not_read(&fenced, PARL_FINISH_TOOL_CALLS, PARL_PROTOCOL,
                         "not JSON: a value is missing, at byte 0");
}

static void test_arguments_that_were_cut_are_not_read(void **state)
{
    const parl_part cut = calling("{\"price\":2,\"wh");
    const parl_part whole = calling("{\"price\":2}");

    (void)state;
    assert_call_not_read(&cut, PARL_FINISH_LENGTH, PARL_TRUNCATED,
                         "the answer was cut at the limit of tokens");
    assert_call_not_read(&whole, PARL_FINISH_LENGTH, PARL_PROTOCOL,
                         "/what: missing");
}

static void test_only_a_call_with_arguments_is_read(void **state)
{
    const parl_part text = { .type = PARL_PART_TEXT, .text = "{}" };
    const parl_part custom = { .type = PARL_PART_CUSTOM_CALL, .text = "{}" };
    static const char message[] = "call is no PARL_PART_TOOL_CALL";

    (void)state;
    assert_call_not_read(NULL, PARL_FINISH_TOOL_CALLS, PARL_INVALID_ARGUMENT,
                         message);
    assert_call_not_read(&text, PARL_FINISH_STOP, PARL_INVALID_ARGUMENT,
                         message);
    assert_call_not_read(&custom, PARL_FINISH_STOP, PARL_INVALID_ARGUMENT,
                         message);
}

/* ---- the call ----------------------------------------------------------- */

#define ANSWER(text)                                                           \
    "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"gpt-5\","        \
    "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","           \
    "\"content\":" text "},\"finish_reason\":\"stop\"}]}"

static const parl_message question[] = { PARL_USER("What is it?") };

static const parl_request request = {
    PARL_REQUEST_INIT,
    .model = "work/gpt-5",
    .messages = question,
    .n_messages = 1,
};

static void test_a_call_asks_for_the_schema_and_fills_the_struct(void **state)
{
    static const parl_fields named =
        PARL_FIELDS("thing", struct item, item_list);
    struct canned canned = {
        .answer = ANSWER("\"{\\\"price\\\":2.5,\\\"what\\\":\\\"tea\\\"}\""),
    };
    parl_client *client = canned_client(&canned, NULL);
    parl_response *response = NULL;
    struct item item;

    (void)state;
    assert_int_equal(
        parl_chat_typed(client, &request, &named, &item, &response, NULL),
        PARL_OK);
    assert_true(item.price == 2.5);
    assert_string_equal(item.what, "tea");
    assert_non_null(strstr(canned.sent, "\"response_format\":{\"type\":"
                                        "\"json_schema\",\"json_schema\":"
                                        "{\"name\":\"thing\",\"schema\":" ITEM
                                        ",\"strict\":true}}"));
    assert_int_equal(request.response_format, PARL_FORMAT_DEFAULT);
    parl_response_free(response);
    parl_client_free(client);
}

static void test_the_request_may_name_the_schema_and_loosen_it(void **state)
{
    struct canned canned = { .answer = ANSWER("\"{}\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_response *response = NULL;
    parl_request own = request;
    struct lists lists;

    (void)state;
    own.schema_name = "mine";
    own.schema_strict = PARL_NO;
    assert_int_equal(
        parl_chat_typed(client, &own, &lists_fields, &lists, &response, NULL),
        PARL_OK);
    assert_non_null(strstr(canned.sent, "\"name\":\"mine\""));
    assert_non_null(strstr(canned.sent, "\"strict\":false"));
    parl_response_free(response);
    parl_client_free(client);
}

static void test_words_may_ask_for_the_fields(void **state)
{
    struct canned canned = { .answer =
                                 ANSWER("\"```json\\n{\\\"price\\\":2,"
                                        "\\\"what\\\":\\\"tea\\\"}\\n```\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_response *response = NULL;
    parl_request own = request;
    struct item item;

    (void)state;
    own.model = "work/o1-mini";
    own.schema_by_prompt = PARL_YES;
    assert_int_equal(
        parl_chat_typed(client, &own, &item_fields, &item, &response, NULL),
        PARL_OK);
    assert_string_equal(item.what, "tea");
    assert_int_equal(parl_response_structured_via(response),
                     PARL_STRUCTURED_PROMPT);
    assert_null(strstr(canned.sent, "\"response_format\""));
    assert_non_null(strstr(canned.sent, "that fits this schema: "));
    parl_response_free(response);
    parl_client_free(client);
}

static void test_an_answer_that_is_wrong_comes_with_the_error(void **state)
{
    struct canned canned = { .answer = ANSWER("\"{\\\"price\\\":1}\""),
                             .id = "req-7" };
    parl_client *client = canned_client(&canned, NULL);
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct item item = { 7, "same" };

    (void)state;
    assert_int_equal(parl_chat_typed(client, &request, &item_fields, &item,
                                     &response, &error),
                     PARL_PROTOCOL);
    assert_null(response);
    assert_string_equal(parl_error_message(error), "/what: missing");
    assert_string_equal(parl_response_text(parl_error_partial(error)),
                        "{\"price\":1}");
    assert_string_equal(parl_error_request_id(error), "req-7");
    assert_true(item.price == 7);
    assert_string_equal(item.what, "same");
    parl_error_free(error);
    assert_int_equal(
        parl_chat_typed(client, &request, &item_fields, &item, &response, NULL),
        PARL_PROTOCOL);
    parl_client_free(client);
}

static void test_a_call_that_fails_fills_nothing(void **state)
{
    struct canned canned = { .answer = NULL };
    parl_client *client = canned_client(&canned, NULL);
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct item item = { 7, "same" };

    (void)state;
    assert_int_equal(parl_chat_typed(client, &request, &item_fields, &item,
                                     &response, &error),
                     PARL_NETWORK);
    assert_null(response);
    assert_string_equal(item.what, "same");
    parl_error_free(error);
    parl_client_free(client);
}

static void assert_not_asked(const parl_request *own, const parl_fields *fields,
                             void *out, parl_response **response,
                             const char *message)
{
    struct canned canned = { .answer = ANSWER("\"{}\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_error *error = NULL;

    assert_int_equal(
        parl_chat_typed(client, own, fields, out, response, &error),
        PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), message);
    assert_int_equal(canned.n_sent, 0);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_what_makes_no_sense_is_not_asked(void **state)
{
    parl_response *response = NULL;
    parl_request own = request;
    struct item item;

    (void)state;
    assert_not_asked(&request, &item_fields, NULL, &response, "out is NULL");
    assert_not_asked(&request, &item_fields, &item, NULL, "response is NULL");
    assert_not_asked(&request, NULL, &item, &response, "there are no fields");
    assert_not_asked(NULL, &item_fields, &item, &response,
                     "the request is NULL");
    own.response_format = PARL_FORMAT_TEXT;
    assert_not_asked(&own, &item_fields, &item, &response,
                     "/response_format: the fields say what it is");
    assert_null(response);
}

/* ---- languages ---------------------------------------------------------- */

static const char program[] =
    "#include <parlance/parlance.h>\n"
    "struct a { const char *t; int64_t i; double n; int32_t b, w; };\n"
    "struct b { struct a o; struct a *p; const struct a *l; size_t n; };\n"
    "static const char *const words[] = { \"x\", \"y\" };\n"
    "static const parl_field a_list[] = {\n"
    "    PARL_FIELD_TEXT(struct a, t, \"a text\"),\n"
    "    PARL_FIELD_INTEGER(struct a, i, NULL),\n"
    "    PARL_FIELD_NUMBER(struct a, n, NULL),\n"
    "    PARL_FIELD_BOOLEAN(struct a, b, NULL),\n"
    "    PARL_FIELD_WORD(struct a, w, words, NULL),\n"
    "};\n"
    "static const parl_fields a_fields = PARL_FIELDS(0, struct a, a_list);\n"
    "static const parl_field b_list[] = {\n"
    "    PARL_FIELD_OBJECT(struct b, o, a_fields, NULL),\n"
    "    PARL_OPTIONAL_OBJECT(struct b, p, a_fields, NULL),\n"
    "    PARL_FIELD_OBJECTS(struct b, l, n, a_fields, NULL),\n"
    "};\n"
    "extern const parl_fields b_fields;\n"
    "const parl_fields b_fields = PARL_FIELDS(\"b\", struct b, b_list);\n";

/* Does it compile without a warning?  The headers that are made stand below
 * the folder that tests run in. */
static bool compiles(const char *compiler, const char *text, const char *more)
{
    char command[1024];
    FILE *pipe;

    snprintf(command, sizeof(command),
             "%s -Wall -Wextra -Wpedantic -Wshadow -Wcast-qual -Werror "
             "-Wno-long-long -fsyntax-only -Iinclude -I'%s/../../include' - "
             "2>/dev/null",
             compiler, getenv("PARLANCE_TESTS_SUPPORT"));
    pipe = popen(command, "w");
    assert_non_null(pipe);
    fputs(text, pipe);
    fputs(more, pipe);
    return pclose(pipe) == 0;
}

static void test_tables_compile_in_each_language_and_are_checked(void **state)
{
    static const char *const compilers[] = {
        "cc -x c -std=c99",      "cc -x c -std=c11",
        "c++ -x c++ -std=c++98", "c++ -x c++ -std=c++11",
        "c++ -x c++ -std=c++20",
    };
    static const char *const wrong[] = {
        "PARL_FIELD_INTEGER(struct a, n, NULL)",
        "PARL_FIELD_TEXT(struct a, i, NULL)",
        "PARL_OPTIONAL_INTEGER(struct a, i, NULL)",
        "PARL_FIELD_TEXTS(struct a, t, i, NULL)",
    };
    char more[256];

    (void)state;
    if (getenv("PARLANCE_TESTS_SUPPORT") == NULL)
        skip();
    for (size_t i = 0; i < sizeof(compilers) / sizeof(compilers[0]); i++) {
        if (!compiles(compilers[i], "extern int there;\n", ""))
            continue; /* this compiler is not */
        assert_true(compiles(compilers[i], program, ""));
        for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++) {
            snprintf(more, sizeof(more),
                     "extern const parl_field f;\nconst parl_field f = %s;\n",
                     wrong[k]);
            assert_false(compiles(compilers[i], program, more));
        }
    }
}

/* ---- memory ------------------------------------------------------------- */

static bool call_typed(const parl_allocator *mem)
{
    struct canned canned = {
        .answer = ANSWER("\"{\\\"years\\\":[1,2,3,4,5],\\\"items\\\":"
                         "[{\\\"price\\\":1,\\\"what\\\":\\\"\\\\u00e9\\\"}],"
                         "\\\"moods\\\":[\\\"bad\\\"]}\""),
    };
    parl_client *client = canned_client(&canned, mem);
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct lists lists = { .n_years = 99 };
    bool done = false;

    if (client == NULL)
        return false;
    if (parl_chat_typed(client, &request, &lists_fields, &lists, &response,
                        &error) == PARL_OK) {
        assert_int_equal(lists.n_years, 5);
        assert_string_equal(lists.items[0].what, "\xC3\xA9");
        done = true;
    } else {
        assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
        assert_int_equal(lists.n_years, 99);
    }
    parl_error_free(error);
    parl_response_free(response);
    parl_client_free(client);
    return done;
}

static void test_no_memory_at_any_point_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(call_typed);
}

static void test_a_response_is_sound_after_memory_was_short(void **state)
{
    struct parl_response *r;
    struct item item;
    struct oom oom;

    (void)state;
    oom_init(&oom, OOM_NEVER);
    r = response_new(&oom.mem);
    response_add_choice(r, 0);
    r->text = "{\"price\":1,\"what\":\"a\"}";
    arena_alloc(&r->arena, 4000); /* a block without room for more */
    oom.fail_at = oom.calls;
    assert_int_equal(parl_response_read(r, &item_fields, &item, NULL),
                     PARL_OUT_OF_MEMORY);
    assert_int_equal(parl_response_read(r, &item_fields, &item, NULL), PARL_OK);
    assert_string_equal(item.what, "a");
    parl_response_free(r);
    oom_check(&oom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_becomes_a_strict_schema),
        cmocka_unit_test(test_a_table_may_be_empty),
        cmocka_unit_test(test_every_kind_is_filled),
        cmocka_unit_test(test_every_kind_of_list_is_filled),
        cmocka_unit_test(test_null_is_absent_and_empty_is_not),
        cmocka_unit_test(test_an_optional_member_may_be_left_out),
        cmocka_unit_test(test_a_member_that_comes_twice_counts_the_second_time),
        cmocka_unit_test(test_a_violation_is_told_by_its_pointer),
        cmocka_unit_test(test_the_first_violation_is_told),
        cmocka_unit_test(test_what_is_no_object_is_refused),
        cmocka_unit_test(test_the_object_is_found_in_what_is_no_json),
        cmocka_unit_test(test_an_object_that_is_found_must_be_right),
        cmocka_unit_test(test_a_text_full_of_braces_is_searched_once),
        cmocka_unit_test(test_an_answer_that_was_cut_is_not_read),
        cmocka_unit_test(test_a_refusal_is_told_in_its_own_words),
        cmocka_unit_test(test_an_answer_without_a_message_is_not_read),
        cmocka_unit_test(test_a_field_that_is_wrong_is_named),
        cmocka_unit_test(test_a_word_that_is_no_text_is_named),
        cmocka_unit_test(test_a_table_that_is_wrong_is_told),
        cmocka_unit_test(test_a_table_that_holds_itself_is_refused),
        cmocka_unit_test(test_ten_tables_may_be_nested),
        cmocka_unit_test(test_there_must_be_a_struct),
        cmocka_unit_test(test_the_arguments_of_a_call_fill_a_struct),
        cmocka_unit_test(test_a_call_without_arguments_has_an_empty_object),
        cmocka_unit_test(
            test_arguments_that_are_wrong_are_told_by_their_pointer),
        cmocka_unit_test(test_arguments_that_were_cut_are_not_read),
        cmocka_unit_test(test_only_a_call_with_arguments_is_read),
        cmocka_unit_test(test_a_call_asks_for_the_schema_and_fills_the_struct),
        cmocka_unit_test(test_the_request_may_name_the_schema_and_loosen_it),
        cmocka_unit_test(test_words_may_ask_for_the_fields),
        cmocka_unit_test(test_an_answer_that_is_wrong_comes_with_the_error),
        cmocka_unit_test(test_a_call_that_fails_fills_nothing),
        cmocka_unit_test(test_what_makes_no_sense_is_not_asked),
        cmocka_unit_test(test_tables_compile_in_each_language_and_are_checked),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
        cmocka_unit_test(test_a_response_is_sound_after_memory_was_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
