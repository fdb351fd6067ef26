/* dialects/bedrock_converse/names.c -- ids and names as the vendor takes them.
 *
 * What is taken stays as it is.  Anything else becomes a name that depends on
 * nothing but the old one, so that a call and its result, and this turn and
 * the next, agree. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/media.h"

enum { MAX_ID = 64, MAX_NAME = 64, NINE = 9 };

/* The text as it is taken: is it what it was, and not empty? */
static bool clean(const char *text, const char *more, char *out, size_t size)
{
    copy_plain(out, size, text, more);
    return text[0] != '\0' && strlen(text) < size && all_name_chars(text, more);
}

/* ---- ids ---------------------------------------------------------------- */

/* The id as far as it goes, and a hash by which two of them stay two. */
const char *converse_id(struct converse_history *h, const char *id,
                        unsigned before)
{
    static const char *const more[] = {
        [CONVERSE_IDS_ANY] = "_.:-",
        [CONVERSE_IDS_CLAUDE] = "_-",
        [CONVERSE_IDS_NINE] = "",
    };
    const enum converse_ids ids = converse_traits(h->e)->ids;
    const bool nine = ids == CONVERSE_IDS_NINE;
    char text[MAX_ID + 1], mark[NINE + 1];

    if (clean(id, more[ids], text, sizeof(text)) &&
        (!nine || strlen(id) == NINE) && before == 0)
        return id;
    write_letters(mark, NINE, text_hash(id, before));
    return nine ? pointer(h->e, "%s", mark)
                : pointer(h->e, "%.*s-%s", MAX_ID - NINE - 1, text, mark);
}

/* ---- tools -------------------------------------------------------------- */

const char *converse_tool_name(struct encoding *e, const char *name)
{
    char text[MAX_NAME + 1];

    return clean(name, "_-", text, sizeof(text)) ? name
                                                 : pointer(e, "%s", text);
}

/* ---- documents ---------------------------------------------------------- */

/* Letters, digits, - ( ) [ ] and single blanks, without the ending. */
static void clean_name(const char *name, char *out, size_t size)
{
    const char *dot = strrchr(name, '.');
    size_t len = 0;

    copy_plain(out, size, name, "-()[]");
    if (dot != NULL && dot != name && (size_t)(dot - name) < size)
        out[dot - name] = '\0';
    for (const char *c = out; *c != '\0'; c++) {
        if (*c != '_')
            out[len++] = *c;
        else if (len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    if (len > 0 && out[len - 1] == ' ')
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

    clean_name(media_file_name(h->e, media), clean, sizeof(clean));
    name = pointer(h->e, "%s", clean[0] != '\0' ? clean : "document");
    first = name;
    for (unsigned i = 2; is_taken(h, name) && i < 1000; i++)
        name = pointer(h->e, "%s %u", first, i);
    if (h->next_name < h->size)
        h->names[h->next_name++] = name;
    return name;
}
