/* dialects/openai_chat/read_delta.c -- a delta of a stream, or the message of a
 * whole answer, which has the same members:
 *
 *   {"role", "content", "refusal", "reasoning_content", "tool_calls", ...} */
#include "dialects/openai_chat/chat.h"

/* What it says, gathered, since members come in any order and reasoning may
 * stand in several of them. */
struct delta {
    struct chat_document *doc;
    int32_t choice;
    struct json_text content, refusal, reasoning, reasoning_content;
    struct span parts;   /* content that is a list */
    struct span details; /* reasoning_details */
    struct span calls, legacy, audio;
};

static void read_content(struct json_in *in, void *ctx)
{
    struct delta *delta = ctx;

    if (json_peek(in) == JSON_ARRAY)
        delta->parts = json_raw(in);
    else
        delta->content = json_text(in);
}

static void read_nothing(struct json_in *in, void *ctx)
{
    (void)ctx;
    json_skip(in);
}

static const struct json_member delta_members[] = {
    JSON_MEMBER("role", read_nothing),
    JSON_MEMBER("content", read_content),
    JSON_RAW_AT("tool_calls", delta, calls),
    JSON_TEXT_AT("refusal", delta, refusal),
    JSON_TEXT_AT("reasoning", delta, reasoning),
    JSON_TEXT_AT("reasoning_content", delta, reasoning_content),
    JSON_RAW_AT("reasoning_details", delta, details),
    JSON_RAW_AT("function_call", delta, legacy),
    JSON_RAW_AT("audio", delta, audio),
};

enum { N_DELTA_MEMBERS = sizeof(delta_members) / sizeof(delta_members[0]) };

/* A member that nobody here knows is kept on the message. */
static void keep_member(const struct json_text *name, struct span value,
                        void *ctx)
{
    struct delta *delta = ctx;
    struct decoding *d = delta->doc->d;

    if (is_empty_value(value))
        return;
    collect_extra(d->to, delta->choice, decoded_text(delta->doc->d, name),
                  value);
    buf_reset(&d->scratch);
}

/* The texts of reasoning_details, where no plainer member says the same. */
static void collect_details(struct delta *delta, bool plain)
{
    struct chat_document *doc = delta->doc;

    if (delta->details.ptr == NULL || delta->details.ptr[0] != '[')
        return;
    if (doc->whole)
        collect_extra(doc->d->to, delta->choice, SPAN("reasoning_details"),
                      delta->details);
    else
        collect_pieces(doc->d->to, delta->choice, SPAN("reasoning_details"),
                       delta->details);
    if (!plain)
        chat_read_details(doc, delta->choice, delta->details);
}

static void collect_reasoning(struct delta *delta)
{
    struct chat_document *doc = delta->doc;
    const struct json_text text = delta->reasoning_content.raw.len > 0
                                      ? delta->reasoning_content
                                      : delta->reasoning;

    if (text.raw.len > 0) {
        hand_on(doc->d, collect_thinking, (struct place){ delta->choice, 0 },
                &text);
    }
    collect_details(delta, text.raw.len > 0);
}

/* {"id", "data", "transcript", "expires_at"} */
struct audio {
    struct json_text texts[3];
    struct span expires;
};

static void collect_spoken(struct chat_document *doc, struct place at,
                           struct span json)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("id", audio, texts[0]),
        JSON_TEXT_AT("data", audio, texts[1]),
        JSON_TEXT_AT("transcript", audio, texts[2]),
        JSON_RAW_AT("expires_at", audio, expires),
    };
    struct collector *to = doc->d->to;
    struct audio audio = { 0 };
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    json_members(&in, members, 4, &audio);
    for (size_t i = 0; i < 3; i++) { /* one by one: they share a scratch */
        struct span said[3] = { SPAN_NONE, SPAN_NONE, SPAN_NONE };

        said[i] = decoded_text(doc->d, &audio.texts[i]);
        collect_audio(to, at, said[0], said[1], said[2]);
        buf_reset(&doc->d->scratch);
    }
    if (audio.expires.ptr != NULL)
        collect_part_member(to, PARL_PART_AUDIO, at, SPAN("expires_at"),
                            audio.expires);
}

/* A text, which may begin with a tag where the vendor leaves them there. */
static void collect_content(struct delta *delta)
{
    struct decoding *d = delta->doc->d;
    const struct chat_tags *tags = d->provider->chat.tags;

    if (tags == NULL || chat_is_text(d, delta->choice)) {
        hand_on(d, collect_text, chat_text_place(delta->doc, delta->choice),
                &delta->content);
        return;
    }
    tags->read(d, delta->choice, decoded_text(d, &delta->content));
    buf_reset(&d->scratch);
}

static bool is_object(struct span json)
{
    return json.ptr != NULL && json.ptr[0] == '{';
}

static void collect_delta(struct delta *delta)
{
    struct chat_document *doc = delta->doc;
    const struct place at = { delta->choice, 0 };

    collect_reasoning(delta);
    if (delta->content.raw.len > 0)
        collect_content(delta);
    if (delta->parts.ptr != NULL)
        chat_read_content(doc, delta->choice, delta->parts);
    if (delta->refusal.raw.len > 0)
        hand_on(doc->d, collect_refusal, at, &delta->refusal);
    if (is_object(delta->audio))
        collect_spoken(doc, at, delta->audio);
    if (delta->calls.ptr != NULL)
        chat_read_calls(doc, delta->choice, delta->calls);
    if (is_object(delta->legacy))
        chat_read_legacy_call(doc, delta->choice, delta->legacy);
}

void chat_read_delta(struct json_in *in, struct chat_document *doc,
                     int32_t choice)
{
    struct delta delta = { .doc = doc, .choice = choice };

    json_members_or(in, delta_members, N_DELTA_MEMBERS, keep_member, &delta);
    if (json_ok(in))
        collect_delta(&delta);
}
