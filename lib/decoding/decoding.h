/* decoding/decoding.h -- what every dialect's reader needs. */
#ifndef PARLANCE_DECODING_H
#define PARLANCE_DECODING_H

#include "provider.h"
#include "wire/json_in.h"

/* A text of the answer, decoded; good until buf_reset(&d->scratch). */
struct span decoded_text(struct decoding *d, const struct json_text *text);
/* The same of the text that `in` stands at. */
struct span decoded_next(struct decoding *d, struct json_in *in);

/* The same of a value as it stands; what is no text is absent. */
struct span decoded_value(struct decoding *d, struct span json);

/* Hands a text of the answer on, or a piece of one.  An event that brings
 * nothing else is not read again when it comes with another text: what it
 * leaves behind in the dialect's state has to be the same each time. */
void hand_on(struct decoding *d, collect_fn *collect, struct place at,
             const struct json_text *text);

/* The same of a text that does not come again and again. */
void hand_on_once(struct decoding *d, collect_fn *collect, struct place at,
                  const struct json_text *text);

/* The same for the event before with this text in place of its own. */
void hand_on_again(struct decoding *d, const struct json_text *text);

/* Takes a value that differs from event to event and says nothing: padding, a
 * number that counts them. */
void pass_over(struct decoding *d, struct json_in *in);

/* A value in which numbers change from event to event, and of which the last
 * one counts.  Its event, without its text, may be read a second time. */
void may_change(struct decoding *d, struct span json);

/* The id and the name of a tool's call, and the signature of thinking, for
 * those who take a collect_fn. */
void collect_call_id(struct collector *to, struct place at, struct span id);
void collect_call_name(struct collector *to, struct place at, struct span name);
void collect_thinking_signature(struct collector *to, struct place at,
                                struct span signature);

/* Hands on a text about the whole answer: collect_id, collect_model. */
typedef void collect_about_fn(struct collector *to, struct span text);
void hand_on_about(struct decoding *d, collect_about_fn *collect,
                   const struct json_text *text);

/* Keeps a member of the top that nobody here knows, where it says something.
 * Every dialect's `ctx` begins with a pointer to the decoding. */
void keep_unknown(const struct json_text *name, struct span value, void *ctx);

/* A copy that lives as long as the decoding; its len is 0 where there is no
 * memory. */
struct span kept_bytes(struct decoding *d, struct span bytes);

/* What was written into d->scratch; good until buf_reset().  ptr NULL: no
 * memory, which is kept. */
struct span scratch_text(struct decoding *d);

/* A value with something around it, in d->scratch, which must be empty; good
 * until buf_reset().  ptr NULL: no memory, which is kept. */
struct span wrapped(struct decoding *d, const char *before, struct span json,
                    const char *after);

/* Puts a value in a field of an error: a text decoded, anything else as it
 * stands.  Nothing happens where it is absent or null. */
void copy_value(char *field, size_t size, struct span json, struct buf *scratch)
    __attribute__((cold));

/* The first element of a list, absent where it has none; what is no list is
 * itself. */
struct span first_element(struct span json);

/* ---- counts ------------------------------------------------------------- */

/* Token counts as most vendors make them: what was cached is in prompt, what
 * was reasoned in completion.  -1: not said. */
struct token_counts {
    int64_t prompt, completion, total;
    int64_t cached, written, reasoning;
};

#define NO_COUNTS                                                              \
    {                                                                          \
        -1, -1, -1, -1, -1, -1                                                 \
    }

/* A count, or 0 where it was not said. */
static inline int64_t known_count(int64_t count)
{
    return count > 0 ? count : 0;
}

/* The usage, in buckets that do not overlap; counts that say nothing are none.
 * Where the total is prompt + completion + reasoning, completion leaves
 * reasoning out, and it is added here. */
void collect_counts(struct collector *to, const struct token_counts *counts);

/* ---- how it went -------------------------------------------------------- */

/* Was an event read to its end? */
parl_status event_read(struct json_in *in, struct error *err);

/* Was a whole answer read to its end?  PARL_TRUNCATED where the bytes stop
 * within it. */
parl_status answer_read(struct json_in *in, struct error *err);

/* The end of a stream of which the mark for the end was seen; else it was cut
 * short. */
parl_status end_marked(struct decoding *d, struct error *err);

/* What went wrong on our side, if anything did; `err` is set. */
parl_status what_failed(struct decoding *d, struct error *err);

/* The same, else `status`, what the vendor says of the event or the answer. */
parl_status settled(struct decoding *d, parl_status status, struct error *err);

#endif
