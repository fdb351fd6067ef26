/* dialects/google_generate/read_logprobs.c -- log probabilities.
 *
 *   {"chosenCandidates": [{"token", "logProbability"}],
 *    "topCandidates": [{"candidates": [{"token", "logProbability"}]}]}
 *
 * Each chosen token has its place in both lists; they become one list of
 * {"token", "logprob", "top_logprobs": [...]}. */
#include "dialects/google_generate/generate.h"

/* The members of a token, its object left open. */
static bool open_token(struct json_in *in, struct json_out *out)
{
    const struct span json = json_raw(in);
    const struct span token = json_find(json, "token");
    const struct span logprob = json_find(json, "logProbability");

    if (token.ptr == NULL)
        return false;
    json_object(out, NULL);
    json_raw_out(out, "token", token);
    /* zero is left out on the wire */
    json_raw_out(out, "logprob", logprob.ptr != NULL ? logprob : SPAN("0"));
    return true;
}

static void write_top(struct json_in *top, struct json_out *out);

/* `top`: the alternatives for each of them; NULL: there are none. */
static void write_tokens(struct json_in *tokens, struct json_in *top,
                         struct json_out *out)
{
    while (json_next_element(tokens)) {
        if (!open_token(tokens, out))
            continue;
        if (top != NULL)
            write_top(top, out);
        json_end(out);
    }
}

/* The next of the alternatives; `top` may have ended before. */
static void write_top(struct json_in *top, struct json_out *out)
{
    struct span list = SPAN_NONE;
    struct json_in in;

    if (json_next_element(top))
        list = json_find(json_raw(top), "candidates");
    json_array(out, "top_logprobs");
    json_open_array(&in, list);
    write_tokens(&in, NULL, out);
    json_end(out);
}

void generate_read_logprobs(struct decoding *d, int32_t choice,
                            struct span json)
{
    const struct span chosen = json_find(json, "chosenCandidates");
    const struct span top = json_find(json, "topCandidates");
    struct json_in in, top_in;
    struct json_out out;
    bool has_top;

    if (!json_open_array(&in, chosen))
        return;
    has_top = json_open_array(&top_in, top);
    json_out_init(&out, &d->scratch);
    json_object(&out, NULL);
    json_array(&out, "content");
    write_tokens(&in, has_top ? &top_in : NULL, &out);
    json_end(&out);
    json_end(&out);
    collect_logprobs(d->to, choice, scratch_text(d));
    buf_reset(&d->scratch);
}
