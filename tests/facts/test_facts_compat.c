/* tests/facts/test_facts_compat.c -- models of many makers at many vendors find
 * their families. */
#include "support/check.h"

#include "provider.h"

static void check(const struct facts_set *set, const char *model,
                  const char *family)
{
    const struct facts_set *const sets[] = { set, NULL };
    const struct facts *found = facts_find(sets, model);

    if (strcmp(found->family, family) != 0)
        fail_msg("%s is taken for %s", model, found->family);
}

static void test_a_model_is_the_same_wherever_it_is(void **state)
{
    static const char *const names[] = {
        "kimi-k2.6",
        "moonshotai/Kimi-K2.6",
        "accounts/fireworks/models/kimi-k2p6",
        "moonshotai/kimi-k2.6:free",
        "~moonshotai/kimi-k2.6",
        "moonshotai/Kimi-K2.6-FP8",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        check(&facts_compat, names[i], "kimi-k2.5* and later");
}

static void test_open_weights(void **state)
{
    (void)state;
    check(&facts_compat, "openai/gpt-oss-120b", "gpt-oss*");
    check(&facts_compat, "gpt-oss:20b", "gpt-oss*");
    check(&facts_compat, "deepseek-ai/DeepSeek-R1-Distill", "deepseek-r*");
    check(&facts_compat, "deepseek-v4-pro", "deepseek-v4* and later");
    check(&facts_compat, "deepseek-ai/DeepSeek-V3.1", "deepseek-v*");
    check(&facts_compat, "Qwen/Qwen3-32B", "qwen3*");
    check(&facts_compat, "Qwen/Qwen2.5-VL-7B", "*");
    check(&facts_compat, "meta-llama/Llama-3.3-70B", "*");
}

static void test_grok(void **state)
{
    static const char always[] = "grok-4*";

    (void)state;
    check(&facts_xai, "grok-3-mini", "grok-3-mini*");
    check(&facts_xai, "grok-3", "grok*");
    check(&facts_xai, "grok-4", always);
    check(&facts_xai, "grok-4-0709", always);
    check(&facts_xai, "grok-4-1-fast-reasoning", always);
    check(&facts_xai, "grok-4-1-fast-non-reasoning", "grok-*-non-reasoning*");
    check(&facts_xai, "grok-4.20-reasoning", always);
    check(&facts_xai, "grok-4.20-non-reasoning", "grok-*-non-reasoning*");
    check(&facts_xai, "grok-4.20-multi-agent-0309", "grok-4.20-multi-agent*");
    check(&facts_xai, "grok-4.3", "grok-4.3*");
    check(&facts_xai, "grok-4.5-latest", "grok-4.4* to grok-4.9*");
    check(&facts_xai, "grok-4.6", "grok-4.6*");
    check(&facts_xai, "grok-code-fast-1", "grok-code*");
    check(&facts_xai, "grok-latest", "grok*");
    check(&facts_xai, "x-ai/grok-3-mini", "grok-3-mini*");
}

static void test_makers(void **state)
{
    (void)state;
    check(&facts_deepseek, "deepseek-chat", "deepseek-chat*");
    check(&facts_deepseek, "deepseek-v4-flash", "deepseek-*");
    check(&facts_moonshot, "kimi-k2-thinking-turbo", "kimi-k2-thinking*");
    check(&facts_moonshot, "kimi-k2-0905-preview", "other Kimi models");
    check(&facts_moonshot, "kimi-k2.5", "kimi-k2.5*");
    check(&facts_moonshot, "kimi-k2.6", "kimi-k2.6* to kimi-k2.9*");
    check(&facts_moonshot, "kimi-k2.7-code", "kimi-k2.7-code*");
    check(&facts_moonshot, "kimi-k3", "kimi-k3* and later");
    check(&facts_dashscope, "qwen3-32b", "qwen3*-NNb");
    check(&facts_dashscope, "qwen3-235b-a22b", "qwen3*-NNb");
    check(&facts_dashscope, "qwen3-30b-a3b-thinking-2507", "qwen*-thinking*");
    check(&facts_dashscope, "qwen3-30b-a3b-instruct-2507", "qwen*-instruct*");
    check(&facts_dashscope, "qwen2.5-72b-instruct", "qwen*-instruct*");
    check(&facts_dashscope, "qwen3-max", "qwen3-max*");
    check(&facts_dashscope, "qwen-plus-latest", "qwen-plus*");
    check(&facts_dashscope, "qwen3.7-plus", "others at DashScope");
    check(&facts_zai, "glm-4.5v", "glm-4.5* and later");
    check(&facts_zai, "glm-5", "glm-5*");
    check(&facts_zai, "glm-5.2", "glm-5.2*");
    check(&facts_zai, "glm-5.3-air", "glm-5.3* and later");
    check(&facts_zai, "glm-4-plus", "other GLM models");
    check(&facts_minimax, "MiniMax-M2.5", "minimax-m2*");
    check(&facts_minimax, "MiniMax-M3", "minimax-m3* and later");
}

static void test_hosts(void **state)
{
    (void)state;
    check(&facts_groq, "openai/gpt-oss-20b", "gpt-oss* at Groq");
    check(&facts_groq, "qwen/qwen3.6-27b", "qwen3* at Groq");
    check(&facts_groq, "llama-3.3-70b-versatile", "others at Groq");
    check(&facts_databricks, "databricks-claude-3-7-sonnet",
          "databricks-claude-3*");
    check(&facts_databricks, "databricks-claude-opus-4-1",
          "databricks-claude-*-4-1*");
    check(&facts_databricks, "databricks-claude-sonnet-4",
          "databricks-claude-*-4");
    check(&facts_databricks, "databricks-claude-opus-4-6",
          "databricks-claude-*-4-N");
    check(&facts_databricks, "databricks-claude-sonnet-5",
          "databricks-claude-* (5 and later)");
    check(&facts_perplexity, "sonar", "sonar");
    check(&facts_perplexity, "sonar-reasoning-pro", "others at Perplexity");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_model_is_the_same_wherever_it_is),
        cmocka_unit_test(test_open_weights),
        cmocka_unit_test(test_grok),
        cmocka_unit_test(test_makers),
        cmocka_unit_test(test_hosts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
