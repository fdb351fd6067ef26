/* model/collector_kept.c -- what the collector keeps without a delta: members
 * that have no place in the model, log probabilities, facts about the whole. */
#include "model/collecting.h"

/* ---- JSON that is kept as it is ----------------------------------------- */

/* `before` and `reckoned` bytes of `m` were counted; now it is known how many
 * there are. */
static void count_members(struct collector *c, const struct members *m,
                          size_t before, size_t reckoned, parl_status status)
{
    c->n_added++;
    c->bytes -= reckoned;
    c->bytes += m->bytes - before;
    if (status == PARL_TOO_LARGE)
        collector_failed(c, status, "the answer has too many members");
    else if (status != PARL_OK)
        collector_no_memory(c);
}

static void put_member(struct collector *c, struct members *to,
                       enum member_rule rule, struct span name,
                       struct span json)
{
    size_t before = to->bytes;
    parl_status status;

    if (c->status != PARL_OK || json.len == 0 ||
        !collector_count(c, name.len + json.len))
        return;
    status = members_put(to, &c->response->arena, rule, name, json);
    count_members(c, to, before, name.len + json.len, status);
}

void collect_logprobs(struct collector *c, int32_t choice, struct span json)
{
    const struct span none = SPAN("{\"content\":null,\"refusal\":null}");
    struct choice *at = collector_choice(c, choice);
    struct arena *arena = &c->response->arena;
    parl_status status = PARL_OK;
    size_t before;

    if (at == NULL || json.len == 0 || json.ptr[0] != '{' ||
        !collector_count(c, json.len))
        return;
    before = at->lists.bytes;
    if (at->lists.n == 0)
        status = members_put_all(&at->lists, arena, MEMBER_JOIN, none);
    if (status == PARL_OK)
        status = members_put_all(&at->lists, arena, MEMBER_JOIN, json);
    count_members(c, &at->lists, before, json.len, status);
}

/* A member of the message or, by MEMBER_TOTAL, of what stands around it. */
static void put_in_choice(struct collector *c, int32_t choice,
                          enum member_rule rule, struct span name,
                          struct span json)
{
    struct choice *at = collector_choice(c, choice);

    if (at != NULL)
        put_member(c, rule == MEMBER_TOTAL ? &at->beside : &at->unknown, rule,
                   name, json);
}

void collect_extra(struct collector *c, int32_t choice, struct span name,
                   struct span json)
{
    put_in_choice(c, choice, MEMBER_LATEST, name, json);
}

void collect_items(struct collector *c, int32_t choice, struct span name,
                   struct span json)
{
    put_in_choice(c, choice, MEMBER_JOIN, name, json);
}

void collect_beside(struct collector *c, int32_t choice, struct span name,
                    struct span json)
{
    put_in_choice(c, choice, MEMBER_TOTAL, name, json);
}

void collect_object(struct collector *c, int32_t choice, struct span name,
                    struct span json)
{
    put_in_choice(c, choice, MEMBER_OBJECT, name, json);
}

void collect_pieces(struct collector *c, int32_t choice, struct span name,
                    struct span json)
{
    put_in_choice(c, choice, MEMBER_PIECES, name, json);
}

void collect_top(struct collector *c, struct span name, struct span json)
{
    put_member(c, &c->response->unknown, MEMBER_LATEST, name, json);
}

void collect_top_items(struct collector *c, struct span name, struct span json)
{
    put_member(c, &c->response->unknown, MEMBER_JOIN, name, json);
}

void collect_total(struct collector *c, struct span name, struct span json)
{
    put_member(c, &c->response->unknown, MEMBER_TOTAL, name, json);
}

void collect_count(struct collector *c, enum counts_of of, struct span name,
                   struct span json)
{
    put_member(c, &c->response->counts[of], MEMBER_TOTAL, name, json);
}

/* ---- more about a part --------------------------------------------------- */

static enum parl_part_type kind_of(enum parl_part_type type)
{
    return type == PARL_PART_CUSTOM_CALL ? PARL_PART_TOOL_CALL : type;
}

void collect_part_id(struct collector *c, enum parl_part_type type,
                     struct place at, struct span id)
{
    struct part_building *part = collector_find(c, kind_of(type), at);

    if (part != NULL)
        collector_keep(c, &part->id, id);
}

void collect_part_member(struct collector *c, enum parl_part_type type,
                         struct place at, struct span name, struct span json)
{
    struct part_building *part = collector_find(c, kind_of(type), at);

    if (part != NULL)
        put_member(c, &part->extra, MEMBER_LATEST, name, json);
}

void collect_part_extra(struct collector *c, enum parl_part_type type,
                        struct place at, struct span name, struct span json)
{
    struct part_building *part = collector_part(c, kind_of(type), at);

    if (part != NULL)
        put_member(c, &part->extra, MEMBER_JOIN, name, json);
}

/* ---- facts about a choice ------------------------------------------------ */

void collect_failure(struct collector *c, int32_t choice)
{
    struct choice *at = collector_choice(c, choice);

    if (at != NULL)
        at->unsuccessful = true;
}

void collect_finish(struct collector *c, int32_t choice, parl_finish finish,
                    struct span word)
{
    struct choice *at = collector_choice(c, choice);

    if (at == NULL || (finish == PARL_FINISH_UNKNOWN && word.len == 0))
        return;
    at->finish = finish;
    if (at->finish_word != NULL && span_is(word, at->finish_word))
        return; /* some vendors say it again and again */
    at->finish_word = NULL;
    collector_keep(c, &at->finish_word, word);
}

void collect_choice(struct collector *c, int32_t choice)
{
    collector_choice(c, choice);
}

/* ---- facts about the whole ---------------------------------------------- */

void collect_id(struct collector *c, struct span id)
{
    collector_keep(c, &c->response->id, id);
}

void collect_model(struct collector *c, struct span model)
{
    collector_keep(c, &c->response->model, model);
}

void collect_next_model(struct collector *c, struct span model)
{
    if (model.len > 0)
        c->response->model = NULL;
    collect_model(c, model);
}

void collect_created(struct collector *c, int64_t seconds)
{
    if (c->response->created == 0 && c->status == PARL_OK)
        c->response->created = seconds;
}

void collect_usage(struct collector *c, const parl_usage *usage)
{
    c->response->usage = *usage;
    c->response->has_usage = true;
}
