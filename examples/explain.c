/* examples/explain.c -- what becomes of each field; nothing is sent.
 *
 *   explain [ACCOUNT/MODEL]
 *
 * Try openai/o3, groq/openai/gpt-oss-20b, ollama/llama3.2: no key is needed. */
#include <stdio.h>
#include <stdlib.h>

#include <parlance/parlance.h>

static void print(const parl_report *report)
{
    for (size_t i = 0; i < parl_report_count(report); i++) {
        const parl_report_entry *entry = parl_report_at(report, i);

        printf("%-40s %-10s %s\n", entry->field,
               parl_action_word(entry->action), entry->reason);
    }
}

int main(int argc, char **argv)
{
    const parl_media photo = { .url = "https://example.com/cat.jpg",
                               .detail = PARL_DETAIL_LOW };
    const parl_part parts[] = { PARL_TEXT("A cat?"), PARL_IMAGE(&photo) };
    const parl_message messages[] = {
        PARL_MESSAGE(PARL_ROLE_DEVELOPER, "Answer with yes or no."),
        PARL_USER_PARTS(parts, 2),
    };
    const parl_request request = {
        PARL_REQUEST_INIT, /* asks for much, to see what is left of it */
        .model = argc > 1 ? argv[1] : "llamacpp/smollm2",
        .messages = messages,
        .n_messages = 2,
        .max_tokens = 100,
        .temperature = PARL_NUMBER(0),
        .reasoning_effort = PARL_EFFORT_XHIGH,
        .cache = PARL_CACHE_1H,
        .top_k = PARL_INTEGER(40),
    };
    parl_client *client = NULL;
    parl_report *report = NULL;
    parl_error *error = NULL;

    if (parl_client_new(&client, NULL, &error) == PARL_OK &&
        parl_client_add_env_accounts(client, &error) == PARL_OK)
        parl_explain(client, &request, &report, &error);

    if (report != NULL) /* one that would be refused has its report too */
        print(report);
    parl_report_free(report);
    parl_client_free(client);
    if (error == NULL)
        return EXIT_SUCCESS;
    fprintf(stderr, "explain: %s\n", parl_error_message(error));
    parl_error_free(error);
    return EXIT_FAILURE;
}
