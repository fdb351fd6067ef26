/* dialects/openai_responses/responses.h -- what the files of this dialect
 * share.
 *
 * An answer is a list of items, and so is a history.  How items become parts
 * of a message, and parts items again:
 *
 *   message            a text or refusal for each of its content parts
 *   reasoning          thinking; where it has encrypted content, the signature
 *                      is the item itself, which goes back as it came
 *   function_call      a tool call; its id is the call_id
 *   custom_tool_call   a custom call
 *   any other          opaque, the item itself */
#ifndef PARLANCE_DIALECTS_RESPONSES_H
#define PARLANCE_DIALECTS_RESPONSES_H

#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "provider.h"
#include "wire/json_in.h"

/* ---- writing ------------------------------------------------------------ */

/* write_content.c: input_text, input_image, input_file; an element.  `field` is
 * how the report calls it. */
void responses_write_part(struct encoding *e, const parl_part *part,
                          const char *field);
/* The first of them, as far as it is the same for all. */
void responses_open_text(struct encoding *e, struct span text);
/* Says that a cache mark on `field` stays behind, where there is one. */
void responses_drop_mark(struct encoding *e, int32_t cache, const char *field);

/* write_turn.c: the items of an assistant message.  A call's id may be too
 * long for the API: then it is shortened, the same way each time. */
void responses_write_turn(struct encoding *e, size_t message);
const char *responses_call_id(struct encoding *e, const char *id);

/* write_items.c: the member "input".  `instruction` is added to the last user
 * turn; NULL: none. */
void responses_write_input(struct encoding *e, const char *instruction);

/* write_tools.c: the tools, the synthetic one (e->answer_tool) among them, and
 * the choice of them. */
void responses_write_tools(struct encoding *e);

/* write.c: whether a member of the request may be in the body. */
bool responses_takes(struct encoding *e, const char *member, bool reasoning);
/* ... and whether the model may think, as far as is known. */
bool responses_may_reason(const struct facts *facts);

/* ---- reading ------------------------------------------------------------ */

enum responses_kind {
    RESPONSES_UNKNOWN, /* seen by its pieces alone */
    RESPONSES_MESSAGE,
    RESPONSES_REASONING,
    RESPONSES_CALL,
    RESPONSES_CUSTOM_CALL,
    RESPONSES_OTHER
};

/* What an item comes in pieces of.  Thoughts stand behind what is said, and
 * what a call is given behind both. */
enum responses_piece {
    RESPONSES_NO_PIECE,
    RESPONSES_TEXT,
    RESPONSES_REFUSAL,
    RESPONSES_SUMMARY, /* of what was thought */
    RESPONSES_THOUGHT, /* as it was thought */
    RESPONSES_ARGUMENTS
};

/* What a text, or a refusal, is in the model. */
static inline enum parl_part_type responses_part_type(enum responses_piece said)
{
    return said == RESPONSES_REFUSAL ? PARL_PART_REFUSAL : PARL_PART_TEXT;
}

/* A text of an item. */
struct responses_text {
    struct responses_text *next; /* the one before */
    enum responses_piece kind;
    int32_t slot;  /* our number; of what was thought, the item's */
    int64_t index; /* its place in the item's list */
    bool came;     /* something was collected */
};

/* An item of the answer. */
struct responses_item {
    struct responses_item *next; /* the one before */
    enum responses_kind kind;
    int64_t index;   /* the vendor's; -1: it gave none */
    const char *id;  /* NULL: it gave none */
    int32_t slot;    /* our number */
    int32_t n_cited; /* as many annotations came as pieces */
    bool done;       /* it was seen whole */
    bool listed;     /* ... among the items of the finished answer */
    bool logprobs;   /* they came with the pieces */
    bool opened;     /* a part of it stands in the message */
    bool seals;      /* it was announced with what is encrypted */
    bool sealed;     /* the item went into the signature of its thinking */
    bool marked;     /* a message behind a message: its parts bear its id */
    enum responses_piece thoughts;   /* the kind of them that is shown */
    struct responses_text *texts;    /* the newest first */
    struct responses_text arguments; /* of a call; in no list */
    struct span announced;           /* of an opaque one, what it began as */
};

struct responses_state {
    struct responses_item *items; /* the newest first */
    int32_t n_items, n_texts;
    const struct responses_item *last_part; /* whose part was opened last */
};

/* Where a piece of an item belongs. */
struct responses_address {
    int64_t output_index;  /* -1: unknown */
    int64_t content_index; /* or summary_index */
    struct json_text item_id;
};

/* read_pieces.c: the item that a piece belongs to, opened when it is new; NULL:
 * none, since there is no memory, or since it is of another kind. */
struct responses_item *responses_open_item(struct decoding *d,
                                           const struct responses_address *at,
                                           enum responses_kind kind);
/* A new item.  NULL: no memory. */
struct responses_item *responses_add_item(struct decoding *d, int64_t index,
                                          struct span id);
/* A text of an item, or more of it; `whole`: it counts where no piece came. */
void responses_add_piece(struct decoding *d, struct responses_item *item,
                         enum responses_piece kind, int64_t index,
                         const struct json_text *text, bool whole);
void responses_add_logprobs(struct decoding *d, struct span list);
/* A part of it was opened, or was open already. */
void responses_note_part(struct decoding *d, struct responses_item *item);

/* read_items.c: annotations of a message, as a list or one alone. */
void responses_add_annotations(struct decoding *d, struct responses_item *item,
                               struct span said);

/* read_items.c: an item that was announced, or is whole, at its place (-1:
 * unknown); and the items of a finished answer, as far as they did not come
 * before. */
void responses_take_item(struct decoding *d, int64_t index, struct span json,
                         bool whole);
void responses_take_output(struct decoding *d, struct span json);

/* read_usage.c: a `usage` object, the first thing in `in`. */
void responses_read_usage(struct json_in *in, struct collector *to);

/* read.c */
parl_status responses_event(struct decoding *d, struct span name,
                            struct span data, struct error *err);
parl_status responses_answer(struct decoding *d, struct span body,
                             struct error *err);
bool responses_claims(struct span document);

#endif
