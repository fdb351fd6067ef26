/* dialects/google_generate/write_own.c -- members that Google has and parlance
 * has no name for: where each goes, in the spelling of Google's, and once. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "encoding/extra.h"

const char *generate_own_name(struct encoding *e, const char *name)
{
    char *own = arena_strdup(e->arena, name), *to = own;

    for (const char *at = own; own != NULL && *at != '\0'; at++) {
        const bool small =
            at > own && at[-1] == '_' && *at >= 'a' && *at <= 'z';

        if (*at != '_')
            *to++ = small ? (char)(*at - 'a' + 'A') : *at;
    }
    if (own == NULL)
        return "";
    *to = '\0';
    return own;
}

static enum generate_place place_of(const struct generate_quirks *quirks,
                                    const char *name, const char *own)
{
    static const char top[] = "safetySettings cachedContent continuationToken";
    static const char config[] = "modalities responseModalities speechConfig "
                                 "imageConfig audioTranscriptionConfig";

    if (strcmp(name, "web_search_options") == 0)
        return OWN_SEARCH;
    if (strcmp(own, "retrievalConfig") == 0)
        return OWN_IN_TOOL_CONFIG;
    if (word_in(config, own) || word_in(quirks->config_members, own))
        return OWN_IN_CONFIG;
    return word_in(top, own) || word_in(quirks->members, own) ? OWN_AT_TOP
                                                              : OWN_NOWHERE;
}

/* Members of one place. */
struct placed {
    struct generate *g;
    enum generate_place place;
    generate_own_fn *write;
};

static void write_placed(struct encoding *e, const char *name,
                         struct span value, void *ctx)
{
    const struct placed *placed = ctx;
    const char *own = generate_own_name(e, name);

    if (span_is(value, "null") ||
        (placed->place == OWN_NOWHERE && is_unsaid(value)))
        return;
    if (place_of(e->to->provider->generate, name, own) == placed->place)
        placed->write(placed->g, name, own, value);
}

void generate_each_own(struct generate *g, enum generate_place place,
                       generate_own_fn *write)
{
    struct placed placed = { g, place, write };

    each_member(g->e, g->e->request->extra, write_placed, &placed);
}

bool generate_repeats(struct generate *g, const char *field, const char *own)
{
    if (!object_has(g->e, g->object, own))
        return false;
    refuse(g->e, PARL_INVALID_ARGUMENT, field, "the request says it already");
    return true;
}

void generate_write_own(struct encoding *e, const char *name, struct span value,
                        void *ctx)
{
    const struct generate_own *own = ctx;
    const char *sent = generate_own_name(e, name);

    if (span_is(value, "null"))
        return;
    if (word_in(own->all, sent) || word_in(own->more, sent))
        json_raw_out(&e->out, sent, value);
    else if (!is_unsaid(value))
        drop_no_such(e, own->field, name);
}
