/* api/response_json.c -- an answer in the JSON dialect. */
#include "api/response_json.h"

/* ---- what nobody knows -------------------------------------------------- */

/* Members as they were kept, but for those that stand here already. */
static void write_members(struct json_out *j, const struct members *kept,
                          struct words known)
{
    struct buf object;

    if (kept->n == 0)
        return;
    buf_init(&object, j->buf->mem, SIZE_MAX);
    buf_add_char(&object, '{');
    members_write(kept, &object);
    buf_add_char(&object, '}');
    if (buf_ok(&object))
        write_unknown(j, (struct span){ object.data, object.len }, known);
    else
        j->buf->status = object.status;
    buf_release(&object);
}

/* ---- choices ------------------------------------------------------------ */

static const char *const choice_names[] = { "index", "message", "finish_reason",
                                            "logprobs" };

static void write_choice(struct json_out *j, const struct parl_response *r,
                         size_t i)
{
    const struct choice *choice = &r->choices[i];
    const size_t answer = choice_answer(choice);

    json_object(j, NULL);
    json_int(j, "index", choice->index);
    message_write(j, "message", &choice->message,
                  answer < choice->n_parts ? &choice->message.parts[answer]
                                           : NULL);
    json_str(j, "finish_reason", parl_response_finish_reason(r, i));
    if (choice->logprobs.len > 0)
        json_raw_out(
            j, "logprobs",
            (struct span){ choice->logprobs.data, choice->logprobs.len });
    write_members(j, &choice->beside, (struct words){ ALL_OF(choice_names) });
    json_end(j);
}

/* ---- usage -------------------------------------------------------------- */

/* A count that may be unknown. */
static void write_count(struct json_out *j, const char *key, int64_t count)
{
    if (count >= 0)
        json_int(j, key, count);
}

static const char *const usage_names[] = {
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
    "prompt_tokens_details",
    "completion_tokens_details",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
};

static void write_usage(struct json_out *j, const struct parl_response *r)
{
    static const char *const details[] = { "cached_tokens",
                                           "cache_write_tokens",
                                           "reasoning_tokens" };
    const struct words known = { ALL_OF(details) };
    const struct members *more = r->counts;
    const parl_usage *u = &r->usage;

    json_object(j, "usage");
    json_int(j, "prompt_tokens", u->prompt_tokens);
    json_int(j, "completion_tokens", u->completion_tokens);
    json_int(j, "total_tokens", u->total_tokens);
    if (u->cache_read >= 0 || u->cache_write > 0 ||
        more[COUNTS_OF_PROMPT].n > 0) {
        json_object(j, "prompt_tokens_details");
        write_count(j, "cached_tokens", u->cache_read);
        if (u->cache_write > 0)
            json_int(j, "cache_write_tokens", u->cache_write);
        write_members(j, &more[COUNTS_OF_PROMPT], known);
        json_end(j);
    }
    if (u->reasoning >= 0 || more[COUNTS_OF_COMPLETION].n > 0) {
        json_object(j, "completion_tokens_details");
        write_count(j, "reasoning_tokens", u->reasoning);
        write_members(j, &more[COUNTS_OF_COMPLETION], known);
        json_end(j);
    }
    write_count(j, "cache_read_input_tokens", u->cache_read);
    write_count(j, "cache_creation_input_tokens", u->cache_write);
    write_members(j, &more[COUNTS_OF_ALL],
                  (struct words){ ALL_OF(usage_names) });
    json_end(j);
}

/* ---- the whole ---------------------------------------------------------- */

static const char *const structured_words[] = {
    [PARL_STRUCTURED_NATIVE] = "native",
    [PARL_STRUCTURED_TOOL] = "tool",
    [PARL_STRUCTURED_PROMPT] = "prompt",
};

void report_write(struct json_out *j, const char *key,
                  const struct parl_report *report)
{
    json_array(j, key);
    for (size_t i = 0; i < report->n_entries; i++) {
        const parl_report_entry *entry = &report->entries[i];

        json_object(j, NULL);
        json_str(j, "field", entry->field);
        json_str(j, "action", parl_action_word(entry->action));
        json_str(j, "reason", entry->reason);
        json_end(j);
    }
    json_end(j);
}

/* What the vendor did not say is left out, so that the same answer gives the
 * same bytes. */
static void write_identity(struct json_out *j, const struct parl_response *r)
{
    const char *model = r->model != NULL ? r->model : r->origin.model;

    if (r->id != NULL)
        json_str(j, "id", r->id);
    json_str(j, "object", "chat.completion");
    if (r->created > 0)
        json_int(j, "created", r->created);
    if (model != NULL)
        json_str(j, "model", model);
    if (r->origin.provider != NULL)
        json_str(j, "provider", r->origin.provider);
}

static const char *const top_names[] = {
    "id",      "object", "created",        "model",    "provider",
    "choices", "usage",  "structured_via", "warnings",
};

void response_write(struct json_out *j, const char *key,
                    const struct parl_response *r)
{
    json_object(j, key);
    write_identity(j, r);
    json_array(j, "choices");
    for (size_t i = 0; i < r->n_choices; i++)
        write_choice(j, r, i);
    json_end(j);
    if (r->has_usage)
        write_usage(j, r);
    if (r->structured != PARL_STRUCTURED_NONE)
        json_str(j, "structured_via", structured_words[r->structured]);
    if (r->report.n_entries > 0)
        report_write(j, "warnings", &r->report);
    write_members(j, &r->unknown, (struct words){ ALL_OF(top_names) });
    json_end(j);
}

const char *parl_response_json(parl_response *response, size_t *len)
{
    struct buf *json = &response->json;
    struct json_out j;

    if (json->len == 0) {
        json_out_init(&j, json);
        response_write(&j, NULL, response);
        buf_text(json);
    }
    if (!buf_ok(json)) {
        buf_reset(json);
        return NULL;
    }
    if (len != NULL)
        *len = json->len;
    return json->data;
}
