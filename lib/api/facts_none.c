/* api/facts_none.c -- facts about models in a build that cannot load any:
 * without the JSON dialect. */
#include "api/client.h"
#include "api/facts_json.h"

const struct facts *facts_of(const struct parl_client *client,
                             const struct provider *provider, const char *model)
{
    (void)client;
    return facts_find(provider->facts, model);
}

const struct facts *loaded_facts_at(const struct parl_client *client,
                                    size_t index)
{
    (void)client;
    (void)index;
    return NULL;
}

void loaded_facts_free(struct loaded_facts *facts)
{
    (void)facts;
}

size_t parl_client_n_families(const parl_client *client)
{
    (void)client;
    return facts_count();
}
