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
    json_object(&e->out, NULL);
    json_str(&e->out, "type", "input_audio");
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

bool chat_is_chunk(const struct encoding *e, const parl_part *part, bool own)
{
    return own && e->to->provider->chat.chunks &&
           (part->type == PARL_PART_THINKING ||
            (part->type == PARL_PART_OPAQUE &&
             json_find(part_text(part), "type").ptr != NULL));
}

static void write_thinking(struct encoding *e, const parl_part *part)
{
    const struct span signature =
        span_text(part->signature, part->signature_len);

    json_object(&e->out, NULL);
    json_str(&e->out, "type", "thinking");
    json_array(&e->out, "thinking");
    json_object(&e->out, NULL);
    json_str(&e->out, "type", "text");
    json_span(&e->out, "text", part_text(part));
    json_end(&e->out);
    json_end(&e->out);
    if (signature.len > 0)
        json_span(&e->out, "signature", signature);
    json_end(&e->out);
}

bool chat_write_chunks(struct encoding *e, const struct chat_list *l, bool own)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n; i++)
        n += chat_is_chunk(e, &l->parts[i], own);
    if (n == 0)
        return false;
    json_array(&e->out, "content");
    for (size_t i = 0; i < l->n; i++) {
        const struct chat_content c = chat_content_at(e, l, i);

        if (!chat_is_chunk(e, c.part, own))
            chat_write_part(e, &c);
        else if (c.part->type == PARL_PART_THINKING)
            write_thinking(e, c.part);
        else
            json_raw_out(&e->out, NULL, part_text(c.part));
    }
    json_end(&e->out);
    return true;
}
