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
#include "encoding/encoding.h"
#include "encoding/media.h"
#include "wire/body.h"

/* ---- reading ------------------------------------------------------------ */

static const struct row history_rows[] = {
    { "model", READ_TEXT, .at = offsetof(parl_request, model) },
    { .name = "messages", .read = read_messages },
};
static const struct table history_table = TABLE(history_rows);

parl_status history_read(struct parl_builder *b, struct span json,
                         struct error *err)
{
    if (json.ptr == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "there is no JSON");
    door_document(b, json, &history_table, &b->request, NULL);
    if (builder_status(b) != PARL_OK)
        *err = b->error;
    return builder_status(b);
}

/* ---- what is written as it stands --------------------------------------- */

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

/* ---- attachments -------------------------------------------------------- */

/* A data URL holds the MIME type; beside any other it is a member. */
static void write_mime(struct encoding *e, const parl_media *media)
{
    if (media->mime_type != NULL &&
        (media->url != NULL || media->file_id != NULL))
        json_str(&e->out, "mime_type", media->mime_type);
}

/* {"type": TYPE, TYPE: {, which write_media() closes. */
static void open_media(struct encoding *e, const char *type)
{
    json_typed(&e->out, NULL, type);
    json_object(&e->out, type);
}

static void write_url(struct encoding *e, const parl_part *part,
                      const char *type)
{
    const int32_t detail = part->media->detail;

    open_media(e, type);
    media_write_url(e, "url", part->media, (enum parl_part_type)part->type);
    write_mime(e, part->media);
    if (detail > PARL_DETAIL_UNSET && detail <= PARL_DETAIL_ULTRA)
        json_str(&e->out, "detail", detail_words[detail]);
}

static void write_audio(struct encoding *e, const parl_part *part)
{
    static const char head[] = "audio/";
    const size_t head_len = sizeof(head) - 1;
    struct span mime = media_mime(part->media, PARL_PART_AUDIO);

    if (part->media->url != NULL || mime.len <= head_len ||
        memcmp(mime.ptr, head, head_len) != 0) {
        write_url(e, part, "audio_url");
        return;
    }
    mime.ptr += head_len;
    mime.len -= head_len;
    open_media(e, "input_audio");
    media_write_base64(e, "data", part->media);
    json_span(&e->out, "format", mime);
}

static void write_document(struct encoding *e, const parl_media *media)
{
    open_media(e, "file");
    if (media->name != NULL)
        json_str(&e->out, "filename", media->name);
    if (media->file_id != NULL)
        json_str(&e->out, "file_id", media->file_id);
    else
        media_write_url(e, "file_data", media, PARL_PART_DOCUMENT);
    write_mime(e, media);
}

/* A file has no detail in the JSON dialect; an address may be of a document,
 * and has one. */
static bool is_looked_at(const parl_media *media)
{
    return media->detail > PARL_DETAIL_UNSET && media->name == NULL &&
           media->file_id == NULL &&
           (media->mime_type != NULL || media_source(media) != MEDIA_URL);
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
        return "a document's address is https:, http:, s3:, gs: or data: in "
               "the JSON dialect";
    return NULL;
}

static void write_media(struct encoding *e, const parl_part *part)
{
    if (part->type == PARL_PART_IMAGE)
        write_url(e, part, "image_url");
    else if (part->type == PARL_PART_VIDEO)
        write_url(e, part, "video_url");
    else if (part->type == PARL_PART_AUDIO)
        write_audio(e, part);
    else if (is_looked_at(part->media))
        write_url(e, part, "image_url");
    else
        write_document(e, part->media);
    json_end(&e->out);
    part_end_marked(&e->out, part);
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

static void write_result(struct encoding *e, const parl_part *part,
                         const char *at)
{
    json_typed(&e->out, NULL, "tool_result");
    write_result_members(e, part, at);
    part_end(&e->out, part); /* its id is that of its call */
}

/* NULL, or why the dialect cannot say it outside of an answer. */
static const char *problem_of_part(const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_IMAGE:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        return problem_of_media(part);
    case PARL_PART_TEXT:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_OPAQUE:
        return NULL;
    case PARL_PART_REFUSAL:
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    default: /* no kind that there is */
        return "a part of this kind stands in an answer alone";
    }
}

static void write_part(struct encoding *e, const parl_part *part,
                       const char *at)
{
    const char *problem = problem_of_part(part);

    if (problem != NULL)
        refuse(e, PARL_UNSUPPORTED, at, "%s", problem);
    check_part(e, at, part);
    if (e->error.status != PARL_OK)
        return;
    if (part->type == PARL_PART_TOOL_RESULT)
        write_result(e, part, at);
    else if (part->type == PARL_PART_TEXT || part->type == PARL_PART_OPAQUE)
        part_write(&e->out, part);
    else
        write_media(e, part);
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

/* Pictures and videos go as a model makes them; and users alone have documents
 * and results. */
static bool is_answer_part(const parl_part *part)
{
    const parl_media *media = part->media;

    if (part->type == PARL_PART_IMAGE || part->type == PARL_PART_VIDEO)
        return media != NULL && (media->url != NULL || media->base64 != NULL);
    return part->type != PARL_PART_DOCUMENT &&
           part->type != PARL_PART_TOOL_RESULT;
}

static void write_answer(struct encoding *e, const parl_message *m,
                         const char *at)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        const char *place = pointer(e, "%s/parts/%zu", at, i);

        check_part(e, place, &m->parts[i]);
        if (!is_answer_part(&m->parts[i]))
            refuse(e, PARL_UNSUPPORTED, place,
                   "an answer has no such part in the JSON dialect");
    }
    if (e->error.status == PARL_OK)
        message_write(&e->out, NULL, m, NULL);
}

/* ---- other messages ----------------------------------------------------- */

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
    json_str(&e->out, "role", roles.word[m->role]);
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

    if (buf_ok(text) && text->len > begin &&
        !utf8_valid(text->data + begin, text->len - begin, NULL))
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
        status = body_gather(&body, out, err);
    if (status == PARL_OK)
        buf_text(out);
    body_release(&body);
    arena_release(&arena);
    return status;
}
