/* api/json_parts.c -- parts of messages in the JSON dialect.
 *
 * What a part may hold depends on its type; a table for each.  They write into
 * a struct part_in, from which the part is finished.  The ordered form has
 * types of its own, so that it can say every part that there is:
 *
 *   {"type": "text", "text", "signature"}
 *   {"type": "thinking", "thinking", "signature", "id"}
 *   {"type": "redacted_thinking", "data", "id"}
 *   {"type": "refusal", "refusal"}
 *   {"type": "audio", "id", "data", "transcript", "mime_type"}
 *   {"type": "tool_call", "id", "name", "arguments", "signature"}
 *   {"type": "custom_call", "id", "name", "input", "signature"}
 *   {"type": "tool_result", "tool_call_id", "content", "is_error"}
 *   {"type": "opaque", "item", "id", "signature"}
 *
 * Pictures and videos that a model made stand there as users send them, with
 * their signature. */
#include "api/json_parts.h"

#include <string.h>
#include "encoding/media.h"

/* A part while it is read. */
struct part_in {
    parl_part part;
    parl_media media;
    const char *format;    /* of input_audio */
    const char *file_data; /* base64, or a URL */
    struct content result;
    int32_t call_type; /* of call_types; 0: not said */
};

struct part_kind {
    const char *word;
    const struct row *rows;
    const struct table *beside;
    void (*finish)(struct door *d, struct part_in *in); /* NULL: none */
    uint8_t n, type, where;
};

#define AT(member) .at = offsetof(struct part_in, member)
#define LONG_TEXT(member)                                                      \
    AT(member), .len_at = offsetof(struct part_in, member##_len)
#define CACHE_ROW "cache_control", READ_CACHE, AT(part.cache)
#define ID_ROW "id", READ_TEXT, AT(part.id)

/* ---- what parts have beside what is their own --------------------------- */

static const struct row any_rows[] = {
    { .name = "type", .reading = READ_NOTHING },
    { CACHE_ROW },
};
static const struct table any_part = TABLE(any_rows);

static const struct row signature_rows[] = {
    { "signature", READ_TEXT, LONG_TEXT(part.signature) },
};
static const struct table signed_part = TABLE_BESIDE(signature_rows, &any_part);

/* The model made it. */
static const struct row id_rows[] = {
    { ID_ROW },
};
static const struct table made_part = TABLE_BESIDE(id_rows, &signed_part);

/* ---- attachments -------------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* In any case; `head` is in lower case. */
static bool begins_with(const char *text, const char *head)
{
    while (*head != '\0' && lower(*text) == *head) {
        text++;
        head++;
    }
    return *head == '\0';
}

static void keep_media(struct door *d, struct part_in *in)
{
    parl_media *media = ARENA_NEW(&d->to->arena, parl_media);

    if (media != NULL)
        *media = in->media;
    in->part.media = media;
}

/* Under "image_url" stands whatever has an address; its MIME type, which may
 * be part of a data URL, tells what it is. */
static int32_t type_of_mime(const char *mime)
{
    static const struct {
        const char *head;
        int32_t type;
    } heads[] = {
        { "audio/", PARL_PART_AUDIO },
        { "video/", PARL_PART_VIDEO },
        { "application/", PARL_PART_DOCUMENT },
        { "text/", PARL_PART_DOCUMENT },
    };

    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        if (begins_with(mime, heads[i].head))
            return heads[i].type;
    }
    return PARL_PART_IMAGE;
}

static void finish_image(struct door *d, struct part_in *in)
{
    const char *mime = in->media.mime_type;

    if (mime == NULL && begins_with(in->media.url, "data:"))
        mime = in->media.url + strlen("data:");
    if (mime != NULL)
        in->part.type = type_of_mime(mime);
    keep_media(d, in);
}

/* Base64 alone belongs here; many write a data: URL all the same. */
static void finish_input_audio(struct door *d, struct part_in *in)
{
    const char *comma = strchr(in->media.base64, ',');

    if (comma != NULL && begins_with(in->media.base64, "data:")) {
        in->media.base64 = comma + 1;
        in->media.base64_len = strlen(comma + 1);
    }
    in->media.mime_type = arena_format(&d->to->arena, "audio/%s", in->format);
    keep_media(d, in);
}

bool is_file_url(const char *text)
{
    static const char *const begins[] = { "data:", "https://", "http://",
                                          "s3://", "gs://" };

    for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
        if (begins_with(text, begins[i]))
            return true;
    }
    return false;
}

static void finish_file(struct door *d, struct part_in *in)
{
    const char *data = in->file_data;

    if ((data == NULL) == (in->media.file_id == NULL))
        door_refuse_at(d, SPAN("file"),
                       data == NULL ? "neither file_data nor file_id is there"
                                    : "both file_data and file_id are there");
    if (data != NULL && is_file_url(data)) {
        in->media.url = data;
    } else if (data != NULL) {
        in->media.base64 = data;
        in->media.base64_len = strlen(data);
    }
    keep_media(d, in);
}

static const struct words details = { ALL_OF(detail_words) };

static const struct row url_rows[] = {
    { "url", READ_TEXT, AT(media.url), .required = true },
    { "mime_type", READ_TEXT, AT(media.mime_type) },
    { "detail", READ_WORD, AT(media.detail), .words = &details },
};
static const struct table url_table = TABLE(url_rows);

static const struct row image_rows[] = {
    { "image_url", READ_INSIDE, .inside = &url_table, .required = true },
};

static const struct row audio_url_rows[] = {
    { "audio_url", READ_INSIDE, .inside = &url_table, .required = true },
};

static const struct row video_url_rows[] = {
    { "video_url", READ_INSIDE, .inside = &url_table, .required = true },
};

static const struct row sound_rows[] = {
    { "data", READ_TEXT, LONG_TEXT(media.base64), .required = true },
    { "format", READ_TEXT, AT(format), .required = true },
};
static const struct table sound_table = TABLE(sound_rows);

static const struct row input_audio_rows[] = {
    { "input_audio", READ_INSIDE, .inside = &sound_table, .required = true },
};

static const struct row file_data_rows[] = {
    { "filename", READ_TEXT, AT(media.name) },
    { "file_data", READ_TEXT, AT(file_data) },
    { "file_id", READ_TEXT, AT(media.file_id) },
    { "mime_type", READ_TEXT, AT(media.mime_type) },
};
static const struct table file_data_table = TABLE(file_data_rows);

static const struct row file_rows[] = {
    { "file", READ_INSIDE, .inside = &file_data_table, .required = true },
};

/* ---- texts -------------------------------------------------------------- */

static const struct row text_rows[] = {
    { "text", READ_TEXT, LONG_TEXT(part.text), .required = true },
};

static const struct row refusal_rows[] = {
    { "refusal", READ_TEXT, LONG_TEXT(part.text), .required = true },
};

/* ---- thinking, and what only its maker reads ---------------------------- */

/* Thinking that came as a block is told from bare reasoning by a signature,
 * if an empty one.  The ordered form says either as it is. */
static void finish_block(struct door *d, struct part_in *in)
{
    (void)d;
    if (in->part.signature == NULL)
        in->part.signature = "";
}

static const struct row thinking_rows[] = {
    { "thinking", READ_TEXT, LONG_TEXT(part.text), .required = true },
};

static const struct row redacted_rows[] = {
    { "data", READ_TEXT, LONG_TEXT(part.text), .required = true },
};

static const struct row opaque_rows[] = {
    { "item", READ_JSON, LONG_TEXT(part.text), .required = true },
};

/* ---- sound that a model made -------------------------------------------- */

static void finish_audio(struct door *d, struct part_in *in)
{
    if (in->media.base64 != NULL || in->media.mime_type != NULL)
        keep_media(d, in);
}

static const struct row audio_rows[] = {
    { "data", READ_TEXT, LONG_TEXT(media.base64) },
    { "transcript", READ_TEXT, LONG_TEXT(part.text) },
    { "mime_type", READ_TEXT, AT(media.mime_type) },
};

/* ---- calls and results -------------------------------------------------- */

/* Arguments are text that holds JSON; some programs write the JSON itself.
 * `to` is the struct part_in. */
static void read_arguments(struct door *d, const struct row *row, void *to)
{
    static const struct row text = { NULL, READ_TEXT, LONG_TEXT(part.text) };
    static const struct row json = { NULL, READ_JSON, LONG_TEXT(part.text) };

    (void)row;
    row_read(d, json_peek(&d->in) == JSON_OBJECT ? &json : &text, to);
}

static void finish_call(struct door *d, struct part_in *in)
{
    (void)d;
    if (in->part.text == NULL)
        in->part.text = "";
}

static void read_result(struct door *d, const struct row *row, void *place)
{
    (void)row;
    content_read(d, IN_RESULT, place);
}

static void finish_result(struct door *d, struct part_in *in)
{
    (void)d;
    in->part.text = in->result.text;
    in->part.text_len = in->result.text_len;
    in->part.parts = in->result.list.parts;
    in->part.n_parts = in->result.list.n;
}

static const struct row tool_call_rows[] = {
    { "name", READ_TEXT, AT(part.name), .required = true },
    { .name = "arguments", .read = read_arguments },
};

static const struct row custom_call_rows[] = {
    { "name", READ_TEXT, AT(part.name), .required = true },
    { "input", READ_TEXT, LONG_TEXT(part.text) },
};

static const struct row result_rows[] = {
    { "tool_call_id", READ_TEXT, AT(part.id), .required = true },
    { .name = "content", AT(result), .read = read_result, .required = true },
    { "is_error", READ_SWITCH, AT(part.is_error) },
};

/* ---- parts -------------------------------------------------------------- */

enum { ANYWHERE = IN_CONTENT | IN_RESULT | IN_PARTS };

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define KIND(word, type, where, rows, beside, finish)                          \
    {                                                                          \
        word, (rows), &(beside), finish, N_OF(rows), PARL_PART_##type, where   \
    }

static const struct part_kind kinds[] = {
    KIND("text", TEXT, ANYWHERE, text_rows, made_part, NULL),
    KIND("image_url", IMAGE, ANYWHERE, image_rows, signed_part, finish_image),
    KIND("input_audio", AUDIO, ANYWHERE, input_audio_rows, any_part,
         finish_input_audio),
    KIND("file", DOCUMENT, ANYWHERE, file_rows, any_part, finish_file),
    KIND("video_url", VIDEO, ANYWHERE, video_url_rows, signed_part, keep_media),
    KIND("audio_url", AUDIO, ANYWHERE, audio_url_rows, any_part, keep_media),
    KIND("refusal", REFUSAL, IN_CONTENT | IN_PARTS, refusal_rows, made_part,
         NULL),
    KIND("thinking", THINKING, IN_CONTENT | IN_BLOCKS, thinking_rows, made_part,
         finish_block),
    KIND("thinking", THINKING, IN_PARTS, thinking_rows, made_part, NULL),
    KIND("redacted_thinking", REDACTED_THINKING,
         IN_CONTENT | IN_BLOCKS | IN_PARTS, redacted_rows, made_part, NULL),
    KIND("audio", AUDIO, IN_PARTS, audio_rows, made_part, finish_audio),
    KIND("tool_call", TOOL_CALL, IN_PARTS, tool_call_rows, made_part,
         finish_call),
    KIND("custom_call", CUSTOM_CALL, IN_PARTS, custom_call_rows, made_part,
         finish_call),
    KIND("tool_result", TOOL_RESULT, IN_PARTS, result_rows, any_part,
         finish_result),
    KIND("opaque", OPAQUE, IN_RESULT | IN_PARTS, opaque_rows, made_part, NULL),
};

enum { N_KINDS = N_OF(kinds) };

void parts_add(struct door *d, struct part_list *out, const parl_part *part)
{
    list_push(&d->to->arena, &out->parts, &out->n, part, sizeof(*part));
}

static void read_part(struct door *d, const struct part_kind *kind,
                      struct part_list *out)
{
    const struct table table = { kind->rows, kind->n, kind->beside };
    struct part_in in = { .part.type = kind->type };

    if (door_open_ended(d, &table, &in, &in.part.extra) &&
        kind->finish != NULL && door_ok(d))
        kind->finish(d, &in);
    parts_add(d, out, &in.part);
}

static void refuse_type(struct door *d, unsigned where, struct span type)
{
    const size_t mark = door_down(d, SPAN("type"));
    const char *allowed[N_KINDS];

    for (size_t i = 0; i < N_KINDS; i++)
        allowed[i] = (kinds[i].where & where) != 0 ? kinds[i].word : NULL;
    door_refuse_word(d, &(struct words){ ALL_OF(allowed) }, type);
    door_up(d, mark);
}

static const struct row untyped_rows[] = {
    { "type", READ_TEXT, AT(part.name), .required = true },
};
static const struct table untyped = TABLE(untyped_rows);

/* The type is missing, or no text. */
static void refuse_untyped(struct door *d)
{
    struct part_in in = { .call_type = 0 };

    door_open_ended(d, &untyped, &in, &in.part.extra);
}

/* NULL after a complaint; then the value has been taken. */
static const struct part_kind *find_kind(struct door *d, unsigned where)
{
    struct json_text type;

    if (!door_expect(d, JSON_OBJECT, "an object"))
        return NULL;
    type = door_peek(d, "type");
    for (size_t i = 0; i < N_KINDS; i++) {
        if ((kinds[i].where & where) != 0 && json_name_is(&type, kinds[i].word))
            return &kinds[i];
    }
    if (type.raw.ptr == NULL) {
        refuse_untyped(d);
    } else {
        json_skip(&d->in);
        refuse_type(d, where, type.raw);
    }
    return NULL;
}

struct list_in {
    unsigned where;
    struct part_list *out;
};

static void read_any_part(struct door *d, void *to)
{
    const struct list_in *in = to;
    const struct part_kind *kind = find_kind(d, in->where);

    if (kind != NULL)
        read_part(d, kind, in->out);
}

void parts_read(struct door *d, unsigned where, struct part_list *out)
{
    struct list_in in = { where, out };

    *out = (struct part_list){ .n = 0 };
    door_each(d, read_any_part, &in);
}

void content_read(struct door *d, unsigned where, struct content *out)
{
    *out = (struct content){ .given = true };
    if (json_peek(&d->in) == JSON_TEXT) {
        struct span text = door_text(d);

        out->text = text.ptr;
        out->text_len = text.len;
    } else if (door_expect(d, JSON_ARRAY, "a text or a list of parts")) {
        parts_read(d, where, &out->list);
    }
}

/* ---- the flat form: what stands beside the content ---------------------- */

static const char *const call_type_list[] = {
    [1] = "function",
    [2] = "custom",
};
static const struct words call_types = { ALL_OF(call_type_list) };

static const struct row signed_rows[] = {
    { "thought_signature", READ_TEXT, LONG_TEXT(part.signature) },
};
static const struct table signed_table = TABLE(signed_rows);

static const struct row content_rows[] = {
    { "google", READ_INSIDE, .inside = &signed_table },
};
static const struct table extra_content_table = TABLE(content_rows);

static const struct table function_table =
    TABLE_BESIDE(tool_call_rows, &signed_table);
static const struct table custom_table = TABLE(custom_call_rows);

static void read_custom(struct door *d, const struct row *row, void *to)
{
    struct part_in *in = to;

    (void)row;
    in->part.type = PARL_PART_CUSTOM_CALL;
    door_members(d, &custom_table, to);
}

static const struct row flat_call_rows[] = {
    { ID_ROW },
    { "type", READ_WORD, AT(call_type), .words = &call_types },
    { "function", READ_INSIDE, .inside = &function_table },
    { .name = "custom", .read = read_custom },
    { "provider_specific_fields", READ_INSIDE, .inside = &signed_table },
    { "extra_content", READ_INSIDE, .inside = &extra_content_table },
    { CACHE_ROW },
};

static void finish_flat_call(struct door *d, struct part_in *in)
{
    const bool custom = in->part.type == PARL_PART_CUSTOM_CALL;
    const int32_t type = custom ? 2 : 1;

    if (in->part.name == NULL)
        door_missing(d, "function");
    else if (in->call_type != 0 && in->call_type != type)
        door_missing(d, custom ? "function" : "custom");
    finish_call(d, in);
}

static const struct part_kind flat_call = {
    .type = PARL_PART_TOOL_CALL,
    .rows = flat_call_rows,
    .n = N_OF(flat_call_rows),
    .finish = finish_flat_call,
};

static const struct part_kind legacy_call = {
    .type = PARL_PART_TOOL_CALL,
    .rows = tool_call_rows,
    .n = N_OF(tool_call_rows),
    .beside = &signed_table,
    .finish = finish_call,
};

static const struct part_kind flat_audio = {
    .type = PARL_PART_AUDIO,
    .rows = audio_rows,
    .n = N_OF(audio_rows),
    .beside = &made_part,
    .finish = finish_audio,
};

static void read_flat_call(struct door *d, void *to)
{
    read_part(d, &flat_call, to);
}

void read_calls(struct door *d, const struct row *row, void *place)
{
    (void)row;
    *(struct part_list *)place = (struct part_list){ .n = 0 };
    door_each(d, read_flat_call, place);
}

void read_legacy_call(struct door *d, const struct row *row, void *place)
{
    struct part_list *out = place;

    (void)row;
    *out = (struct part_list){ .n = 0 };
    read_part(d, &legacy_call, out);
    if (out->n > 0) /* as ids that are made up elsewhere: none goes out */
        out->parts[0].id = arena_format(&d->to->arena, "call_%zu_0",
                                        d->to->request.n_messages);
}

void read_audio(struct door *d, const struct row *row, void *place)
{
    (void)row;
    *(struct part_list *)place = (struct part_list){ .n = 0 };
    read_part(d, &flat_audio, place);
}
