/* dialects/openai_chat/chat.h -- what the files of this dialect share. */
#ifndef PARLANCE_OPENAI_CHAT_H
#define PARLANCE_OPENAI_CHAT_H

#include "decoding/decoding.h"
#include "encoding/encoding.h"
#include "provider.h"
#include "encoding/tool_names.h"
#include "wire/json_in.h"

/* What a request comes to, once the facts of the model and the ways of the
 * vendor are applied; e->state. */
struct chat_plan {
    enum parl_effort effort;     /* to send; DEFAULT: none */
    bool effort_of_object;       /* it is what a thinking object comes to */
    enum parl_thinking thinking; /* to send in its place; DEFAULT: none */
    int64_t budget;              /* of thinking, in tokens; 0: none */
    int64_t max_tokens;      /* that a budget needs; 0: what the request says */
    bool reasons;            /* the model will, as it is asked */
    bool may_force;          /* it may be told to call a tool */
    const char *instruction; /* for the last user turn; NULL */
    size_t marks_too_many;   /* cache marks still to be left out */
    struct chat_call_ids *call_ids; /* NULL: none was asked for yet */
};

static inline struct chat_plan *chat_plan(const struct encoding *e)
{
    return e->state;
}

/* What the vendor has of its own; never NULL. */
const struct chat_ways *chat_ways_at(const struct provider *p);
const struct chat_ways *chat_ways(const struct encoding *e);
const struct chat_order *chat_order(const struct encoding *e);
/* And what the model has; never NULL. */
const struct chat_words *chat_words(const struct encoding *e);

/* One part, and how the report calls it. */
struct chat_content {
    const parl_part *part;
    const char *field;
    bool foreign; /* another vendor made it: what it has of its own stays */
};

/* A list of parts that stands in a message. */
struct chat_list {
    const parl_part *parts;
    size_t n;
    size_t message;            /* the number of the message */
    bool result;               /* they are what a tool gave */
    const char *const *fields; /* of parts that stood in several messages;
                                  NULL */
    const size_t *messages;    /* of those, where each stood; NULL */
};

/* lists.c: the parts of a message; `one` is room for those of a message that is
 * one text. */
struct chat_list chat_parts(const struct encoding *e, size_t message,
                            parl_part *one);

/* A list that is put together: begun with room for `most` parts, where there is
 * no memory for none. */
struct chat_gathered {
    struct chat_list list;
    parl_part *parts;
    const char **fields;
    size_t *messages;
    size_t message; /* where what is added stood */
    size_t most;
};
struct chat_gathered chat_gather(struct encoding *e, size_t message,
                                 size_t most);
size_t chat_count_content(const struct chat_list *l);
/* The part that was added; NULL: there is no room. */
parl_part *chat_add(struct chat_gathered *g, const parl_part *part,
                    const char *field);

/* write.c: of {"type": KIND, KIND: {...}} what stands before the dots. */
void chat_open_kind(struct encoding *e, const char *kind);

/* write_messages.c: a message that is a text alone; `id`: of the call that it
 * answers; NULL: none. */
void chat_write_said(struct encoding *e, const char *role, const char *id,
                     const char *text);

/* write_content.c */
bool chat_is_content(int32_t part_type);
struct chat_content chat_content_at(struct encoding *e,
                                    const struct chat_list *l, size_t i);
void chat_write_part(struct encoding *e, const struct chat_content *c);
/* Refuses one by the id of a file. */
bool chat_refuses_id(struct encoding *e, const struct chat_content *c,
                     const char *what);
/* Is the attachment of a type that the vendor takes?  If not, it is refused. */
bool chat_allows_type(struct encoding *e, const parl_part *part,
                      const char *field);
/* Does the vendor take it at all, if it is a document?  Asked by elsewhere.c.
 */
bool chat_takes_document(const struct provider *p, const parl_part *part);
/* Has it OpenAI's own cache mark, on a model that is older than that? */
bool chat_has_useless_mark(const struct encoding *e, const parl_part *part);

/* write_back.c: items of other dialects stay behind. */
void chat_drop_items(struct encoding *e, const struct chat_list *l);

/* The member "content".  `instruction` is a text part of its own behind the
 * others; NULL: none. */
void chat_write_content(struct encoding *e, const struct chat_list *l,
                        const char *instruction);

/* write_calls.c: the member "tool_calls" of an assistant's message. */
void chat_write_calls(struct encoding *e, const struct chat_list *l);

/* write_calls.c: the id that is sent for one that was said. */
const char *chat_call_id(struct encoding *e, const char *said);
/* The same for the name of a call, which stands at `field`. */
const char *chat_called_name(struct encoding *e, const parl_part *call,
                             const char *field);

/* turns.c.  Is it an assistant's message with nothing in it to send?  And does
 * it stay behind then, with a report? */
bool chat_is_blank(const struct chat_list *l); /* but text without a letter */
bool chat_is_empty_turn(const struct encoding *e, size_t message);
bool chat_drop_empty_turn(struct encoding *e, size_t message);
/* Does a part of an answer go back in the content?  If not, that is reported,
 * and if sound does, as what it says. */
bool chat_keeps(struct encoding *e, size_t message, size_t number);
bool chat_has_media(const parl_message *m);
bool chat_has_calls(const parl_message *m);
/* The parts of an answer that go back, with what a sound says in its place.
 * Sound goes back to its maker as its id, through *id, and is not among them
 * then. */
struct chat_list chat_said(struct encoding *e, const struct chat_list *l,
                           const char **id);
/* Instructions, and what an assistant said, are text. */
void chat_check_text(struct encoding *e, size_t message);
/* A turn for the assistant, where another may not speak; chat_fill_after_tools
 * writes it before whoever follows the tools of message `last`. */
void chat_write_filler(struct encoding *e);

struct chat_document;
struct content_part; /* read_content.c */

/* Content in chunks: write_chunks.c. */
struct chat_chunk_forms {
    /* A part that the vendor has a chunk of its own for; false: none.  NULL:
     * for none but thinking. */
    bool (*write)(struct encoding *e, const struct chat_content *c);
    void (*write_thinking)(struct encoding *e, const parl_part *part);
    /* The member "content" of an assistant's message that has such parts;
     * false: it has none. */
    bool (*write_content)(struct encoding *e, const struct chat_list *l);
    /* Does a part that is no content go back as a chunk of it? */
    bool (*is_chunk)(const struct encoding *e, size_t message,
                     const parl_part *part);
    /* One of an answer, which is kept as it is; false: it is none.  NULL: the
     * vendor has no such. */
    bool (*collect)(struct chat_document *doc, int32_t choice,
                    const struct content_part *part);
};
bool chat_collect_chunk(struct chat_document *doc, int32_t choice,
                        const struct content_part *part);
bool chat_collect_hidden(struct chat_document *doc, int32_t choice,
                         const struct content_part *part);
bool chat_is_chunk(const struct encoding *e, size_t message,
                   const parl_part *part);

/* write_marks.c: the cache marks that the vendor reads, or the model. */
struct chat_marks {
    unsigned places; /* CACHE_MARKS_... */
    size_t (*count_too_many)(const struct encoding *e);
    void (*write)(struct encoding *e, int32_t cache, const char *field);
};
bool chat_reads_marks(const struct encoding *e, unsigned place);
/* How many are too many; and one of them, or why it is not sent. */
size_t chat_marks_too_many(const struct encoding *e);
void chat_write_mark(struct encoding *e, int32_t cache, unsigned place,
                     const char *field);

/* write_reasoning.c: decides how the model is to think; and says it. */
void chat_plan_reasoning(struct encoding *e);
void chat_write_reasoning(struct encoding *e);

/* write_back.c: the reasoning of an assistant message on its way back, among
 * its members; or not at all.  May the model see it?  And: are there
 * reasoning_details to send? */
struct chat_back {
    void (*write)(struct encoding *e, const struct chat_list *l, bool calls);
    const char *key; /* the texts go back under this; NULL: they do not */
    bool details;    /* the details do */
};
void chat_write_back(struct encoding *e, const struct chat_list *l, bool calls);
void chat_drop_reasoning(struct encoding *e, const struct chat_list *l);
bool chat_may_go_back(const struct encoding *e, size_t message);
bool chat_has_details(const struct encoding *e, size_t message);
/* write_format.c: whether a structured answer is asked for natively or by a
 * tool; and the member "response_format". */
void chat_plan_format(struct encoding *e);
void chat_write_format(struct encoding *e);
/* What a schema of the answer is called, and for. */
void chat_write_schema_name(struct encoding *e);

/* write_schema.c: the member `key`, a JSON schema; `field` is its place in the
 * request. */
void chat_write_schema(struct encoding *e, const char *key, const char *schema,
                       bool strict, const char *field);

/* write.c: what the caller says of this member in so many words; ptr NULL:
 * nothing.  Does it say anything? */
struct span chat_said_value(const struct encoding *e, const char *name);
bool chat_is_said(const struct encoding *e, const char *name);
/* Does it ask for nothing but what there is where nothing is said? */
bool chat_is_usual(const char *name, struct span value);
/* How much is to be said, in a word; NULL: the request does not tell. */
const char *chat_verbosity(const struct encoding *e);
/* The tier of service to be sent; NULL: none.  One that the vendor has not is
 * reported, where it asks for more than what there is anyway. */
const char *chat_tier(struct encoding *e);
/* The member "metadata". */
void chat_write_pairs(struct encoding *e);
/* The member "stream"; false: the answer does not, and has no options. */
bool chat_write_stream(struct encoding *e);
/* Does the request say whether a stream is padded, where it may be? */
bool chat_says_padding(struct encoding *e);

/* write_tools.c: the names of tools, there and back, where the vendor does not
 * take any; and the same where it may. */
struct chat_naming {
    const char *(*sent)(struct encoding *e, const char *name,
                        const char *field);
    struct span (*meant)(struct decoding *d, struct span name);
};
const char *chat_sent_name(struct encoding *e, const char *name,
                           const char *field);
struct span chat_meant_name(struct decoding *d, struct span name);

/* May a call be demanded? */
enum forced_tools chat_forced_tools(const struct encoding *e);

/* The type of the caller's tool of this name; and the word for a choice that
 * names no tool. */
const char *chat_tool_kind(const parl_request *r, const char *name);
const char *chat_choice_word(int32_t choice);

/* The tools, the synthetic one (e->answer_tool) among them. */
void chat_write_tools(struct encoding *e);

/* write_messages.c: the member "messages".  `instruction` is added to the last
 * user turn; NULL: none. */
void chat_write_messages(struct encoding *e, const char *instruction);

/* Members of a message that every role may have; the role of an instruction. */
void chat_write_name(struct encoding *e, size_t message);
void chat_write_extra(struct encoding *e, size_t message);
const char *chat_instruction_role(struct encoding *e, size_t message);

struct chat_wish {
    size_t message;   /* the text goes behind its content */
    const char *text; /* NULL: none */
};

/* write_joined.c: turns of several messages. */
struct chat_joining {
    /* Does message `message` have a neighbour that it is to be joined to? */
    bool (*is_joined)(const struct encoding *e, size_t message);
    /* A message of a user, or of an assistant, with those of the same role that
     * follow it, up to the first that calls tools; returns the last, whose
     * results are still to be written.  `before`: parts that come first, NULL:
     * none. */
    size_t (*write)(struct encoding *e, size_t first,
                    const struct chat_list *before,
                    const struct chat_wish *wish);
};

/* A call of the answer, as the vendor's stream numbers it. */
struct chat_call {
    struct chat_call *next; /* the one before */
    int32_t choice;
    int32_t slot;     /* our number */
    int64_t index;    /* the vendor's; -1: it gave none */
    const char *name; /* as the vendor wrote it; NULL: it has none yet */
    bool argued;      /* some of its arguments have come */
};

/* How many chunks of a choice's content were kept as they came: texts before
 * and after one are parts of their own. */
struct chat_chunks {
    struct chat_chunks *next;
    int32_t choice;
    int32_t n;
};
struct chat_think; /* read_think.c */

struct chat_state {
    struct chat_think *thinks; /* of choices whose text may think; NULL */
    uint32_t texts;            /* choices, by bits, whose text thinks no more */
    struct chat_call *calls;   /* the newest first */
    int32_t n_calls;
    struct chat_chunks *chunks; /* NULL: there are none */
};

/* A finish_reason that is a failure. */
struct chat_failure {
    const char *word;
    parl_status status;
};

/* One document: a chunk, or a whole answer. */
struct chat_document {
    struct decoding *d;
    bool whole;
    bool fresh; /* nothing was said before it */
    bool has_choices, has_usage;
    struct span error; /* what stood under "error"; ptr NULL: nothing */
    bool error_below;  /* it stood deeper than at the top */
    bool like_error;   /* has a member that only errors have */
    const struct chat_failure *failure; /* the reason it ended; NULL: another */
    struct span native;                 /* that reason, as the vendor behind
                                           the vendor calls it */
    int32_t position;                   /* of the choice that is being read */
    int64_t cached;                     /* tokens, by its timings; 0 */
};

/* read_calls.c: `tool_calls`, and the deprecated function_call. */
void chat_read_calls(struct chat_document *doc, int32_t choice,
                     struct span json);
void chat_read_legacy_call(struct chat_document *doc, int32_t choice,
                           struct span json);

/* Where a text goes: behind the chunks that came before it. */
static inline struct place chat_text_place(const struct chat_document *doc,
                                           int32_t choice)
{
    const struct chat_chunks *c =
        ((const struct chat_state *)doc->d->state)->chunks;

    while (c != NULL && c->choice != choice)
        c = c->next;
    return (struct place){ choice, c != NULL ? c->n : 0 };
}

/* read_content.c: `content` that is a list, and `reasoning_details`. */
void chat_read_content(struct chat_document *doc, int32_t choice,
                       struct span json);
void chat_read_details(struct chat_document *doc, int32_t choice,
                       struct span json);

/* Does nothing but text follow in the text of this choice? */
static inline bool chat_is_text(const struct decoding *d, int32_t choice)
{
    const struct chat_state *state = d->state;

    return choice < 32 && (state->texts >> choice & 1) != 0;
}

/* How texts are read that may begin with a tag (read_think.c); and what was
 * held back of them is said, once nothing follows. */
struct chat_tags {
    void (*read)(struct decoding *d, int32_t choice, struct span text);
    void (*end)(struct decoding *d, int32_t choice);
};
enum { CHAT_ALL_CHOICES = -1 };

/* read_delta.c */
void chat_read_delta(struct json_in *in, struct chat_document *doc,
                     int32_t choice);

/* read.c */
parl_status chat_event(struct decoding *d, struct span name, struct span data,
                       struct error *err);
parl_status chat_answer(struct decoding *d, struct span body,
                        struct error *err);
parl_status chat_end(struct decoding *d, struct error *err);

/* read_usage.c: one usage on its way.  The counts come first, for the tables
 * of members. */
struct usage_reading {
    struct token_counts counts;
    struct collector *to;
};

/* What prompt and completion are made of, and a member that nobody knows.  All
 * take a usage_reading. */
void usage_read_prompt(struct json_in *in, void *usage);
void usage_read_completion(struct json_in *in, void *usage);
void usage_keep(const struct json_text *name, struct span value, void *usage);

/* A `usage` object, the first thing in `in`. */
void chat_read_usage(struct json_in *in, struct collector *to);

/* Takes what was read from a cache into the usage, where that said nothing. */
void chat_count_cached(struct collector *to, int64_t cached);

/* read_error.c: an error document of any shape that this dialect's speakers
 * give.  `err` has the http_status, 0 inside a 200 stream. */
parl_status chat_error(struct decoding *d, struct span body, struct error *err);

/* Is it a member "error" that says that there is none? */
bool chat_is_no_error(struct span value);

#endif
