/* tests/encoding/test_encoding.c -- what every dialect's writer needs. */
#include "support/comma_locale.h"

#include "encoding/encoding.h"
#include "encoding/origin.h"
#include "encoding/effort.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* An encoding that writes nothing. */
struct fixture {
    struct arena arena;
    struct parl_report report;
    struct provider provider;
    struct facts facts;
    struct target to;
    parl_request request;
    struct encoding e;
};

static void set_up(struct fixture *f)
{
    *f = (struct fixture){
        .provider = { .name = "openai", .about = "Acme", SPEAKS_CHAT }
    };
    arena_init(&f->arena, &mem_libc, SIZE_MAX);
    f->report.arena = &f->arena;
    f->to = (struct target){ .provider = &f->provider,
                             .account = "work",
                             .model = "m",
                             .facts = &f->facts };
    f->e = (struct encoding){ .request = &f->request,
                              .to = &f->to,
                              .arena = &f->arena,
                              .report = &f->report,
                              .error = ERROR_INIT };
}

static void tear_down(struct fixture *f)
{
    arena_release(&f->arena);
}

static void check_entry(const struct fixture *f, size_t i, int32_t action,
                        const char *field, const char *reason)
{
    assert_in_range(i, 0, f->report.n_entries - 1);
    assert_int_equal(f->report.entries[i].action, action);
    assert_string_equal(f->report.entries[i].field, field);
    assert_string_equal(f->report.entries[i].reason, reason);
}

/* ---- saying ------------------------------------------------------------- */

static void test_a_drop_is_reported(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    dropped(&f.e, "/seed", "%s has %d", "Acme", 0);
    translated(&f.e, "/n", "sent as %s", "k");
    check_entry(&f, 0, PARL_ACTION_DROPPED, "/seed", "Acme has 0");
    check_entry(&f, 1, PARL_ACTION_TRANSLATED, "/n", "sent as k");
    assert_int_equal(f.e.error.status, PARL_OK);
    tear_down(&f);
}

static void test_a_strict_policy_makes_a_drop_a_refusal(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    f.request.policy = PARL_POLICY_REFUSE;
    translated(&f.e, "/n", "sent as k");
    assert_int_equal(f.e.error.status, PARL_OK);
    dropped(&f.e, "/seed", "not here");
    assert_int_equal(f.e.error.status, PARL_UNSUPPORTED);
    assert_string_equal(f.e.error.message, "/seed: not here");
    check_entry(&f, 1, PARL_ACTION_REFUSED, "/seed", "not here");
    tear_down(&f);
}

static void test_the_first_refusal_counts(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    refuse(&f.e, PARL_INVALID_ARGUMENT, "/a", "one");
    refuse(&f.e, PARL_UNSUPPORTED, "/b", "two");
    assert_int_equal(f.e.error.status, PARL_INVALID_ARGUMENT);
    assert_string_equal(f.e.error.message, "/a: one");
    assert_int_equal(f.report.n_entries, 1);
    tear_down(&f);
}

static void test_who_does_not_take_a_member_is_said(void **state)
{
    static const struct model_words words = { .drops = "n stop",
                                              .drops_reasoning = "top_p" };
    struct fixture f;

    (void)state;
    set_up(&f);
    f.provider.chat.drops = "seed";
    f.facts.words = &words;
    assert_true(takes(&f.e, "temperature", true));
    assert_true(takes(&f.e, "top_p", false));
    assert_false(takes(&f.e, "seed", false));
    assert_false(takes(&f.e, "stop", false));
    assert_false(takes(&f.e, "top_p", true));
    check_entry(&f, 0, PARL_ACTION_DROPPED, "/seed", "Acme does not take it");
    check_entry(&f, 1, PARL_ACTION_DROPPED, "/stop", "m does not take it");
    check_entry(&f, 2, PARL_ACTION_DROPPED, "/top_p",
                "m does not take it while it reasons");
    assert_int_equal(f.report.n_entries, 3);
    tear_down(&f);
}

static void test_a_long_reason_is_cut(void **state)
{
    struct fixture f;
    char name[2000];

    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    set_up(&f);
    refuse(&f.e, PARL_INVALID_ARGUMENT, "/a", "%s", name);
    assert_in_range(strlen(f.e.error.message), 100, 1023);
    tear_down(&f);
}

/* ---- members of an object ----------------------------------------------- */

static void note(struct encoding *e, const char *name, struct span value,
                 void *ctx)
{
    struct buf *log = ctx;

    (void)e;
    buf_add_text(log, name);
    buf_add_char(log, '=');
    buf_add(log, value.ptr, value.len);
    buf_add_char(log, ';');
}

static void test_a_number_is_said_without_a_comma(void **state)
{
    struct fixture f;

    (void)state;
    if (!set_comma_locale()) {
        print_message("no locale with a decimal comma is installed\n");
        skip();
    }
    set_up(&f);
    assert_string_equal(number_text(&f.e, 1.99), "1.99");
    assert_string_equal(number_text(&f.e, -2), "-2");
    tear_down(&f);
    setlocale(LC_NUMERIC, "C");
}

static void test_each_member_comes_as_it_stands(void **state)
{
    struct fixture f;
    struct buf log;

    (void)state;
    set_up(&f);
    buf_init(&log, &mem_libc, 1000);
    each_member(&f.e, NULL, note, &log);
    each_member(&f.e, "{}", note, &log);
    each_member(&f.e, "[1]", note, &log);
    each_member(&f.e, " {\"a\\u002fb\" : 1.0 ,\"c\":[ 2 ] } ", note, &log);
    assert_string_equal(buf_text(&log), "a/b=1.0;c=[ 2 ];");
    buf_release(&log);
    tear_down(&f);
}

/* ---- parts -------------------------------------------------------------- */

static void test_a_text_is_one_part(void **state)
{
    const parl_message text = PARL_USER("hi");
    const parl_message result = PARL_TOOL_RESULT("c1", "4");
    const parl_message empty = { .role = PARL_ROLE_ASSISTANT };
    const parl_part *parts;
    parl_part one;
    size_t n;

    (void)state;
    parts = message_parts(&text, &one, &n);
    assert_int_equal(n, 1);
    assert_int_equal(parts->type, PARL_PART_TEXT);
    assert_true(span_is(part_text(parts), "hi"));
    parts = message_parts(&result, &one, &n);
    assert_int_equal(n, 1);
    assert_int_equal(parts->type, PARL_PART_TOOL_RESULT);
    assert_string_equal(parts->id, "c1");
    message_parts(&empty, &one, &n);
    assert_int_equal(n, 0);
    assert_int_equal(count_parts(&text, PARL_PART_TEXT), 1);
    assert_int_equal(count_parts(&empty, PARL_PART_TEXT), 0);
}

static void check_pointer(struct fixture *f, size_t part, const char *want)
{
    assert_string_equal(part_pointer(&f->e, 0, part), want);
}

static void test_each_part_has_its_place_in_the_json(void **state)
{
    static const parl_part parts[] = {
        { .type = PARL_PART_THINKING, .text = "t", .signature = "s" },
        { .type = PARL_PART_TEXT, .text = "a" },
        { .type = PARL_PART_TOOL_CALL, .name = "f" },
        { .type = PARL_PART_REDACTED_THINKING, .text = "d" },
        { .type = PARL_PART_IMAGE },
        { .type = PARL_PART_CUSTOM_CALL, .name = "g" },
        { .type = PARL_PART_REFUSAL, .text = "no" },
        { .type = PARL_PART_OPAQUE, .text = "{}" },
        { .type = PARL_PART_THINKING, .text = "t" },
    };
    const parl_message message = { .role = PARL_ROLE_ASSISTANT,
                                   .parts = parts,
                                   .n_parts = 9 };
    struct fixture f;

    (void)state;
    set_up(&f);
    f.request.messages = &message;
    check_pointer(&f, 0, "/messages/0/thinking_blocks/0");
    check_pointer(&f, 1, "/messages/0/content/0");
    check_pointer(&f, 2, "/messages/0/tool_calls/0");
    check_pointer(&f, 3, "/messages/0/thinking_blocks/1");
    check_pointer(&f, 4, "/messages/0/content/1");
    check_pointer(&f, 5, "/messages/0/tool_calls/1");
    check_pointer(&f, 6, "/messages/0/refusal");
    check_pointer(&f, 7, "/messages/0/parts/7");
    check_pointer(&f, 8, "/messages/0/reasoning_content");
    tear_down(&f);
}

static void test_a_message_is_its_makers_own(void **state)
{
    static const struct {
        parl_origin origin;
        bool own;
    } list[] = {
        { { "openai", "work", "other" }, true },
        { { "openai", NULL, NULL }, true },
        { { NULL, NULL, NULL }, true },
        { { "azure", "work", "m" }, false },
        { { "openai", "home", "m" }, false },
    };
    const parl_message message = { .role = PARL_ROLE_ASSISTANT };
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_true(is_own(&f.e, &message));
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const parl_message made = { .role = PARL_ROLE_ASSISTANT,
                                    .origin = &list[i].origin };

        assert_int_equal(is_own(&f.e, &made), list[i].own);
    }
    tear_down(&f);
}

/* ---- effort ------------------------------------------------------------- */

static void test_the_nearest_effort_is_taken(void **state)
{
    const unsigned low_to_high = EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH);

    (void)state;
    assert_int_equal(effort_nearest(PARL_EFFORT_MEDIUM, low_to_high),
                     PARL_EFFORT_MEDIUM);
    assert_int_equal(effort_nearest(PARL_EFFORT_NONE, low_to_high),
                     PARL_EFFORT_LOW);
    assert_int_equal(effort_nearest(PARL_EFFORT_MAX, low_to_high),
                     PARL_EFFORT_HIGH);
    assert_int_equal(
        effort_nearest(PARL_EFFORT_MEDIUM, EFFORT(LOW) | EFFORT(HIGH)),
        PARL_EFFORT_HIGH);
    assert_int_equal(
        effort_nearest(PARL_EFFORT_MINIMAL, EFFORT(NONE) | EFFORT(LOW)),
        PARL_EFFORT_LOW);
    assert_int_equal(
        effort_nearest(PARL_EFFORT_MINIMAL, EFFORT(NONE) | EFFORT(HIGH)),
        PARL_EFFORT_HIGH);
    assert_int_equal(effort_nearest(PARL_EFFORT_LOW, EFFORT(NONE)),
                     PARL_EFFORT_NONE);
}

static void test_each_effort_has_its_word(void **state)
{
    (void)state;
    assert_string_equal(effort_word(PARL_EFFORT_NONE), "none");
    assert_string_equal(effort_word(PARL_EFFORT_MAX), "max");
    assert_string_equal(effort_word(PARL_EFFORT_DEFAULT), "");
    assert_string_equal(effort_word((enum parl_effort)99), "");
}

/* ---- structured answers ------------------------------------------------- */

static void test_the_synthetic_tool_has_a_name_of_its_own(void **state)
{
    const parl_tool tools[] = { { .name = "structured_answer_2" },
                                { .name = "structured_answer" },
                                { .name = NULL } };
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_true(ask_by_tool(&f.e));
    assert_string_equal(f.e.answer_tool, "structured_answer");
    assert_int_equal(f.e.structured, PARL_STRUCTURED_TOOL);
    f.request.tools = tools;
    f.request.n_tools = 3;
    assert_true(ask_by_tool(&f.e));
    assert_string_equal(f.e.answer_tool, "structured_answer_3");
    tear_down(&f);
}

static void test_a_model_without_tools_has_none_for_the_answer(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    f.facts.no_tools = true;
    assert_false(ask_by_tool(&f.e));
    assert_null(f.e.answer_tool);
    assert_int_equal(f.e.error.status, PARL_OK);
    tear_down(&f);
}

static void test_an_answer_in_words_is_refused_unless_chosen(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_null(ask_by_prompt(&f.e, NULL));
    assert_int_equal(f.e.structured, PARL_STRUCTURED_NONE);
    assert_int_equal(f.e.error.status, PARL_UNSUPPORTED);
    check_entry(&f, 0, PARL_ACTION_REFUSED, "/response_format",
                "m has neither structured answers nor tools; with "
                "schema_by_prompt it is asked for in words");
    tear_down(&f);
}

static void assert_prompt(const parl_request *request, const char *prompt)
{
    struct fixture f;

    set_up(&f);
    f.request = *request;
    f.request.schema_by_prompt = PARL_YES;
    f.request.policy = PARL_POLICY_REFUSE;
    assert_string_equal(ask_by_prompt(&f.e, "why not"), prompt);
    assert_int_equal(f.e.structured, PARL_STRUCTURED_PROMPT);
    assert_int_equal(f.e.error.status, PARL_OK);
    check_entry(&f, 0, PARL_ACTION_TRANSLATED, "/response_format",
                "why not: the last user turn asks for it");
    tear_down(&f);
}

static void test_the_words_hold_the_schema_and_what_it_is(void **state)
{
    parl_request request = { .response_format = PARL_FORMAT_JSON_OBJECT,
                             .schema = "{}" };

    (void)state;
    assert_prompt(&request,
                  "Answer with a JSON object alone, without a code fence.");
    request.response_format = PARL_FORMAT_JSON_SCHEMA;
    assert_prompt(&request,
                  "Answer with JSON alone, without a code fence, that fits "
                  "this schema: {}");
    request.schema_description = "";
    assert_prompt(&request,
                  "Answer with JSON alone, without a code fence, that fits "
                  "this schema: {}");
    request.schema_description = "a count";
    assert_prompt(&request,
                  "Answer with JSON alone, without a code fence, that fits "
                  "this schema: {}\nIt is about: a count");
}

static void test_a_word_is_found_in_any_message(void **state)
{
    const parl_part inner = PARL_TEXT("as jSoN.");
    const parl_part result = {
        .type = PARL_PART_TOOL_RESULT, .id = "c", .parts = &inner, .n_parts = 1
    };
    const parl_message messages[] = {
        PARL_USER("hi"),
        PARL_USER("jso"),
        { .role = PARL_ROLE_TOOL, .parts = &result, .n_parts = 1 }
    };
    parl_request request = { PARL_REQUEST_INIT, .messages = messages,
                             .n_messages = 2 };

    (void)state;
    assert_false(messages_mention(&request, "json"));
    request.n_messages = 3;
    assert_true(messages_mention(&request, "json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_drop_is_reported),
        cmocka_unit_test(test_a_strict_policy_makes_a_drop_a_refusal),
        cmocka_unit_test(test_the_first_refusal_counts),
        cmocka_unit_test(test_who_does_not_take_a_member_is_said),
        cmocka_unit_test(test_a_long_reason_is_cut),
        cmocka_unit_test(test_a_number_is_said_without_a_comma),
        cmocka_unit_test(test_each_member_comes_as_it_stands),
        cmocka_unit_test(test_a_text_is_one_part),
        cmocka_unit_test(test_each_part_has_its_place_in_the_json),
        cmocka_unit_test(test_a_message_is_its_makers_own),
        cmocka_unit_test(test_the_nearest_effort_is_taken),
        cmocka_unit_test(test_each_effort_has_its_word),
        cmocka_unit_test(test_the_synthetic_tool_has_a_name_of_its_own),
        cmocka_unit_test(test_a_model_without_tools_has_none_for_the_answer),
        cmocka_unit_test(test_an_answer_in_words_is_refused_unless_chosen),
        cmocka_unit_test(test_the_words_hold_the_schema_and_what_it_is),
        cmocka_unit_test(test_a_word_is_found_in_any_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
