/* api/conversation_json.c -- a history in the JSON dialect.
 *
 *   {"model": "work/gpt-5", "messages": [...]}
 *
 * Answers are written as they come out of a response (json_message_out.c), the
 * rest by what is here: a text or a list of parts, the content of most
 * messages; results of tools; and attachments, which go through a body, so
 * that files and callbacks are read as they are for a vendor.  Everything is
 * said so that request_json.c gives the same message back, which says the same
 * again. */
#include "api/conversation.h"

#include <string.h>
#include "api/json_parts.h"
#include "api/request_json.h"
#include "api/response_json.h"
#include "encoding.h"
#include "media.h"
#include "wire/body.h"

/* ---- reading ------------------------------------------------------------ */

static const struct row history_rows[] = {
    { "model", read_text, .at = offsetof(parl_request, model) },
    { .name = "messages", .read = read_messages },
};
static const struct table history_table = TABLE(history_rows);

parl_status history_read(struct parl_builder *b, struct span json,
                         struct error *err)
{
    struct door d;

    if (json.ptr == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "there is no JSON");
    door_open(&d, b, json);
    door_closed(&d, &history_table, &b->request);
    door_close(&d);
    if (builder_status(b) != PARL_OK && err != NULL)
        *err = b->error;
    return builder_status(b);
}

/* ---- what parts have in common ------------------------------------------ */

static const char *const ttl_words[] = {
    [PARL_CACHE_5M] = "5m",
    [PARL_CACHE_1H] = "1h",
};

static void write_cache(struct json_out *j, int32_t cache)
{
    if (cache == PARL_CACHE_NONE)
        return;
    json_typed(j, "cache_control", "ephemeral");
    if (cache == PARL_CACHE_5M || cache == PARL_CACHE_1H)
        json_str(j, "ttl", ttl_words[cache]);
    json_end(j);
}

/* Unknown members, which must be an object to be spliced into another. */
static void check_extra(struct encoding *e, const char *at, const char *extra)
{
    if (extra != NULL && (!json_valid(extra, strlen(extra)) ||
                          extra[strspn(extra, " \t\r\n")] != '{'))
        refuse(e, PARL_INVALID_ARGUMENT, at, "extra: not a JSON object");
}

/* JSON of the caller's that is written as it stands. */
static void check_part(struct encoding *e, const char *at,
                       const parl_part *part)
{
    const struct span text = part_text(part);

    check_extra(e, at, part->extra);
    if (part->type == PARL_PART_OPAQUE && !json_valid(text.ptr, text.len))
        refuse(e, PARL_INVALID_ARGUMENT, at, "not JSON");
}

/* The end of a part.  A result's id is that of its call. */
static void close_part(struct encoding *e, const parl_part *part,
                       const char *at)
{
    if (part->type != PARL_PART_TOOL_RESULT)
        part_marks_write(&e->out, part);
    write_cache(&e->out, part->cache);
    check_part(e, at, part);
    if (e->error.status == PARL_OK)
        json_splice(&e->out, span_of(part->extra));
    json_end(&e->out);
}

static void open_part(struct encoding *e, const char *type)
{
    json_typed(&e->out, NULL, type);
}

/* ---- attachments -------------------------------------------------------- */

/* A data URL holds the MIME type; beside any other it is a member. */
static void write_mime(struct encoding *e, const parl_media *media)
{
    if (media->mime_type != NULL &&
        (media->url != NULL || media->file_id != NULL))
        json_str(&e->out, "mime_type", media->mime_type);
}

/* {"type": TYPE, TYPE: {"url": ...}} */
static void write_url_part(struct encoding *e, const parl_part *part,
                           const char *type)
{
    const int32_t detail = part->media->detail;

    open_part(e, type);
    json_object(&e->out, type);
    media_write_url(e, "url", part->media, (enum parl_part_type)part->type);
    write_mime(e, part->media);
    if (detail > PARL_DETAIL_UNSET && detail <= PARL_DETAIL_ULTRA)
        json_str(&e->out, "detail", detail_words[detail]);
    json_end(&e->out);
}

static void write_audio(struct encoding *e, const parl_part *part)
{
    static const char head[] = "audio/";
    const size_t head_len = sizeof(head) - 1;
    struct span mime = media_mime(part->media, PARL_PART_AUDIO);

    if (part->media->url != NULL || mime.len <= head_len ||
        memcmp(mime.ptr, head, head_len) != 0) {
        write_url_part(e, part, "audio_url");
        return;
    }
    mime.ptr += head_len;
    mime.len -= head_len;
    open_part(e, "input_audio");
    json_object(&e->out, "input_audio");
    media_write_base64(e, "data", part->media);
    json_span(&e->out, "format", mime);
    json_end(&e->out);
}

static void write_document(struct encoding *e, const parl_part *part)
{
    const parl_media *media = part->media;

    open_part(e, "file");
    json_object(&e->out, "file");
    if (media->name != NULL)
        json_str(&e->out, "filename", media->name);
    if (media->file_id != NULL)
        json_str(&e->out, "file_id", media->file_id);
    else
        media_write_url(e, "file_data", media, PARL_PART_DOCUMENT);
    write_mime(e, media);
    json_end(&e->out);
}

/* What else stands in file_data is taken for base64. */
static bool is_file_url(const char *url)
{
    return strncmp(url, "data:", 5) == 0 || strncmp(url, "https://", 8) == 0 ||
           strncmp(url, "http://", 7) == 0;
}

/* NULL, or why the dialect cannot say it. */
static const char *problem_of_media(const parl_part *part)
{
    const parl_media *media = part->media;
    const bool document = part->type == PARL_PART_DOCUMENT;

    if (media == NULL || media_source(media) == MEDIA_NONE)
        return "media needs exactly one source";
    if (media->file_id != NULL && !document)
        return "only a document has a file_id in the JSON dialect";
    if (media->url != NULL && document && !is_file_url(media->url))
        return "a document's address is https: or data: in the JSON dialect";
    return NULL;
}

static void write_media(struct encoding *e, const parl_part *part)
{
    if (part->type == PARL_PART_IMAGE)
        write_url_part(e, part, "image_url");
    else if (part->type == PARL_PART_AUDIO)
        write_audio(e, part);
    else if (part->type == PARL_PART_VIDEO)
        write_url_part(e, part, "video_url");
    else
        write_document(e, part);
}

/* ---- parts -------------------------------------------------------------- */

static void write_parts(struct encoding *e, const char *key,
                        const parl_part *parts, size_t n, const char *at);

static void write_result_members(struct encoding *e, const parl_part *part,
                                 const char *at)
{
    json_str(&e->out, "tool_call_id", part->id);
    if (part->n_parts > 0)
        write_parts(e, "content", part->parts, part->n_parts,
                    pointer(e, "%s/content", at));
    else
        json_span(&e->out, "content",
                  part->text != NULL ? part_text(part) : SPAN(""));
    if (part->is_error != PARL_DEFAULT)
        json_bool_out(&e->out, "is_error", part->is_error == PARL_YES);
}

static void write_part(struct encoding *e, const parl_part *part,
                       const char *at)
{
    const char *problem = NULL;

    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
        open_part(e, "text");
        json_span(&e->out, "text", part_text(part));
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        problem = problem_of_media(part);
        if (problem == NULL)
            write_media(e, part);
        break;
    case PARL_PART_TOOL_RESULT:
        open_part(e, "tool_result");
        write_result_members(e, part, at);
        break;
    case PARL_PART_OPAQUE:
        open_part(e, "opaque");
        json_raw_out(&e->out, "item", part_text(part));
        break;
    case PARL_PART_REFUSAL:
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    default: /* no kind that there is */
        problem = "a part of this kind stands in an answer alone";
        break;
    }
    if (problem == NULL)
        close_part(e, part, at);
    else
        refuse(e, PARL_UNSUPPORTED, at, "%s", problem);
}

static void write_parts(struct encoding *e, const char *key,
                        const parl_part *parts, size_t n, const char *at)
{
    json_array(&e->out, key);
    for (size_t i = 0; i < n && e->error.status == PARL_OK; i++)
        write_part(e, &parts[i], pointer(e, "%s/%zu", at, i));
    json_end(&e->out);
}

/* ---- answers ------------------------------------------------------------ */

/* An answer's parts are written without their cache marks; these go as members
 * that nobody knows, as which the door finds them. */
static const char *extra_with_cache(struct encoding *e, const parl_part *part)
{
    const char *extra = NULL;
    struct json_out j;
    struct buf object;

    buf_init(&object, e->arena->mem, SIZE_MAX);
    json_out_init(&j, &object);
    json_object(&j, NULL);
    write_cache(&j, part->cache);
    json_splice(&j, span_of(part->extra));
    json_end(&j);
    if (buf_ok(&object))
        extra = arena_text(e->arena, object.data, object.len);
    else
        e->arena->status = object.status;
    buf_release(&object);
    return extra;
}

/* Pictures and videos go as a model makes them; and users alone have documents
 * and results. */
static bool is_answer_part(const parl_part *part)
{
    const parl_media *media = part->media;

    if (part->type == PARL_PART_IMAGE || part->type == PARL_PART_VIDEO)
        return media != NULL &&
               (media->url != NULL ||
                (media->base64 != NULL && media->mime_type != NULL));
    return part->type != PARL_PART_DOCUMENT &&
           part->type != PARL_PART_TOOL_RESULT;
}

static const parl_part *answer_parts(struct encoding *e, const parl_message *m,
                                     const char *at)
{
    parl_part *parts = ARENA_ARRAY(e->arena, m->n_parts, parl_part);

    for (size_t i = 0; parts != NULL && i < m->n_parts; i++) {
        const char *place = pointer(e, "%s/parts/%zu", at, i);

        parts[i] = m->parts[i];
        check_part(e, place, &parts[i]);
        if (!is_answer_part(&parts[i]))
            refuse(e, PARL_UNSUPPORTED, place,
                   "an answer has no such part in the JSON dialect");
        if (parts[i].cache != PARL_CACHE_NONE && e->error.status == PARL_OK)
            parts[i].extra = extra_with_cache(e, &parts[i]);
    }
    return parts;
}

/* The name is no member of what a response writes. */
static void write_named(struct encoding *e, const parl_message *m)
{
    struct json_out j;
    struct buf object;

    buf_init(&object, e->arena->mem, SIZE_MAX);
    json_out_init(&j, &object);
    message_write(&j, NULL, m);
    json_object(&e->out, NULL);
    json_str(&e->out, "name", m->name);
    if (buf_ok(&object))
        json_splice(&e->out, (struct span){ object.data, object.len });
    else
        e->arena->status = object.status;
    json_end(&e->out);
    buf_release(&object);
}

static void write_answer(struct encoding *e, const parl_message *m,
                         const char *at)
{
    parl_message answer = *m;

    if (m->n_parts > 0)
        answer.parts = answer_parts(e, m, at);
    if (e->error.status != PARL_OK || e->arena->status != PARL_OK)
        return;
    if (m->name != NULL)
        write_named(e, &answer);
    else
        message_write(&e->out, NULL, &answer);
}

/* ---- other messages ----------------------------------------------------- */

static const char *const role_words[] = {
    [PARL_ROLE_USER] = "user",           [PARL_ROLE_SYSTEM] = "system",
    [PARL_ROLE_DEVELOPER] = "developer", [PARL_ROLE_ASSISTANT] = "assistant",
    [PARL_ROLE_TOOL] = "tool",
};

/* One result without anything beside it needs no list of parts. */
static const parl_part *flat_result(const parl_message *m, parl_part *one)
{
    size_t n;
    const parl_part *parts = message_parts(m, one, &n);
    const bool flat = m->role == PARL_ROLE_TOOL && n == 1 &&
                      parts->type == PARL_PART_TOOL_RESULT &&
                      parts->cache == PARL_CACHE_NONE && parts->extra == NULL;

    return flat ? parts : NULL;
}

static void write_content(struct encoding *e, const parl_message *m,
                          const char *at)
{
    const bool results = count_parts(m, PARL_PART_TOOL_RESULT) > 0 ||
                         count_parts(m, PARL_PART_OPAQUE) > 0;
    const char *key = results ? "parts" : "content";
    const struct span text = span_text(m->text, m->text_len);

    if (m->n_parts == 0)
        json_span(&e->out, key, text.ptr != NULL ? text : SPAN(""));
    else
        write_parts(e, key, m->parts, m->n_parts, pointer(e, "%s/%s", at, key));
}

static void write_other(struct encoding *e, const parl_message *m,
                        const char *at)
{
    parl_part one;
    const parl_part *result = flat_result(m, &one);

    json_object(&e->out, NULL);
    json_str(&e->out, "role", role_words[m->role]);
    if (result != NULL)
        write_result_members(e, result, at);
    else
        write_content(e, m, at);
    if (m->name != NULL)
        json_str(&e->out, "name", m->name);
    if (e->error.status == PARL_OK)
        json_splice(&e->out, span_of(m->extra));
    json_end(&e->out);
}

/* ---- the history -------------------------------------------------------- */

/* Nothing but UTF-8 can be read again. */
static void check_text(struct encoding *e, const char *at, size_t begin)
{
    const struct buf *text = &e->body->text;
    size_t byte;

    if (buf_ok(text) && text->len > begin &&
        !utf8_valid(text->data + begin, text->len - begin, &byte))
        refuse(e, PARL_INVALID_ARGUMENT, at, "not UTF-8");
}

static void write_message(struct encoding *e, const parl_message *m, size_t i)
{
    const char *at = pointer(e, "/messages/%zu", i);
    const size_t begin = e->body->text.len;

    if (m->role < PARL_ROLE_USER || m->role > PARL_ROLE_TOOL)
        refuse(e, PARL_INVALID_ARGUMENT, at, "an unknown role");
    check_extra(e, at, m->extra);
    if (e->error.status != PARL_OK)
        return;
    if (m->role == PARL_ROLE_ASSISTANT)
        write_answer(e, m, at);
    else
        write_other(e, m, at);
    check_text(e, at, begin);
}

static void write_history(struct encoding *e, const parl_request *history)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "model", history->model);
    json_array(&e->out, "messages");
    for (size_t i = 0; i < history->n_messages; i++)
        write_message(e, &history->messages[i], i);
    json_end(&e->out);
    json_end(&e->out);
}

/* The first thing that went wrong while it was written. */
static parl_status written(const struct encoding *e, struct error *err)
{
    parl_status memory = e->arena->status;

    if (memory == PARL_OK)
        memory = e->body->text.status;
    if (memory != PARL_OK)
        return error_memory(err, memory, "the conversation");
    *err = e->error;
    return err->status;
}

/* Attachments are read and encoded here. */
static parl_status read_body(struct body *body, struct buf *out,
                             struct error *err)
{
    const uint64_t len = body_length(body);
    parl_status status;
    size_t n = 0;
    char *room = len < SIZE_MAX ? buf_room(out, (size_t)len + 1) : NULL;

    if (room == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the conversation");
    status = body_read(body, room, (size_t)len, &n, err);
    if (status == PARL_OK) {
        out->len += n;
        buf_text(out);
    }
    return status;
}

parl_status history_write(const parl_request *history, struct buf *out,
                          struct error *err)
{
    struct encoding e = { .request = history, .error = ERROR_INIT };
    struct arena arena;
    struct parl_report report = { .arena = &arena };
    struct body body;
    parl_status status;

    arena_init(&arena, out->mem, SIZE_MAX);
    body_init(&body, out->mem, SIZE_MAX);
    e.arena = &arena;
    e.report = &report;
    e.body = &body;
    json_out_init(&e.out, &body.text);
    write_history(&e, history);
    status = written(&e, err);
    if (status == PARL_OK)
        status = read_body(&body, out, err);
    body_release(&body);
    arena_release(&arena);
    return status;
}
