/* api/request_json.h -- a request in the JSON dialect: OpenAI's chat
 * completions, and more (docs/JSON.md). */
#ifndef PARLANCE_API_REQUEST_JSON_H
#define PARLANCE_API_REQUEST_JSON_H

#include "api/json_door.h"

/* Reads members of a request, {"NAME": VALUE, ...}, over what the builder has
 * already: a member that comes again replaces what was there. */
void request_json_read(struct parl_builder *b, struct span json);

/* The words of reasoning_effort and of role, "function" among these. */
extern const struct words efforts, roles;

/* Rows of the request, in files of their own.  `to` is the request. */
void read_messages(struct door *d, const struct row *row, void *to);
void read_tools(struct door *d, const struct row *row, void *to);
void read_tool_choice(struct door *d, const struct row *row, void *to);

#endif
