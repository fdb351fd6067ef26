/* dialects/anthropic_messages/messages.h -- what the files of this dialect
 * share. */
#ifndef PARLANCE_DIALECTS_MESSAGES_H
#define PARLANCE_DIALECTS_MESSAGES_H

#include "encoding/cache_marks.h"
#include "encoding/closed_schema.h"
#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "encoding/ids.h"
#include "decoding/kept_item.h"
#include "provider.h"
#include "encoding/thinking_plan.h"
#include "wire/json_in.h"

/* ---- requests ----------------------------------------------------------- */

/* A block of the conversation. */
struct messages_block {
    enum parl_role role; /* USER, ASSISTANT or SYSTEM */
    const parl_part *part;
    size_t message, number; /* where the part stands; 0, one of our own */
    bool inside;            /* a result: it is part `number` of that */
};

struct messages_turns {
    struct messages_block *blocks;
    size_t n, size;
};

/* Where the turn ends that begins at `i`: behind the last block of its role. */
static inline size_t messages_turn_end(const struct messages_turns *t, size_t i)
{
    const enum parl_role role = t->blocks[i].role;

    while (i < t->n && t->blocks[i].role == role)
        i++;
    return i;
}

/* What the request comes to, once the model's facts are applied. */
struct messages_plan {
    const struct facts *facts; /* of the model, or what is assumed of it */
    int64_t max_tokens;
    struct thinking_plan thinking;
    bool may_force; /* a tool to be called */
    struct schema_room room;
    const char *instruction; /* for the last user turn; NULL */
    struct messages_turns system, turns;
    struct cache_marks marks;
    struct call_ids ids;
};

static inline bool messages_is_text(const parl_part *part)
{
    return part->type == PARL_PART_TEXT || part->type == PARL_PART_REFUSAL;
}

static inline bool messages_is_thinking(const parl_part *part)
{
    return part->type == PARL_PART_THINKING ||
           part->type == PARL_PART_REDACTED_THINKING;
}

/* An item in which the vendor tells what went before it. */
static inline bool messages_is_summary(struct span item)
{
    return json_says(item, "type", "compaction");
}

/* write_tools.c: the members "tools" and "tool_choice". */
void messages_write_tools(struct encoding *e, struct messages_plan *plan);

/* write_cache.c: how many marks there are. */
void messages_plan_marks(const struct encoding *e, struct messages_plan *plan);
/* The member "cache_control" of a thing that has the mark `cache`; `field` is
 * called for where something is reported. */
void messages_write_mark(struct encoding *e, struct messages_plan *plan,
                         int32_t cache, const char *field);
/* A mark inside an item that goes as it is. */
void messages_note_mark(struct messages_plan *plan, struct span item);
void messages_write_request_mark(struct encoding *e,
                                 struct messages_plan *plan);

/* write_turns.c: all blocks of the request, in order: plan->system is that of
 * the system prompt at its head, plan->turns the conversation. */
void messages_make_turns(struct encoding *e, struct messages_plan *plan);

/* write_messages.c: the members "system" and "messages". */
void messages_write_conversation(struct encoding *e,
                                 struct messages_plan *plan);

/* write_content.c: a block of content, whole. */
void messages_write_block(struct encoding *e, struct messages_plan *plan,
                          const struct messages_block *block);
/* Where it stands in the request. */
const char *messages_field(struct encoding *e,
                           const struct messages_block *block);
/* A text of white space alone, or nothing, which is not sent? */
bool messages_is_blank_text(const parl_part *part);
/* Of one that stands at `field`: what has no byte is not missed. */
void messages_report_blank(struct encoding *e, const char *field,
                           const parl_part *part);
/* Is it of an answer of another, whose members nobody knows here? */
bool messages_is_foreign(const struct encoding *e,
                         const struct messages_block *block);
/* Text that may stand without a block around it? */
bool messages_is_plain(const struct encoding *e,
                       const struct messages_block *block);

/* write_media.c: an image or a document. */
void messages_write_media(struct encoding *e,
                          const struct messages_block *block);

/* write_ids.c: the id of a call as the vendor takes it, of which `before` came
 * before: the same wherever it stands. */
const char *messages_call_id(struct encoding *e, const char *id,
                             unsigned before);
/* A name as it may be called, of a call that the history holds. */
const char *messages_tool_name(struct encoding *e, const char *name);
/* Is an id, or a name, taken as it is? */
bool messages_takes_name(const char *name);

/* A beta that a member needs is asked for by a header. */
void messages_ask_beta(struct encoding *e, const char *beta);

/* write.c */
/* Of the members `extra`, of what stands at `field`, those with one of these
 * names, by blanks; the others are dropped. */
void messages_write_extra(struct encoding *e, const char *extra,
                          const char *names, const char *field);

/* ---- answers ------------------------------------------------------------ */

/* A kind of delta. */
struct messages_delta_kind {
    const char *name;
    const char *grows; /* the member of an item that it adds to */
    bool json;         /* that is JSON in pieces */
    collect_fn *collect;
};

enum {
    DELTA_TEXT,
    DELTA_THINKING,
    DELTA_INPUT,
    DELTA_SIGNATURE,
    DELTA_COMPACTION,
    N_DELTA_KINDS
};

extern const struct messages_delta_kind messages_delta_kinds[N_DELTA_KINDS];

/* What the open block is, as far as it is needed until its end. */
struct messages_open {
    bool is_open;
    enum parl_part_type type; /* OPAQUE: an item, kept whole */
    int64_t index;
    struct kept_item item;
    const struct messages_delta_kind *grows; /* an item's pieces; NULL: none */
    struct span input;                       /* of a call, as it began */
    bool grew;                               /* something came in pieces */
};

struct messages_state {
    bool started;
    struct messages_open open;
    bool counted; /* `counts` is set */
    parl_usage counts;
};

/* read_block.c: a block begins, grows and ends; a whole block does all three.
 */
void messages_start_block(struct decoding *d, int64_t index, struct span json,
                          bool whole);
void messages_grow_block(struct decoding *d, int64_t index,
                         const struct messages_delta_kind *kind,
                         const struct json_text *text);
void messages_cite(struct decoding *d, int64_t index, struct span citation);
/* What a summary holds for its maker alone comes with it, whole. */
void messages_seal_block(struct decoding *d, int64_t index,
                         struct span encrypted);
/* -1: that which is open. */
void messages_end_block(struct decoding *d, int64_t index);
/* NULL: a kind that nobody knows. */
const struct messages_delta_kind *
messages_delta_kind(const struct json_text *type);

/* read_usage.c: counts that are known now replace those before. */
void messages_read_usage(struct decoding *d, struct span json);
/* A member that nobody knows, for json_members_or(); lists, too, are said anew,
 * with all that is in them.  *ctx begins with the decoding. */
void messages_keep(const struct json_text *name, struct span value, void *ctx);

/* read.c */
parl_status messages_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status messages_answer(struct decoding *d, struct span body,
                            struct error *err);

/* read_error.c: an error document of any shape that is met here. */
parl_status messages_error(struct decoding *d, struct span body,
                           struct error *err);

#endif
