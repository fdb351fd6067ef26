/* Tests lib/collector.c. */
#include "support/check.h"

#include <stdio.h>
#include "model/model.h"
#include "support/oom.h"
#include "wire/utf8.h"

#define LOST "\xEF\xBF\xBD"

/* ---- a listener --------------------------------------------------------- */

/* What was heard, a line a delta: "0.1 text hello", choice and part first. */
struct listener {
    struct buf log;
    struct buf texts;  /* of all deltas, one behind the other */
    long until_cancel; /* deltas; -1: never */
};

static const char *const names[] = {
    [PARL_DELTA_TEXT] = "text",
    [PARL_DELTA_REFUSAL] = "refusal",
    [PARL_DELTA_THINKING] = "thinking",
    [PARL_DELTA_SIGNATURE] = "signature",
    [PARL_DELTA_REDACTED] = "redacted",
    [PARL_DELTA_TOOL_CALL] = "call",
    [PARL_DELTA_TOOL_ARGUMENTS] = "arguments",
    [PARL_DELTA_AUDIO] = "audio",
    [PARL_DELTA_TRANSCRIPT] = "transcript",
    [PARL_DELTA_FINISH] = "finish",
    [PARL_DELTA_OPAQUE] = "opaque",
    [PARL_DELTA_MEDIA] = "media",
};

static void add_line(struct buf *log, const parl_delta *delta)
{
    char head[64];

    snprintf(head, sizeof(head), "%ld.%ld %s", (long)delta->choice,
             (long)delta->part, names[delta->type]);
    buf_add_text(log, head);
    if (delta->type == PARL_DELTA_TOOL_CALL) {
        buf_add_char(log, ' ');
        buf_add_text(log, delta->id != NULL ? delta->id : "-");
        buf_add_char(log, ' ');
        buf_add_text(log, delta->name);
    } else if (delta->type == PARL_DELTA_FINISH) {
        snprintf(head, sizeof(head), " %ld", (long)delta->finish_reason);
        buf_add_text(log, head);
    } else {
        buf_add_char(log, ' ');
        buf_add(log, delta->text, delta->text_len);
    }
    buf_add_char(log, '\n');
}

static int hear(void *user, const parl_delta *delta)
{
    struct listener *l = user;

    if (delta->text != NULL) {
        assert_true(delta->text_len > 0);
        assert_int_equal(delta->text[delta->text_len], '\0');
        assert_true(utf8_valid(delta->text, delta->text_len, NULL));
        buf_add(&l->texts, delta->text, delta->text_len);
    }
    add_line(&l->log, delta);
    return l->until_cancel >= 0 && l->until_cancel-- == 0;
}

static void listener_init(struct listener *l)
{
    buf_init(&l->log, &mem_libc, 1 << 20);
    buf_init(&l->texts, &mem_libc, 1 << 20);
    l->until_cancel = -1;
}

static void listener_release(struct listener *l)
{
    buf_release(&l->log);
    buf_release(&l->texts);
}

/* ---- a run -------------------------------------------------------------- */

struct run {
    struct listener heard;
    struct collector_options options;
    struct collector c;
    struct parl_response *response;
};

static void run_prepare(struct run *run)
{
    listener_init(&run->heard);
    run->options = (struct collector_options){
        .mem = &mem_libc,
        .max_bytes = 1 << 20,
        .max_tool_calls = 8,
        .on_delta = hear,
        .user = &run->heard,
    };
    run->response = NULL;
}

static void run_begin(struct run *run)
{
    run_prepare(run);
    assert_true(collector_init(&run->c, &run->options));
}

static void run_begin_structured(struct run *run)
{
    run_prepare(run);
    run->options.answer_tool = "answer";
    run->options.structured = PARL_STRUCTURED_TOOL;
    assert_true(collector_init(&run->c, &run->options));
}

static void run_end(struct run *run)
{
    struct error err = ERROR_INIT;

    run->response = collector_finish(&run->c, &err);
    assert_non_null(run->response);
    assert_int_equal(err.status, PARL_OK);
}

static void run_release(struct run *run)
{
    response_free(run->response);
    collector_release(&run->c);
    listener_release(&run->heard);
}

static const parl_message *message(const struct run *run, size_t choice)
{
    assert_true(choice < run->response->n_choices);
    return &run->response->choices[choice].message;
}

static const parl_part *part(const struct run *run, size_t i)
{
    assert_true(i < message(run, 0)->n_parts);
    return &message(run, 0)->parts[i];
}

static void assert_heard(struct run *run, const char *log)
{
    assert_string_equal(buf_text(&run->heard.log), log);
}

static void assert_failed(const struct run *run, parl_status status,
                          const char *word)
{
    assert_int_equal(run->c.status, status);
    assert_int_equal(run->c.error.status, status);
    assert_non_null(strstr(run->c.error.message, word));
}

static struct place at(int32_t choice, int32_t slot)
{
    return (struct place){ choice, slot };
}

static struct span span(const char *text)
{
    return span_of(text);
}

/* ---- texts -------------------------------------------------------------- */

/* Characters of every length, a pair whose halves came as escapes, halves that
 * stay alone, and bytes that are nothing. */
static const char odd[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 "
                          "\xED\xA0\xBD\xED\xB8\x80|\xED\xA0\xBD|"
                          "\xED\xB8\x80\xFF"
                          "b\xE2\x82";
static const char even[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 "
                           "\xF0\x9F\x98\x80|" LOST "|" LOST LOST "b" LOST;

static void collect_transcript(struct collector *c, struct place place,
                               struct span text)
{
    collect_audio(c, place, SPAN_NONE, SPAN_NONE, text);
}

static const struct text_kind {
    void (*collect)(struct collector *c, struct place place, struct span text);
    int32_t type;
} text_kinds[] = {
    { collect_text, PARL_PART_TEXT },
    { collect_refusal, PARL_PART_REFUSAL },
    { collect_thinking, PARL_PART_THINKING },
    { collect_transcript, PARL_PART_AUDIO },
    { collect_arguments, PARL_PART_TOOL_CALL },
};

/* The odd text in three pieces gives the even one, heard and kept. */
static void check_cuts(const struct text_kind *kind, size_t first,
                       size_t second)
{
    struct run run;

    run_begin(&run);
    if (kind->type == PARL_PART_TOOL_CALL)
        collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, SPAN_NONE,
                     SPAN("f"));
    kind->collect(&run.c, at(0, 0), (struct span){ odd, first });
    kind->collect(&run.c, at(0, 0),
                  (struct span){ odd + first, second - first });
    kind->collect(&run.c, at(0, 0),
                  (struct span){ odd + second, sizeof(odd) - 1 - second });
    run_end(&run);
    assert_int_equal(part(&run, 0)->type, kind->type);
    assert_string_equal(part(&run, 0)->text, even);
    assert_int_equal(part(&run, 0)->text_len, sizeof(even) - 1);
    assert_string_equal(buf_text(&run.heard.texts), even);
    run_release(&run);
}

static void test_every_cut_gives_the_same_text(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof(text_kinds) / sizeof(text_kinds[0]); k++) {
        for (size_t i = 0; i < sizeof(odd); i++) {
            for (size_t m = i; m < sizeof(odd); m++)
                check_cuts(&text_kinds[k], i, m);
        }
    }
}

static void test_pieces_add_up(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    assert_false(run.c.began);
    collect_text(&run.c, at(0, 0), span("Hel"));
    assert_true(run.c.began);
    collect_text(&run.c, at(0, 0), span("lo"));
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));
    run_end(&run);
    assert_heard(&run, "0.0 text Hel\n0.0 text lo\n0.0 finish 1\n");
    assert_string_equal(run.response->text, "Hello");
    assert_int_equal(message(&run, 0)->role, PARL_ROLE_ASSISTANT);
    assert_int_equal(message(&run, 0)->n_parts, 1);
    assert_ptr_equal(message(&run, 0)->origin, &run.response->origin);
    assert_ptr_equal(part(&run, 0)->text, run.response->text);
    run_release(&run);
}

static void test_empty_pieces_open_no_part(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_text(&run.c, at(0, 0), span(""));
    collect_refusal(&run.c, at(0, 0), SPAN_NONE);
    collect_signature(&run.c, PARL_PART_THINKING, at(0, 0), SPAN_NONE);
    collect_redacted(&run.c, at(0, 0), SPAN_NONE);
    collect_opaque(&run.c, at(0, 0), SPAN_NONE);
    collect_audio(&run.c, at(0, 0), SPAN_NONE, SPAN_NONE, SPAN_NONE);
    assert_false(run.c.began);
    collect_choice(&run.c, 0);
    run_end(&run);
    assert_int_equal(message(&run, 0)->n_parts, 0);
    assert_string_equal(run.response->text, "");
    assert_heard(&run, "");
    run_release(&run);
}

static void test_parts_stand_in_the_order_of_opening(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_thinking(&run.c, at(0, 0), span("hm"));
    collect_text(&run.c, at(0, 1), span("one "));
    collect_thinking(&run.c, at(0, 2), span("so"));
    collect_text(&run.c, at(0, 1), span("two "));
    collect_signature(&run.c, PARL_PART_THINKING, at(0, 0), span("Si"));
    collect_signature(&run.c, PARL_PART_THINKING, at(0, 0), span("g="));
    collect_text(&run.c, at(0, 3), span("three"));
    run_end(&run);
    assert_heard(&run, "0.0 thinking hm\n"
                       "0.1 text one \n"
                       "0.2 thinking so\n"
                       "0.1 text two \n"
                       "0.0 signature Si\n"
                       "0.0 signature g=\n"
                       "0.3 text three\n");
    assert_int_equal(message(&run, 0)->n_parts, 4);
    assert_string_equal(part(&run, 0)->text, "hm");
    assert_string_equal(part(&run, 0)->signature, "Sig=");
    assert_int_equal(part(&run, 0)->signature_len, 4);
    assert_null(part(&run, 1)->signature);
    assert_string_equal(part(&run, 2)->text, "so");
    assert_string_equal(run.response->text, "one two three");
    run_release(&run);
}

static void test_a_signature_alone_makes_a_part(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_signature(&run.c, PARL_PART_THINKING, at(0, 0), span("Sig"));
    collect_text(&run.c, at(0, 0), span("Four."));
    run_end(&run);
    assert_int_equal(part(&run, 0)->type, PARL_PART_THINKING);
    assert_string_equal(part(&run, 0)->text, "");
    assert_string_equal(part(&run, 0)->signature, "Sig");
    assert_string_equal(part(&run, 1)->text, "Four.");
    run_release(&run);
}

static void test_a_part_may_have_an_id_and_members(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_part_id(&run.c, PARL_PART_TEXT, at(0, 0), span("nobody"));
    collect_part_member(&run.c, PARL_PART_TEXT, at(0, 0), span("x"), span("1"));
    collect_text(&run.c, at(0, 0), span("One"));
    collect_part_id(&run.c, PARL_PART_TEXT, at(0, 0), span("msg_1"));
    collect_part_id(&run.c, PARL_PART_TEXT, at(0, 0), span("msg_2"));
    collect_part_member(&run.c, PARL_PART_TEXT, at(0, 0), span("phase"),
                        span("\"a\""));
    collect_part_member(&run.c, PARL_PART_TEXT, at(0, 0), span("n"), span("2"));
    collect_call(&run.c, at(0, 0), PARL_PART_CUSTOM_CALL, span("c"), span("f"));
    collect_part_member(&run.c, PARL_PART_CUSTOM_CALL, at(0, 0), span("m"),
                        span("[3]"));
    run_end(&run);
    assert_string_equal(part(&run, 0)->id, "msg_1");
    assert_string_equal(part(&run, 0)->extra, "{\"phase\":\"a\",\"n\":2}");
    assert_string_equal(part(&run, 1)->extra, "{\"m\":[3]}");
    assert_int_equal(message(&run, 0)->n_parts, 2);
    run_release(&run);
}

static void test_whole_items_are_kept_as_they_are(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_redacted(&run.c, at(0, 0), span("Em8="));
    collect_opaque(&run.c, at(0, 1), span("{\"a\":1}"));
    collect_opaque(&run.c, at(0, 1), span("{\"a\":12}"));
    collect_audio(&run.c, at(0, 2), span("audio_1"), span("AAAA"), span("Hi"));
    collect_audio(&run.c, at(0, 2), span("other"), span("BBBB"), span("!"));
    run_end(&run);
    assert_heard(&run, "0.0 redacted Em8=\n"
                       "0.1 opaque {\"a\":1}\n"
                       "0.1 opaque {\"a\":12}\n"
                       "0.2 audio AAAA\n0.2 transcript Hi\n"
                       "0.2 audio BBBB\n0.2 transcript !\n");
    assert_int_equal(part(&run, 0)->type, PARL_PART_REDACTED_THINKING);
    assert_string_equal(part(&run, 0)->text, "Em8=");
    assert_string_equal(part(&run, 1)->text, "{\"a\":12}");
    assert_string_equal(part(&run, 2)->text, "Hi!");
    assert_string_equal(part(&run, 2)->id, "audio_1");
    assert_string_equal(part(&run, 2)->media->base64, "AAAABBBB");
    assert_int_equal(part(&run, 2)->media->base64_len, 8);
    run_release(&run);
}

static void test_an_item_is_made_valid(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_opaque(&run.c, at(0, 0), span("{\"a\":\"\xFF\"}"));
    run_end(&run);
    assert_string_equal(part(&run, 0)->text, "{\"a\":\"" LOST "\"}");
    run_release(&run);
}

static void test_unknown_members_stay_with_their_part(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_text(&run.c, at(0, 0), span("a"));
    collect_part_extra(&run.c, PARL_PART_TEXT, at(0, 0), span("cites"),
                       span("[1]"));
    collect_part_extra(&run.c, PARL_PART_TEXT, at(0, 0), span("cites"),
                       span("[1]"));
    collect_call(&run.c, at(0, 1), PARL_PART_CUSTOM_CALL, span("c"), span("f"));
    collect_part_extra(&run.c, PARL_PART_CUSTOM_CALL, at(0, 1), span("caller"),
                       span("{\"x\":1}"));
    collect_part_extra(&run.c, PARL_PART_THINKING, at(0, 2), span("n"),
                       span("2"));
    run_end(&run);
    assert_string_equal(part(&run, 0)->extra, "{\"cites\":[1,1]}");
    assert_string_equal(part(&run, 1)->extra, "{\"caller\":{\"x\":1}}");
    assert_int_equal(part(&run, 2)->type, PARL_PART_THINKING);
    assert_string_equal(part(&run, 2)->extra, "{\"n\":2}");
    run_release(&run);
}

/* ---- calls -------------------------------------------------------------- */

static void test_media_are_kept_with_their_types(void **state)
{
    const parl_message *m;
    struct run run;

    (void)state;
    run_begin(&run);
    collect_media(&run.c, PARL_PART_IMAGE, at(0, 0), span("image/png"),
                  span("AAAA"));
    collect_media(&run.c, PARL_PART_AUDIO, at(0, 0), span("audio/wav"),
                  span("BBBB"));
    collect_media(&run.c, PARL_PART_VIDEO, at(0, 0), SPAN_NONE, span("CCCC"));
    collect_media(&run.c, PARL_PART_IMAGE, at(0, 1), span("image/png"),
                  SPAN_NONE);
    run_end(&run);
    assert_heard(&run, "0.0 media AAAA\n"
                       "0.1 audio BBBB\n"
                       "0.2 media CCCC\n");
    m = message(&run, 0);
    assert_int_equal(m->n_parts, 3);
    assert_string_equal(m->parts[0].media->mime_type, "image/png");
    assert_string_equal(m->parts[0].media->base64, "AAAA");
    assert_string_equal(m->parts[1].media->mime_type, "audio/wav");
    assert_null(m->parts[2].media->mime_type);
    run_release(&run);
}

static void test_an_item_is_utf8(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_opaque(&run.c, at(0, 0), span("\"\xFF\""));
    run_end(&run);
    assert_heard(&run, "0.0 opaque \"\xEF\xBF\xBD\"\n");
    run_release(&run);
}

static void test_interleaved_calls_keep_apart(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"), span("f"));
    collect_call(&run.c, at(0, 1), PARL_PART_TOOL_CALL, span("c2"), span("g"));
    collect_arguments(&run.c, at(0, 0), span("{\"a\":"));
    collect_arguments(&run.c, at(0, 1), span("{\"b\":"));
    collect_arguments(&run.c, at(0, 0), span("1}"));
    collect_arguments(&run.c, at(0, 1), span("2}"));
    collect_finish(&run.c, 0, PARL_FINISH_TOOL_CALLS, span("tool_calls"));
    run_end(&run);
    assert_heard(&run, "0.0 call c1 f\n0.1 call c2 g\n"
                       "0.0 arguments {\"a\":\n0.1 arguments {\"b\":\n"
                       "0.0 arguments 1}\n0.1 arguments 2}\n"
                       "0.0 finish 3\n");
    assert_string_equal(part(&run, 0)->text, "{\"a\":1}");
    assert_string_equal(part(&run, 0)->id, "c1");
    assert_string_equal(part(&run, 0)->name, "f");
    assert_string_equal(part(&run, 1)->text, "{\"b\":2}");
    assert_string_equal(run.response->text, "");
    run_release(&run);
}

static void test_a_call_waits_for_its_name(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_arguments(&run.c, at(0, 0), span("{\"a\""));
    collect_signature(&run.c, PARL_PART_TOOL_CALL, at(0, 0), span("Sig"));
    collect_call(&run.c, at(0, 0), PARL_PART_CUSTOM_CALL, span("c"), SPAN_NONE);
    assert_heard(&run, "");
    collect_call(&run.c, at(0, 0), PARL_PART_CUSTOM_CALL, SPAN_NONE, span("f"));
    collect_arguments(&run.c, at(0, 0), span(":1}"));
    run_end(&run);
    assert_heard(&run, "0.0 call c f\n0.0 signature Sig\n"
                       "0.0 arguments {\"a\"\n0.0 arguments :1}\n");
    assert_int_equal(part(&run, 0)->type, PARL_PART_CUSTOM_CALL);
    assert_string_equal(part(&run, 0)->text, "{\"a\":1}");
    assert_string_equal(part(&run, 0)->signature, "Sig");
    run_release(&run);
}

static void test_a_call_without_a_name_comes_at_the_end(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_arguments(&run.c, at(0, 0), span("{\"a"));
    run_end(&run);
    assert_heard(&run, "0.0 call - \n0.0 arguments {\"a\n");
    assert_string_equal(part(&run, 0)->name, "");
    assert_string_equal(part(&run, 0)->id, "call_0_0");
    run_release(&run);
}

static void test_the_first_name_and_id_stay(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    assert_null(collected_call_id(&run.c, at(0, 0)));
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, SPAN_NONE, span("f"));
    assert_string_equal(collected_call_id(&run.c, at(0, 0)), "");
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"), span("f"));
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, span("c2"), span(""));
    assert_string_equal(collected_call_id(&run.c, at(0, 0)), "c1");
    run_end(&run);
    assert_heard(&run, "0.0 call - f\n");
    assert_string_equal(part(&run, 0)->id, "c1");
    assert_string_equal(part(&run, 0)->name, "f");
    assert_string_equal(part(&run, 0)->text, "");
    run_release(&run);
}

static void test_calls_without_ids_are_numbered(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_text(&run.c, at(2, 0), span("x"));
    collect_call(&run.c, at(2, 0), PARL_PART_TOOL_CALL, SPAN_NONE, span("f"));
    collect_call(&run.c, at(2, 1), PARL_PART_TOOL_CALL, span("id"), span("f"));
    collect_call(&run.c, at(2, 2), PARL_PART_TOOL_CALL, SPAN_NONE, span("f"));
    run_end(&run);
    assert_string_equal(part(&run, 1)->id, "call_2_0");
    assert_string_equal(part(&run, 2)->id, "id");
    assert_string_equal(part(&run, 3)->id, "call_2_2");
    run_release(&run);
}

/* ---- structured answers ------------------------------------------------- */

/* Where the name comes before the arguments, with them, and behind them. */
static void converted(struct run *run, int order)
{
    run_begin_structured(run);
    if (order == 0)
        collect_call(&run->c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"),
                     span("answer"));
    collect_arguments(&run->c, at(0, 0), span("{\"a\":"));
    if (order == 1)
        collect_call(&run->c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"),
                     span("answer"));
    collect_arguments(&run->c, at(0, 0), span("1}"));
    if (order == 2)
        collect_call(&run->c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"),
                     span("answer"));
}

static void test_a_call_of_the_answer_tool_is_text(void **state)
{
    (void)state;
    for (int order = 0; order < 3; order++) {
        struct run run;

        converted(&run, order);
        collect_finish(&run.c, 0, PARL_FINISH_TOOL_CALLS, span("tool_use"));
        run_end(&run);
        assert_heard(&run, order < 2 ? "0.0 text {\"a\":\n0.0 text 1}\n"
                                       "0.0 finish 1\n"
                                     : "0.0 text {\"a\":1}\n0.0 finish 1\n");
        assert_int_equal(message(&run, 0)->n_parts, 1);
        assert_int_equal(part(&run, 0)->type, PARL_PART_TEXT);
        assert_null(part(&run, 0)->id);
        assert_null(part(&run, 0)->name);
        assert_string_equal(run.response->text, "{\"a\":1}");
        assert_true(run.response->choices[0].was_structured);
        assert_int_equal(run.response->choices[0].finish, PARL_FINISH_STOP);
        assert_string_equal(run.response->choices[0].finish_word, "tool_use");
        assert_int_equal(run.response->structured, PARL_STRUCTURED_TOOL);
        run_release(&run);
    }
}

static void test_a_cut_answer_stays_cut(void **state)
{
    struct run run;

    (void)state;
    run_begin_structured(&run);
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, SPAN_NONE,
                 span("answer"));
    collect_finish(&run.c, 0, PARL_FINISH_LENGTH, span("length"));
    run_end(&run);
    assert_string_equal(run.response->text, "");
    assert_int_equal(run.response->choices[0].finish, PARL_FINISH_LENGTH);
    run_release(&run);
}

static void test_an_answer_without_arguments_is_an_object(void **state)
{
    struct run run;

    (void)state;
    run_begin_structured(&run);
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, SPAN_NONE,
                 span("answer"));
    collect_finish(&run.c, 0, PARL_FINISH_TOOL_CALLS, span("tool_calls"));
    run_end(&run);
    assert_heard(&run, "0.0 text {}\n0.0 finish 1\n");
    assert_string_equal(run.response->text, "{}");
    run_release(&run);
}

static void test_what_is_said_beside_an_answer_is_none_of_its_text(void **state)
{
    struct run run;

    (void)state;
    run_begin_structured(&run);
    collect_text(&run.c, at(0, 0), span("Here: "));
    collect_call(&run.c, at(0, 1), PARL_PART_TOOL_CALL, span("c1"),
                 span("answer"));
    collect_arguments(&run.c, at(0, 1), span("{\"a\":1}"));
    collect_text(&run.c, at(0, 2), span("Well?"));
    collect_finish(&run.c, 0, PARL_FINISH_TOOL_CALLS, span("tool_calls"));
    run_end(&run);
    assert_int_equal(message(&run, 0)->n_parts, 3);
    assert_string_equal(run.response->text, "{\"a\":1}");
    run_release(&run);
}

static void test_other_calls_stay_calls(void **state)
{
    struct run run;

    (void)state;
    run_begin_structured(&run);
    collect_call(&run.c, at(0, 0), PARL_PART_TOOL_CALL, span("c"),
                 span("answers"));
    collect_finish(&run.c, 0, PARL_FINISH_TOOL_CALLS, span("tool_calls"));
    run_end(&run);
    assert_int_equal(part(&run, 0)->type, PARL_PART_TOOL_CALL);
    assert_false(run.response->choices[0].was_structured);
    assert_int_equal(run.response->choices[0].finish, PARL_FINISH_TOOL_CALLS);
    run_release(&run);
}

/* ---- choices ------------------------------------------------------------ */

static void test_choices_interleave(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_text(&run.c, at(1, 0), span("b"));
    collect_text(&run.c, at(0, 0), span("a"));
    collect_text(&run.c, at(1, 0), span("B"));
    collect_text(&run.c, at(127, 0), span("z"));
    collect_text(&run.c, at(0, 0), span("A"));
    collect_finish(&run.c, 1, PARL_FINISH_LENGTH, span("length"));
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));
    assert_false(collected_all_finished(&run.c));
    run_end(&run);
    assert_heard(&run, "1.0 text b\n0.0 text a\n1.0 text B\n127.0 text z\n"
                       "0.0 text A\n0.0 finish 1\n1.0 finish 2\n");
    assert_int_equal(run.response->n_choices, 3);
    assert_string_equal(run.response->text, "aA");
    assert_string_equal(message(&run, 1)->parts[0].text, "bB");
    assert_int_equal(run.response->choices[2].index, 127);
    run_release(&run);
}

static void test_a_choice_nobody_asked_for_is_an_error(void **state)
{
    static const int32_t indexes[] = { -1, 128, INT32_MAX, INT32_MIN };

    (void)state;
    for (size_t i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++) {
        struct run run;

        run_begin(&run);
        collect_text(&run.c, at(0, 0), span("a"));
        collect_text(&run.c, at(indexes[i], 0), span("b"));
        assert_failed(&run, PARL_PROTOCOL, "choice");
        run_end(&run);
        assert_int_equal(run.response->n_choices, 1);
        run_release(&run);
    }
}

static void test_the_last_reason_counts(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    assert_false(collected_all_finished(&run.c));
    collect_text(&run.c, at(0, 0), span("x"));
    collect_finish(&run.c, 0, PARL_FINISH_UNKNOWN, SPAN_NONE);
    assert_false(collected_all_finished(&run.c));
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));
    assert_true(collected_all_finished(&run.c));
    collect_finish(&run.c, 0, PARL_FINISH_CONTENT_FILTER,
                   span("content_filter"));
    collect_finish(&run.c, 0, PARL_FINISH_UNKNOWN, span(""));
    run_end(&run);
    assert_heard(&run, "0.0 text x\n0.0 finish 4\n");
    assert_string_equal(run.response->choices[0].finish_word, "content_filter");
    run_release(&run);
}

static void test_all_that_were_asked_for_must_finish(void **state)
{
    struct run run;

    (void)state;
    run_prepare(&run);
    run.options.n_choices = 2;
    assert_true(collector_init(&run.c, &run.options));
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));
    assert_false(collected_all_finished(&run.c));
    collect_text(&run.c, at(1, 0), span("x"));
    assert_false(collected_all_finished(&run.c));
    collect_finish(&run.c, 1, PARL_FINISH_STOP, span("stop"));
    assert_true(collected_all_finished(&run.c));
    run_end(&run);
    run_release(&run);
}

static void test_an_unknown_reason_is_an_end(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_finish(&run.c, 0, PARL_FINISH_UNKNOWN, span("brand_new"));
    assert_true(collected_all_finished(&run.c));
    collect_failure(&run.c, 0);
    run_end(&run);
    assert_heard(&run, "0.0 finish 0\n");
    assert_string_equal(run.response->choices[0].finish_word, "brand_new");
    assert_true(run.response->choices[0].unsuccessful);
    run_release(&run);
}

/* ---- facts and JSON ----------------------------------------------------- */

static void test_the_first_facts_stay(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_id(&run.c, span(""));
    collect_id(&run.c, span("id1"));
    collect_id(&run.c, span("id2"));
    collect_model(&run.c, span("m\xED\xA0\xBD"));
    collect_model(&run.c, span("other"));
    collect_created(&run.c, 0);
    collect_created(&run.c, 17);
    collect_created(&run.c, 18);
    run_end(&run);
    assert_string_equal(run.response->id, "id1");
    assert_string_equal(run.response->model, "m" LOST);
    assert_int_equal(run.response->created, 17);
    assert_int_equal(run.response->usage.prompt_tokens, -1);
    assert_false(run.response->has_usage);
    run_release(&run);
}

static void test_the_last_usage_counts(void **state)
{
    const parl_usage first = { 1, 1, 1, 1, 1, 1, 1, 1 };
    const parl_usage last = { 10, 5, -1, 7, 3, -1, -1, -1 };
    struct run run;

    (void)state;
    run_begin(&run);
    collect_usage(&run.c, &first);
    collect_usage(&run.c, &last);
    run_end(&run);
    assert_true(run.response->has_usage);
    assert_int_equal(run.response->usage.cache_write, -1);
    assert_int_equal(run.response->usage.prompt_tokens, 15);
    assert_int_equal(run.response->usage.completion_tokens, 10);
    assert_int_equal(run.response->usage.total_tokens, 25);
    run_release(&run);
}

static void test_log_probabilities_are_joined(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    collect_logprobs(&run.c, 0, span("{\"content\":[{\"t\":1}]}"));
    collect_logprobs(&run.c, 0, span("null"));
    collect_logprobs(&run.c, 0,
                     span("{\"refusal\":null,\"content\":[{\"t\":1}]}"));
    collect_logprobs(&run.c, 0, span("{\"content\":[],\"refusal\":[]}"));
    collect_choice(&run.c, 1);
    run_end(&run);
    assert_string_equal(run.response->choices[0].logprobs.data,
                        "{\"content\":[{\"t\":1},{\"t\":1}],"
                        "\"refusal\":[]}");
    assert_int_equal(run.response->choices[1].logprobs.len, 0);
    run_release(&run);
}

static void test_unknown_members_are_kept(void **state)
{
    struct run run;
    struct buf top;

    (void)state;
    buf_init(&top, &mem_libc, SIZE_MAX);
    run_begin(&run);
    collect_extra(&run.c, 0, span("annotations"), span("[{\"a\":1}]"));
    collect_extra(&run.c, 0, span("quo\"te"), span("1.50"));
    collect_extra(&run.c, 0, span("annotations"), span("[{\"b\":2}]"));
    collect_top(&run.c, span("tier"), span("\"old\""));
    collect_top(&run.c, span("tier"), span("\"new\""));
    run_end(&run);
    assert_string_equal(message(&run, 0)->extra,
                        "{\"annotations\":[{\"a\":1},{\"b\":2}],"
                        "\"quo\\\"te\":1.50}");
    members_write(&run.response->unknown, &top);
    assert_string_equal(buf_text(&top), "\"tier\":\"new\"");
    buf_release(&top);
    run_release(&run);
}

/* ---- limits and failures ------------------------------------------------ */

static void test_all_bytes_are_counted(void **state)
{
    struct run run;

    (void)state;
    run_prepare(&run);
    run.options.max_bytes = 17;
    assert_true(collector_init(&run.c, &run.options));
    collect_id(&run.c, span("id"));                                   /* 2 */
    collect_text(&run.c, at(0, 0), span("text"));                     /* 6 */
    collect_signature(&run.c, PARL_PART_TEXT, at(0, 0), span("Sig")); /* 9 */
    collect_extra(&run.c, 0, span("a"), span("1"));                   /* 11 */
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));        /* 15 */
    collect_finish(&run.c, 0, PARL_FINISH_STOP, span("stop"));
    collect_text(&run.c, at(0, 0), span("!!"));
    assert_int_equal(run.c.status, PARL_OK);
    assert_int_equal(run.c.bytes, 17);
    collect_text(&run.c, at(0, 0), span("x"));
    assert_failed(&run, PARL_TOO_LARGE, "max_response_bytes");
    collect_text(&run.c, at(0, 0), span("y"));
    run_end(&run);
    assert_string_equal(run.response->text, "text!!");
    assert_heard(&run, "0.0 text text\n0.0 signature Sig\n0.0 text !!\n");
    run_release(&run);
}

static void test_what_was_held_back_counts_too(void **state)
{
    struct run run;

    (void)state;
    run_prepare(&run);
    run.options.max_bytes = 4;
    assert_true(collector_init(&run.c, &run.options));
    collect_text(&run.c, at(0, 0), span("ab\xE2\x82"));
    assert_int_equal(run.c.status, PARL_OK);
    run_end(&run);
    assert_failed(&run, PARL_TOO_LARGE, "max_response_bytes");
    assert_string_equal(run.response->text, "ab");
    run_release(&run);
}

static void test_calls_are_counted(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    for (int32_t i = 0; i < 8; i++)
        collect_call(&run.c, at(i % 2, i), PARL_PART_TOOL_CALL, SPAN_NONE,
                     span("f"));
    assert_int_equal(run.c.status, PARL_OK);
    collect_arguments(&run.c, at(0, 8), SPAN_NONE);
    assert_failed(&run, PARL_TOO_LARGE, "max_tool_calls");
    run_end(&run);
    assert_int_equal(message(&run, 0)->n_parts, 4);
    run_release(&run);
}

static void test_parts_and_members_are_counted(void **state)
{
    struct run run;
    char name[32];

    (void)state;
    run_begin(&run);
    for (int32_t i = 0; i < 4096; i++)
        collect_text(&run.c, at(0, i), span("x"));
    assert_int_equal(run.c.status, PARL_OK);
    collect_text(&run.c, at(0, 4096), span("x"));
    assert_failed(&run, PARL_TOO_LARGE, "parts");
    run_release(&run);

    run_begin(&run);
    for (int i = 0; i <= 256; i++) {
        assert_int_equal(run.c.status, PARL_OK);
        snprintf(name, sizeof(name), "m%d", i);
        collect_top(&run.c, span(name), span("1"));
    }
    assert_failed(&run, PARL_TOO_LARGE, "members");
    run_release(&run);
}

/* All that may be told, in one answer. */
static void collect_all(struct collector *c)
{
    collect_id(c, span("id"));
    collect_model(c, span("model"));
    collect_thinking(c, at(0, 0), span("hm"));
    collect_signature(c, PARL_PART_THINKING, at(0, 0), span("Sig"));
    collect_redacted(c, at(0, 0), span("Em8="));
    collect_text(c, at(0, 0), span("\xF0\x9F\x98\x80 \xED\xA0\xBD"));
    collect_refusal(c, at(1, 0), span("no"));
    collect_text(c, at(0, 1), span("more"));
    collect_part_id(c, PARL_PART_TEXT, at(0, 1), span("msg_2"));
    collect_part_extra(c, PARL_PART_TEXT, at(0, 1), span("x"), span("1"));
    collect_call(c, at(0, 0), PARL_PART_TOOL_CALL, span("c1"), span("f"));
    collect_arguments(c, at(0, 0), span("{}"));
    collect_arguments(c, at(0, 1), span("{"));
    collect_opaque(c, at(1, 0), span("{\"type\":\"x\"}"));
    collect_audio(c, at(1, 0), span("a"), span("AAAA"), span("Hi"));
    collect_extra(c, 0, span("annotations"), span("[1]"));
    collect_extra(c, 0, span("annotations"), span("[2]"));
    collect_part_extra(c, PARL_PART_TEXT, at(0, 1), span("cites"), span("[1]"));
    collect_top(c, span("tier"), span("\"flex\""));
    collect_logprobs(c, 0, span("{\"content\":[1], \"x\\u0041\":[2]}"));
    collect_finish(c, 0, PARL_FINISH_STOP, span("stop"));
    collect_finish(c, 1, PARL_FINISH_LENGTH, span("length"));
}

static void test_a_callback_may_cancel_at_every_delta(void **state)
{
    long n = 0;
    bool cancelled = true;

    (void)state;
    for (; cancelled; n++) {
        struct run run;

        run_begin(&run);
        run.heard.until_cancel = n;
        collect_all(&run.c);
        run_end(&run);
        cancelled = run.c.status != PARL_OK;
        if (cancelled)
            assert_failed(&run, PARL_CANCELLED, "cancel");
        assert_true(run.heard.until_cancel == (cancelled ? -1 : 0));
        run_release(&run);
    }
    assert_int_equal(n, 17); /* there are 16 deltas */
}

static void test_nobody_needs_to_listen(void **state)
{
    struct run quiet, loud;

    (void)state;
    run_prepare(&quiet);
    quiet.options.on_delta = NULL;
    assert_true(collector_init(&quiet.c, &quiet.options));
    run_begin(&loud);
    collect_all(&quiet.c);
    collect_all(&loud.c);
    run_end(&quiet);
    run_end(&loud);
    assert_int_equal(quiet.c.bytes, loud.c.bytes);
    assert_string_equal(quiet.response->text, loud.response->text);
    assert_string_equal(part(&quiet, 4)->text, part(&loud, 4)->text);
    run_release(&quiet);
    run_release(&loud);
}

/* ---- memory ------------------------------------------------------------- */

static int pass(void *user, const parl_delta *delta)
{
    (void)user;
    (void)delta;
    return 0;
}

static bool collect_and_finish(const parl_allocator *mem)
{
    const struct collector_options options = {
        .mem = mem,
        .max_bytes = 1 << 20,
        .max_tool_calls = 8,
        .on_delta = pass,
    };
    struct error err = ERROR_INIT;
    struct parl_response *response;
    struct collector c;

    if (!collector_init(&c, &options))
        return false;
    collect_all(&c);
    response = collector_finish(&c, &err);
    if (response == NULL)
        assert_int_equal(err.status, PARL_OUT_OF_MEMORY);
    response_free(response);
    collector_release(&c);
    return response != NULL;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    oom_each(collect_and_finish);
}

static void test_a_steady_stream_allocates_nothing(void **state)
{
    struct run run;
    struct oom oom;
    size_t grown;

    (void)state;
    oom_init(&oom, OOM_NEVER);
    run_prepare(&run);
    run.options.mem = &oom.mem;
    run.options.on_delta = pass;
    assert_true(collector_init(&run.c, &run.options));
    for (int i = 0; i < 600; i++)
        collect_text(&run.c, at(0, 0), span("0123456789"));
    grown = oom.calls;
    for (int i = 0; i < 200; i++)
        collect_text(&run.c, at(0, 0), span("0123456789"));
    assert_int_equal(oom.calls, grown); /* 8000 bytes fit where 6000 do */
    run_release(&run);
    oom_check(&oom);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cut_gives_the_same_text),
        cmocka_unit_test(test_pieces_add_up),
        cmocka_unit_test(test_empty_pieces_open_no_part),
        cmocka_unit_test(test_parts_stand_in_the_order_of_opening),
        cmocka_unit_test(test_a_signature_alone_makes_a_part),
        cmocka_unit_test(test_a_part_may_have_an_id_and_members),
        cmocka_unit_test(test_whole_items_are_kept_as_they_are),
        cmocka_unit_test(test_media_are_kept_with_their_types),
        cmocka_unit_test(test_an_item_is_utf8),
        cmocka_unit_test(test_an_item_is_made_valid),
        cmocka_unit_test(test_unknown_members_stay_with_their_part),
        cmocka_unit_test(test_interleaved_calls_keep_apart),
        cmocka_unit_test(test_a_call_waits_for_its_name),
        cmocka_unit_test(test_a_call_without_a_name_comes_at_the_end),
        cmocka_unit_test(test_the_first_name_and_id_stay),
        cmocka_unit_test(test_calls_without_ids_are_numbered),
        cmocka_unit_test(test_a_call_of_the_answer_tool_is_text),
        cmocka_unit_test(test_a_cut_answer_stays_cut),
        cmocka_unit_test(test_an_answer_without_arguments_is_an_object),
        cmocka_unit_test(
            test_what_is_said_beside_an_answer_is_none_of_its_text),
        cmocka_unit_test(test_other_calls_stay_calls),
        cmocka_unit_test(test_choices_interleave),
        cmocka_unit_test(test_a_choice_nobody_asked_for_is_an_error),
        cmocka_unit_test(test_the_last_reason_counts),
        cmocka_unit_test(test_all_that_were_asked_for_must_finish),
        cmocka_unit_test(test_an_unknown_reason_is_an_end),
        cmocka_unit_test(test_the_first_facts_stay),
        cmocka_unit_test(test_the_last_usage_counts),
        cmocka_unit_test(test_log_probabilities_are_joined),
        cmocka_unit_test(test_unknown_members_are_kept),
        cmocka_unit_test(test_all_bytes_are_counted),
        cmocka_unit_test(test_what_was_held_back_counts_too),
        cmocka_unit_test(test_calls_are_counted),
        cmocka_unit_test(test_parts_and_members_are_counted),
        cmocka_unit_test(test_a_callback_may_cancel_at_every_delta),
        cmocka_unit_test(test_nobody_needs_to_listen),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_a_steady_stream_allocates_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
