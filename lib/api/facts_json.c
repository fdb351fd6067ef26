/* api/facts_json.c -- facts about models, loaded at run time:
 *
 *   {"models": [{"stem": "gpt-", "from": "7", "to": "7.9", "rest": "*",
 *                "provider": "openai", "like": "gpt-6-sol",
 *                "efforts": ["low", "high"], "no_tools": true, ...}]}
 *
 * The members are those of struct facts (provider.h), by their names; a new one
 * there is one row in the table here.  `like` takes over what is believed of
 * another model, and `provider` keeps a row from the models of others.  An
 * unknown member is an error that names it. */
#include "api/facts_json.h"

#include <stddef.h>
#include <string.h>
#include "api/client.h"
#include "api/error.h"
#include "api/request_json.h"

/* ---- what was loaded ---------------------------------------------------- */

/* Members of struct facts that are bits there, and no reader can point at. */
#define FLAGS(EACH)                                                            \
    EACH(knows_effort)                                                         \
    EACH(new_max_tokens)                                                       \
    EACH(no_instructions)                                                      \
    EACH(no_json_schema)                                                       \
    EACH(no_json_object)                                                       \
    EACH(no_tools)                                                             \
    EACH(responses_only)                                                       \
    EACH(chat_only)                                                            \
    EACH(thinks_unasked)                                                       \
    EACH(no_forced_tools)                                                      \
    EACH(no_prefill)
#define CHOICES(EACH)                                                          \
    EACH(default_effort)                                                       \
    EACH(chat_tools)                                                           \
    EACH(thinking)                                                             \
    EACH(sampling)                                                             \
    EACH(google_thinking)

struct row_in {
    struct facts facts;
    struct model_words words; /* those of `facts` */
    struct pattern pattern;   /* in place of theirs */
    const char *family, *stem, *note;
    const char *provider; /* NULL: anybody's models */
    const char *like;
#define MEMBER(name) bool name;
    FLAGS(MEMBER)
#undef MEMBER
#define MEMBER(name) uint8_t name;
    CHOICES(MEMBER)
#undef MEMBER
};

struct loaded_facts {
    struct loaded_facts *next;  /* what was loaded before */
    struct parl_builder *owner; /* of all here, this included */
    struct row_in *rows;
    size_t n;
};

/* `provider` NULL: any. */
static const struct facts *find_loaded(const struct parl_client *client,
                                       const char *provider, const char *model)
{
    for (struct loaded_facts *l = client->facts; model && l; l = l->next) {
        for (size_t i = 0; i < l->n; i++) {
            const struct row_in *row = &l->rows[i];
            const bool meant = provider == NULL || row->provider == NULL ||
                               strcmp(row->provider, provider) == 0;

            if (meant && pattern_fits(&row->pattern, model))
                return &row->facts;
        }
    }
    return NULL;
}

const struct facts *facts_of(const struct parl_client *client,
                             const struct provider *provider, const char *model)
{
    const struct facts *found = find_loaded(client, provider->name, model);

    return found != NULL ? found : facts_find(provider->facts, model);
}

const struct facts *loaded_facts_at(const struct parl_client *client,
                                    size_t index)
{
    for (struct loaded_facts *l = client->facts; l != NULL; l = l->next) {
        if (index < l->n)
            return &l->rows[index].facts;
        index -= l->n;
    }
    return NULL;
}

void loaded_facts_free(struct loaded_facts *facts)
{
    while (facts != NULL) {
        struct loaded_facts *next = facts->next;

        parl_builder_free(facts->owner);
        facts = next;
    }
}

/* ---- kinds of members --------------------------------------------------- */

static const char *const chat_tools_list[] = {
    [CHAT_TOOLS_ALWAYS] = "always",
    [CHAT_TOOLS_AT_EFFORT_NONE] = "at effort none",
    [CHAT_TOOLS_NEVER] = "never",
};
static const struct words chat_tools = { ALL_OF(chat_tools_list) };

/* In the order of the bits THINKS_... */
static const char *const thinking_list[] = { "enabled", "adaptive",
                                             "between_tools", "disabled" };
static const struct words thinking = { ALL_OF(thinking_list) };

static const char *const sampling_list[] = {
    [SAMPLING_ALL] = "all",
    [SAMPLING_ONE] = "one",
    [SAMPLING_NONE] = "none",
};
static const struct words sampling = { ALL_OF(sampling_list) };

static const char *const google_list[] = {
    [THINKING_BY_LEVEL] = "by level",
    [THINKING_BY_BUDGET] = "by budget",
    [THINKING_NEVER] = "never",
};
static const struct words google = { ALL_OF(google_list) };

static int64_t take_tokens(struct door *d, int64_t most)
{
    static const struct row integer = { .reading = READ_INTEGER };
    parl_integer tokens = { 0, 0 };

    row_read(d, &integer, &tokens);
    if (tokens.value >= 0 && tokens.value <= most)
        return tokens.value;
    door_refuse(d, "not from 0 to %lld", (long long)most);
    return 0;
}

/* int32_t */
static void read_tokens(struct door *d, const struct row *row, void *place)
{
    (void)row;
    *(int32_t *)place = (int32_t)take_tokens(d, INT32_MAX);
}

/* uint16_t */
static void read_few_tokens(struct door *d, const struct row *row, void *place)
{
    (void)row;
    *(uint16_t *)place = (uint16_t)take_tokens(d, UINT16_MAX);
}

/* uint8_t, a set of efforts; who says what the levels are knows them. */
static void read_efforts(struct door *d, const struct row *row, void *place)
{
    static const struct row set = { .words = &efforts };
    struct row_in *in = row_struct(row, place);

    read_set(d, &set, place);
    in->knows_effort = true;
}

/* const char *, words parted by blanks: a list of texts */
static void read_list(struct door *d, const struct row *row, void *place)
{
    struct word_list list = { .n = 0 };
    const char *joined = NULL;

    (void)row;
    if (!door_each(d, door_add_word, &list))
        return;
    for (size_t i = 0; i < list.n; i++)
        joined =
            arena_format(&d->to->arena, "%s%s%s", joined != NULL ? joined : "",
                         joined != NULL ? " " : "", list.words[i]);
    *(const char **)place = joined;
}

/* Digits, up to three; -1: there are none, or more. */
static int take_digits(const char **at)
{
    const char *begin = *at;
    int number = 0;

    while (**at >= '0' && **at <= '9' && *at - begin < 3)
        number = number * 10 + (*(*at)++ - '0');
    return *at > begin ? number : -1;
}

/* int: "5.4" as 504, "6" as 600 */
static void read_version(struct door *d, const struct row *row, void *place)
{
    const char *text = door_word(d);
    const char *at = text;
    int major, minor = 0;

    (void)row;
    if (text == NULL)
        return;
    major = take_digits(&at);
    if (*at == '.') {
        at++;
        minor = take_digits(&at);
    }
    if (major < 1 || minor < 0 || minor > 99 || *at != '\0')
        door_refuse(d, "expected a version like \"5.4\", not '%s'", text);
    else
        *(int *)place = major * 100 + minor;
}

/* ---- members ------------------------------------------------------------ */

#define AT(member) .at = offsetof(struct row_in, member)
#define OWN(member, reading) #member, reading, AT(member)
#define READ(member, part, reader)                                             \
    .name = #member, AT(part.member), .read = (reader)

static const struct row fact_rows[] = {
    { OWN(provider, READ_TEXT) },
    { OWN(like, READ_TEXT) },
    { OWN(family, READ_TEXT) },
    { OWN(stem, READ_TEXT), .required = true },
    { READ(from, pattern, read_version) },
    { READ(to, pattern, read_version) },
    { "rest", READ_TEXT, AT(pattern.rest) },
    { OWN(knows_effort, READ_FLAG) },
    { READ(efforts, facts, read_efforts) },
    { READ(efforts_responses, facts, read_efforts) },
    { OWN(default_effort, READ_SMALL_WORD), .words = &efforts },
    { READ(drops, words, read_list) },
    { READ(drops_reasoning, words, read_list) },
    { OWN(new_max_tokens, READ_FLAG) },
    { OWN(no_instructions, READ_FLAG) },
    { OWN(no_json_schema, READ_FLAG) },
    { OWN(no_json_object, READ_FLAG) },
    { OWN(no_tools, READ_FLAG) },
    { OWN(chat_tools, READ_SMALL_WORD), .words = &chat_tools },
    { OWN(responses_only, READ_FLAG) },
    { OWN(chat_only, READ_FLAG) },
    { READ(max_output, words, read_tokens) },
    { READ(cache_minimum, words, read_few_tokens) },
    { OWN(thinking, READ_SET), .words = &thinking },
    { OWN(thinks_unasked, READ_FLAG) },
    { OWN(sampling, READ_SMALL_WORD), .words = &sampling },
    { OWN(no_forced_tools, READ_FLAG) },
    { OWN(no_prefill, READ_FLAG) },
    { OWN(google_thinking, READ_SMALL_WORD), .words = &google },
    { READ(budget_min, words, read_few_tokens) },
    { READ(budget_max, words, read_few_tokens) },
    { OWN(note, READ_TEXT) },
};
static const struct table fact_table = TABLE(fact_rows);

/* ---- rows --------------------------------------------------------------- */

/* Begins with what is believed of another model, but for whom it is about. */
static void begin_like(struct door *d, const struct parl_client *client,
                       struct row_in *in)
{
    const struct json_text word = door_peek(d, "like");
    const char *like = door_keep(d, &word);
    const struct facts *model;
    size_t mark;

    if (like == NULL)
        return;
    model = find_loaded(client, NULL, like);
    if (model == NULL)
        model = facts_find_any(like);
    if (model->unknown) {
        mark = door_down(d, SPAN("like"));
        door_refuse(d, "nothing is known of '%s'", like);
        door_up(d, mark);
    }
    in->facts = *model;
    in->words = *words_of(model);
    in->note = facts_note(model);
#define TAKE(name) in->name = model->name;
    FLAGS(TAKE)
    CHOICES(TAKE)
#undef TAKE
}

static void check_row(struct door *d, struct row_in *in)
{
    struct pattern *pattern = &in->pattern;
    const struct provider *row;
    struct error err = ERROR_INIT;

    if (pattern->to == 0)
        pattern->to = pattern->from;
    if (pattern->to < pattern->from)
        door_refuse_at(d, SPAN("to"), "less than `from`");
    if (in->provider != NULL &&
        provider_find(in->provider, &row, &err) == PARL_INVALID_ARGUMENT)
        door_refuse_at(d, SPAN("provider"), err.message);
}

/* Puts what was read where it is looked for. */
static void settle(struct door *d, struct row_in *in)
{
    struct facts *facts = &in->facts;

    in->pattern.stem = span_of(in->stem);
    facts->stem_size = facts->rest_at = 0;
    facts->noted = in->note != NULL;
    facts->family = arena_format(
        &d->to->arena, "%s%s%c%s", in->family != NULL ? in->family : in->stem,
        in->family != NULL ? "" : "*", 0, in->note != NULL ? in->note : "");
#define TAKE(name) facts->name = in->name;
    FLAGS(TAKE)
    CHOICES(TAKE)
#undef TAKE
}

struct loading {
    const struct parl_client *client;
    struct loaded_facts *to;
};

static void read_row(struct door *d, void *to)
{
    const struct loading *loading = to;
    struct loaded_facts *loaded = loading->to;
    struct row_in in = { .provider = NULL };

    begin_like(d, loading->client, &in);
    if (door_members(d, &fact_table, &in) && door_ok(d)) {
        check_row(d, &in);
        settle(d, &in);
    }
    list_push(&d->to->arena, &loaded->rows, &loaded->n, &in, sizeof(in));
}

static void read_rows(struct door *d, const struct row *row, void *to)
{
    const struct loading *loading = to;
    struct loaded_facts *loaded = loading->to;

    (void)row;
    door_each(d, read_row, to);
    for (size_t i = 0; i < loaded->n; i++) /* which move no more */
        loaded->rows[i].facts.words = &loaded->rows[i].words;
}

static const struct row document_rows[] = {
    { .name = "models", .read = read_rows },
};
static const struct table document = TABLE(document_rows);

parl_status parl_client_load_facts(parl_client *client, const char *json,
                                   size_t json_len, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_builder *owner = builder_new(&client->mem, NULL);
    struct loaded_facts *loaded;

    if (owner == NULL) {
        error_memory(&err, PARL_OUT_OF_MEMORY, "facts");
        return error_give(error, &client->mem, &err);
    }
    loaded = ARENA_NEW(&owner->arena, struct loaded_facts);
    if (loaded != NULL) {
        loaded->owner = owner;
        loaded->next = client->facts;
        door_document(owner, span_text(json, json_len), &document,
                      &(struct loading){ client, loaded }, NULL);
    }
    if (builder_status(owner) == PARL_OK) {
        client->facts = loaded;
        return PARL_OK;
    }
    err = owner->error;
    parl_builder_free(owner);
    return error_give(error, &client->mem, &err);
}

/* ---- what is believed --------------------------------------------------- */

size_t parl_client_n_families(const parl_client *client)
{
    size_t n = facts_count();

    for (const struct loaded_facts *l = client->facts; l != NULL; l = l->next)
        n += l->n;
    return n;
}
