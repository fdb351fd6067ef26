/* dialects/openai_chat/elsewhere.c -- is a request about what the vendor has
 * through the dialect openai_responses alone: tools that it runs itself,
 * members and items of that dialect, documents that Chat does not take?  It has
 * not been checked yet: lists may be missing. */
#include "dialects/openai_chat/chat.h"

/* Members that Chat does not know.  Of those that this library writes itself,
 * what extra_body says would stand there twice. */
static const char written[][18] = {
    "reasoning",
    "include",
    "text",
    "max_output_tokens",
};
static const char others[][21] = {
    "previous_response_id", "conversation", "background",
    "max_tool_calls",       "instructions", "prompt",
    "context_management",   "truncation",   "access_programs",
};

static bool says(const char *object, const char *member)
{
    return !is_empty_value(json_find_in(object, member));
}

static bool says_any_member(const parl_request *request)
{
    for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
        if (says(request->extra, written[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (says(request->extra, others[i]) ||
            says(request->extra_body, others[i]))
            return true;
    }
    return false;
}

static bool any_document_elsewhere(const struct provider *p,
                                   const parl_part *parts, size_t n)
{
    for (size_t i = 0; parts != NULL && i < n; i++) {
        if (!chat_takes_document(p, &parts[i]))
            return true;
    }
    return false;
}

static bool any_part_elsewhere(const struct provider *p, const parl_message *m)
{
    for (size_t i = 0; m->parts != NULL && i < m->n_parts; i++) {
        const parl_part *part = &m->parts[i];

        if ((part->type == PARL_PART_OPAQUE && m->role == PARL_ROLE_USER) ||
            (part->type == PARL_PART_TOOL_RESULT &&
             any_document_elsewhere(p, part->parts, part->n_parts)))
            return true;
    }
    return any_document_elsewhere(p, m->parts, m->n_parts);
}

bool chat_has_things_elsewhere(const struct provider *p,
                               const parl_request *request)
{
    (void)p;
    if (says_any_member(request))
        return true;
    for (size_t i = 0; request->tools != NULL && i < request->n_tools; i++) {
        if (request->tools[i].type == PARL_TOOL_OPAQUE)
            return true;
    }
    return false;
}

static bool has_documents_elsewhere(const struct provider *p,
                                    const parl_request *request)
{
    if (chat_has_things_elsewhere(p, request))
        return true;
    for (size_t i = 0; request->messages != NULL && i < request->n_messages;
         i++) {
        if (any_part_elsewhere(p, &request->messages[i]))
            return true;
    }
    return false;
}

const struct chat_ways chat_ways_of_openai = {
    .names = &chat_plain_names,
    .is_elsewhere = has_documents_elsewhere,
};
