/* dialects/google_generate/write_config.c -- "generationConfig": sampling,
 * limits, the form of the answer and how it is thought about. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "wire/utf8.h"
#include "encoding/extra.h"

/* ---- sampling ----------------------------------------------------------- */

/* Within Google's limits. */
static void write_number(struct generate *g, const char *member,
                         const parl_number *n, double low, double high)
{
    struct encoding *e = g->e;
    const double said = n->value;
    const double value = said < low ? low : said > high ? high : said;

    if (!n->set || !takes(e, member, false))
        return;
    if (value != said)
        translated(e, pointer(e, "/%s", member),
                   "sent as %s: %s takes %s to %s", number_text(e, value),
                   e->to->provider->about, number_text(e, low),
                   number_text(e, high));
    json_num(g->out, generate_own_name(e, member), value);
}

static void write_integer(struct generate *g, const char *member,
                          const parl_integer *n)
{
    if (n->set && takes(g->e, member, false))
        json_int(g->out, generate_own_name(g->e, member), n->value);
}

static void check_seed(struct encoding *e)
{
    const parl_integer *seed = &e->request->seed;

    if (seed->set && (int32_t)seed->value != seed->value)
        refuse(e, PARL_INVALID_ARGUMENT, "/seed",
               "%lld does not fit into 32 bits", (long long)seed->value);
}

static void write_stop(struct generate *g)
{
    enum { MAX_STOP = 5 };
    const parl_request *r = g->e->request;

    if (r->n_stop == 0)
        return;
    if (r->n_stop > MAX_STOP) {
        refuse(g->e, PARL_INVALID_ARGUMENT, "/stop",
               "%zu sequences; %s takes at most %d", r->n_stop,
               g->e->to->provider->about, MAX_STOP);
        return;
    }
    json_array(g->out, "stopSequences");
    for (size_t i = 0; i < r->n_stop; i++)
        json_str(g->out, NULL, r->stop[i]);
    json_end(g->out);
}

static void write_logprobs(struct generate *g)
{
    enum { MOST = 20 };
    const parl_request *r = g->e->request;
    const int64_t n = r->top_logprobs.value;

    if (r->logprobs == PARL_YES && takes(g->e, "logprobs", false))
        json_bool_out(g->out, "responseLogprobs", true);
    if (!r->top_logprobs.set)
        return;
    if (r->logprobs != PARL_YES) {
        dropped(g->e, "/top_logprobs", "it needs logprobs: true");
    } else if (takes(g->e, "top_logprobs", false)) {
        if (n > MOST)
            translated_for_vendor(g->e, "/top_logprobs",
                                  "sent as 20, the most that %s takes");
        json_int(g->out, "logprobs", n < MOST ? n : MOST);
    }
}

static void write_sampling(struct generate *g)
{
    static const double most = 1.99; /* of a penalty: below 2 */
    const parl_request *r = g->e->request;

    write_number(g, "temperature", &r->temperature, 0, 2);
    write_number(g, "top_p", &r->top_p, 0, 1);
    write_integer(g, "top_k", &r->top_k);
    if (r->n > 1)
        json_int(g->out, "candidateCount", r->n);
    write_stop(g);
    write_number(g, "presence_penalty", &r->presence_penalty, -2, most);
    write_number(g, "frequency_penalty", &r->frequency_penalty, -2, most);
    check_seed(g->e);
    write_integer(g, "seed", &r->seed);
    write_logprobs(g);
}

/* ---- limits ------------------------------------------------------------- */

/* In either of the spellings that Google reads. */
static bool has_token(const char *object)
{
    return !is_empty_value(json_find_in(object, "continuationToken")) ||
           !is_empty_value(json_find_in(object, "continuation_token"));
}

/* Does it go on with an answer?  Its limit holds for all of that. */
static bool continues(const parl_request *r)
{
    return has_token(r->extra) || has_token(r->extra_body);
}

static void write_max_tokens(struct generate *g)
{
    struct encoding *e = g->e;
    const int64_t most = e->stream || continues(e->request)
                             ? 0
                             : words_of(e->to->facts)->max_output_whole;
    const char *field;
    int64_t tokens = said_max_tokens(e, &field);

    if (tokens == 0)
        return;
    if (most > 0 && tokens > most) {
        translated(e, field, "sent as %lld: %s gives more in a stream alone",
                   (long long)most, e->to->model);
        tokens = most;
    }
    json_int(g->out, "maxOutputTokens", tokens);
}

/* ---- the form of the answer --------------------------------------------- */

static void write_format(struct generate *g)
{
    struct encoding *e = g->e;
    const parl_request *r = e->request;

    if (e->structured != PARL_STRUCTURED_NATIVE)
        return;
    json_str(g->out, "responseMimeType", "application/json");
    if (r->response_format != PARL_FORMAT_JSON_SCHEMA || r->schema == NULL)
        return;
    if (r->schema_description != NULL)
        dropped_for_vendor(e, "/response_format/json_schema/description",
                           "%s takes the schema alone");
    if (e->to->facts->old_schema)
        generate_write_schema(g, "responseSchema",
                              "/response_format/json_schema/schema", r->schema);
    else
        json_raw_out(&e->out, "responseJsonSchema", span_of(r->schema));
}

/* OpenAI writes them small. */
static void write_modality(struct generate *g, const struct json_text *text)
{
    char *word = arena_strdup(g->e->arena, decoded_name(g->e, text));

    if (text->raw.ptr == NULL || word == NULL ||
        !utf8_valid(word, strlen(word), NULL))
        return;
    for (char *at = word; *at != '\0'; at++)
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    json_str(g->out, NULL, word);
}

static void write_modalities(struct generate *g, const char *name,
                             struct span list)
{
    struct json_in in;

    if (!json_open_array(&in, list)) {
        dropped(g->e, pointer(g->e, "/%s", name), "it is no list of words");
        return;
    }
    json_array(g->out, "responseModalities");
    while (json_next_element(&in)) {
        const struct json_text text = json_text(&in);

        write_modality(g, &text);
    }
    json_end(g->out);
}

static void write_own(struct generate *g, const char *name, const char *own,
                      struct span value)
{
    const bool modalities = word_in("modalities responseModalities", own);
    const char *sent = modalities ? "responseModalities" : own;

    if (generate_repeats(g, pointer(g->e, "/%s", escaped(g->e, name)), sent))
        return;
    if (modalities)
        write_modalities(g, name, value);
    else
        json_raw_out(g->out, sent, value);
}

/* Of all media, where one holds for all. */
static void write_resolution(struct generate *g)
{
    if (g->resolution > 0)
        json_str(g->out, "mediaResolution",
                 generate_resolution(g, g->resolution));
}

/* ---- the whole ---------------------------------------------------------- */

void generate_write_config(struct generate *g)
{
    const size_t before = g->out->buf->len;

    json_object(g->out, "generationConfig");
    g->object = g->out->buf->len - 1;
    write_max_tokens(g);
    generate_write_thinking(g);
    write_format(g);
    write_sampling(g);
    write_resolution(g);
    generate_each_own(g, OWN_IN_CONFIG, write_own);
    json_end_or_undo(g->out, before);
}
