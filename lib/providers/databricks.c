/* providers/databricks.c -- Databricks. */
#include "provider.h"

const struct provider provider_databricks = {
    .name = "databricks",
    .about = "Databricks",
    .version = "/serving-endpoints",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "DATABRICKS_TOKEN",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
