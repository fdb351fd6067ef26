/* dialects/bedrock_converse/names.c -- ids and names as the vendor takes them.
 *
 * What is taken stays as it is.  Anything else becomes a name that depends on
 * nothing but the old one, so that a call and its result, and this turn and
 * the next, agree. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "media.h"

enum { MAX_ID = 64, MAX_NAME = 64, NINE = 9 };

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Are there 1 to `max` characters, letters, digits and those in `more`? */
static bool is_legal(const char *text, const char *more, size_t max)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len; i++) {
        if (!is_alnum(text[i]) && strchr(more, text[i]) == NULL)
            return false;
    }
    return len > 0 && len <= max;
}

/* ---- ids ---------------------------------------------------------------- */

/* FNV-1a */
static uint64_t hash(const char *text)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (; *text != '\0'; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return h;
}

static void write_hash(uint64_t h, char *out, size_t n)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz";

    for (size_t i = 0; i < n; i++, h /= 62)
        out[i] = digits[h % 62];
    out[n] = '\0';
}

/* The id as far as it goes, and a hash by which two of them stay two. */
static const char *cleaned_id(struct converse_history *h, const char *id,
                              const char *more)
{
    char text[MAX_ID + 1], mark[NINE + 1];
    size_t len = strlen(id);

    if (len > MAX_ID - NINE - 1)
        len = MAX_ID - NINE - 1;
    for (size_t i = 0; i < len; i++)
        text[i] = is_alnum(id[i]) || strchr(more, id[i]) != NULL ? id[i] : '_';
    text[len] = '\0';
    write_hash(hash(id), mark, NINE);
    return pointer(h->e, "%s-%s", text, mark);
}

const char *converse_id(struct converse_history *h, const char *id)
{
    char nine[NINE + 1];

    if (id == NULL)
        id = "";
    switch (h->traits->ids) {
    case CONVERSE_IDS_ANY:
        return is_legal(id, "_.:-", MAX_ID) ? id : cleaned_id(h, id, "_.:-");
    case CONVERSE_IDS_CLAUDE:
        return is_legal(id, "_-", MAX_ID) ? id : cleaned_id(h, id, "_-");
    case CONVERSE_IDS_NINE:
        break;
    }
    if (strlen(id) == NINE && is_legal(id, "", NINE))
        return id;
    write_hash(hash(id), nine, NINE);
    return pointer(h->e, "%s", nine);
}

/* ---- tools -------------------------------------------------------------- */

const char *converse_tool_name(struct encoding *e, const char *name)
{
    char text[MAX_NAME + 1];
    size_t len = strlen(name);

    if (is_legal(name, "_-", MAX_NAME))
        return name;
    if (len > MAX_NAME)
        len = MAX_NAME;
    for (size_t i = 0; i < len; i++)
        text[i] = is_alnum(name[i]) || name[i] == '-' ? name[i] : '_';
    text[len] = '\0';
    return pointer(e, "%s", text);
}

/* ---- documents ---------------------------------------------------------- */

/* What the caller calls it, else the end of its path. */
static const char *file_name(const parl_media *media)
{
    const char *slash = media->path != NULL ? strrchr(media->path, '/') : NULL;

    if (media->name != NULL)
        return media->name;
    if (slash != NULL)
        return slash + 1;
    return media->path != NULL ? media->path : "";
}

/* Letters, digits, - ( ) [ ] and single blanks, without the ending. */
static void clean_name(const char *name, char *out, size_t size)
{
    const char *dot = strrchr(name, '.');
    const size_t end =
        dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    size_t len = 0;

    for (size_t i = 0; i < end && len + 1 < size; i++) {
        const bool fine = is_alnum(name[i]) || strchr("-()[]", name[i]) != NULL;

        if (fine)
            out[len++] = name[i];
        else if (len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    while (len > 0 && out[len - 1] == ' ')
        len--;
    out[len] = '\0';
}

static bool is_taken(const struct converse_history *h, const char *name)
{
    for (size_t i = 0; i < h->next_name; i++) {
        if (h->names[i] != NULL && strcmp(h->names[i], name) == 0)
            return true;
    }
    return false;
}

const char *converse_document_name(struct converse_history *h,
                                   const parl_media *media)
{
    enum { MAX_DOCUMENT_NAME = 180 };
    char clean[MAX_DOCUMENT_NAME];
    const char *name, *first;

    clean_name(file_name(media), clean, sizeof(clean));
    name = pointer(h->e, "%s", clean[0] != '\0' ? clean : "document");
    first = name;
    for (unsigned i = 2; is_taken(h, name) && i < 1000; i++)
        name = pointer(h->e, "%s %u", first, i);
    if (h->next_name < h->size)
        h->names[h->next_name++] = name;
    return name;
}
