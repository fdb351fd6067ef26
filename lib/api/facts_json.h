/* api/facts_json.h -- facts about models that a program brought itself. */
#ifndef PARLANCE_API_FACTS_JSON_H
#define PARLANCE_API_FACTS_JSON_H

#include "provider.h"

struct parl_client;
struct loaded_facts;

/* What is believed of a model of the provider: by what was loaded, the newest
 * first, else by the tables.  `model` NULL: unknown.  Never NULL. */
const struct facts *facts_of(const struct parl_client *client,
                             const struct provider *provider,
                             const char *model);

/* The rows that were loaded, the newest first; NULL: no more. */
const struct facts *loaded_facts_at(const struct parl_client *client,
                                    size_t index);

/* All that was loaded; NULL is fine. */
void loaded_facts_free(struct loaded_facts *facts);

#endif
