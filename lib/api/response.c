/* api/response.c -- looking at a response. */
#include "model/model.h"

void parl_response_free(parl_response *response)
{
    response_free(response);
}

const char *parl_response_text(const parl_response *response)
{
    return response->text != NULL ? response->text : "";
}

size_t parl_response_n_choices(const parl_response *response)
{
    return response->n_choices;
}

const parl_message *parl_response_message(const parl_response *response,
                                          size_t choice)
{
    return choice < response->n_choices ? &response->choices[choice].message
                                        : NULL;
}

const parl_part *parl_response_tool_call(const parl_response *response,
                                         size_t *at)
{
    const parl_message *message = parl_response_message(response, 0);

    while (message != NULL && *at < message->n_parts) {
        const parl_part *part = &message->parts[(*at)++];

        if (part->type == PARL_PART_TOOL_CALL ||
            part->type == PARL_PART_CUSTOM_CALL)
            return part;
    }
    return NULL;
}

parl_finish parl_response_finish(const parl_response *response, size_t choice)
{
    return choice < response->n_choices ? response->choices[choice].finish
                                        : PARL_FINISH_UNKNOWN;
}

const char *parl_response_finish_reason(const parl_response *response,
                                        size_t choice)
{
    static const char *const words[] = {
        [PARL_FINISH_STOP] = "stop",
        [PARL_FINISH_LENGTH] = "length",
        [PARL_FINISH_TOOL_CALLS] = "tool_calls",
        [PARL_FINISH_CONTENT_FILTER] = "content_filter",
    };
    const parl_finish finish = parl_response_finish(response, choice);

    if (finish != PARL_FINISH_UNKNOWN)
        return words[finish];
    return choice < response->n_choices ? response->choices[choice].finish_word
                                        : NULL;
}

const parl_usage *parl_response_usage(const parl_response *response)
{
    return &response->usage;
}

const char *parl_response_id(const parl_response *response)
{
    return response->id;
}

const char *parl_response_model(const parl_response *response)
{
    return response->model;
}

const char *parl_response_request_id(const parl_response *response)
{
    return response->request_id;
}

const char *parl_response_provider(const parl_response *response)
{
    return response->origin.provider != NULL ? response->origin.provider : "";
}

int64_t parl_response_created(const parl_response *response)
{
    return response->created;
}

int32_t parl_response_attempts(const parl_response *response)
{
    return response->attempts;
}

parl_structured parl_response_structured_via(const parl_response *response)
{
    return response->structured;
}

const char *parl_response_logprobs(const parl_response *response, size_t choice)
{
    if (choice >= response->n_choices ||
        response->choices[choice].logprobs.len == 0)
        return NULL;
    return response->choices[choice].logprobs.data;
}

const parl_report *parl_response_report(const parl_response *response)
{
    return &response->report;
}
