/* encoding/tool_choice.h -- what several writers ask about the choice among the
 * tools of a request. */
#ifndef PARLANCE_TOOL_CHOICE_H
#define PARLANCE_TOOL_CHOICE_H

#include "encoding/encoding.h"

/* Are there no tools to send, not even the synthetic one?  Then what is said
 * about them is dropped. */
bool has_no_tools(struct encoding *e);
void drop_tool_switches(struct encoding *e); /* what is said about them */

/* Does the choice of the request want a call? */
bool forces_call(const parl_request *r);

/* Does the choice name the tool?  May it be called: does the choice allow all,
 * or name it? */
bool is_chosen(const parl_request *r, const parl_tool *tool);
bool is_allowed(const parl_request *r, const parl_tool *tool);

/* The member "tool_choice" in the words of Anthropic: {"type", "name"}, and
 * whether one call at a time is all.  `name` NULL: there is none. */
void write_typed_choice(struct encoding *e, const char *type, const char *name,
                        bool one_call);

#endif
