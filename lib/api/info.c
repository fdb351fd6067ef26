/* api/info.c -- what this build knows. */
#include "api/facts_json.h"
#include "provider.h"

const char *parl_version(void)
{
    return PARL_VERSION;
}

size_t parl_n_providers(void)
{
    const struct provider *row;
    size_t n = 0;

    while (provider_at(n, &row) != NULL)
        n++;
    return n;
}

int32_t parl_provider_at(size_t index, parl_provider_info *info)
{
    const struct provider *row;
    const char *name = provider_at(index, &row);

    if (name == NULL)
        return 0;
    *info = (parl_provider_info){ .name = name };
    if (row == NULL)
        return 1;
    info->built = 1;
    info->base_url = row->base_url;
    info->key_env = row->key_env;
    info->key_needed = !row->key_optional;
    for (size_t i = 0; i < 3 && i < row->n_surfaces; i++)
        info->dialects[i] = row->surfaces[i].dialect->name;
    return 1;
}

size_t parl_n_families(void)
{
    return facts_count();
}

static int32_t tools_on_chat(const struct facts *facts)
{
    if (facts->no_tools || facts->chat_tools == CHAT_TOOLS_NEVER)
        return 0;
    return facts->chat_tools == CHAT_TOOLS_AT_EFFORT_NONE ? 2 : 1;
}

/* What stands in the facts, as the words of a request. */
static uint32_t thinking_of(const struct facts *facts)
{
    static const enum parl_thinking types[] = {
        PARL_THINKING_ENABLED,
        PARL_THINKING_ADAPTIVE,
        PARL_THINKING_BETWEEN_TOOLS,
        PARL_THINKING_DISABLED,
    };
    uint32_t set = 0;

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if ((facts->thinking & (1u << i)) != 0)
            set |= 1u << types[i];
    }
    return set;
}

static void tell_family(const struct facts *facts, const char *source,
                        parl_family_info *info)
{
    const struct model_words *words = words_of(facts);

    *info = (parl_family_info){
        .family = facts->family,
        .efforts = facts->efforts,
        .efforts_responses = facts->efforts_responses,
        .default_effort = facts->default_effort,
        .tools_on_chat = tools_on_chat(facts),
        .json_schema = !facts->no_json_schema,
        .responses_only = facts->responses_only,
        .thinking = thinking_of(facts),
        .forced_tools = !facts->no_forced_tools &&
                        facts->forced_tools != FORCED_TOOLS_NEVER,
        .max_output = words->max_output,
        .cache_minimum = words->cache_minimum,
        .drops = words->drops,
        .drops_reasoning = words->drops_reasoning,
        .note = facts_note(facts),
        .source = source,
    };
}

int32_t parl_family_at(size_t index, parl_family_info *info)
{
    const struct facts *facts = facts_at(index);

    if (facts == NULL)
        return 0;
    tell_family(facts, facts_maker(index), info);
    return 1;
}

int32_t parl_client_family_at(const parl_client *client, size_t index,
                              parl_family_info *info)
{
    const struct facts *facts = loaded_facts_at(client, index);

    if (facts == NULL)
        return parl_family_at(
            index + facts_count() - parl_client_n_families(client), info);
    tell_family(facts, "loaded", info);
    return 1;
}
