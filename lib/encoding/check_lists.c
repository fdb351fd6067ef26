/* encoding/check_lists.c -- whether the lists of a request are where it says
 * they are. Nothing of it may be looked at before. */
#include "encoding/check.h"

#include <stddef.h>

static parl_status missing(struct error *err, const char *field)
{
    return error_set(err, PARL_INVALID_ARGUMENT,
                     "%s: the list, or one of it, is NULL", field);
}

static bool has_texts(const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list == NULL || list[i] == NULL)
            return false;
    }
    return true;
}

static bool has_pairs(const parl_pair *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list == NULL || list[i].name == NULL || list[i].value == NULL)
            return false;
    }
    return true;
}

/* Parts, and what stands in a result among them. */
static bool has_parts(const parl_part *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list == NULL || (list[i].n_parts > 0 && list[i].parts == NULL))
            return false;
    }
    return true;
}

parl_status check_lists(const parl_request *r, struct error *err)
{
    if (r->n_messages > 0 && r->messages == NULL)
        return missing(err, "/messages");
    for (size_t i = 0; i < r->n_messages; i++) {
        if (!has_parts(r->messages[i].parts, r->messages[i].n_parts))
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "/messages/%zu/content: the list, or one in it, "
                             "is NULL",
                             i);
    }
    if (r->n_tools > 0 && r->tools == NULL)
        return missing(err, "/tools");
    if (!has_texts(r->tool_names, r->n_tool_names))
        return missing(err, "/tool_choice");
    if (!has_texts(r->stop, r->n_stop))
        return missing(err, "/stop");
    if (!has_pairs(r->metadata, r->n_metadata))
        return missing(err, "/metadata");
    return PARL_OK;
}
