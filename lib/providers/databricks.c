/* providers/databricks.c -- Databricks. */
#include "provider.h"

static const struct chat_ways ways = {
    .chunks = &chat_summary_chunks,
};

static const struct maker_form makers = { same_maker_by_id, "databricks-",
                                          '-' };

const struct provider provider_databricks = {
    .name = "databricks",
    .about = "Databricks",
    .version = "/serving-endpoints",
    SPEAKS_CHAT,
    .key_env = "DATABRICKS_TOKEN",
    .url_env = "DATABRICKS_HOST",
    .facts = FACTS(&facts_databricks),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE,
        .drops_detail = true,
        .closed = true,
        .max_tokens = MAX_TOKENS_OLD,
        .least_budget = 1024,
        .no_names = true,
        .no_empty_text = true,
        .drops = "metadata store verbosity safety_identifier service_tier",
    },
    .makers = &makers,
};
