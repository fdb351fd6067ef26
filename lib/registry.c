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

/* All that are known of one kind. */
struct known {
    const char *what; /* stands before the name in a message */
    const char *left_out;
    const void *const *rows;
    size_t n;
};

enum { N_PROVIDERS = sizeof(providers) / sizeof(providers[0]) };

static const struct known known_providers = { "provider ", no_providers,
                                              providers, N_PROVIDERS };
static const struct known known_dialects = {
    "/dialect: ", no_dialects, dialects, sizeof(dialects) / sizeof(dialects[0])
};

/* NULL: no more; *row NULL: it is left out. */
static const char *name_at(const struct known *known, size_t index,
                           const void **row)
{
    const char *name = known->left_out;

    *row = NULL;
    if (index < known->n) {
        *row = known->rows[index];
        return *(const char *const *)*row;
    }
    for (; index > known->n && *name != '\0'; index--)
        name += strlen(name) + 1;
    return *name != '\0' ? name : NULL;
}

static parl_status find(const struct known *known, const char *name,
                        const void **row, struct error *err)
{
    const char *at;
    size_t i = 0;

    do
        at = name_at(known, i++, row);
    while (at != NULL && strcmp(at, name) != 0);
    if (*row != NULL)
        return PARL_OK;
    return error_set(err, at != NULL ? PARL_NOT_BUILT : PARL_INVALID_ARGUMENT,
                     "%s'%s' is %s", known->what, name,
                     at != NULL ? "not in this build" : "unknown");
}

parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err)
{
    const void *row;
    const parl_status status = find(&known_providers, name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err)
{
    const void *row;
    const parl_status status = find(&known_dialects, name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

const char *provider_at(size_t index, const struct provider **row)
{
    const void *at;
    const char *name = name_at(&known_providers, index, &at);

    if (name != NULL)
        *row = at;
    return name;
}

static const struct facts_set *const *facts_of_row(size_t row)
{
    static const struct facts_set *const none[] = { NULL };
    const struct provider *p = providers[row];

    return p->facts != NULL ? p->facts : none;
}

/* Did one of the rows before this place name it? */
static bool was_named(const struct facts_set *const *place, size_t row)
{
    for (size_t i = 0; i <= row; i++) {
        const struct facts_set *const *at = facts_of_row(i);

        for (; at != place && *at != NULL; at++) {
            if (*at == *place)
                return true;
        }
    }
    return false;
}

const struct facts_set *facts_set_at(size_t index)
{
    for (size_t i = 0; i < N_PROVIDERS; i++) {
        const struct facts_set *const *at = facts_of_row(i);

        for (; *at != NULL; at++) {
            if (!was_named(at, i) && index-- == 0)
                return *at;
        }
    }
    return NULL;
}

const struct provider_extras *extras_of(const struct provider *provider)
{
    static const struct provider_extras none = { .ids = NULL };

    return provider->extras != NULL ? provider->extras : &none;
}

const struct surface *provider_surface(const struct provider *p,
                                       const char *dialect)
{
    const struct surface *surface = p->surfaces;

    for (size_t left = p->n_surfaces; left > 0; left--, surface++) {
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
    const struct surface *surface = p->surfaces;

    for (size_t left = p->n_surfaces; left > 0; left--, surface++) {
        if (surface_takes(surface, model))
            return surface;
    }
    return NULL;
}
