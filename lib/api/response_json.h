/* api/response_json.h -- an answer in the JSON dialect. */
#ifndef PARLANCE_API_RESPONSE_JSON_H
#define PARLANCE_API_RESPONSE_JSON_H

#include "api/json_door.h"
#include "model/model.h"
#include "wire/body.h"
#include "wire/json_out.h"

/* The whole answer, as a member `key` or, with NULL, as the outermost
 * value. */
void response_write(struct json_out *j, const char *key,
                    const struct parl_response *r);

/* The entries of a report, as a list that is the member `key`. */
void report_write(struct json_out *j, const char *key,
                  const struct parl_report *report);

/* A part of an answer, an element; a kind that no answer has writes nothing. */
void part_write(struct json_out *j, const parl_part *part);

/* The end of a part's object: its cache mark, and the members that nobody
 * knows, an object.  Before these, `marked`, what its maker put on it: its id
 * and its signature. */
void part_end(struct json_out *j, const parl_part *part);
void part_end_marked(struct json_out *j, const parl_part *part);

/* An assistant message.  Read back, it gives the same parts: what the flat
 * form cannot say stands in `parts` as well.  Its content is `answer`, or, with
 * NULL, all its texts. */
void message_write(struct json_out *j, const char *key, const parl_message *m,
                   const parl_part *answer);

/* Adds all of a body, its attachments read and encoded, from where it stands:
 * in call_json.c. */
parl_status body_gather(struct body *body, struct buf *to, struct error *err);

/* The members of an object as members of the one that is open, but for those
 * whose names have a meaning here: a vendor's own "provider" is not ours. */
void write_unknown(struct json_out *j, struct span object, struct words known);

#endif
