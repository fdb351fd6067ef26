/* encoding/answer_tool.h -- a structured answer that is asked for by a tool,
 * and how it is known again; or in words, where there are no tools. */
#ifndef PARLANCE_ANSWER_TOOL_H
#define PARLANCE_ANSWER_TOOL_H

#include "provider.h"
#include "base/arena.h"
#include "base/span.h"

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

/* The answer is asked for by such a tool, e->answer_tool, whose name no other
 * of the request has.  False: the model takes no tools. */
bool ask_by_tool(struct encoding *e);

/* The instruction for the last user turn that asks for the answer instead, if
 * the caller chose that; NULL: he did not, and it is refused.  `why` there is
 * no other way; NULL: the model has none. */
const char *ask_by_prompt(struct encoding *e, const char *why);

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
