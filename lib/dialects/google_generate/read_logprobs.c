/* dialects/google_generate/read_logprobs.c -- log probabilities.
 *
 *   {"chosenCandidates": [{"token", "logProbability"}],
 *    "topCandidates": [{"candidates": [{"token", "logProbability"}]}]}
 *
 * Each chosen token has its place in both lists; they become one list of
 * {"token", "logprob", "top_logprobs": [...]}. */
#include "dialects/google_generate/generate.h"

struct token {
    struct span token, logprob; /* as they stand */
};

/* The members of a token, its object left open. */
static bool open_token(struct json_in *in, struct json_out *out)
{
    static const struct json_member members[] = {
        JSON_RAW_AT("token", token, token),
        JSON_RAW_AT("logProbability", token, logprob),
    };
    struct token t = { .token = SPAN_NONE };

    if (!json_members(in, members, 2, &t) || t.token.ptr == NULL)
        return false;
    json_object(out, NULL);
    json_raw_out(out, "token", t.token);
    if (t.logprob.ptr != NULL)
        json_raw_out(out, "logprob", t.logprob);
    else
        json_int(out, "logprob", 0); /* zero is left out on the wire */
    return true;
}

/* The next of the alternatives; `top` may have ended before. */
static void write_top(struct json_in *top, struct json_out *out)
{
    struct json_in in;
    struct span list;

    json_array(out, "top_logprobs");
    list = json_next_element(top) ? json_find(json_raw(top), "candidates")
                                  : SPAN_NONE;
    json_open_array(&in, list);
    while (json_next_element(&in)) {
        if (open_token(&in, out))
            json_end(out);
    }
    json_end(out);
}

static void write_tokens(struct json_in *chosen, struct json_in *top,
                         bool has_top, struct json_out *out)
{
    while (json_next_element(chosen)) {
        if (!open_token(chosen, out))
            continue;
        if (has_top)
            write_top(top, out);
        json_end(out);
    }
}

void generate_read_logprobs(struct decoding *d, int32_t choice,
                            struct span json)
{
    const struct span chosen = json_find(json, "chosenCandidates");
    const struct span top = json_find(json, "topCandidates");
    struct buf *list = &d->scratch;
    struct json_in in, top_in;
    struct json_out out;
    bool has_top;

    if (!json_open_array(&in, chosen))
        return;
    has_top = json_open_array(&top_in, top);
    json_out_init(&out, list);
    json_object(&out, NULL);
    json_array(&out, "content");
    write_tokens(&in, &top_in, has_top, &out);
    json_end(&out);
    json_end(&out);
    if (buf_ok(list))
        collect_logprobs(d->to, choice, (struct span){ list->data, list->len });
    else
        d->failed = list->status;
    buf_reset(list);
}
