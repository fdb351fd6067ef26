/* api/explain.c -- what would become of each field of a request. */
#include "api/call.h"
#include "api/error.h"
#include "api/struct_in.h"
#include "encoding/encoding.h"
#include "wire/json_in.h"

#include <stddef.h>
#include <string.h>

size_t parl_report_count(const parl_report *report)
{
    return report->n_entries;
}

const parl_report_entry *parl_report_at(const parl_report *report, size_t index)
{
    return index < report->n_entries ? &report->entries[index] : NULL;
}

/* ---- members that go as they are ---------------------------------------- */

/* Where a member of the request is kept, and which bytes of it are not zero
 * when it is set. */
static const struct {
    const char *field;
    unsigned short offset, size;
} members[] = {
#define MEMBER(field, member)                                                  \
    {                                                                          \
        field, offsetof(parl_request, member),                                 \
            sizeof(((parl_request *)NULL)->member)                             \
    }
    MEMBER("/model", model),
    MEMBER("/messages", n_messages),
    MEMBER("/tools", n_tools),
    MEMBER("/tool_choice", tool_choice),
    MEMBER("/parallel_tool_calls", parallel_tool_calls),
    MEMBER("/reasoning_effort", reasoning_effort),
    MEMBER("/thinking", thinking),
    MEMBER("/max_tokens", max_tokens),
    MEMBER("/max_completion_tokens", max_completion_tokens),
    MEMBER("/temperature", temperature.set),
    MEMBER("/top_p", top_p.set),
    MEMBER("/top_k", top_k.set),
    MEMBER("/frequency_penalty", frequency_penalty.set),
    MEMBER("/presence_penalty", presence_penalty.set),
    MEMBER("/seed", seed.set),
    MEMBER("/stop", n_stop),
    MEMBER("/n", n),
    MEMBER("/response_format", response_format),
    MEMBER("/verbosity", verbosity),
    MEMBER("/logprobs", logprobs),
    MEMBER("/top_logprobs", top_logprobs.set),
    MEMBER("/logit_bias", logit_bias),
    MEMBER("/cache_control", cache),
    MEMBER("/store", store),
    MEMBER("/prompt_cache_key", prompt_cache_key),
    MEMBER("/user", user),
    MEMBER("/safety_identifier", safety_identifier),
    MEMBER("/service_tier", service_tier),
    MEMBER("/metadata", n_metadata),
    MEMBER("/stream", stream),
    MEMBER("/extra_body", extra_body),
#undef MEMBER
};

static bool is_set(const parl_request *r, size_t offset, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)r + offset;

    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0)
            return true;
    }
    return false;
}

/* A field is sent as it is when nothing else was said about it; what was said
 * about its inside stands beside that. */
static void add_sent_field(struct parl_report *report, const char *field)
{
    if (report_find(report, field) == NULL)
        report_add(report, PARL_ACTION_SENT, field, "as it is");
}

static void add_sent(struct parl_report *report, const parl_request *r)
{
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        if (is_set(r, members[i].offset, members[i].size))
            add_sent_field(report, members[i].field);
    }
}

static void add_sent_extra(struct parl_report *report, const char *extra)
{
    struct json_text name;
    struct json_in in;

    json_open_object(&in, span_of(extra));
    while (json_next_member(&in, &name)) {
        const char *raw = arena_text(report->arena, name.raw.ptr, name.raw.len);
        const char *field = raw != NULL
                                ? arena_format(report->arena, "/%s",
                                               escape_name(report->arena, raw))
                                : NULL;

        json_skip(&in);
        if (field != NULL)
            add_sent_field(report, field);
    }
}

/* ---- a report of its own ------------------------------------------------ */

/* The report in one block with the arena that its entries live in. */
struct own_report {
    struct parl_report report; /* first: the handle */
    parl_allocator mem;
    struct arena arena;
};

static struct own_report *copy_report(const parl_allocator *mem,
                                      const struct parl_report *from)
{
    struct own_report *own = mem_zalloc(mem, sizeof(*own));

    if (own == NULL)
        return NULL;
    own->mem = *mem;
    arena_init(&own->arena, &own->mem, (size_t)-1);
    own->report.arena = &own->arena;
    for (size_t i = 0; i < from->n_entries; i++)
        report_add(&own->report, (enum parl_action)from->entries[i].action,
                   from->entries[i].field, from->entries[i].reason);
    return own;
}

void parl_report_free(parl_report *report)
{
    struct own_report *own = (struct own_report *)report;
    parl_allocator mem;

    if (own == NULL)
        return;
    mem = own->mem;
    arena_release(&own->arena);
    mem_free(&mem, own, sizeof(*own));
}

parl_status parl_explain(const parl_client *client, const parl_request *request,
                         parl_report **report, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_call *call = NULL;
    struct own_report *own = NULL;
    parl_status status =
        call_new(client, request, PARL_DEFAULT, &call, &call, &err);
    parl_request r;

    if (call != NULL)
        own = copy_report(&client->mem, &call->report);
    if (own != NULL && status == PARL_OK &&
        struct_in(&r, sizeof(r), request, "the request", &err) == PARL_OK) {
        add_sent(&own->report, &r);
        add_sent_extra(&own->report, r.extra);
    }
    parl_call_free(call);
    if (own == NULL || own->arena.status != PARL_OK) {
        parl_report_free(own != NULL ? &own->report : NULL);
        error_memory(&err, PARL_OUT_OF_MEMORY, "a report");
        return error_give(error, &client->mem, &err);
    }
    *report = &own->report;
    return status == PARL_OK ? PARL_OK : error_give(error, &client->mem, &err);
}
