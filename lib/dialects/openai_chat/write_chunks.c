/* dialects/openai_chat/write_chunks.c -- content at a vendor that has chunks
 * where OpenAI has parts, or nothing (Mistral):
 *
 *   {"type": "input_audio", "input_audio": BASE64 or ADDRESS}
 *   {"type": "document_url", "document_url": ADDRESS, "document_name": ...}
 *   {"type": "file", "file_id": ID}
 *   {"type": "thinking", "thinking": [{"type": "text", "text": ...}],
 *    "signature": ...}
 *   {"type": "reference", "reference_ids": [...]}, as it came
 *
 * (Databricks)
 *
 *   {"type": "reasoning", "summary": [{"type": "summary_text", "text": ...,
 *    "signature": ...}]}
 *
 * Texts and images are as at OpenAI. */
#include "dialects/openai_chat/chat.h"

#include "media.h"

static void write_audio_chunk(struct encoding *e, const struct chat_content *c)
{
    const parl_media *media = c->part->media;
    const enum media_source source = media_source(media);

    if (source == MEDIA_FILE_ID) {
        refuse(e, PARL_UNSUPPORTED, c->field,
               "audio cannot be sent by file_id here; send its data");
        return;
    }
    json_typed(&e->out, NULL, "input_audio");
    if (source == MEDIA_URL)
        json_str(&e->out, "input_audio", media->url);
    else
        media_write_base64(e, "input_audio", media);
    json_end(&e->out);
}

static void write_document_chunk(struct encoding *e,
                                 const struct chat_content *c)
{
    const parl_media *media = c->part->media;

    json_object(&e->out, NULL);
    if (media_source(media) == MEDIA_FILE_ID) {
        json_str(&e->out, "type", "file");
        json_str(&e->out, "file_id", media->file_id);
    } else {
        json_str(&e->out, "type", "document_url");
        media_write_url(e, "document_url", media, PARL_PART_DOCUMENT);
        if (media->name != NULL)
            json_str(&e->out, "document_name", media->name);
    }
    json_end(&e->out);
}

bool chat_write_chunk(struct encoding *e, const struct chat_content *c)
{
    if (!e->to->provider->chat.chunks)
        return false;
    if (c->part->type == PARL_PART_AUDIO)
        write_audio_chunk(e, c);
    else if (c->part->type == PARL_PART_DOCUMENT)
        write_document_chunk(e, c);
    else
        return false;
    drop_part_extra(e, c->field, c->part);
    return true;
}

/* ---- what an assistant thought and referred to --------------------------- */

/* Claude takes no thinking back without. */
static bool has_its_signature(const struct encoding *e, const parl_part *part)
{
    return part->signature_len > 0 ||
           words_of(e->to->facts)->knob != &chat_knob_claude;
}

bool chat_is_chunk(const struct encoding *e, size_t message,
                   const parl_part *part)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    if (part->type == PARL_PART_THINKING)
        return (quirks->chunks || quirks->summary_parts) &&
               has_its_signature(e, part) && chat_may_go_back(e, message);
    return part->type == PARL_PART_OPAQUE && quirks->chunks &&
           chat_may_go_back(e, message) &&
           json_find(part_text(part), "type").ptr != NULL;
}

/* The signature stands beside the chunk's text, or beside its list. */
static void write_thinking(struct encoding *e, const parl_part *part)
{
    const bool summary = e->to->provider->chat.summary_parts;
    const struct span signature =
        span_text(part->signature, part->signature_len);

    json_typed(&e->out, NULL, summary ? "reasoning" : "thinking");
    json_array(&e->out, summary ? "summary" : "thinking");
    json_typed(&e->out, NULL, summary ? "summary_text" : "text");
    json_span(&e->out, "text", part_text(part));
    if (summary && signature.len > 0)
        json_span(&e->out, "signature", signature);
    json_end(&e->out);
    json_end(&e->out);
    if (!summary && signature.len > 0)
        json_span(&e->out, "signature", signature);
    json_end(&e->out);
}

bool chat_write_chunks(struct encoding *e, const struct chat_list *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n; i++)
        n += chat_is_chunk(e, l->message, &l->parts[i]);
    if (n == 0)
        return false;
    json_array(&e->out, "content");
    for (size_t i = 0; i < l->n; i++) {
        const struct chat_content c = chat_content_at(e, l, i);

        if (!chat_is_chunk(e, l->message, c.part)) {
            if (c.part->type != PARL_PART_TEXT || part_text(c.part).len > 0)
                chat_write_part(e, &c);
        } else if (c.part->type == PARL_PART_THINKING)
            write_thinking(e, c.part);
        else
            json_raw_out(&e->out, NULL, part_text(c.part));
    }
    json_end(&e->out);
    return true;
}
