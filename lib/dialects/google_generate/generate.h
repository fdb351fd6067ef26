/* dialects/google_generate/generate.h -- what the files of this dialect share.
 */
#ifndef PARLANCE_GOOGLE_GENERATE_H
#define PARLANCE_GOOGLE_GENERATE_H

#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "provider.h"
#include "wire/json_in.h"

/* ---- writing ------------------------------------------------------------ */

/* The turn that is being written. */
enum turn {
    TURN_NONE,
    TURN_USER,
    TURN_MODEL,
    TURN_RESULTS /* of tools: the role is user, but nothing else is in it */
};

/* A body being written. */
struct generate {
    struct encoding *e;
    struct json_out *out; /* the encoding's */
    size_t object; /* where in the body the one begins whose members may repeat
                      each other */

    /* -- the talk -- */
    enum turn turn;
    size_t n_turns;
    const char *instruction;     /* for the last user turn; NULL */
    const parl_message *message; /* whose parts are being written */
    bool own;       /* what only its maker reads may go back with it */
    bool called;    /* the model's turn holds a call already */
    int resolution; /* the highest that was asked for, where one holds for all,
                       of generate_resolution() */

    /* -- the tools -- */
    size_t n_functions;
    size_t n_built_in;
    bool searches;     /* the search tool is one of the built-in */
    bool search_named; /* it is asked for as a function of the request */
};

/* A part of a request, and how the report calls it. */
struct generate_part {
    const parl_part *part;
    const char *field;
};

/* Is given each part of a message; false: none of them says anything. */
typedef void generate_part_fn(struct generate *g,
                              const struct generate_part *p);
bool generate_each_part(struct generate *g, size_t message,
                        generate_part_fn *take);

/* write_contents.c: "systemInstruction" and "contents". */
void generate_write_contents(struct generate *g);

/* Opens a turn where another one is open; parts of one kind of turn that follow
 * each other make one. */
void generate_open_turn(struct generate *g, enum turn turn);
void generate_close_turn(struct generate *g);

/* Reports a cache mark on what stands at `field`. */
void generate_drop_mark(struct generate *g, const char *field, int32_t cache);

/* write_model.c: what the model said. */
void generate_write_model(struct generate *g, size_t message);

/* Does the id of a call go with it? */
bool generate_sends_id(const struct generate *g, const parl_message *message,
                       const char *id);

/* write_results.c: the results that begin with message `behind`, in the order
 * of the calls in the messages from `first` on; returns the number of the last
 * message that was read. */
size_t generate_write_results(struct generate *g, size_t first, size_t behind);

/* write_media.c: the members of a part that holds an attachment, without the
 * braces; false: it was refused, and nothing was written. */
bool generate_write_media(struct generate *g, const struct generate_part *p);

/* The member "inlineData" alone; false: it was refused. */
bool generate_write_inline(struct generate *g, const struct generate_part *p);

/* How closely media are looked at, from 1 on: Google's word for it. */
const char *generate_resolution(struct generate *g, int resolution);

/* A whole part, of the user. */
void generate_write_media_part(struct generate *g,
                               const struct generate_part *p);

/* Members that parlance has no name for, of a part. */
void generate_write_extra(struct generate *g, const struct generate_part *p);

/* write_tools.c: "tools" and "toolConfig". */
void generate_count_tools(struct generate *g);
void generate_write_tools(struct generate *g);

/* write_config.c: "generationConfig". */
void generate_write_config(struct generate *g);

/* write_thinking.c: "thinkingConfig". */
void generate_write_thinking(struct generate *g);

/* write_schema.c: a JSON schema as the older Schema message, which knows a few
 * of its words. */
void generate_write_schema(struct generate *g, const char *key,
                           const char *field, const char *schema);

/* write_own.c: a member as Google writes it, said so or with underscores. */
const char *generate_own_name(struct encoding *e, const char *name);

/* Where a member of the request goes that Google has and parlance has no name
 * for. */
enum generate_place {
    OWN_NOWHERE, /* it is no such member */
    OWN_AT_TOP,
    OWN_IN_CONFIG,      /* generationConfig */
    OWN_IN_TOOL_CONFIG, /* toolConfig */
    OWN_SEARCH          /* it asks for a tool */
};

/* Gives `write` those that go there: the name as it was said, and Google's. */
typedef void generate_own_fn(struct generate *g, const char *name,
                             const char *own, struct span value);
void generate_each_own(struct generate *g, enum generate_place place,
                       generate_own_fn *write);

/* Has the object that is being written this member already?  Then it is
 * refused. */
bool generate_repeats(struct generate *g, const char *field, const char *own);

/* The same of a part, or of a tool, which have one place for them. */
struct generate_own {
    const char *all;   /* that any server takes, by blanks, */
    const char *more;  /* and this one; NULL: no more */
    const char *field; /* what they stand in */
};

/* Writes one of those as it is, and drops any other: for each_member(), whose
 * `own` is a struct generate_own. */
void generate_write_own(struct encoding *e, const char *name, struct span value,
                        void *own);

/* ---- reading ------------------------------------------------------------ */

/* Where a part, in the vendor's counting, begins in the text of the message.
 */
struct generate_start {
    struct generate_start *next;
    size_t at;
    bool text; /* it is one */
};

/* A value that comes again and again, of which the last one counts. */
struct generate_kept {
    char *json; /* NULL: none came */
    size_t len, size;
};

/* A member of the grounding. */
struct generate_member {
    struct generate_member *next;
    struct span name;
    struct generate_kept value;
};

struct generate_partial; /* arguments that come in pieces */

/* An answer, as far as it has come. */
struct generate_candidate {
    struct generate_candidate *next;
    int32_t index;
    int32_t slots[PARL_PART_CUSTOM_CALL + 1]; /* taken, of each kind */
    int32_t last; /* the kind of the last part; -1: none yet */
    bool joins;   /* more text of that kind belongs to it */
    struct generate_start *starts, **starts_end;
    size_t n_starts;
    struct generate_member *grounding;
    struct generate_partial *partial; /* of the last call; NULL: all is there */
    bool failed; /* the vendor's reason for its end is a failure */
    struct generate_kept token; /* with which it can be continued */
};

/* All of them -1 where they were not said. */
struct generate_counts {
    parl_usage usage;
    int64_t prompt, tool_use;
};

struct generate_state {
    struct generate_candidate *candidates;
    bool counted;
    struct generate_counts counts;                  /* once counted */
    struct span prompt_details, candidates_details; /* of the last event */
    struct generate_kept usage;                     /* as it came */
    const char *failure; /* what was said of it; NULL: nothing */
    const char *failure_word;
};

/* One document: an event, or a whole answer. */
struct generate_document {
    struct decoding *d;
    struct generate_state *state;
    bool whole;
    struct span error;          /* ptr NULL: none */
    struct span blocked;        /* why the prompt was; ptr NULL: it was not */
    struct json_text model, id; /* with each event; the first counts */
    int32_t position;           /* of the candidate that is being read */
};

/* read_candidate.c: an element of "candidates", the first thing in `in`. */
void generate_read_candidate(struct json_in *in, struct generate_document *doc);

/* A part of an answer, as it stands. */
struct generate_part_in {
    struct span whole;
    struct json_text text, signature;
    struct span call, data; /* ptr NULL: it has none */
    bool thought;
    bool other; /* it has a member that is none of these */
};

/* read_parts.c: the next element of "parts"; false: it is no object. */
bool generate_read_part(struct json_in *in, struct generate_part_in *part);

/* `first`: no part stood before it in its document. */
void generate_take_part(struct decoding *d,
                        struct generate_candidate *candidate,
                        const struct generate_part_in *part, bool first);

/* read_partial.c: the arguments of a call that is open begin to come in
 * pieces, or have all come. */
void generate_begin_pieces(struct decoding *d,
                           struct generate_candidate *candidate,
                           struct place at);
void generate_add_pieces(struct decoding *d,
                         struct generate_candidate *candidate,
                         struct span pieces);
void generate_end_pieces(struct decoding *d,
                         struct generate_candidate *candidate);

/* read.c: its room is used again. */
void generate_keep(struct decoding *d, struct generate_kept *kept,
                   struct span json);

/* What was kept; ptr NULL: nothing. */
static inline struct span generate_kept_json(const struct generate_kept *kept)
{
    return (struct span){ kept->json, kept->len };
}

/* read_grounding.c */
void generate_keep_grounding(struct decoding *d,
                             struct generate_candidate *candidate,
                             struct span metadata);
void generate_collect_grounding(struct decoding *d,
                                struct generate_candidate *candidate);

/* read_logprobs.c: "logprobsResult". */
void generate_read_logprobs(struct decoding *d, int32_t choice,
                            struct span json);

/* read_usage.c: "usageMetadata", the first thing in `in`; false: it is no
 * object. */
bool generate_read_usage(struct json_in *in, struct generate_document *doc);

/* read.c */
parl_status generate_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status generate_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status generate_end(struct decoding *d, struct error *err);

/* read_error.c: an error document.  `err` has the http_status, 0 inside a 200
 * stream. */
parl_status generate_error(struct decoding *d, struct span body,
                           struct error *err);

#endif
