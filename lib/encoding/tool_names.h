/* encoding/tool_names.h -- names of tools, for vendors that do not take any:
 * there, and back as the name that was meant. */
#ifndef PARLANCE_TOOL_NAMES_H
#define PARLANCE_TOOL_NAMES_H

#include "provider.h"

/* What a vendor takes as the name of a tool: letters and digits of ASCII, and
 * more. */
struct name_rule {
    const char *more; /* other characters; '_' is one of them */
    size_t max;       /* bytes; 0: any number */
    bool no_digit_first;
};

/* The name as the vendor takes it; `field`, where it stands in the request, is
 * reported if it is another, and refused if it is too long then.  `field` NULL:
 * that was done elsewhere. */
const char *sent_name(struct encoding *e, const struct name_rule *rule,
                      const char *name, const char *field);

/* The name that was meant by what came; NULL: no memory. */
struct span meant_name(struct arena *arena, const struct name_rule *rule,
                       struct span name);

/* What to call it in a sentence: a vendor's own tool has no name, but a type.
 */
struct span name_or_type(const parl_tool *tool);

#endif
