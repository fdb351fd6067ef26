/* encoding/origin.c -- who made a message of the history. */
#include "encoding/origin.h"

#include <string.h>

static bool same_or_unsaid(const char *a, const char *b)
{
    return a == NULL || strcmp(a, b) == 0;
}

static bool is_given(const char *text)
{
    return text != NULL && text[0] != '\0';
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

    return alias != NULL && is_given(alias->id) ? alias->id : model;
}

const char *model_behind(const struct target *to, const char *model)
{
    const parl_model *alias = find_alias(to, model);

    return alias != NULL && is_given(alias->base_model) ? alias->base_model
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

/* ---- families and makers ------------------------------------------------- */

/* All up to the end of the first number: "gpt-5.2-codex" is of "gpt-5", and so
 * is "ft:gpt-5:name".  Empty: nobody can tell. */
static struct span family_of(const struct target *to, const char *model)
{
    const char *id = model_behind(to, model);
    const bool untold =
        to->provider->model_is_deployment && id == model_id(to, model);
    size_t before, number;

    id += strncmp(id, "ft:", 3) == 0 ? 3 : 0;
    before = strcspn(id, "0123456789");
    number = strspn(id + before, "0123456789");
    return (struct span){ id, untold || number == 0 ? 0 : before + number };
}

bool is_same_family(const struct target *to, const parl_message *message)
{
    struct span maker, now;

    if (is_same_model(to, message))
        return true;
    maker = family_of(to, message->origin->model);
    now = family_of(to, to->asked);
    return maker.len == 0 || now.len == 0 || span_same(maker, now);
}

/* What the id says of its maker; len 0: nothing. */
static struct span maker_in(const struct maker_form *form, const char *id)
{
    const size_t len = strlen(form->before);
    const char *end;

    id += id[0] == '~'; /* "the newest", at OpenRouter */
    if (strncmp(id, form->before, len) != 0)
        return SPAN_NONE;
    id += len;
    end = strchr(id, form->behind);
    return end != NULL ? (struct span){ id, (size_t)(end - id) } : SPAN_NONE;
}

/* A model whose id says nothing is a maker's of its own. */
static struct span maker_of(const struct target *to, const char *model)
{
    const struct maker_form *form = to->provider->makers;
    struct span maker = maker_in(form, model_id(to, model));

    if (maker.len == 0)
        maker = maker_in(form, model_behind(to, model));
    return maker.len > 0 ? maker : span_of(model_id(to, model));
}

bool same_maker_by_id(const struct target *to, const char *a, const char *b)
{
    return span_same(maker_of(to, a), maker_of(to, b));
}

bool is_of_maker(const struct target *to, const parl_message *message)
{
    const struct maker_form *makers = to->provider->makers;

    return makers == NULL || is_same_model(to, message) ||
           makers->same(to, message->origin->model, to->asked);
}
