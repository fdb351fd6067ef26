/* api/helpers.c -- small structs made at run time, and words of numbers. */
#include <parlance/parlance.h>

#include <string.h>

/* A struct whose first member is its size. */
static void init(void *to, size_t size)
{
    if (to == NULL || size < sizeof(size))
        return;
    memset(to, 0, size);
    memcpy(to, &size, sizeof(size));
}

void parl_request_init(parl_request *request, size_t size)
{
    init(request, size);
}

void parl_client_options_init(parl_client_options *options, size_t size)
{
    init(options, size);
}

parl_message parl_message_text(int32_t role, const char *text)
{
    return (parl_message){ .role = role, .text = text };
}

parl_message parl_message_parts(int32_t role, const parl_part *parts,
                                size_t n_parts)
{
    return (parl_message){ .role = role, .parts = parts, .n_parts = n_parts };
}

parl_message parl_message_result(const char *call_id, const char *text)
{
    return (parl_message){
        .role = PARL_ROLE_TOOL,
        .text = text,
        .call_id = call_id,
    };
}

parl_part parl_part_text(const char *text)
{
    return (parl_part){ .type = PARL_PART_TEXT, .text = text };
}

parl_part parl_part_media(int32_t type, const parl_media *media)
{
    return (parl_part){ .type = type, .media = media };
}

const char *parl_status_word(parl_status status)
{
    static const char *const words[] = {
#define WORD(name, number, word) [number] = word,
        PARL_STATUS_MAP(WORD)
#undef WORD
    };
    const size_t number = (size_t)status;

    return number < sizeof(words) / sizeof(words[0]) ? words[number]
                                                     : "unknown";
}

const char *parl_action_word(int32_t action)
{
    static const char *const words[] = {
        [PARL_ACTION_SENT] = "sent",
        [PARL_ACTION_TRANSLATED] = "translated",
        [PARL_ACTION_DROPPED] = "dropped",
        [PARL_ACTION_REFUSED] = "refused",
    };

    if (action < PARL_ACTION_SENT || action > PARL_ACTION_REFUSED)
        return "unknown";
    return words[action];
}
