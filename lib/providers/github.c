/* providers/github.c -- GitHub Models, which closed in July 2026 and answers
 * 410. */
#include "provider.h"

const struct provider provider_github = {
    .name = "github",
    .about = "GitHub Models",
    .base_url = "https://models.github.ai/inference",
    .version = "",
    SPEAKS_CHAT,
    .key_env = "GITHUB_TOKEN",
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
    },
};
