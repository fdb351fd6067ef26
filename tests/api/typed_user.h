/* tests/api/typed_user.h -- structs with every kind of member, and the tables
 * that describe them. */
#ifndef PARLANCE_TESTS_API_TYPED_USER_H
#define PARLANCE_TESTS_API_TYPED_USER_H

#include <parlance/parlance.h>

struct address {
    const char *street;
    int64_t zip;
};

struct item {
    double price;
    const char *what;
};

struct user {
    const char *name;
    int64_t age;
    double weight;
    int32_t is_new;
    int32_t role;
    struct address home;

    const char *nick;
    parl_integer since;
    parl_number score;
    int32_t is_rich;
    int32_t mood;
    const struct address *work;

    const char **tags;
    size_t n_tags;
    int64_t *years;
    size_t n_years;
    double *sizes;
    size_t n_sizes;
    int32_t *flags;
    size_t n_flags;
    int32_t *roles;
    size_t n_roles;
    struct item *items;
    size_t n_items;

    const char *const *aliases;
    size_t n_aliases;
    void *secret; /* of the program; the model hears nothing of it */
};

enum role { ADMIN, GUEST };

static const char *const role_words[] = { "admin", "guest" };
static const char *const mood_words[] = { NULL, "good", "bad" };

static const parl_field address_list[] = {
    PARL_FIELD_TEXT(struct address, street, NULL),
    PARL_FIELD_INTEGER(struct address, zip, "five digits"),
};
static const parl_fields address_fields =
    PARL_FIELDS(NULL, struct address, address_list);

static const parl_field item_list[] = {
    PARL_FIELD_NUMBER(struct item, price, NULL),
    PARL_FIELD_TEXT(struct item, what, NULL),
};
static const parl_fields item_fields =
    PARL_FIELDS(NULL, struct item, item_list);

static const parl_field user_list[] = {
    PARL_FIELD_TEXT(struct user, name, "the \"full\" name"),
    PARL_FIELD_INTEGER(struct user, age, NULL),
    PARL_FIELD_NUMBER(struct user, weight, NULL),
    PARL_FIELD_BOOLEAN(struct user, is_new, NULL),
    PARL_FIELD_WORD(struct user, role, role_words, "what they may do"),
    PARL_FIELD_OBJECT(struct user, home, address_fields, "where they live"),

    PARL_OPTIONAL_TEXT(struct user, nick, NULL),
    PARL_OPTIONAL_INTEGER(struct user, since, NULL),
    PARL_OPTIONAL_NUMBER(struct user, score, NULL),
    PARL_OPTIONAL_BOOLEAN(struct user, is_rich, NULL),
    PARL_OPTIONAL_WORD(struct user, mood, mood_words, NULL),
    PARL_OPTIONAL_OBJECT(struct user, work, address_fields, "their office"),

    PARL_FIELD_TEXTS(struct user, tags, n_tags, NULL),
    PARL_FIELD_INTEGERS(struct user, years, n_years, NULL),
    PARL_FIELD_NUMBERS(struct user, sizes, n_sizes, NULL),
    PARL_FIELD_BOOLEANS(struct user, flags, n_flags, NULL),
    PARL_FIELD_WORDS(struct user, roles, n_roles, role_words, NULL),
    PARL_FIELD_OBJECTS(struct user, items, n_items, item_fields, NULL),

    PARL_OPTIONAL_TEXTS(struct user, aliases, n_aliases, NULL),
};
static const parl_fields user_fields =
    PARL_FIELDS("user", struct user, user_list);

/* The rest of the optional lists. */
struct lists {
    int64_t *years;
    size_t n_years;
    double *sizes;
    size_t n_sizes;
    int32_t *flags;
    size_t n_flags;
    int32_t *moods;
    size_t n_moods;
    struct item *items;
    size_t n_items;
};

static const parl_field lists_list[] = {
    PARL_OPTIONAL_INTEGERS(struct lists, years, n_years, NULL),
    PARL_OPTIONAL_NUMBERS(struct lists, sizes, n_sizes, NULL),
    PARL_OPTIONAL_BOOLEANS(struct lists, flags, n_flags, NULL),
    PARL_OPTIONAL_WORDS(struct lists, moods, n_moods, mood_words, NULL),
    PARL_OPTIONAL_OBJECTS(struct lists, items, n_items, item_fields, NULL),
};
static const parl_fields lists_fields =
    PARL_FIELDS(NULL, struct lists, lists_list);

#endif
