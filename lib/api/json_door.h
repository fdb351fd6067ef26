/* api/json_door.h -- reads documents that a program or a person wrote: what is
 * wrong in them is refused, by its JSON pointer.
 *
 * An object is read by a table, a row for each member that it may have: how
 * the value is read and where it goes.  An explicit null is a member that is
 * not there.  The first complaint is kept in the builder; after it reading
 * goes on, to no effect. */
#ifndef PARLANCE_API_JSON_DOOR_H
#define PARLANCE_API_JSON_DOOR_H

#include "api/builder.h"
#include "wire/json_in.h"

struct door {
    struct json_in in;
    struct parl_builder *to;    /* owns what is read, and the complaint */
    struct buf *unknown;        /* gets members without a row; NULL: refused */
    const struct table *around; /* of the object that they will be members of:
                                   none of them may have a row there */
    char path[256];             /* the JSON pointer of the value that is next */
    size_t path_len;
};

void door_open(struct door *d, struct parl_builder *to, struct span json);

/* Nothing but the one value was there; else that is the complaint. */
void door_close(struct door *d);

/* No complaint so far, and no mistake in the bytes: what a table requires is
 * there. */
bool door_ok(struct door *d);

/* ---- where reading stands ----------------------------------------------- */

/* Each gives a mark, by which door_up() finds the way back. */
size_t door_down(struct door *d, struct span name);
size_t door_down_to(struct door *d, size_t index);
void door_up(struct door *d, size_t mark);

/* "POINTER: ..." */
void door_refuse(struct door *d, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void door_missing(struct door *d, const char *name);

/* ---- values ------------------------------------------------------------- */

/* Is the value of this kind?  Else it is skipped, with the complaint that
 * `what` was expected. */
bool door_expect(struct door *d, enum json_kind kind, const char *what);

/* As json_enter_array(), with a complaint. */
bool door_enter_list(struct door *d);

/* The member "type" of the object that stands next; takes nothing. */
struct json_text door_peek_type(const struct door *d);

/* A copy with a NUL behind it, valid UTF-8; it may hold NUL itself.  ptr NULL:
 * there was a complaint, or no memory. */
struct span door_text(struct door *d);

/* The same, but that a NUL in it is refused; NULL. */
const char *door_word(struct door *d);

/* The same of a name, or of a text that was taken already. */
const char *door_keep(struct door *d, struct json_text text);

/* Takes a text without NUL and adds it to a list. */
struct word_list {
    const char **words;
    size_t n;
};

void door_add_word(struct door *d, struct word_list *list);

/* A copy of the bytes of any value. */
struct span door_json(struct door *d);

/* ---- objects ------------------------------------------------------------ */

/* Words of an enumeration, by its numbers; NULL: none for this number. */
struct words {
    const char *const *word;
    size_t n;
};

/* "expected one of ..., not 'WORD'" */
void door_refuse_word(struct door *d, const struct words *words,
                      struct span word);

struct row {
    const char *name;
    void (*read)(struct door *d, const struct row *row, void *to);
    uint16_t at;     /* where in *to the value goes */
    uint16_t len_at; /* and its length; 0: nowhere, and the text has no NUL */
    bool required;
    union {
        const struct words *words;
        const struct table *inside;
    };
};

struct table {
    const struct row *rows;
    size_t n;                   /* at most 64 */
    const struct table *beside; /* more rows, none of them required; NULL */
};

/* The initialiser of words, from an array: `{ ALL_OF(list) }`. */
#define ALL_OF(list) (list), sizeof(list) / sizeof((list)[0])
/* The same of a table. */
#define TABLE(list) TABLE_BESIDE(list, NULL)
#define TABLE_BESIDE(list, others)                                             \
    {                                                                          \
        .rows = (list), .n = sizeof(list) / sizeof((list)[0]),                 \
        .beside = (others)                                                     \
    }

/* Takes an object.  False after a complaint about the object itself. */
bool door_members(struct door *d, const struct table *table, void *to);

/* The same, where a member without a row is refused. */
bool door_closed(struct door *d, const struct table *table, void *to);

/* The same, where members without a row are kept, those of objects inside of
 * it too: *extra becomes an object of them, or NULL. */
bool door_open_ended(struct door *d, const struct table *table, void *to,
                     const char **extra);

/* How rows read; what they write to stands behind each. */
void read_text(struct door *d, const struct row *row, void *to);
/* const char *, and size_t at len_at */
void read_number(struct door *d, const struct row *row, void *to);
/* parl_number */
void read_integer(struct door *d, const struct row *row, void *to);
/* parl_integer */
void read_count(struct door *d, const struct row *row, void *to);
/* int64_t; at least 1 */
void read_switch(struct door *d, const struct row *row, void *to);
/* int32_t, a parl_switch */
void read_word(struct door *d, const struct row *row, void *to);
/* int32_t, a number of row->words */
void read_json(struct door *d, const struct row *row, void *to);
/* const char *, and size_t at len_at: any value, byte for byte */
void read_object(struct door *d, const struct row *row, void *to);
/* the same, but it must be an object */
void read_cache(struct door *d, const struct row *row, void *to);
/* int32_t, a parl_cache */
void read_inside(struct door *d, const struct row *row, void *to);
/* an object whose members, by row->inside, go to *to as well */
void read_nothing(struct door *d, const struct row *row, void *to);

/* Where a row writes. */
static inline void *row_place(const struct row *row, void *to)
{
    return (char *)to + row->at;
}

/* ---- members that nobody knows ------------------------------------------ */

/* Adds to an object that is `{...}` or still empty; `name` as it stands
 * between its quotes. */
void extra_add(struct buf *object, struct span name, struct span json);

#endif
