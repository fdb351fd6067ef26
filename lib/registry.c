/* registry.c -- the providers and dialects that this build has, and those that
 * it left out. */
#include "provider.h"

#include <string.h>

#define PROVIDER(name) extern const struct provider provider_##name;
#define PROVIDER_LEFT_OUT(name)
#include PROVIDER_LIST
#undef PROVIDER
#undef PROVIDER_LEFT_OUT

static const struct {
    const char *name;
    const struct provider *row; /* NULL: known, but not in this build */
} registry[] = {
#define PROVIDER(name) { #name, &provider_##name },
#define PROVIDER_LEFT_OUT(name) { #name, NULL },
#include PROVIDER_LIST
};

static const struct {
    const char *name;
    const struct dialect *dialect; /* NULL: known, but not in this build */
} dialects[] = {
#define DIALECT(name) { #name, &dialect_##name },
#define DIALECT_LEFT_OUT(name) { #name, NULL },
#include DIALECT_LIST
};

enum {
    N_PROVIDERS = sizeof(registry) / sizeof(registry[0]),
    N_DIALECTS = sizeof(dialects) / sizeof(dialects[0])
};

parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err)
{
    for (size_t i = 0; i < N_PROVIDERS; i++) {
        if (strcmp(registry[i].name, name) != 0)
            continue;
        if (registry[i].row == NULL)
            return error_set(err, PARL_NOT_BUILT,
                             "provider '%s' is not in this build", name);
        *found = registry[i].row;
        return PARL_OK;
    }
    return error_set(err, PARL_INVALID_ARGUMENT, "unknown provider '%s'", name);
}

const char *provider_at(size_t index, const struct provider **row)
{
    if (index >= N_PROVIDERS)
        return NULL;
    *row = registry[index].row;
    return registry[index].name;
}

static const struct facts_set *const *facts_of_row(size_t row)
{
    static const struct facts_set *const none[] = { NULL };
    const struct provider *p = registry[row].row;

    return p != NULL && p->facts != NULL ? p->facts : none;
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

parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err)
{
    for (size_t i = 0; i < N_DIALECTS; i++) {
        if (strcmp(dialects[i].name, name) != 0)
            continue;
        if (dialects[i].dialect == NULL)
            return error_set(err, PARL_NOT_BUILT,
                             "/dialect: '%s' is not in this build", name);
        *found = dialects[i].dialect;
        return PARL_OK;
    }
    return error_set(err, PARL_INVALID_ARGUMENT, "/dialect: there is no '%s'",
                     name);
}
