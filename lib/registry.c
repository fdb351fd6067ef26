/* registry.c -- the providers and dialects that this build has, and those that
 * it left out. */
#include "provider.h"

#include <string.h>

#define PROVIDER(name) extern const struct provider provider_##name;
#define PROVIDER_LEFT_OUT(name)
#include PROVIDER_LIST
#undef PROVIDER
#undef PROVIDER_LEFT_OUT

struct entry {
    const char *name;
    const void *row; /* NULL: known, but not in this build */
};

static const struct entry providers[] = {
#define PROVIDER(name) { #name, &provider_##name },
#define PROVIDER_LEFT_OUT(name) { #name, NULL },
#include PROVIDER_LIST
};

static const struct entry dialects[] = {
#define DIALECT(name) { #name, &dialect_##name },
#define DIALECT_LEFT_OUT(name) { #name, NULL },
#include DIALECT_LIST
};

enum {
    N_PROVIDERS = sizeof(providers) / sizeof(providers[0]),
    N_DIALECTS = sizeof(dialects) / sizeof(dialects[0])
};

/* `what` stands before the name in the message. */
static parl_status find(const struct entry *list, size_t n, const char *what,
                        const char *name, const void **row, struct error *err)
{
    size_t i = 0;

    while (i < n && strcmp(list[i].name, name) != 0)
        i++;
    if (i == n || list[i].row == NULL)
        return error_set(err, i == n ? PARL_INVALID_ARGUMENT : PARL_NOT_BUILT,
                         "%s'%s' is %s", what, name,
                         i == n ? "unknown" : "not in this build");
    *row = list[i].row;
    return PARL_OK;
}

parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err)
{
    const void *row = NULL;
    const parl_status status =
        find(providers, N_PROVIDERS, "provider ", name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err)
{
    const void *row = NULL;
    const parl_status status =
        find(dialects, N_DIALECTS, "/dialect: ", name, &row, err);

    if (status == PARL_OK)
        *found = row;
    return status;
}

const char *provider_at(size_t index, const struct provider **row)
{
    if (index >= N_PROVIDERS)
        return NULL;
    *row = providers[index].row;
    return providers[index].name;
}

/* Did one of the rows before this place name it? */
static bool was_named(const struct facts_set *set, size_t row, size_t place)
{
    for (size_t i = 0; i <= row; i++) {
        const struct provider *p = providers[i].row;
        const size_t end = i < row ? MAX_FACTS : place;

        for (size_t k = 0; p != NULL && k < end; k++) {
            if (p->facts[k] == set)
                return true;
        }
    }
    return false;
}

const struct facts_set *facts_set_at(size_t index)
{
    for (size_t i = 0; i < N_PROVIDERS; i++) {
        const struct provider *p = providers[i].row;

        for (size_t k = 0; p != NULL && k < MAX_FACTS; k++) {
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
