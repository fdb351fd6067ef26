/* model/report.c -- what became of each member of a request. */
#include "model/report.h"

#include <string.h>

static bool make_room(struct parl_report *r)
{
    size_t size = r->size != 0 ? r->size * 2 : 8;
    parl_report_entry *longer;

    if (r->n_entries < r->size)
        return true;
    longer = ARENA_ARRAY(r->arena, size, parl_report_entry);
    if (longer == NULL)
        return false;
    if (r->n_entries > 0)
        memcpy(longer, r->entries, r->n_entries * sizeof(*longer));
    r->entries = longer;
    r->size = size;
    return true;
}

/* A member that came twice is one thing, and is not said again a moment
 * later. */
static bool is_said(const struct parl_report *r, enum parl_action action,
                    const char *field, const char *reason)
{
    enum { A_MOMENT = 16 };

    for (size_t i = r->n_entries; i > 0 && i + A_MOMENT > r->n_entries; i--) {
        const parl_report_entry *entry = &r->entries[i - 1];

        if (entry->action == (int32_t)action &&
            strcmp(entry->field, field) == 0 &&
            strcmp(entry->reason, reason) == 0)
            return true;
    }
    return false;
}

void report_add(struct parl_report *r, enum parl_action action,
                const char *field, const char *reason)
{
    parl_report_entry entry = { .action = action };

    if (is_said(r, action, field, reason))
        return;
    entry.field = arena_strdup(r->arena, field);
    entry.reason = arena_strdup(r->arena, reason);
    if (entry.field != NULL && entry.reason != NULL && make_room(r))
        r->entries[r->n_entries++] = entry;
}

const parl_report_entry *report_find(const struct parl_report *r,
                                     const char *field)
{
    for (size_t i = 0; i < r->n_entries; i++) {
        if (strcmp(r->entries[i].field, field) == 0)
            return &r->entries[i];
    }
    return NULL;
}

const char *escape_name(struct arena *arena, const char *name)
{
    const size_t len = strlen(name);
    char *text, *at;

    if (strpbrk(name, "~/") == NULL)
        return name;
    text = at = arena_room(arena, 2 * len + 1);
    for (size_t i = 0; text != NULL && i <= len; i++) {
        const bool special = name[i] == '~' || name[i] == '/';

        *at++ = special ? '~' : name[i];
        if (special)
            *at++ = name[i] == '~' ? '0' : '1';
    }
    return text != NULL ? text : "";
}
