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
 *   {"type": "reasoning", "summary": [{"type": "summary_encrypted_text",
 *    "data": ...}]}
 *
 * Texts and images are as at OpenAI. */
#include "dialects/openai_chat/chat.h"

#include "encoding/media.h"
#include "encoding/extra.h"

static void write_audio_chunk(struct encoding *e, const struct chat_content *c)
{
    const parl_media *media = c->part->media;
    const enum media_source source = media_source(media);

    if (chat_refuses_id(e, c, "audio"))
        return;
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
        media_drop_name(e, c->field, media);
    } else {
        json_str(&e->out, "type", "document_url");
        media_write_url(e, "document_url", media, PARL_PART_DOCUMENT);
        if (media->name != NULL)
            json_str(&e->out, "document_name", media->name);
    }
    json_end(&e->out);
}

static bool write_chunk(struct encoding *e, const struct chat_content *c)
{
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
    return part->signature_len > 0 || chat_words(e)->knob != &chat_knob_claude;
}

static bool is_thinking(const struct encoding *e, size_t message,
                        const parl_part *part)
{
    return part->type == PARL_PART_THINKING && has_its_signature(e, part) &&
           chat_may_go_back(e, message);
}

static bool is_chunk(const struct encoding *e, size_t message,
                     const parl_part *part)
{
    return is_thinking(e, message, part) ||
           (part->type == PARL_PART_OPAQUE && chat_may_go_back(e, message) &&
            json_find(part_text(part), "type").ptr != NULL);
}

/* The signature stands beside the chunk's text, or beside its list. */
static void write_thought(struct encoding *e, const parl_part *part,
                          bool summary)
{
    const struct span signature = part_signature(part);

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

static void write_thinking(struct encoding *e, const parl_part *part)
{
    write_thought(e, part, false);
}

static bool is_summary(const struct encoding *e, size_t message,
                       const parl_part *part)
{
    return is_thinking(e, message, part) ||
           (part->type == PARL_PART_REDACTED_THINKING &&
            chat_may_go_back(e, message));
}

static void write_summary(struct encoding *e, const parl_part *part)
{
    if (part->type == PARL_PART_THINKING) {
        write_thought(e, part, true);
        return;
    }
    json_typed(&e->out, NULL, "reasoning");
    json_array(&e->out, "summary");
    json_typed(&e->out, NULL, "summary_encrypted_text");
    json_span(&e->out, "data", part_text(part));
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
}

static bool any_chunk(const struct encoding *e, const struct chat_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (chat_is_chunk(e, l->message, &l->parts[i]))
            return true;
    }
    return false;
}

static void write_refusal(struct encoding *e, const parl_part *part,
                          size_t message)
{
    translated_for_vendor(e, pointer(e, "/messages/%zu/refusal", message),
                          "sent as text: %s knows no refusals");
    json_typed(&e->out, NULL, "text");
    json_span(&e->out, "text", part_text(part));
    json_end(&e->out);
}

static bool write_content(struct encoding *e, const struct chat_list *l)
{
    if (!any_chunk(e, l))
        return false;
    json_array(&e->out, "content");
    for (size_t i = 0; i < l->n; i++) {
        const struct chat_content c = chat_content_at(e, l, i);

        if (!chat_is_chunk(e, l->message, c.part)) {
            if (c.part->type == PARL_PART_REFUSAL)
                write_refusal(e, c.part, l->message);
            else if (c.part->type != PARL_PART_TEXT ||
                     part_text(c.part).len > 0)
                chat_write_part(e, &c);
        } else if (c.part->type == PARL_PART_OPAQUE)
            json_raw_out(&e->out, NULL, part_text(c.part));
        else
            chat_ways(e)->chunks->write_thinking(e, c.part);
    }
    json_end(&e->out);
    return true;
}

const struct chat_chunk_forms chat_chunks = {
    .write = write_chunk,
    .write_thinking = write_thinking,
    .write_content = write_content,
    .is_chunk = is_chunk,
    .collect = chat_collect_chunk,
};
const struct chat_chunk_forms chat_summary_chunks = {
    .write_thinking = write_summary,
    .write_content = write_content,
    .is_chunk = is_summary,
    .collect = chat_collect_hidden,
};
