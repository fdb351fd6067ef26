/* api/json_parts.h -- parts of messages in the JSON dialect. */
#ifndef PARLANCE_API_JSON_PARTS_H
#define PARLANCE_API_JSON_PARTS_H

#include "api/json_door.h"

/* In the builder's arena. */
struct part_list {
    parl_part *parts;
    size_t n;
};

/* What a message says, or a tool gave: a text or a list of parts. */
struct content {
    bool given;
    const char *text; /* NULL: a list */
    size_t text_len;
    struct part_list list;
};

/* Is a document's file_data an address?  What else stands there is taken for
 * base64. */
bool is_file_url(const char *text);

/* Where parts stand decides which kinds there may be. */
enum {
    IN_CONTENT = 1, /* of a message */
    IN_RESULT = 2,  /* of a tool: the content of its result */
    IN_PARTS = 4,   /* the ordered form of a message */
    IN_BLOCKS = 8   /* thinking_blocks */
};

/* Takes a list of parts, whose kinds their types tell. */
void parts_read(struct door *d, unsigned where, struct part_list *out);

/* Takes a text or such a list. */
void content_read(struct door *d, unsigned where, struct content *out);

/* Rows of a message; each writes a struct part_list.  The list tool_calls: */
void read_calls(struct door *d, const struct row *row, void *place);

/* {"name", "arguments"}, the call of days when a message had but one; its id is
 * made of the message's number. */
void read_legacy_call(struct door *d, const struct row *row, void *place);

/* {"id", "data", "transcript"}, sound that the model made. */
void read_audio(struct door *d, const struct row *row, void *place);

void parts_add(struct door *d, struct part_list *out, const parl_part *part);

#endif
