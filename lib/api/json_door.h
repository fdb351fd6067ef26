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
    size_t path_len;
    char path[256]; /* the JSON pointer of the value that is next */
};

void door_open(struct door *d, struct parl_builder *to, struct span json);

/* Nothing but the one value was there; else that is the complaint. */
void door_close(struct door *d);

/* Takes a whole document, which is an object; `unknown` as in the struct. */
void door_document(struct parl_builder *to, struct span json,
                   const struct table *table, void *into, struct buf *unknown);

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
/* The same of a member of the value. */
void door_refuse_at(struct door *d, struct span name, const char *reason);
void door_missing(struct door *d, const char *name);

/* ---- values ------------------------------------------------------------- */

/* Is the value of this kind?  Else it is skipped, with the complaint that
 * `what` was expected. */
bool door_expect(struct door *d, enum json_kind kind, const char *what);

/* As json_enter_object(), with a complaint. */
bool door_enter(struct door *d);

/* Takes a list: each element by `take`, which must take it.  False after the
 * complaint that it is none. */
bool door_each(struct door *d, void (*take)(struct door *d, void *to),
               void *to);

/* Takes an object: each member's value by `take`, which must take it. */
void door_each_member(struct door *d,
                      void (*take)(struct door *d, const struct json_text *name,
                                   void *to),
                      void *to);

/* A member of the object that stands next, as JSON; takes nothing. */
struct span door_find(const struct door *d, const char *name);

/* The same, where it is a text. */
struct json_text door_peek(const struct door *d, const char *name);

/* A copy with a NUL behind it, valid UTF-8; it may hold NUL itself.  ptr NULL:
 * there was a complaint, or no memory. */
struct span door_text(struct door *d);

/* The same, but that a NUL in it is refused; NULL. */
const char *door_word(struct door *d);

/* The same of a name, or of a text that was taken already. */
const char *door_keep(struct door *d, const struct json_text *text);

/* Takes a text without NUL and adds it to a list, which `to` is. */
struct word_list {
    const char **words;
    size_t n;
};

void door_add_word(struct door *d, void *to);

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

/* How a row reads, and what it writes to. */
enum reading {
    READ_OWN,     /* by row->read */
    READ_TEXT,    /* const char *, and size_t at len_at */
    READ_NUMBER,  /* parl_number */
    READ_INTEGER, /* parl_integer */
    READ_COUNT,   /* int64_t; at least 1 */
    READ_SWITCH,  /* int32_t, a parl_switch */
    READ_WORD,    /* int32_t, a number of row->words */
    READ_JSON,    /* as READ_TEXT: any value, byte for byte */
    READ_OBJECT,  /* the same, but it must be an object */
    READ_PAIRS,   /* const parl_pair *, and size_t at len_at: an object whose
                     members are texts */
    READ_CACHE,   /* int32_t, a parl_cache */
    READ_INSIDE,  /* the struct: an object whose members are in row->inside */
    READ_CLOSED,  /* the same, by door_closed() */
    READ_NOTHING,
    READ_FLAG,       /* bool */
    READ_SMALL_WORD, /* uint8_t, a number of row->words */
    READ_SET         /* uint8_t, a bit for the number of each word of a list */
};

struct row {
    const char *name;
    uint8_t reading; /* of enum reading */
    bool required;
    uint16_t at;     /* where in the struct the value goes */
    uint16_t len_at; /* and its length; 0: nowhere, and the text has no NUL */
    union {
        const struct words *words;
        const struct table *inside;
        /* `place` is where the value goes. */
        void (*read)(struct door *d, const struct row *row, void *place);
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

/* Takes the value of a row of the struct *to. */
void row_read(struct door *d, const struct row *row, void *to);

/* The struct in which a row writes to `place`. */
static inline void *row_struct(const struct row *row, void *place)
{
    return (char *)place - row->at;
}

/* What such rows do: parts of readers. */
void read_word(struct door *d, const struct row *row, void *place);
void read_set(struct door *d, const struct row *row, void *place);

/* The words of a mark's lifetime, by the numbers of parl_cache. */
extern const struct words cache_ttls;

/* ---- members that nobody knows ------------------------------------------ */

/* Adds to an object that is `{...}` or still empty; `name` as it stands
 * between its quotes. */
void extra_add(struct buf *object, struct span name, struct span json);

#endif
