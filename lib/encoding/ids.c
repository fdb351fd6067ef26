/* encoding/ids.c -- ids and names in a shape that a vendor takes. */
#include "encoding/ids.h"

#include <string.h>

void copy_plain(char *out, size_t size, const char *text, const char *more)
{
    size_t i = 0;

    for (; text[i] != '\0' && i + 1 < size; i++)
        out[i] = is_name_char(text[i], more) ? text[i] : '_';
    out[i] = '\0';
}

uint64_t text_hash(const char *text, uint64_t salt)
{
    /* spread, since the first letter would undo a small one */
    uint64_t h =
        UINT64_C(14695981039346656037) ^ salt * UINT64_C(0x9E3779B97F4A7C15);

    for (; *text != '\0'; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return h;
}

/* ---- ids that come again ------------------------------------------------- */

struct seen_id {
    struct seen_id *next;
    const char *id;
    unsigned calls, answered; /* up to here */
    bool in_results;          /* of the last calls that had it */
};

/* NULL: no memory, which the arena tells. */
static struct seen_id *find_id(struct call_ids *ids, struct arena *arena,
                               const char *id)
{
    struct seen_id **place = &ids->lists[text_hash(id, 0) % N_ID_LISTS];

    while (*place != NULL && strcmp((*place)->id, id) != 0)
        place = &(*place)->next;
    if (*place == NULL && (*place = ARENA_NEW(arena, struct seen_id)) != NULL)
        (*place)->id = id;
    return *place;
}

unsigned calls_before(struct call_ids *ids, struct arena *arena, const char *id)
{
    struct seen_id *found = find_id(ids, arena, id);

    if (found == NULL)
        return 0;
    if (found->in_results)
        found->answered = found->calls;
    found->in_results = false;
    return found->calls++;
}

unsigned results_before(struct call_ids *ids, struct arena *arena,
                        const char *id)
{
    struct seen_id *found = find_id(ids, arena, id);

    if (found == NULL)
        return 0;
    found->in_results = true;
    return found->answered++;
}

/* ---- ids of our own ------------------------------------------------------ */

void write_letters(char *out, size_t n, uint64_t number)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz";

    for (size_t i = 0; i < n; i++, number /= 62)
        out[i] = letters[number % 62];
    out[n] = '\0';
}
