/* encoding/origin.c -- who made a message of the history. */
#include "encoding/origin.h"

#include <string.h>

static bool same_or_unsaid(const char *a, const char *b)
{
    return a == NULL || strcmp(a, b) == 0;
}

/* NULL: it is none of the account's. */
static const parl_model *find_alias(const struct target *to, const char *name)
{
    for (size_t i = 0; i < to->n_models; i++) {
        if (strcmp(to->models[i].alias, name) == 0)
            return &to->models[i];
    }
    return NULL;
}

const char *model_id(const struct target *to, const char *model)
{
    const parl_model *alias = find_alias(to, model);

    return alias != NULL && alias->id != NULL ? alias->id : model;
}

const char *model_behind(const struct target *to, const char *model)
{
    const parl_model *alias = find_alias(to, model);

    return alias != NULL && alias->base_model != NULL ? alias->base_model
                                                      : model_id(to, model);
}

/* The surface on which the account speaks to a model, by alias or id. */
static const struct surface *surface_for(const struct target *to,
                                         const char *model)
{
    return provider_usual_surface(to->provider, model_behind(to, model));
}

/* Where a vendor has models of several makers, with a wire format each, one
 * cannot read what another made. */
static bool same_maker(const struct target *to, const parl_origin *origin)
{
    return to->chosen || origin->model == NULL ||
           surface_for(to, origin->model) == surface_for(to, to->asked);
}

bool is_own(const struct encoding *e, const parl_message *message)
{
    const parl_origin *origin = message->origin;

    return origin == NULL ||
           (same_or_unsaid(origin->provider, e->to->provider->name) &&
            same_or_unsaid(origin->account, e->to->account) &&
            same_maker(e->to, origin));
}

bool is_same_model(const struct target *to, const parl_message *message)
{
    const char *model = message->origin != NULL ? message->origin->model : NULL;

    return model == NULL || strcmp(model_id(to, model), to->model) == 0;
}

/* What is known of a model of the account, by alias or id.  The name of a
 * deployment alone says nothing. */
static const struct facts *facts_behind(const struct target *to,
                                        const char *model)
{
    const struct provider *provider = to->provider;
    const parl_model *alias = find_alias(to, model);

    if (provider->model_is_deployment &&
        (alias == NULL || alias->base_model == NULL))
        model = NULL;
    else
        model = model_behind(to, model);
    return facts_find(provider->facts, model);
}

/* A row that is about no family has no stem. */
bool is_same_family(const struct target *to, const parl_message *message)
{
    const struct facts *maker, *now;

    if (is_same_model(to, message))
        return true;
    maker = facts_behind(to, message->origin->model);
    now = facts_behind(to, to->asked);
    return maker == now || maker->stem_size == 0 || now->stem_size == 0;
}

/* The maker is what stands before the slash of an id, or its first two words:
 * "databricks-claude". */
static struct span maker_of(const char *model)
{
    const char *from = model[0] == '~' ? model + 1 : model;
    const char *end = strchr(from, '/');

    if (end == NULL) {
        end = from + strcspn(from, "-");
        end += *end != '\0' ? 1 + strcspn(end + 1, "-") : 0;
    }
    return (struct span){ from, (size_t)(end - from) };
}

bool is_of_maker(const struct encoding *e, const parl_message *message)
{
    const struct target *to = e->to;

    if (!to->provider->reasoning_by_maker || is_same_model(to, message))
        return true;
    return span_same(maker_of(model_behind(to, message->origin->model)),
                     maker_of(model_behind(to, to->asked)));
}
