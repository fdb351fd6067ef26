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
#include "api/json_door.h"

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

/* ---- kinds of members ---------------------------------------------------- */

static const char *const effort_list[] = {
    [PARL_EFFORT_NONE] = "none", [PARL_EFFORT_MINIMAL] = "minimal",
    [PARL_EFFORT_LOW] = "low",   [PARL_EFFORT_MEDIUM] = "medium",
    [PARL_EFFORT_HIGH] = "high", [PARL_EFFORT_XHIGH] = "xhigh",
    [PARL_EFFORT_MAX] = "max",
};
static const struct words efforts = { ALL_OF(effort_list) };

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

static int64_t take_tokens(struct door *d, const struct row *row, int64_t most)
{
    struct row into = *row;
    int64_t tokens = 0;

    into.at = 0;
    read_count(d, &into, &tokens);
    if (tokens > most)
        door_refuse(d, "more than %lld tokens", (long long)most);
    return tokens <= most ? tokens : 0;
}

/* int32_t */
static void read_tokens(struct door *d, const struct row *row, void *to)
{
    *(int32_t *)row_place(row, to) = (int32_t)take_tokens(d, row, INT32_MAX);
}

/* uint16_t */
static void read_few_tokens(struct door *d, const struct row *row, void *to)
{
    *(uint16_t *)row_place(row, to) = (uint16_t)take_tokens(d, row, UINT16_MAX);
}

/* bool */
static void read_flag(struct door *d, const struct row *row, void *to)
{
    bool *place = row_place(row, to);

    if (json_peek(&d->in) == JSON_FALSE ||
        door_expect(d, JSON_TRUE, "true or false"))
        json_bool(&d->in, place);
}

/* uint8_t, a number of row->words */
static void read_small_word(struct door *d, const struct row *row, void *to)
{
    struct row into = *row;
    int32_t number = 0;

    into.at = 0;
    read_word(d, &into, &number);
    *(uint8_t *)row_place(row, to) = (uint8_t)number;
}

/* uint8_t, a set: a list of words, a bit for the number of each */
static void read_set(struct door *d, const struct row *row, void *to)
{
    struct row into = *row;
    uint8_t set = 0;

    if (!door_enter_list(d))
        return;
    into.at = 0;
    for (size_t i = 0; json_next_element(&d->in); i++) {
        const size_t mark = door_down_to(d, i);
        int32_t number = -1;

        read_word(d, &into, &number);
        if (number >= 0)
            set |= (uint8_t)(1u << number);
        door_up(d, mark);
    }
    *(uint8_t *)row_place(row, to) = set;
}

/* The same; who says what the levels are knows them. */
static void read_efforts(struct door *d, const struct row *row, void *to)
{
    read_set(d, row, to);
    ((struct row_in *)to)->knows_effort = true;
}

/* const char *, words parted by blanks: a list of texts */
static void read_list(struct door *d, const struct row *row, void *to)
{
    const char **place = row_place(row, to);
    struct word_list list = { .n = 0 };
    const char *joined = NULL;

    if (!door_enter_list(d))
        return;
    for (size_t i = 0; json_next_element(&d->in); i++) {
        const size_t mark = door_down_to(d, i);

        door_add_word(d, &list);
        door_up(d, mark);
    }
    for (size_t i = 0; i < list.n; i++)
        joined =
            arena_format(&d->to->arena, "%s%s%s", joined != NULL ? joined : "",
                         joined != NULL ? " " : "", list.words[i]);
    *place = joined;
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
static void read_version(struct door *d, const struct row *row, void *to)
{
    const char *text = door_word(d);
    const char *at = text;
    int major, minor = 0;

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
        *(int *)row_place(row, to) = major * 100 + minor;
}

/* ---- members ------------------------------------------------------------ */

#define OWN(member, reader)                                                    \
#member, reader, .at = offsetof(struct row_in, member)
#define FACT(member, reader)                                                   \
#member, reader, .at = offsetof(struct row_in, facts.member)
#define WORDS(member, reader)                                                  \
#member, reader, .at = offsetof(struct row_in, words.member)
#define PATTERN(member, reader)                                                \
#member, reader, .at = offsetof(struct row_in, pattern.member)

static const struct row fact_rows[] = {
    { OWN(provider, read_text) },
    { OWN(like, read_text) },
    { OWN(family, read_text) },
    { OWN(stem, read_text), .required = true },
    { PATTERN(from, read_version) },
    { PATTERN(to, read_version) },
    { PATTERN(rest, read_text) },
    { OWN(knows_effort, read_flag) },
    { FACT(efforts, read_efforts), .words = &efforts },
    { FACT(efforts_responses, read_efforts), .words = &efforts },
    { FACT(default_effort, read_small_word), .words = &efforts },
    { WORDS(drops, read_list) },
    { WORDS(drops_reasoning, read_list) },
    { OWN(new_max_tokens, read_flag) },
    { OWN(no_instructions, read_flag) },
    { OWN(no_json_schema, read_flag) },
    { OWN(no_json_object, read_flag) },
    { OWN(no_tools, read_flag) },
    { OWN(chat_tools, read_small_word), .words = &chat_tools },
    { OWN(responses_only, read_flag) },
    { OWN(chat_only, read_flag) },
    { FACT(max_output, read_tokens) },
    { FACT(cache_minimum, read_few_tokens) },
    { OWN(thinking, read_set), .words = &thinking },
    { OWN(thinks_unasked, read_flag) },
    { OWN(sampling, read_small_word), .words = &sampling },
    { OWN(no_forced_tools, read_flag) },
    { OWN(no_prefill, read_flag) },
    { OWN(google_thinking, read_small_word), .words = &google },
    { WORDS(budget_min, read_few_tokens) },
    { WORDS(budget_max, read_few_tokens) },
    { OWN(note, read_text) },
};
static const struct table fact_table = TABLE(fact_rows);

/* ---- rows --------------------------------------------------------------- */

/* The member `like` of the object that stands next; NULL: none, or it is no
 * text, which is said when it is read. */
static const char *peek_like(struct door *d)
{
    struct json_in ahead = d->in;
    struct json_text name;

    if (!json_enter_object(&ahead))
        return NULL;
    while (json_next_member(&ahead, &name)) {
        if (json_name_is(name, "like") && json_peek(&ahead) == JSON_TEXT)
            return door_keep(d, json_text(&ahead));
        json_skip(&ahead);
    }
    return NULL;
}

/* Begins with what is believed of another model, but for whom it is about. */
static void begin_like(struct door *d, const struct parl_client *client,
                       struct row_in *in)
{
    const char *like = peek_like(d);
    const struct facts *model;

    if (like == NULL)
        return;
    model = find_loaded(client, NULL, like);
    if (model == NULL)
        model = facts_find_any(like);
    if (model->unknown)
        door_refuse(d, "like: nothing is known of '%s'", like);
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
        door_refuse(d, "to: is less than `from`");
    if (in->provider != NULL &&
        provider_find(in->provider, &row, &err) == PARL_INVALID_ARGUMENT)
        door_refuse(d, "provider: %s", err.message);
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

static void read_rows(struct door *d, const struct parl_client *client,
                      struct loaded_facts *to)
{
    if (!door_enter_list(d))
        return;
    for (size_t i = 0; json_next_element(&d->in); i++) {
        const size_t mark = door_down_to(d, i);
        struct row_in *rows =
            list_room(&d->to->arena, to->rows, to->n, sizeof(*rows));
        struct row_in in = { .provider = NULL };

        begin_like(d, client, &in);
        if (door_closed(d, &fact_table, &in) && door_ok(d)) {
            check_row(d, &in);
            settle(d, &in);
        }
        if (rows != NULL) {
            to->rows = rows;
            rows[to->n++] = in;
        }
        door_up(d, mark);
    }
    for (size_t i = 0; i < to->n; i++) /* which move no more */
        to->rows[i].facts.words = &to->rows[i].words;
}

static void read_document(struct door *d, const struct parl_client *client,
                          struct loaded_facts *to)
{
    struct json_text name;

    if (!door_expect(d, JSON_OBJECT, "an object") || !json_enter_object(&d->in))
        return;
    while (json_next_member(&d->in, &name)) {
        const size_t mark = door_down(d, name.raw);

        if (json_name_is(name, "models")) {
            read_rows(d, client, to);
        } else {
            door_refuse(d, "unknown member");
            json_skip(&d->in);
        }
        door_up(d, mark);
    }
}

parl_status parl_client_load_facts(parl_client *client, const char *json,
                                   size_t json_len, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_builder *owner = builder_new(&client->mem, NULL);
    struct loaded_facts *loaded;
    struct door door;

    if (owner == NULL) {
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for facts");
        return error_give(error, &client->mem, &err);
    }
    loaded = ARENA_NEW(&owner->arena, struct loaded_facts);
    if (loaded != NULL) {
        loaded->owner = owner;
        loaded->next = client->facts;
        door_open(&door, owner, span_text(json, json_len));
        read_document(&door, client, loaded);
        door_close(&door);
    }
    if (builder_status(owner) == PARL_OK) {
        client->facts = loaded;
        return PARL_OK;
    }
    err = owner->error;
    parl_builder_free(owner);
    return error_give(error, &client->mem, &err);
}

/* ---- what is believed ---------------------------------------------------- */

size_t parl_client_n_families(const parl_client *client)
{
    size_t n = facts_count();

    for (const struct loaded_facts *l = client->facts; l != NULL; l = l->next)
        n += l->n;
    return n;
}
