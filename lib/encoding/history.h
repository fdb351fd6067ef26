/* encoding/history.h -- what several writers ask about the messages of a
 * request. */
#ifndef PARLANCE_HISTORY_H
#define PARLANCE_HISTORY_H

#include "encoding/encoding.h"

static inline bool is_call(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

/* A picture, a sound, a video or a document. */
static inline bool is_attachment(const parl_part *part)
{
    return part->type >= PARL_PART_IMAGE && part->type <= PARL_PART_DOCUMENT;
}

static inline bool is_instruction(const parl_message *message)
{
    return message->role == PARL_ROLE_SYSTEM ||
           message->role == PARL_ROLE_DEVELOPER;
}

/* Do two texts say the same?  NULL is a text of its own. */
bool same_text(const char *a, const char *b);

/* The parts of a message, whether it has a list of them or one text, which is
 * put in the arena; NULL, and none: there is no memory. */
const parl_part *parts_of(struct encoding *e, size_t message, size_t *n_parts);

/* The part without the white space at the end of its text, which is reported at
 * `field`; itself, where there is none, or nothing else. */
const parl_part *without_end(struct encoding *e, const parl_part *part,
                             const char *field);

/* Are there calls among the messages?  And: gives `fn` the name of each tool
 * that they call, once, as `clean` makes it. */
bool has_calls(const parl_request *r);
void each_called_tool(struct encoding *e,
                      const char *(*clean)(struct encoding *e,
                                           const char *name),
                      void (*fn)(struct encoding *e, const char *name));

/* The id of a call, part `number` of a message; where it came with none, one
 * that is made of its place. */
const char *call_id_of(struct encoding *e, const parl_part *call,
                       size_t message, size_t number);

/* What a call was given, as text: "{}" where a function's says nothing. */
struct span arguments_text(const parl_part *call);

/* The member `key`: what a call was given, as an object: itself, or {} where it
 * says nothing.  A text of a custom call stands in it as "input", and what is
 * no object as "INVALID_JSON", which is reported at `field`, the call. */
void write_arguments(struct encoding *e, const char *key, const parl_part *call,
                     const char *field);

/* The same as a text, the member "arguments", where what stands in the history
 * is no object; says so at `field`, the call. */
void write_wrapped_arguments(struct encoding *e, const parl_part *call,
                             const char *field);

/* What a result holds: its own list of parts, or its text as one: `one` is room
 * for that. */
const parl_part *result_parts(const parl_part *result, parl_part *one,
                              size_t *n_parts);

/* Is part `number` of a message of results the first that answers its call?
 * The call stands in the turn before the results. */
bool is_answer(const parl_request *r, size_t message, size_t number);

/* The result that answers part `number` of an assistant message, a call: where
 * ids come twice, the first of the results behind the turn is for the first
 * call, and so on.  It stands in message *where; `one` is room for it, where
 * that is one text.  NULL: nothing answers. */
const parl_part *result_of(const parl_request *r, size_t message, size_t number,
                           size_t *where, parl_part *one);

/* Part `number` of an assistant message is a call that nothing answers; true:
 * it is said that an error result was added, which the caller does. */
bool is_lost_call(struct encoding *e, size_t message, size_t number);

/* The same for all calls of the message, where a result is an object that
 * `open` begins, with its text as the member `key`. */
typedef void open_result_fn(struct encoding *e, size_t message,
                            const parl_part *call);
void answer_lost_calls(struct encoding *e, size_t message, open_result_fn *open,
                       const char *key);

/* The last call of this id before message *message, which becomes the number of
 * the message that made it; NULL: there is none. */
const parl_part *call_before(const parl_request *r, size_t *message,
                             const char *id);

/* The member `key` of a result: where the call that it answers came with one
 * from whom is asked now.  Message `message` made `call`; NULL: none did. */
void write_as_called(struct encoding *e, const char *key, size_t message,
                     const parl_part *call);

/* The message of the turn before message `results` that made the call `id`; the
 * last one where none did. */
size_t caller_of(const parl_request *r, size_t results, const char *id);

/* A result of message `message` that answers no call which is still open;
 * true: it is dropped. */
bool drop_answer(struct encoding *e, size_t message, size_t number);

/* A message that holds nothing stays behind, which is said. */
void drop_blank_message(struct encoding *e, size_t message);
/* The same, where it is known that an empty text is not missed: of a message,
 * but no instruction, in which nothing else stands. */
void drop_void_message(struct encoding *e, size_t message);

/* Says of the mark that a result is an error that it stays behind, where there
 * is one and the vendor has none. */
void drop_error_mark(struct encoding *e, size_t message,
                     const parl_part *result);

/* The same of a message's name, where it is none of a result, */
void drop_message_name(struct encoding *e, size_t message);
/* of that and of its members that nobody knows, */
void drop_message_rest(struct encoding *e, size_t message);
/* and of a call's signature. */
void drop_call_signature(struct encoding *e, const char *field,
                         const parl_part *call);

/* The name of message `message`, which answers the call `id`, stays behind,
 * which is said where it is not the call's. */
void drop_result_name(struct encoding *e, size_t message, const char *id);

/* Sound of an answer that goes out as what it says, which is reported; false:
 * it says nothing, and is dropped. */
bool keeps_sound(struct encoding *e, size_t message, size_t number);

/* A refusal goes out as text, which is reported; other parts do not matter. */
void note_refusal_as_text(struct encoding *e, size_t message,
                          const parl_part *part);

/* A picture and its like in an answer that another made; */
bool is_others_media(const struct encoding *e, size_t message, size_t number);

/* where they do not go back, it is dropped: true. */
bool drop_others_media(struct encoding *e, size_t message, size_t number);

/* The last message of a user; n_messages: there is none. */
size_t last_user(const parl_request *r);

#endif
