/* dialects/cohere_chat/cohere.h -- what the files of this dialect share.
 *
 * Cohere's own chat, version 2: OpenAI's messages and tools by another hand.
 * Its schema is closed (a member that it does not know is an error), so that
 * nothing is written that is not in its reference. */
#ifndef PARLANCE_DIALECTS_COHERE_H
#define PARLANCE_DIALECTS_COHERE_H

#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "provider.h"
#include "encoding/tool_names.h"
#include "wire/json_in.h"

/* write_tools.c: the names of tools that it takes. */
extern const struct name_rule cohere_names;

/* schema.c: is it a schema that a native structured answer may have? */
bool cohere_takes_schema(const char *schema);
/* Are they parameters that a strict tool may have?  Their fields are added;
 * NULL: no. */
bool cohere_takes_strictly(const char *schema, size_t *fields);

/* write_tools.c: "tools", "tool_choice" and "strict_tools", the synthetic tool
 * (e->answer_tool) among them. */
void cohere_write_tools(struct encoding *e);

/* write_content.c: a part of a content, which is a list but for a text that is
 * `alone` in it; what is begun around it, and ended. */
void cohere_open_content(struct encoding *e, bool alone);
void cohere_close_content(struct encoding *e, bool alone);
void cohere_write_text(struct encoding *e, bool alone, struct span text);
void cohere_write_part(struct encoding *e, bool alone, const parl_part *part,
                       const char *field);

/* Says of a part's cache mark, and of its members that nobody knows, that they
 * stay behind. */
void cohere_drop_extras(struct encoding *e, const parl_part *part,
                        const char *field);

/* write_messages.c: a message of this role begins. */
void cohere_open_message(struct encoding *e, const char *role);

/* "messages".  `instruction` is added to the last user turn;
 * NULL: none. */
void cohere_write_messages(struct encoding *e, const char *instruction);

/* write_results.c: the results that follow an assistant's message; the number
 * of the last one. */
size_t cohere_write_results(struct encoding *e, size_t message);

/* A call of the answer, as the vendor's stream numbers it. */
struct cohere_call {
    struct cohere_call *next; /* the one before */
    int64_t index;            /* the vendor's */
    int32_t slot;             /* ours */
    bool began;               /* some of its arguments came */
};

struct cohere_state {
    struct cohere_call *calls; /* the newest first */
    int32_t n_calls;
};

/* read_message.c: what stands in a whole message, and in the delta of one. */
struct cohere_piece {
    struct decoding *d;
    struct json_text text, thinking, plan;
    struct span content;   /* a list */
    struct span calls;     /* an object, or a list of them */
    struct span citations; /* the same */
};

void cohere_read_message(struct json_in *in, void *piece);
void cohere_collect_message(struct decoding *d, struct span message);
void cohere_collect_calls(struct decoding *d, struct span calls, int64_t index);
void cohere_complete_calls(struct decoding *d);
void cohere_collect_block(struct decoding *d, const struct cohere_piece *piece,
                          int32_t slot);
void cohere_collect_plan(struct decoding *d, const struct cohere_piece *piece);
void cohere_collect_citations(struct decoding *d, struct span citations);

/* read_usage.c */
void cohere_read_usage(struct json_in *in, struct collector *to);

/* read.c */
parl_status cohere_event(struct decoding *d, struct span name, struct span data,
                         struct error *err);
parl_status cohere_answer(struct decoding *d, struct span body,
                          struct error *err);

/* read_error.c: an error document.  `err` has the http_status. */
parl_status cohere_error(struct decoding *d, struct span body,
                         struct error *err);

#endif
