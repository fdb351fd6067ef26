/* registry.c -- the providers and dialects that this build has, and those that
 * it left out. */
#include "provider.h"

#include <string.h>

#define PROVIDER(name) extern const struct provider provider_##name;
#define PROVIDER_LEFT_OUT(name)
#include PROVIDER_LIST
#undef PROVIDER
#undef PROVIDER_LEFT_OUT

/* What is in this build; each row begins with its name. */
static const void *const providers[] = {
#define PROVIDER(name) &provider_##name,
#define PROVIDER_LEFT_OUT(name)
#include PROVIDER_LIST
#undef PROVIDER
#undef PROVIDER_LEFT_OUT
};

static const void *const dialects[] = {
#define DIALECT(name) &dialect_##name,
#define DIALECT_LEFT_OUT(name)
#include DIALECT_LIST
#undef DIALECT
#undef DIALECT_LEFT_OUT
};

enum {
    N_PROVIDERS = sizeof(providers) / sizeof(providers[0]),
    N_DIALECTS = sizeof(dialects) / sizeof(dialects[0])
};

/* And what is known, but not in it: names, with a NUL behind each. */
static const char no_providers[] = ""
#define PROVIDER(name)
#define PROVIDER_LEFT_OUT(name) #name "\0"
#include PROVIDER_LIST
    ;

static const char no_dialects[] = ""
#define DIALECT(name)
#define DIALECT_LEFT_OUT(name) #name "\0"
#include DIALECT_LIST
    ;

/* NULL: no more; *row NULL: it is left out. */
static const char *name_at(const void *const *rows, size_t n,
                           const char *left_out, size_t index, const void **row)
{
    *row = NULL;
    if (index < n) {
        *row = rows[index];
        return *(const char *const *)*row;
    }
    for (; index > n && *left_out != '\0'; index--)
        left_out += strlen(left_out) + 1;
    return *left_out != '\0' ? left_out : NULL;
}

/* `what` stands before the name in the message. */
static parl_status find(const void *const *rows, size_t n, const char *left_out,
                        const char *what, const char *name, const void **row,
                        struct error *err)
{
    const char *known;
    size_t i = 0;

    do
        known = name_at(rows, n, left_out, i++, row);
    while (known != NULL && strcmp(known, name) != 0);
    if (*row != NULL)
        return PARL_OK;
    return error_set(err,
                     known != NULL ? PARL_NOT_BUILT : PARL_INVALID_ARGUMENT,
                     "%s'%s' is %s", what, name,
                     known != NULL ? "not in this build" : "unknown");
}

parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err)
{
    const void *row;
    const parl_status status = find(providers, N_PROVIDERS, no_providers,
                                    "provider ", name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err)
{
    const void *row;
    const parl_status status =
        find(dialects, N_DIALECTS, no_dialects, "/dialect: ", name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

const char *provider_at(size_t index, const struct provider **row)
{
    const void *at;
    const char *name =
        name_at(providers, N_PROVIDERS, no_providers, index, &at);

    if (name != NULL)
        *row = at;
    return name;
}

/* Did one of the rows before this place name it? */
static bool was_named(const struct facts_set *set, size_t row, size_t place)
{
    for (size_t i = 0; i <= row; i++) {
        const struct provider *p = providers[i];
        const size_t end = i < row ? MAX_FACTS : place;

        for (size_t k = 0; k < end; k++) {
            if (p->facts[k] == set)
                return true;
        }
    }
    return false;
}

const struct facts_set *facts_set_at(size_t index)
{
    for (size_t i = 0; i < N_PROVIDERS; i++) {
        const struct provider *p = providers[i];

        for (size_t k = 0; k < MAX_FACTS; k++) {
            if (p->facts[k] == NULL || was_named(p->facts[k], i, k))
                continue;
            if (index-- == 0)
                return p->facts[k];
        }
    }
    return NULL;
}

const struct surface *provider_surface(const struct provider *p,
                                       const char *dialect)
{
    for (size_t i = 0; p->surfaces[i].dialect != NULL; i++) {
        const struct surface *surface = &p->surfaces[i];

        if (strcmp(surface->dialect->name, dialect) == 0)
            return surface;
    }
    return NULL;
}

bool surface_takes(const struct surface *surface, const char *model)
{
    return surface->models == NULL ||
           (model != NULL && glob_fits(surface->models, model));
}

const struct surface *provider_usual_surface(const struct provider *p,
                                             const char *model)
{
    for (size_t i = 0; p->surfaces[i].dialect != NULL; i++) {
        const struct surface *surface = &p->surfaces[i];

        if (surface_takes(surface, model))
            return surface;
    }
    return NULL;
}
