/* facts/facts.c -- which row of the tables is about a model.
 *
 * What no row fits is the ordinary model: everything goes as it was said. */
#include "facts/facts.h"

#include <string.h>

static const struct facts ordinary = { .family = "*" };

/* ---- matching ----------------------------------------------------------- */

bool span_in(const char *list, struct span word)
{
    while (list != NULL && *list != '\0') {
        const size_t n = strcspn(list, " ");

        if (n == word.len && memcmp(list, word.ptr, n) == 0)
            return true;
        list += n + (list[n] == ' ');
    }
    return false;
}

bool word_in(const char *list, const char *word)
{
    return span_in(list, span_of(word));
}

bool glob_fits(const char *pattern, const char *text)
{
    while (*pattern != '*') {
        if (*pattern != *text)
            return false;
        if (*text == '\0')
            return true;
        pattern++, text++;
    }
    for (;; text++) {
        if (glob_fits(pattern + 1, text))
            return true;
        if (*text == '\0')
            return false;
    }
}

static int read_number(const char **at)
{
    int number = 0;

    for (; **at >= '0' && **at <= '9' && number < 1000; (*at)++)
        number = number * 10 + (**at - '0');
    return number;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does a minor number stand here?  Behind a dot any, behind a dash one or two
 * digits that are a word of their own: "-4-5" but not "-4-32k" or a date. */
static bool has_minor(const char *at)
{
    const char *end = at + 1;

    if (*at != '.' && *at != '-')
        return false;
    while (is_digit(*end))
        end++;
    if (*at == '.' || end == at + 1)
        return end > at + 1;
    return end - at <= 3 && !(*end >= 'a' && *end <= 'z');
}

/* 5, 5.4 and 5-4 as 500, 504 and 504; -1 when there is none. */
static int read_version(const char **at)
{
    int version;

    if (!is_digit(**at))
        return -1;
    version = read_number(at) * 100;
    if (has_minor(*at)) {
        (*at)++;
        version += read_number(at);
    }
    return version;
}

static bool fits(const struct facts *row, const char *id)
{
    size_t len;

    if (row->stem[0] != id[0] && row->stem[0] != '\0')
        return false; /* nearly all rows */
    len = strlen(row->stem);
    if (strncmp(id, row->stem, len) != 0)
        return false;
    id += len;
    if (row->to > 0) {
        const int version = read_version(&id);

        /* "gpt-4o" is no version 4: a letter may not follow */
        if (version < row->from || version > row->to ||
            (*id >= 'a' && *id <= 'z'))
            return false;
    }
    return row->rest == NULL || glob_fits(row->rest, id);
}

/* A fine-tuned model is what it was made from: "ft:BASE:org:name:id". */
static const char *without_tuning(const char *model, char *base, size_t size)
{
    size_t len;

    if (strncmp(model, "ft:", 3) != 0)
        return model;
    model += 3;
    len = strcspn(model, ":");
    error_copy(base, size, model, len);
    return base;
}

/* "maker/Model-2p5:free" is "model-2.5", wherever it is to be had. */
static void bare_id(const char *model, char *bare, size_t size)
{
    const char *slash = strrchr(model, '/');
    const char *from = slash != NULL ? slash + 1 : model;

    error_copy(bare, size, from, strcspn(from, ":"));
    for (char *at = bare; *at != '\0'; at++) {
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
        if (*at == 'p' && at > bare && is_digit(at[-1]) && is_digit(at[1]))
            *at = '.';
    }
}

static const struct facts *find_in(const struct facts_set *set,
                                   const char *model)
{
    char bare[128];

    if (set->hosted) {
        bare_id(model, bare, sizeof(bare));
        model = bare;
    }
    for (size_t i = 0; i < set->n; i++) {
        if (fits(&set->rows[i], model))
            return &set->rows[i];
    }
    return NULL;
}

/* NULL: no row fits. */
static const struct facts *find_row(const struct facts_set *const *in,
                                    const char *model)
{
    for (; *in != NULL; in++) {
        const struct facts *row = find_in(*in, model);

        if (row != NULL)
            return row;
    }
    return NULL;
}

/* An id may say who made the model, and where it runs, before its name:
 * "us.anthropic.NAME", "openai/NAME", "arn:...:inference-profile/NAME".  The
 * whole id is looked up first, then without one such word, and so on. */
const struct facts *facts_find(const struct facts_set *const *in,
                               const char *model)
{
    char base[128];
    const struct facts *row = NULL;

    if (model == NULL)
        return &ordinary;
    model = without_tuning(model, base, sizeof(base));
    while (row == NULL && *model != '\0') {
        row = find_row(in, model);
        model += strcspn(model, "./");
        model += strspn(model, "./");
    }
    return row != NULL ? row : &ordinary;
}

const struct facts *facts_find_any(const char *model)
{
    const struct facts_set *set;

    /* what is true of all models of one vendor says nothing of this one */
    for (size_t i = 0; (set = facts_set_at(i)) != NULL; i++) {
        const struct facts_set *const one[] = { set, NULL };
        const struct facts *row = facts_find(one, model);

        if (row != &ordinary && row->stem[0] != '\0')
            return row;
    }
    return &ordinary;
}

const struct model_words *words_of(const struct facts *facts)
{
    static const struct model_words none = { .asks = NULL };

    return facts->words != NULL ? facts->words : &none;
}

/* The set that holds the row at *index, which becomes its place in there;
 * NULL: there is no such row. */
static const struct facts_set *set_with(size_t *index)
{
    const struct facts_set *set;

    for (size_t i = 0; (set = facts_set_at(i)) != NULL; i++) {
        if (*index < set->n)
            return set;
        *index -= set->n;
    }
    return NULL;
}

const char *facts_maker(size_t index)
{
    const struct facts_set *set = set_with(&index);

    return set != NULL ? set->name : NULL;
}

const struct facts *facts_at(size_t index)
{
    const struct facts_set *set = set_with(&index);

    return set != NULL ? &set->rows[index] : NULL;
}

size_t facts_count(void)
{
    const struct facts_set *set;
    size_t n = 0;

    for (size_t i = 0; (set = facts_set_at(i)) != NULL; i++)
        n += set->n;
    return n;
}
