/* parlance/typed.h -- answers that fill a C struct.
 *
 * A program describes a struct once, in a table of constants:
 *
 *     struct city {
 *         const char *name;
 *         int64_t people;
 *         const char **rivers;
 *         size_t n_rivers;
 *     };
 *
 *     static const parl_field city_list[] = {
 *         PARL_FIELD_TEXT(struct city, name, "in English"),
 *         PARL_FIELD_INTEGER(struct city, people, "at the last census"),
 *         PARL_FIELD_TEXTS(struct city, rivers, n_rivers, "that cross it"),
 *     };
 *     static const parl_fields city_fields =
 *         PARL_FIELDS("city", struct city, city_list);
 *
 * parl_chat_typed() makes a JSON schema of it, asks for an answer that keeps
 * to the schema, and fills the struct: wholly, or not at all.
 *
 * <parlance/parlance.h> includes this header.  All of it is JSON dialect: it is
 * not in a library that was built with -Djson_dialect=false. */
#ifndef PARLANCE_TYPED_H
#define PARLANCE_TYPED_H

#include <parlance/parlance.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a field holds, and the member of the struct that it is for:
 *
 *            FIELD                      OPTIONAL, and what says "absent"
 *   TEXT     const char *               the same; NULL
 *   INTEGER  int64_t                    parl_integer; not set
 *   NUMBER   double                     parl_number; not set
 *   BOOLEAN  int32_t, 0 or 1            int32_t, a parl_switch; PARL_DEFAULT
 *   WORD     int32_t, a place in words  the same; -1
 *   OBJECT   a struct with a table      a pointer to such a struct; NULL
 *
 * A list is a pointer to its first element and a size_t, their number.  An
 * optional list that is absent is NULL; an empty one is not. */
typedef enum parl_kind {
    PARL_KIND_TEXT = 1,
    PARL_KIND_INTEGER = 2,
    PARL_KIND_NUMBER = 3,
    PARL_KIND_BOOLEAN = 4,
    PARL_KIND_WORD = 5,
    PARL_KIND_OBJECT = 6
} parl_kind;

/* One member of a struct.  The macros below write it; a program that makes its
 * tables at run time zeroes it first. */
typedef struct parl_field {
    const char *name;        /* in the JSON; of UTF-8, at least a byte */
    const char *description; /* what the model is told of it; may be NULL */
    int32_t kind;            /* parl_kind */
    int32_t is_list;         /* 1: any number of them */
    int32_t is_optional;     /* 1: the answer may say null */
    int32_t reserved_word;
    size_t offset;       /* of the member, or of the pointer to the first one */
    size_t size;         /* of the member; OBJECT: of the struct, also where the
                            member is a pointer; of one element of a list */
    size_t count_offset; /* of a list's size_t */
    const char *const *words; /* WORD: n_words of them; a NULL among them is a
                                 number without a word */
    size_t n_words;
    const struct parl_fields *fields; /* OBJECT: its table */
    uint64_t reserved[2];
} parl_field;

/* All fields of a struct.  At most 256 of them, nested at most 10 deep, so no
 * table may hold itself. */
typedef struct parl_fields {
    const char *name;         /* of the schema: [A-Za-z0-9_-], 1 to 64; NULL:
                                 "answer".  Read of the outermost table only */
    const parl_field *fields; /* in the order in which the model answers */
    size_t n_fields;
    size_t struct_size; /* sizeof of the struct that is filled */
    uint64_t reserved[2];
} parl_fields;

/* The initialiser of a parl_fields; `list` is an array of parl_field. */
#define PARL_FIELDS(name, type, list)                                          \
    {                                                                          \
        (name), (list), PARL_COUNT_(list), sizeof(type),                       \
        {                                                                      \
            0, 0                                                               \
        }                                                                      \
    }

/* Initialisers of a parl_field: `type` is the struct, `member` its member,
 * whose name is also that in the JSON, `text` the description, `words` an array
 * of const char *, `table` a parl_fields.  A member of another type than its
 * kind wants does not compile: an int for a whole number, a bool or an enum
 * neither.  (An array of
 * char for a text does, and is refused when the table is used.) */
#define PARL_FIELD_TEXT(type, member, text)                                    \
    PARL_ONE_(TEXT, 0, type, member, PARL_POINTS_(type, member, const char),   \
              NULL, 0, NULL, text)
#define PARL_FIELD_INTEGER(type, member, text)                                 \
    PARL_PLAIN_(INTEGER, 0, type, member, int64_t, text)
#define PARL_FIELD_NUMBER(type, member, text)                                  \
    PARL_PLAIN_(NUMBER, 0, type, member, double, text)
#define PARL_FIELD_BOOLEAN(type, member, text)                                 \
    PARL_PLAIN_(BOOLEAN, 0, type, member, int32_t, text)
#define PARL_FIELD_WORD(type, member, words, text)                             \
    PARL_ONE_(WORD, 0, type, member, PARL_IS_(type, member, int32_t), words,   \
              PARL_COUNT_(words), NULL, text)
#define PARL_FIELD_OBJECT(type, member, table, text)                           \
    PARL_ONE_(OBJECT, 0, type, member, 0, NULL, 0, &(table), text)

/* The answer may say null: see parl_kind for the member. */
#define PARL_OPTIONAL_TEXT(type, member, text)                                 \
    PARL_ONE_(TEXT, 1, type, member, PARL_POINTS_(type, member, const char),   \
              NULL, 0, NULL, text)
#define PARL_OPTIONAL_INTEGER(type, member, text)                              \
    PARL_PLAIN_(INTEGER, 1, type, member, parl_integer, text)
#define PARL_OPTIONAL_NUMBER(type, member, text)                               \
    PARL_PLAIN_(NUMBER, 1, type, member, parl_number, text)
#define PARL_OPTIONAL_BOOLEAN(type, member, text)                              \
    PARL_PLAIN_(BOOLEAN, 1, type, member, int32_t, text)
#define PARL_OPTIONAL_WORD(type, member, words, text)                          \
    PARL_ONE_(WORD, 1, type, member, PARL_IS_(type, member, int32_t), words,   \
              PARL_COUNT_(words), NULL, text)
#define PARL_OPTIONAL_OBJECT(type, member, table, text)                        \
    PARL_FIELD_(OBJECT, 0, 1, type, member, 0, *((type *)0)->member, 0, NULL,  \
                0, &(table), text)

/* Lists: `count` is the member with their number. */
#define PARL_FIELD_TEXTS(type, member, count, text)                            \
    PARL_LIST_(TEXT, 0, type, member, count, const char *const, text)
#define PARL_FIELD_INTEGERS(type, member, count, text)                         \
    PARL_LIST_(INTEGER, 0, type, member, count, const int64_t, text)
#define PARL_FIELD_NUMBERS(type, member, count, text)                          \
    PARL_LIST_(NUMBER, 0, type, member, count, const double, text)
#define PARL_FIELD_BOOLEANS(type, member, count, text)                         \
    PARL_LIST_(BOOLEAN, 0, type, member, count, const int32_t, text)
#define PARL_FIELD_WORDS(type, member, count, words, text)                     \
    PARL_MANY_(WORD, 0, type, member, count,                                   \
               PARL_POINTS_(type, member, const int32_t), words,               \
               PARL_COUNT_(words), NULL, text)
#define PARL_FIELD_OBJECTS(type, member, count, table, text)                   \
    PARL_MANY_(OBJECT, 0, type, member, count, 0, NULL, 0, &(table), text)

#define PARL_OPTIONAL_TEXTS(type, member, count, text)                         \
    PARL_LIST_(TEXT, 1, type, member, count, const char *const, text)
#define PARL_OPTIONAL_INTEGERS(type, member, count, text)                      \
    PARL_LIST_(INTEGER, 1, type, member, count, const int64_t, text)
#define PARL_OPTIONAL_NUMBERS(type, member, count, text)                       \
    PARL_LIST_(NUMBER, 1, type, member, count, const double, text)
#define PARL_OPTIONAL_BOOLEANS(type, member, count, text)                      \
    PARL_LIST_(BOOLEAN, 1, type, member, count, const int32_t, text)
#define PARL_OPTIONAL_WORDS(type, member, count, words, text)                  \
    PARL_MANY_(WORD, 1, type, member, count,                                   \
               PARL_POINTS_(type, member, const int32_t), words,               \
               PARL_COUNT_(words), NULL, text)
#define PARL_OPTIONAL_OBJECTS(type, member, count, table, text)                \
    PARL_MANY_(OBJECT, 1, type, member, count, 0, NULL, 0, &(table), text)

/* What those are made of; not for programs. */
#define PARL_COUNT_(list) (sizeof(list) / sizeof((list)[0]))

/* These two are 0, and only compile where the member is a `wanted`, or a
 * pointer to it, for pointers to different types have no difference. */
#define PARL_IS_(type, member, wanted)                                         \
    (0 * sizeof(&((type *)0)->member - (wanted *)1))
#define PARL_POINTS_(type, member, wanted)                                     \
    (0 * sizeof(((type *)0)->member - (wanted *)1))

#define PARL_NAME_(member) #member
#define PARL_FIELD_(kind, list, optional, type, member, check, sized, count,   \
                    words, n_words, table, text)                               \
    {                                                                          \
        PARL_NAME_(member), (text), PARL_KIND_##kind, list, optional, 0,       \
            offsetof(type, member) + (check), sizeof(sized), (count), words,   \
            n_words, table,                                                    \
        {                                                                      \
            0, 0                                                               \
        }                                                                      \
    }
#define PARL_ONE_(kind, optional, type, member, check, words, n_words, table,  \
                  text)                                                        \
    PARL_FIELD_(kind, 0, optional, type, member, check, ((type *)0)->member,   \
                0, words, n_words, table, text)
#define PARL_PLAIN_(kind, optional, type, member, wanted, text)                \
    PARL_ONE_(kind, optional, type, member, PARL_IS_(type, member, wanted),    \
              NULL, 0, NULL, text)
#define PARL_MANY_(kind, optional, type, member, count, check, words, n_words, \
                   table, text)                                                \
    PARL_FIELD_(kind, 1, optional, type, member, check, *((type *)0)->member,  \
                offsetof(type, count) + PARL_IS_(type, count, size_t), words,  \
                n_words, table, text)
#define PARL_LIST_(kind, optional, type, member, count, wanted, text)          \
    PARL_MANY_(kind, optional, type, member, count,                            \
               PARL_POINTS_(type, member, wanted), NULL, 0, NULL, text)

/* The table as a strict JSON schema, such as a parl_tool's `parameters` may be:
 * every field is required, an optional one may be null, and no others are
 * allowed.  *json is freed with parl_text_free().  PARL_INVALID_ARGUMENT: the
 * table is at fault; the message begins with the JSON pointer of the field. */
PARL_API parl_status parl_schema(parl_client *client, const parl_fields *fields,
                                 char **json, parl_error **error);

/* parl_chat() for an answer that keeps to the schema of `fields`, and fills
 * *out.  The schema is the table's, strict unless the request says PARL_NO; its
 * `response_format` and `schema` must be unset.  `request` is not changed.
 *
 * Texts, lists and optional structs live in *response, which is the caller's
 * to free, after *out has been used.  Members of *out that are in no table stay
 * as they were.  When the request asks for several answers, the first counts.
 *
 * What parl_chat() fails with, and what parl_response_read() fails with; then
 * parl_error_partial() is the answer, as it came. */
PARL_API parl_status parl_chat_typed(parl_client *client,
                                     const parl_request *request,
                                     const parl_fields *fields, void *out,
                                     parl_response **response,
                                     parl_error **error);

/* Fills *out from the first choice of any response, which lives for as long as
 * what *out points to is used.
 *
 * PARL_PROTOCOL: the answer does not keep to the table; the message begins with
 * the JSON pointer of the first violation.  Members that no field names are
 * passed over.  An answer that is no JSON, but has an object of JSON in it, in
 * a code fence or behind some words, is that object.
 * PARL_CONTENT_FILTERED: the model refused, with its words in the message, or
 * the vendor filtered the answer.  PARL_TRUNCATED: it was cut at the limit of
 * tokens.  PARL_INVALID_ARGUMENT: the table is at fault, or `out` is NULL.
 * On any failure *out is untouched. */
PARL_API parl_status parl_response_read(parl_response *response,
                                        const parl_fields *fields, void *out,
                                        parl_error **error);

/* Fills *out from the arguments of a call of `response`, a PARL_PART_TOOL_CALL
 * (parl_response_tool_call()), whose tool has parl_schema()'s schema of the
 * same table.  No arguments at all are an empty object.
 *
 * Statuses as of parl_response_read(), but a refusal or a filter is none of
 * its concern; PARL_PROTOCOL's message tells a model what to mend, as the
 * result of its call.  PARL_INVALID_ARGUMENT, too, where `call` is NULL or
 * another part. */
PARL_API parl_status parl_response_read_call(parl_response *response,
                                             const parl_part *call,
                                             const parl_fields *fields,
                                             void *out, parl_error **error);

#ifdef __cplusplus
}
#endif

#endif
