/* dialects/openai_chat/write_content.c -- the content of a message: one
 * string where it is text alone, else a list of parts:
 *
 *   {"type": "text", "text": ...}
 *   {"type": "image_url", "image_url": {"url": ..., "detail": ...}}
 *   {"type": "input_audio", "input_audio": {"data": BASE64, "format": ...}}
 *   {"type": "file", "file": {"filename": ..., "file_data": DATA URL}}
 *
 * and, at servers that have them, audio_url, video_url, input_video, file_url
 * and audio_content. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/media.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* ---- kinds of content --------------------------------------------------- */

/* How an attachment may come. */
enum form { AS_DATA, BY_ADDRESS, BY_ID, FORMS };

/* The TAKES_... that each form of it wants. */
struct kind {
    const char *name;
    uint16_t wants[FORMS];
};

static const struct kind image_kind = { "image",
                                        { TAKES_IMAGE, TAKES_IMAGE_URL } };
static const struct kind audio_kind = {
    "audio", { TAKES_AUDIO, TAKES_AUDIO_URL, TAKES_AUDIO_URL }
};
static const struct kind video_kind = {
    "video", { TAKES_VIDEO_URL, TAKES_VIDEO_URL, TAKES_VIDEO_URL }
};
static const struct kind document_kind = {
    "document", { TAKES_FILE, TAKES_FILE_URL, TAKES_FILE_ID }
};

static enum form form_of(const parl_media *media)
{
    const enum media_source source = media_source(media);

    return source == MEDIA_URL       ? BY_ADDRESS
           : source == MEDIA_FILE_ID ? BY_ID
                                     : AS_DATA;
}

/* Refuses what the vendor does not take, or not in this form; and then says in
 * which it may be sent. */
static bool allows(struct encoding *e, const struct chat_content *c,
                   const struct kind *kind)
{
    static const char *const forms[] = { " as data", " by address",
                                         " by file_id", "" };
    static const char *const ways[] = { " (send its data)",
                                        " (send its address)",
                                        " (send its file_id)", "" };
    const struct provider *p = e->to->provider;
    const enum form form = form_of(c->part->media);
    int way = AS_DATA;

    if ((p->chat.takes & kind->wants[form]) != 0)
        return true;
    while (way < FORMS && (p->chat.takes & kind->wants[way]) == 0)
        way++;
    refuse(e, PARL_UNSUPPORTED, c->field, "%s takes no %s%s%s here", p->about,
           kind->name, forms[way < FORMS ? (int)form : FORMS], ways[way]);
    return false;
}

bool chat_refuses_id(struct encoding *e, const struct chat_content *c,
                     const char *what)
{
    if (media_source(c->part->media) != MEDIA_FILE_ID)
        return false;
    refuse(e, PARL_UNSUPPORTED, c->field,
           "%s cannot be sent by file_id here; send its data", what);
    return true;
}

bool chat_has_useless_mark(const struct encoding *e, const parl_part *part)
{
    static const char name[] = "prompt_cache_breakpoint";

    return part->extra != NULL && !takes_silently(e, name, false) &&
           json_find_in(part->extra, name).ptr != NULL;
}

static void end_part(struct encoding *e, const struct chat_content *c)
{
    if (c->part->cache != PARL_CACHE_NONE)
        chat_write_mark(e, c->part->cache, CACHE_MARKS_PARTS,
                        pointer(e, "%s/cache_control", c->field));
    if (c->foreign || e->to->provider->chat.closed ||
        chat_has_useless_mark(e, c->part))
        drop_part_extra(e, c->field, c->part);
    else
        json_splice(&e->out, span_of(c->part->extra));
    json_end(&e->out);
}

/* The same, and before it the object that chat_open_kind left open. */
static void end_kind(struct encoding *e, const struct chat_content *c)
{
    json_end(&e->out);
    end_part(e, c);
}

static void write_text(struct encoding *e, const struct chat_content *c)
{
    json_typed(&e->out, NULL, "text");
    json_span(&e->out, "text", part_text(c->part));
    end_part(e, c);
}

/* {"type": KIND, KIND: {KEY: URL}}, the address or a data: URL. */
static void write_url_part(struct encoding *e, const struct chat_content *c,
                           const char *kind, const char *key)
{
    json_object(&e->out, NULL);
    chat_open_kind(e, kind);
    media_write_url(e, key, c->part->media, (enum parl_part_type)c->part->type);
    end_kind(e, c);
}

static void write_detail(struct encoding *e, const struct chat_content *c)
{
    const int32_t detail = c->part->media->detail;

    if (detail == PARL_DETAIL_UNSET ||
        (detail == PARL_DETAIL_AUTO && e->to->provider->chat.drops_detail))
        return;
    if (e->to->provider->chat.drops_detail)
        dropped_for_vendor(e, pointer(e, "%s/image_url/detail", c->field),
                           "%s has no such choice");
    else if (e->to->provider->chat.no_original &&
             detail == PARL_DETAIL_ORIGINAL) {
        translated_for_vendor(e, pointer(e, "%s/image_url/detail", c->field),
                              "sent as high, the most that %s has");
        json_str(&e->out, "detail", "high");
    } else
        json_str(&e->out, "detail", detail_words[detail]);
}

static void write_image(struct encoding *e, const struct chat_content *c)
{
    if (chat_refuses_id(e, c, "an image") || !allows(e, c, &image_kind) ||
        !chat_allows_type(e, c->part, c->field))
        return;
    json_object(&e->out, NULL);
    chat_open_kind(e, "image_url");
    media_write_url(e, "url", c->part->media, PARL_PART_IMAGE);
    write_detail(e, c);
    end_kind(e, c);
}

/* "audio/mpeg" and its like, as the API calls them. */
static struct span audio_format(const parl_media *media)
{
    static const struct {
        const char *mime, *format;
    } formats[] = {
        { "audio/mpeg", "mp3" }, { "audio/mp3", "mp3" },
        { "audio/wav", "wav" },  { "audio/x-wav", "wav" },
        { "audio/wave", "wav" }, { "audio/vnd.wave", "wav" },
    };
    const struct span mime = media_mime(media, PARL_PART_AUDIO);
    const char *slash = memchr(mime.ptr, '/', mime.len);

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        if (span_is(mime, formats[i].mime))
            return span_of(formats[i].format);
    }
    if (slash == NULL)
        return mime;
    return (struct span){ slash + 1,
                          mime.len - (size_t)(slash + 1 - mime.ptr) };
}

/* As the vendor's list has it; cut where it is longer than any of that. */
struct type_word {
    char text[96];
};

static struct type_word type_of(const parl_part *part)
{
    const struct span word =
        part->type == PARL_PART_AUDIO
            ? audio_format(part->media)
            : media_mime(part->media, (enum parl_part_type)part->type);
    struct type_word type;

    error_copy(type.text, sizeof(type.text), word.ptr, word.len);
    return type;
}

static bool takes_type(const struct provider *p, const parl_part *part)
{
    return p->chat.media_types == NULL ||
           word_in(p->chat.media_types, type_of(part).text);
}

bool chat_allows_type(struct encoding *e, const parl_part *part,
                      const char *field)
{
    const struct provider *p = e->to->provider;

    if (takes_type(p, part))
        return true;
    refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s here, only %s", p->about,
           type_of(part).text, p->chat.media_types);
    return false;
}

static bool comes_as_data(const struct chat_content *c)
{
    return form_of(c->part->media) == AS_DATA;
}

static void write_input_audio(struct encoding *e, const struct chat_content *c,
                              bool as_url)
{
    json_object(&e->out, NULL);
    chat_open_kind(e, "input_audio");
    if (as_url)
        media_write_url(e, "data", c->part->media, PARL_PART_AUDIO);
    else
        media_write_base64(e, "data", c->part->media);
    json_span(&e->out, "format", audio_format(c->part->media));
    end_kind(e, c);
}

static void write_audio(struct encoding *e, const struct chat_content *c)
{
    write_input_audio(e, c, false);
}

static void write_audio_as_url(struct encoding *e, const struct chat_content *c)
{
    write_input_audio(e, c, true);
}

static void write_audio_content(struct encoding *e,
                                const struct chat_content *c)
{
    write_url_part(e, c, "audio_content", "content");
}

static void write_audio_url(struct encoding *e, const struct chat_content *c)
{
    write_url_part(e, c, "audio_url", "url");
}

static void write_video(struct encoding *e, const struct chat_content *c)
{
    write_url_part(e, c, "video_url", "url");
}

static void write_input_video(struct encoding *e, const struct chat_content *c)
{
    const parl_media *media = c->part->media;

    if (media_source(media) == MEDIA_FILE_ID) {
        write_video(e, c);
        return;
    }
    json_object(&e->out, NULL);
    chat_open_kind(e, "input_video");
    if (media_source(media) == MEDIA_URL)
        json_str(&e->out, "url", media->url);
    else
        media_write_base64(e, "data", media);
    end_kind(e, c);
}

bool chat_takes_document(const struct provider *p, const parl_part *part)
{
    enum form form;

    if (part->type != PARL_PART_DOCUMENT || part->media == NULL)
        return true;
    form = form_of(part->media);
    return (p->chat.takes & document_kind.wants[form]) != 0 &&
           (form != AS_DATA || takes_type(p, part));
}

static bool allows_document(struct encoding *e, const struct chat_content *c)
{
    return allows(e, c, &document_kind) &&
           (!comes_as_data(c) || chat_allows_type(e, c->part, c->field));
}

static void write_file(struct encoding *e, const struct chat_content *c)
{
    const parl_media *media = c->part->media;

    json_object(&e->out, NULL);
    chat_open_kind(e, "file");
    if (media_source(media) == MEDIA_FILE_ID) {
        json_str(&e->out, "file_id", media->file_id);
        media_drop_name(e, c->field, media);
    } else {
        json_str(&e->out, "filename", media_file_name(e, media));
        media_write_url(e, "file_data", media, PARL_PART_DOCUMENT);
    }
    end_kind(e, c);
}

/* {"type": "file", "file_id": ID} */
static void write_flat_file(struct encoding *e, const struct chat_content *c)
{
    json_typed(&e->out, NULL, "file");
    json_str(&e->out, "file_id", c->part->media->file_id);
    media_drop_name(e, c->field, c->part->media);
    end_part(e, c);
}

/* {"type": "file_url", "file_url": {"url": ...}, "file_name": ...} */
static void write_file_url(struct encoding *e, const struct chat_content *c)
{
    const parl_media *media = c->part->media;

    if (media_source(media) == MEDIA_FILE_ID) {
        write_file(e, c);
        return;
    }
    json_object(&e->out, NULL);
    chat_open_kind(e, "file_url");
    if (media_source(media) == MEDIA_URL)
        media_write_url(e, "url", media, PARL_PART_DOCUMENT);
    else
        media_write_base64(e, "url", media);
    json_end(&e->out);
    if (media->name != NULL || media_source(media) != MEDIA_URL)
        json_str(&e->out, "file_name", media_file_name(e, media));
    end_part(e, c);
}

/* Beside pictures. */
struct chat_media {
    void (*audio)(struct encoding *e, const struct chat_content *c);
    void (*audio_url)(struct encoding *e, const struct chat_content *c);
    void (*video)(struct encoding *e, const struct chat_content *c);
    void (*document)(struct encoding *e, const struct chat_content *c);
};

const struct chat_media chat_media = {
    write_audio,
    write_audio_url,
    write_video,
    write_file,
};
const struct chat_media chat_media_as_urls = {
    write_audio_as_url,
    write_audio_url,
    write_video,
    write_file,
};
const struct chat_media chat_media_with_audio_content = {
    write_audio_content,
    write_audio_url,
    write_video,
    write_file,
};
const struct chat_media chat_media_with_input_video = {
    write_audio,
    write_audio_url,
    write_input_video,
    write_file,
};
const struct chat_media chat_media_with_flat_files = {
    write_audio,
    write_audio_url,
    write_video,
    write_flat_file,
};
const struct chat_media chat_media_with_file_url = {
    write_audio,
    write_audio_url,
    write_video,
    write_file_url,
};

static bool allows_audio(struct encoding *e, const struct chat_content *c)
{
    if (!allows(e, c, &audio_kind))
        return false;
    if (!comes_as_data(c))
        return true;
    if (!chat_allows_type(e, c->part, c->field))
        return false;
    if (!e->to->facts->no_audio)
        return true;
    refuse_for_model(e, c->field, "%s takes no audio");
    return false;
}

bool chat_is_content(int32_t type)
{
    return type <= PARL_PART_DOCUMENT && type != PARL_PART_REFUSAL;
}

void chat_write_part(struct encoding *e, const struct chat_content *c)
{
    const struct chat_chunk_forms *chunks = chat_ways(e)->chunks;
    const struct chat_media *media = e->to->provider->chat.media;

    if (chunks != NULL && chunks->write != NULL && chunks->write(e, c))
        return;
    switch ((enum parl_part_type)c->part->type) {
    case PARL_PART_TEXT:
        write_text(e, c);
        break;
    case PARL_PART_IMAGE:
        write_image(e, c);
        break;
    case PARL_PART_AUDIO:
        if (allows_audio(e, c))
            (comes_as_data(c) ? media->audio : media->audio_url)(e, c);
        break;
    case PARL_PART_VIDEO:
        if (allows(e, c, &video_kind))
            media->video(e, c);
        break;
    case PARL_PART_DOCUMENT:
        if (allows_document(e, c))
            media->document(e, c);
        break;
    case PARL_PART_REFUSAL: /* the rest stands beside the content */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        break;
    }
}

/* ---- content ------------------------------------------------------------ */

static bool is_foreign(const struct encoding *e, const struct chat_list *l)
{
    const parl_message *m = &e->request->messages[l->message];

    return m->role == PARL_ROLE_ASSISTANT && !is_own(e, m);
}

struct chat_content chat_content_at(struct encoding *e,
                                    const struct chat_list *l, size_t i)
{
    return (struct chat_content){
        .part = &l->parts[i],
        .field = l->fields != NULL ? l->fields[i]
                 : l->result       ? inner_pointer(e, l->message, i)
                                   : part_pointer(e, l->message, i),
        .foreign = l->parts[i].extra != NULL && is_foreign(e, l),
    };
}

/* An empty text that held a signature, which stays behind. */
static bool is_husk(const parl_part *part)
{
    return part->type == PARL_PART_TEXT && part->signature != NULL &&
           part->extra == NULL && part->cache == PARL_CACHE_NONE &&
           part_text(part).len == 0;
}

/* An empty text, where no such part is taken. */
static bool is_refused(const struct encoding *e, const parl_part *part)
{
    return e->to->provider->chat.no_empty_text &&
           part->type == PARL_PART_TEXT && part_text(part).len == 0;
}

/* The mark of what is left out is, too, and counts no more. */
static bool leaves_out(struct encoding *e, const struct chat_content *c)
{
    if (is_husk(c->part))
        return true;
    if (!is_refused(e, c->part))
        return false;
    if (c->part->cache != PARL_CACHE_NONE) {
        dropped(e, pointer(e, "%s/cache_control", c->field),
                "an empty text is left out");
        if (chat_plan(e)->marks_too_many > 0)
            chat_plan(e)->marks_too_many--;
    }
    return true;
}

/* Text alone, that may go as one string. */
static bool is_one_string(const struct encoding *e, const struct chat_list *l)
{
    size_t texts = 0, husks = 0;

    for (size_t i = 0; i < l->n; i++) {
        const bool husk = is_husk(&l->parts[i]) || is_refused(e, &l->parts[i]);

        husks += husk;
        if (!chat_is_content(l->parts[i].type) || husk)
            continue;
        if (l->parts[i].type != PARL_PART_TEXT ||
            (l->parts[i].extra != NULL && !is_foreign(e, l)))
            return false;
        if (l->parts[i].cache != PARL_CACHE_NONE &&
            chat_reads_marks(e, CACHE_MARKS_PARTS))
            return false;
        texts++;
    }
    return texts == 1 || (texts == 0 && husks > 0) ||
           (texts > 1 && e->to->provider->chat.joins_text);
}

/* Does it stand by itself though it is in mid-sentence, as what is cited does,
 * or signed? */
static bool is_piece(const parl_part *part)
{
    return part->signature != NULL ||
           !is_empty_value(json_find_in(part->extra, "citations"));
}

/* What stands before the text at `i`: nothing, where an answer goes on. */
static struct span gap(const struct encoding *e, const struct chat_list *l,
                       size_t i)
{
    const parl_part *part = &l->parts[i];
    const bool goes_on =
        i > 0 && part[-1].type == PARL_PART_TEXT &&
        e->request->messages[l->message].role == PARL_ROLE_ASSISTANT &&
        (l->messages == NULL || l->messages[i - 1] == l->messages[i]) &&
        (is_piece(part) || is_piece(part - 1));

    return goes_on ? SPAN("") : SPAN("\n\n");
}

static void write_string(struct encoding *e, const struct chat_list *l,
                         const char *instruction)
{
    bool first = true;

    json_text_open(&e->out, "content");
    for (size_t i = 0; i < l->n; i++) {
        const struct chat_content c = chat_content_at(e, l, i);

        if (c.part->type != PARL_PART_TEXT || leaves_out(e, &c))
            continue;
        if (c.part->cache != PARL_CACHE_NONE)
            chat_write_mark(e, c.part->cache, CACHE_MARKS_PARTS,
                            pointer(e, "%s/cache_control", c.field));
        if (c.foreign)
            drop_part_extra(e, c.field, c.part);
        if (part_text(c.part).len == 0)
            continue;
        if (!first)
            json_text_piece(&e->out, gap(e, l, i));
        json_text_piece(&e->out, part_text(c.part));
        first = false;
    }
    if (instruction != NULL) {
        if (!first)
            json_text_piece(&e->out, SPAN("\n\n"));
        json_text_piece(&e->out, span_of(instruction));
    }
    json_text_close(&e->out);
}

/* `instruction` is a text part of its own behind the others; NULL: none. */
void chat_write_content(struct encoding *e, const struct chat_list *l,
                        const char *instruction)
{
    chat_drop_items(e, l);
    if ((instruction == NULL || e->to->provider->chat.joins_text) &&
        is_one_string(e, l)) {
        write_string(e, l, instruction);
        return;
    }
    json_array(&e->out, "content");
    for (size_t i = 0; i < l->n; i++) {
        const struct chat_content c = chat_content_at(e, l, i);

        if (!leaves_out(e, &c))
            chat_write_part(e, &c);
    }
    if (instruction != NULL) {
        const parl_part part = PARL_TEXT(instruction);
        const struct chat_content c = { .part = &part };

        write_text(e, &c);
    }
    json_end(&e->out);
}
