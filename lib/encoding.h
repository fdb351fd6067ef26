/* encoding.h -- what every dialect's writer needs: where a part stands in the
 * request, whose an answer in the history is, and which level of effort a
 * model has. */
#ifndef PARLANCE_ENCODING_H
#define PARLANCE_ENCODING_H

#include "provider.h"
#include "wire/json_in.h"

/* ---- what is said of the other side -------------------------------------- */

/* As dropped(), translated() and refuse(), for a reason in which "%s" is the
 * vendor, or the model. */
void dropped_for_vendor(struct encoding *e, const char *field,
                        const char *reason);
void dropped_for_model(struct encoding *e, const char *field,
                       const char *reason);
void translated_for_vendor(struct encoding *e, const char *field,
                           const char *reason);
void translated_for_model(struct encoding *e, const char *field,
                          const char *reason);
void refuse_for_vendor(struct encoding *e, const char *field,
                       const char *reason); /* PARL_UNSUPPORTED */
void refuse_for_model(struct encoding *e, const char *field,
                      const char *reason); /* PARL_UNSUPPORTED */

/* The member `name` of what stands at `field` is dropped, for a reason in which
 * "%s" is the vendor. */
void dropped_member(struct encoding *e, const char *field, const char *name,
                    const char *reason);

/* ---- the parts of a message --------------------------------------------- */

/* The parts of a message, whether it has a list of them or one text: `one` is
 * room for that. */
const parl_part *message_parts(const parl_message *message, parl_part *one,
                               size_t *n_parts);

/* How many parts are of this kind? */
size_t count_parts(const parl_message *message, enum parl_part_type type);

/* Refuses a tool whose name is longer than `max`, or holds anything but letters
 * and digits of ASCII and the characters in `more`. */
void check_tool_names(struct encoding *e, const char *more, size_t max);

/* The text of a part. */
struct span part_text(const parl_part *part);

/* Where a part of a message stands in the JSON dialect:
 * "/messages/1/content/0",
 * "/messages/1/tool_calls/0", ... */
const char *part_pointer(struct encoding *e, size_t message, size_t part);

/* origin.c: did the one who is asked now make this message? */
bool is_own(const struct encoding *e, const parl_message *message);

/* The model that facts are looked up with, where the account has an alias of
 * this name; else the name. */
const char *model_behind(const struct target *to, const char *model);
/* The vendor's id of a model of the account, which may be an alias. */
const char *model_id(const struct target *to, const char *model);

/* ---- members that not everybody takes ----------------------------------- */

/* Does the model, as it is asked here, take this member of the request?  If
 * not, that is reported. */
bool takes(struct encoding *e, const char *member, bool reasoning);
/* The same for a dialect whose vendors drop other members. */
bool takes_but(struct encoding *e, const char *drops, const char *member,
               bool reasoning);

/* The same, without a report. */
bool takes_silently(const struct encoding *e, const char *member,
                    bool reasoning);

/* Is the account's dated API version older than this member? */
bool is_news(const struct encoding *e, const char *member);

/* A name as it stands in a JSON pointer. */
const char *escaped(struct encoding *e, const char *name);

/* The name of a member, decoded, in the arena; "" when there is no memory. */
const char *decoded_name(struct encoding *e, const struct json_text *name);

/* Is this text one of a JSON array's?  What is no array has none. */
bool lists_text(struct span list, const char *text);

/* Is given each member of a JSON object: its name, and its value as it stands.
 */
typedef void member_fn(struct encoding *e, const char *name, struct span value,
                       void *ctx);

/* A number for a report, in the arena: the locale makes no difference. */
const char *number_text(struct encoding *e, double value);

/* Merges extra_body into the body that is open; what the body has already is
 * refused. */
void write_extra_body(struct encoding *e);

/* A member that the vendor has no place for, of what stands at `field`, "" for
 * the request itself: dropped. */
void drop_no_such(struct encoding *e, const char *field, const char *name);

/* Does a member of a message that nobody knows exist in answers alone, or say
 * nothing?  Then it is left behind without a word. */
bool is_answer_member(const char *name, struct span value);

/* Members of the message, of the part, that nobody knows, where there is no
 * place for them: dropped, with a report. */
void drop_message_extra(struct encoding *e, size_t message);
void drop_part_extra(struct encoding *e, const char *field,
                     const parl_part *part);

/* left_out.c: those of `members`, parted by blanks, by which the request says
 * something: dropped, in this order, for `reason`, in which "%s" is the vendor.
 * A value that changes nothing, a penalty of 0 or an empty object, is left
 * behind without a word. */
void drop_said(struct encoding *e, const char *members, const char *reason);
/* The same, with such values. */
void drop_set(struct encoding *e, const char *members, const char *reason);

/* The call goes with this header; asked for twice, the last value counts. */
void ask_header(struct encoding *e, const char *name, const char *value);
/* The same for a header that is a list, to which `value` is added once. */
void ask_header_item(struct encoding *e, const char *name, const char *value);

/* `object` NULL: it has none.  Of two of a name the first counts. */
void each_member(struct encoding *e, const char *object, member_fn *fn,
                 void *ctx);

/* Does the body, as far as it is written, have this member? */
bool body_has(const struct encoding *e, const char *name);

/* ---- effort ------------------------------------------------------------- */

/* NULL for DEFAULT; and the same, "" for what is no level. */
extern const char *const effort_words[PARL_EFFORT_MAX + 1];
const char *effort_word(enum parl_effort effort);

/* The level of the set that is nearest; a tie goes up; a wish to think never
 * becomes NONE, and NONE where it is not in the set is the lowest. */
enum parl_effort effort_nearest(enum parl_effort wanted, unsigned set);
/* The same; another one than was wanted is reported at `field`. */
enum parl_effort effort_sent(struct encoding *e, const char *field,
                             enum parl_effort wanted, unsigned set);

/* ---- structured answers ------------------------------------------------- */

/* Has the request a tool of this name? */
bool has_tool(const parl_request *request, const char *name);

/* The beginning of the name of a synthetic tool, by which it is known again.
 */
#define ANSWER_TOOL "structured_answer"

/* The name of the synthetic tool in a list of tools as it was sent, in the
 * arena; NULL: none.  A tool's name stands in its member `inside`; NULL: in the
 * tool itself. */
const char *find_answer_tool(struct span tools, const char *inside,
                             struct arena *arena);

/* How a request that was sent asked for a structured answer: by such a tool
 * among the "tools" of the object `offer`, which is `*answer_tool`, or by the
 * object `format`, whose "type" is JSON; NONE: not at all. */
parl_structured structured_by(struct span offer, const char *inside,
                              struct span format, struct arena *arena,
                              const char **answer_tool);

/* The same of a request with the tools {"function": {"name"}} and the member
 * "response_format". */
parl_structured structured_by_function(struct span request, struct arena *arena,
                                       const char **answer_tool);

/* A name for the synthetic tool that no tool of the request has. */
const char *answer_tool_name(struct encoding *e);

/* Says that it takes the answer, since the model `why`; `asked`: by words in
 * the last turn of the user, which are: */
void report_answer_tool(struct encoding *e, const char *why, bool asked);
const char *answer_wish(struct encoding *e);

/* The synthetic tool itself, once e->answer_tool is set: what the answer is for
 * and its schema, any object where there is none. */
parl_tool answer_tool(const struct encoding *e);

/* The instruction that the last user turn gets where JSON mode wants the word
 * JSON, which is reported; NULL: some message has it. */
const char *ask_for_json(struct encoding *e);

/* Whether the text of any message holds `word`, in any case. */
bool messages_mention(const parl_request *request, const char *word);

#endif
