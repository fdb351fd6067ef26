/* model/model.h -- the answer, as deltas and as the response that they add up
 * to.
 *
 * A dialect says what it read as deltas, whether the answer came as a stream
 * or whole; the collector hands them to the caller and folds them into the
 * response.  So streamed and whole answers end in the same code, and the
 * response that a stream leaves behind is the one a blocking call gives.
 *
 * No vendor's words here. */
#ifndef PARLANCE_MODEL_H
#define PARLANCE_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <parlance/parlance.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/span.h"
#include "model/members.h"
#include "model/report.h"
#include "wire/joiner.h"

/* ---- the response ------------------------------------------------------- */

/* The reason for an end, by the words that vendors use for it, in capitals or
 * not; PARL_FINISH_UNKNOWN for any other. */
parl_finish finish_from_word(struct span word);

/* A part of a message while its pieces come in, and the owner of its texts
 * afterwards. */
struct part_building {
    int32_t choice;
    int32_t slot;
    int32_t number;           /* its place in the message */
    enum parl_part_type kind; /* what it came as; any call: TOOL_CALL */
    enum parl_part_type type; /* what it is in the message */
    bool is_signed; /* a signature belongs to it, whether or not one came */
    bool told;      /* a call may wait for its name before it is handed out */
    struct joiner joiner;
    struct buf text;
    struct buf signature;
    struct buf sound;      /* AUDIO, IMAGE, VIDEO: base64 */
    const char *mime;      /* of the same; NULL: not known */
    const char *id, *name; /* NULL: not known */
    bool is_twin;         /* a call before has its id: it gets one of its own */
    struct members extra; /* members of the part that nobody knows */
};

struct choice {
    int32_t index;        /* the vendor's number of it */
    parl_message message; /* built by collector_finish */
    parl_finish finish;
    const char *finish_word; /* the vendor's own; NULL: none */
    struct members lists;    /* of log probabilities */
    struct members unknown;  /* members of the message nobody knows */
    struct members beside;   /* the same of what stands around the message */
    struct buf logprobs;     /* lists, as JSON; empty: none */
    bool unsuccessful;       /* the vendor called the choice a failure */
    bool was_structured;     /* a converted answer moved into the text */
    struct part_building *parts;
    size_t n_parts, parts_size;
};

/* Where a count stands that has no bucket: in the usage, or in one of its two
 * objects of details. */
enum counts_of { COUNTS_OF_ALL, COUNTS_OF_PROMPT, COUNTS_OF_COMPLETION };

struct parl_response {
    const parl_allocator *mem; /* &own: it may outlive its client */
    parl_allocator own;
    struct arena arena;     /* the response itself lies in it */
    struct choice *choices; /* by index */
    size_t n_choices, choices_size;
    parl_usage usage;
    bool has_usage;
    struct members counts[3]; /* by enum counts_of: what else a usage says */
    const char *id, *model, *request_id; /* NULL: none */
    int64_t created;
    int attempts;           /* how often the request was sent; 0: not by us */
    struct members unknown; /* top-level members that are passed on */
    parl_origin origin;     /* set by whoever asked; messages point to it */
    parl_structured structured;
    struct parl_report report;
    const char *text; /* of the first choice; "" */
    struct buf json;  /* made when it is first asked for */
};

/* Empty; NULL: no memory. */
struct parl_response *response_new(const parl_allocator *mem);

/* NULL is fine. */
void response_free(struct parl_response *r);

/* NULL: there is no such choice. */
struct choice *response_choice(const struct parl_response *r, int32_t index);

/* The next two give NULL when there is no memory.  What they add is empty, and
 * moves its kind: pointers to other choices, or parts of the choice, die.  A
 * choice must be new. */
struct choice *response_add_choice(struct parl_response *r, int32_t index);
struct part_building *choice_add_part(struct parl_response *r,
                                      struct choice *choice);

/* A choice that ended by STOP and has calls ended by TOOL_CALLS, and the other
 * way round: vendors differ in it, and a converted answer came as a call. */
void choice_settle(struct choice *choice);

/* The first refusal among the parts of a message; NULL: none. */
const parl_part *find_refusal(const parl_message *message);

/* The place of the text that was the arguments of the answer's tool: the
 * content of the choice, whatever the model said beside it.  n_parts: there is
 * none. */
size_t choice_answer(const struct choice *choice);

/* Makes messages, texts and JSON of what was collected; once.  Calls without
 * an id get "call_I_N_DIGEST", choice I's call number N, counted from 0, and
 * eight digits made of the answer's id, where it has one.  False: no memory. */
bool response_build(struct parl_response *r);

/* Is it an id that response_build gave? */
bool call_id_is_made_up(const char *id);

/* ---- the collector ------------------------------------------------------ */

struct collector_options {
    const parl_allocator *mem;
    size_t max_bytes; /* of everything that is kept */
    size_t max_tool_calls;
    parl_delta_fn on_delta; /* NULL: nobody listens */
    void *user;
    const char *answer_tool; /* the synthetic tool of a converted structured
                                answer: its arguments are the text; NULL */
    parl_structured structured;
    int64_t n_choices; /* that were asked for; 0: one, or nobody knows */
};

struct collector {
    struct collector_options options;
    struct parl_response *response; /* being built; the collector's until
                                       collector_finish gives it away */
    struct part_building *last; /* the part that the last piece went to; NULL */
    size_t bytes;
    size_t n_parts; /* of all choices, calls apart */
    size_t n_calls;
    unsigned n_added;   /* pieces, parts and members that were added to what was
                           there: what counts twice when it comes twice */
    bool began;         /* some delta was handed out, or kept */
    parl_status status; /* sticky: what comes after a failure is ignored */
    struct error error; /* why */
};

/* False: no memory.  What the options point to must outlive the collector; the
 * allocator, the response too. */
bool collector_init(struct collector *c, const struct collector_options *o);
void collector_release(struct collector *c);

/* Which part of which choice a piece belongs to.  `slot` tells parts of one
 * kind apart, in the dialect's own counting; all calls are one kind.  Parts
 * stand in the message in the order in which they were opened. */
struct place {
    int32_t choice;
    int32_t slot;
};

/* More of a text, a refusal, thinking, a signature, arguments, ...: the part
 * is opened when it is not there yet.  Nothing happens where `text` is empty,
 * but that the part of a tool call is opened.  Text is cut on UTF-8 borders: a
 * character, or a surrogate pair, that came in two pieces is joined. */
typedef void collect_fn(struct collector *c, struct place at, struct span text);

void collect_text(struct collector *c, struct place at, struct span text);
void collect_refusal(struct collector *c, struct place at, struct span text);
void collect_thinking(struct collector *c, struct place at, struct span text);
void collect_signature(struct collector *c, enum parl_part_type type,
                       struct place at, struct span bytes);
void collect_redacted(struct collector *c, struct place at, struct span bytes);

/* The maker of this thinking signs it: without a signature it is unfinished. */
void collect_signed(struct collector *c, struct place at);

void collect_audio(struct collector *c, struct place at, struct span id,
                   struct span base64, struct span transcript);

/* Opens a part in which nothing may ever be: an empty text whose place means
 * something.  Not for calls. */
void collect_open(struct collector *c, enum parl_part_type type,
                  struct place at);
/* A picture, a recording or a video that the model made, whole: `type` is
 * IMAGE, AUDIO or VIDEO.  The slot must be new. */
void collect_media(struct collector *c, enum parl_part_type type,
                   struct place at, struct span mime, struct span base64);

/* An item, whole; it replaces what was in its slot. */
void collect_opaque(struct collector *c, struct place at, struct span json);

/* A call: opened when `slot` is new.  id and name are taken where they are not
 * known yet; empty spans say nothing.  An id that a call before has is none.
 * The call, its arguments and its signature are handed out as soon as its name
 * is known, at the latest by collector_finish.  A call of the answer tool is a
 * text, of its arguments. */
void collect_call(struct collector *c, struct place at,
                  enum parl_part_type type, struct span id, struct span name);
void collect_arguments(struct collector *c, struct place at, struct span text);
/* All of them at once, as the vendor says them in the end: they count, whatever
 * came in pieces.  What the pieces lacked at their end is handed out. */
void collect_whole_arguments(struct collector *c, struct place at,
                             struct span text);

/* The call is over: one without arguments gets {}. */
void collect_call_end(struct collector *c, struct place at);

/* Is a call open in this slot, and with what id?  NULL: no; "": no id yet. */
const char *collected_call_id(struct collector *c, struct place at);

/* The answer is whole: choices without a reason have just ended. */
void collect_stops(struct collector *c);

/* The vendor's reason for the end of a choice, in its own word.  UNKNOWN
 * without a word says nothing; else the last one counts. */
void collect_finish(struct collector *c, int32_t choice, parl_finish finish,
                    struct span word);
void collect_failure(struct collector *c, int32_t choice);

/* A choice exists, even if nothing is in it. */
void collect_choice(struct collector *c, int32_t choice);

/* The vendor's id of a part that is there, where it has to be told from others
 * of its type; and a member of it that has no place in the model, by the rules
 * of MEMBER_LATEST.  Nothing happens where there is no such part. */
void collect_part_id(struct collector *c, enum parl_part_type type,
                     struct place at, struct span id);
void collect_part_member(struct collector *c, enum parl_part_type type,
                         struct place at, struct span name, struct span json);

/* Log probabilities: the JSON object {"content": [...], "refusal": [...]} of
 * one event, or of the whole.  The lists of several events are joined; one
 * that never came is null. */
void collect_logprobs(struct collector *c, int32_t choice, struct span json);

/* A member of the message that has no place in the model: kept as it is, by
 * the rules of MEMBER_LATEST.  `name` without quotes and escapes. */
void collect_extra(struct collector *c, int32_t choice, struct span name,
                   struct span json);
/* The same for a list that comes item by item, none of them twice: MEMBER_JOIN;
 * and for the top of the answer. */
void collect_items(struct collector *c, int32_t choice, struct span name,
                   struct span json);
void collect_top_items(struct collector *c, struct span name, struct span json);
/* What stands beside the message: MEMBER_TOTAL. */
void collect_beside(struct collector *c, int32_t choice, struct span name,
                    struct span json);
/* The same for an object that comes in pieces: MEMBER_OBJECT. */
void collect_object(struct collector *c, int32_t choice, struct span name,
                    struct span json);
/* The same for a part, which is opened when it is not there yet; but a list is
 * always joined to the list that is there. */
void collect_part_extra(struct collector *c, enum parl_part_type type,
                        struct place at, struct span name, struct span json);
/* The same as collect_extra for a list whose elements come in pieces:
 * MEMBER_PIECES; and for the top of the answer. */
void collect_pieces(struct collector *c, int32_t choice, struct span name,
                    struct span json);
void collect_top(struct collector *c, struct span name, struct span json);
/* The same, of what is counted anew in each event: MEMBER_TOTAL. */
void collect_total(struct collector *c, struct span name, struct span json);

/* Facts about the whole; the first non-empty one stays. */
void collect_id(struct collector *c, struct span id);
void collect_model(struct collector *c, struct span model);
void collect_created(struct collector *c, int64_t seconds);

/* The last one counts. */
void collect_next_model(struct collector *c, struct span model);
void collect_usage(struct collector *c, const parl_usage *usage);
/* What else a usage says: MEMBER_TOTAL. */
void collect_count(struct collector *c, enum counts_of of, struct span name,
                   struct span json);

/* Bytes of the texts of a choice, up to now. */
size_t collected_text_len(const struct collector *c, int32_t choice);

/* A text, up to now; ptr NULL: there is none.  And: that its first `len` bytes
 * were thinking, unless there is other thinking, and the next `gone` are to
 * go.  What was handed out as text was. */
struct span collected_text(struct collector *c, struct place at);
void collect_was_thinking(struct collector *c, struct place at, size_t len,
                          size_t gone);

/* Are there as many choices as were asked for, and has each been given a
 * reason?  False without any. */
bool collected_all_finished(const struct collector *c);

/* Hands out what was held back and the reason for each choice's end, builds
 * the response and gives it away, also one that is partial: after a failure it
 * holds what was kept.  NULL, with the reason in `err`: no memory.  Look at
 * `status` afterwards: the last pieces may have failed, too. */
struct parl_response *collector_finish(struct collector *c, struct error *err);

#endif
