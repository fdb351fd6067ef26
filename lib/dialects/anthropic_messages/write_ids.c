/* dialects/anthropic_messages/write_ids.c -- ids of calls.
 *
 * Those of other vendors may hold characters that are refused here, or come
 * again in each answer, which is refused, too.  They are replaced, and a hash
 * of the whole id, and of how often it came before, keeps two apart that would
 * become one; the call and its result are mapped alike, turn after turn.  So
 * are names that a model made up. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

enum { MAX_NAME = 128, KEPT = 64 /* of an id that is not taken */ };

bool messages_takes_name(const char *name)
{
    const size_t len = strlen(name);

    return len > 0 && len <= MAX_NAME && all_name_chars(name, "_-");
}

/* At most `max` characters of a text, each one that is allowed. */
static const char *clean(struct encoding *e, const char *text, size_t max)
{
    char kept[MAX_NAME + 1];

    copy_plain(kept, max + 1, text, "_-");
    return pointer(e, "%s", kept);
}

const char *messages_call_id(struct encoding *e, const char *id,
                             unsigned before)
{
    if (before == 0 && messages_takes_name(id))
        return id;
    return pointer(e, "%s-%08x", clean(e, id, KEPT),
                   (unsigned)text_hash(id, before));
}

const char *messages_tool_name(struct encoding *e, const char *name)
{
    if (messages_takes_name(name))
        return name;
    return name[0] != '\0' ? clean(e, name, MAX_NAME) : "_";
}
