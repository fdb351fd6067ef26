/* dialects/bedrock_converse/converse.h -- what the files of this dialect share.
 */
#ifndef PARLANCE_DIALECTS_CONVERSE_H
#define PARLANCE_DIALECTS_CONVERSE_H

#include "encoding/cache_marks.h"
#include "encoding/closed_schema.h"
#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "encoding/ids.h"
#include "decoding/kept_item.h"
#include "provider.h"
#include "encoding/thinking_plan.h"
#include "wire/json_in.h"

/* ---- answers ------------------------------------------------------------ */

struct converse_item;

struct converse_state {
    bool stopped;    /* the reason for the end was there */
    char spoilt[64]; /* that reason, where it says that the model failed */
    bool reasoned;   /* the last block that had something was reasoning, */
    int32_t last;    /* which is this one */
    bool has_blank;  /* an empty text followed it, */
    int32_t blank;   /* which is this one */
    char mime[32];   /* of the image, or the sound, that began last */
    struct converse_item *items; /* the newest first */
};

/* One document: an event, or a whole answer. */
struct converse_document {
    struct decoding *d;
    bool whole;
    bool has_output, has_content;
    struct span padding;
};

/* read_block.c */
void converse_read_block(struct json_in *in, struct converse_document *doc,
                         int32_t slot);
void converse_on_block(struct json_in *in, struct converse_document *doc);
void converse_on_block_stop(struct json_in *in, struct converse_document *doc);

/* read_item.c: blocks of a stream that are kept whole.  The first two say
 * whether the piece belonged to one; `begins`: it is the start of one. */
bool converse_item_takes(struct converse_document *doc, int32_t slot,
                         bool begins, struct span use, struct span input);
void converse_item_result(struct converse_document *doc, int32_t slot,
                          struct span json);
void converse_item_end(struct converse_document *doc, int32_t slot);

/* read.c */
parl_status converse_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status converse_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status converse_end(struct decoding *d, struct error *err);

/* read_error.c: `err` has the http_status, 0 inside a stream. */
parl_status converse_error(struct decoding *d, struct span body,
                           struct error *err);

/* ---- requests ----------------------------------------------------------- */

/* What stands in a turn: a part of the request, or one of ours. */
struct converse_block {
    const parl_part *part;
    size_t message, place; /* which part it is */
    bool ours;             /* it is none */
    int32_t cache;         /* parl_cache: the point behind it that goes out */
};

struct converse_turn {
    bool assistant;
    size_t first, n; /* blocks */
    unsigned has;    /* CONVERSE_... of any of them */
};

/* The request's messages as turns, which alternate. */
struct converse_history {
    struct encoding *e;
    struct converse_block *blocks;
    size_t n_system; /* of them, the first, which are in no turn */
    size_t n_blocks, size;
    struct converse_turn *turns;
    size_t n_turns;
    size_t calls, results; /* blocks from which on the last answer stands, and
                              the results of its calls */
    struct converse_block *tools; /* the cache points behind them alone */
    struct call_ids ids;
    size_t next_name; /* of the documents */
    const char **names;
    const char *wish; /* said behind message `asker`, where it stays while tools
                         are called; NULL */
    size_t asker;
};

/* How the model is asked to reason. */
struct converse_thought {
    struct thinking_plan plan; /* its effort alone, where the model does not
                                  take the fields of Messages */
    int64_t max_tokens;        /* of the answer; 0: not said */
};

/* What the request comes to, once the model's facts are applied. */
struct converse_plan {
    struct converse_thought thought;
    int32_t choice; /* parl_tool_choice, as it goes out */
    bool offers;    /* tools are offered */
    bool one_call;  /* at a time: the choice stands among the maker's fields */
    struct schema_room room;
    const char *named;    /* the tool of PARL_TOOL_CHOICE_NAMED */
    const char *why_tool; /* takes the answer; NULL: none does */
    const char *wish;     /* for the last turn of the user; NULL */
    struct converse_history history;
};

/* The ways of the model that is asked, never NULL; is one of them to be without
 * this? */
const struct converse_traits *converse_traits(const struct encoding *e);
bool converse_lacks(const struct encoding *e, unsigned what);

/* Kinds of parts, as a set. */
#define CONVERSE_KIND(type) (1u << PARL_PART_##type)
enum {
    CONVERSE_TEXT = CONVERSE_KIND(TEXT) | CONVERSE_KIND(REFUSAL),
    CONVERSE_CALL = CONVERSE_KIND(TOOL_CALL) | CONVERSE_KIND(CUSTOM_CALL),
    CONVERSE_RESULT = CONVERSE_KIND(TOOL_RESULT),
    CONVERSE_DOCUMENT = CONVERSE_KIND(DOCUMENT),
    CONVERSE_WATCHED = CONVERSE_KIND(DOCUMENT) | CONVERSE_KIND(VIDEO),
    CONVERSE_MEDIA = CONVERSE_WATCHED | CONVERSE_KIND(IMAGE),
    CONVERSE_REASONING =
        CONVERSE_KIND(THINKING) | CONVERSE_KIND(REDACTED_THINKING)
};

static inline bool converse_is(const parl_part *part, unsigned kinds)
{
    return (1u << part->type & kinds) != 0;
}

/* Where a block stands in the request; "": it is one of ours. */
const char *converse_field(struct encoding *e,
                           const struct converse_block *block);

/* A member_fn: of what stands at the pointer `*field`, a text, which has none
 * such. */
void converse_drop_member(struct encoding *e, const char *name,
                          struct span value, void *field);

/* write.c: an element that is an object of the one member `key`, an object. */
void converse_open(struct encoding *e, const char *key);
void converse_close(struct encoding *e);

/* keep.c: whether a block is a text of white space alone, or nothing, and is
 * left out; a text of white space that is, of which one without a byte is not
 * missed; and whether one of the parts of an assistant's message goes back.
 * What does not go out is reported. */
bool converse_drops_blank(struct converse_history *h,
                          const struct converse_block *block);
void converse_report_blank(struct encoding *e, const char *field,
                           const parl_part *part);
bool converse_keeps(struct converse_history *h,
                    const struct converse_block *block);

/* turns.c */
void converse_read_turns(struct encoding *e, struct converse_plan *plan);

/* cache.c: which marks go out as cache points. */
void converse_place_marks(struct converse_history *h, bool offers_tools);
void converse_write_mark(struct encoding *e, int32_t cache);

/* names.c: ids, of which `before` came before, and names as the vendor takes
 * them, the same each time. */
const char *converse_id(struct converse_history *h, const char *id,
                        unsigned before);
const char *converse_tool_name(struct encoding *e, const char *name);
const char *converse_document_name(struct converse_history *h,
                                   const parl_media *media);

/* write_content.c */
void converse_write_system(struct converse_history *h);
void converse_write_messages(struct converse_history *h);

/* write_media.c: an image, a document, a video or sound; and what people call
 * a part. */
const char *converse_kind_word(const parl_part *part);
void converse_write_media(struct converse_history *h, const parl_part *part,
                          const char *field);

/* thinking.c */
void converse_plan_thought(struct encoding *e, struct converse_thought *t);
bool converse_thinks(const struct encoding *e,
                     const struct converse_thought *t);
void converse_write_fields(struct encoding *e,
                           const struct converse_plan *plan);

/* plan_tools.c.  Is the tool among those that may be called? */
void converse_plan_tools(struct encoding *e, struct converse_plan *plan);
bool converse_offers(const parl_request *r, const parl_tool *tool);

/* write_tools.c */
void converse_write_tools(struct encoding *e, struct converse_plan *plan);
void converse_write_one_call(struct encoding *e,
                             const struct converse_plan *plan);

#endif
