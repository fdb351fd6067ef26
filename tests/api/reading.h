/* tests/api/reading.h -- reads requests in the JSON dialect, for tests. */
#ifndef PARLANCE_TESTS_API_READING_H
#define PARLANCE_TESTS_API_READING_H

#include "support/check.h"

#include <stdio.h>
#include "api/builder.h"

static inline parl_builder *read_bytes(const char *json, size_t len)
{
    parl_builder *builder = NULL;
    parl_error *error = NULL;

    if (parl_request_from_json(&builder, json, len, &error) != PARL_OK)
        fail_msg("refused: %s", parl_error_message(error));
    return builder;
}

static inline parl_builder *read_json(const char *json)
{
    return read_bytes(json, 0);
}

static inline const parl_request *request_of(parl_builder *builder)
{
    const parl_request *request = parl_builder_request(builder, NULL);

    assert_non_null(request);
    return request;
}

/* The one message of a document {"messages": [JSON]}. */
static inline parl_builder *read_message(const char *json)
{
    char document[4096];
    int len = snprintf(document, sizeof(document), "{\"messages\":[%s]}", json);

    assert_in_range(len, 1, sizeof(document) - 1);
    return read_json(document);
}

static inline const parl_message *message_of(parl_builder *builder)
{
    const parl_request *request = request_of(builder);

    assert_int_equal(request->n_messages, 1);
    return &request->messages[0];
}

/* A user message whose content is the one part JSON. */
static inline parl_builder *read_part(const char *json)
{
    char message[4096];

    snprintf(message, sizeof(message), "{\"role\":\"user\",\"content\":[%s]}",
             json);
    return read_message(message);
}

static inline const parl_part *part_of(parl_builder *builder)
{
    const parl_message *message = message_of(builder);

    assert_int_equal(message->n_parts, 1);
    return &message->parts[0];
}

static inline void assert_text(const char *text, size_t len, const char *want)
{
    assert_non_null(text);
    assert_string_equal(text, want);
    assert_int_equal(len, strlen(want));
}

static inline void assert_part(const parl_part *part, enum parl_part_type type,
                               const char *text)
{
    assert_int_equal(part->type, type);
    assert_text(part->text, part->text_len, text);
}

static inline void assert_refused(const char *json, const char *message)
{
    parl_builder *builder = NULL;
    parl_error *error = NULL;

    assert_int_equal(parl_request_from_json(&builder, json, 0, &error),
                     PARL_INVALID_ARGUMENT);
    assert_null(builder);
    assert_string_equal(parl_error_message(error), message);
    assert_int_equal(parl_error_status(error), PARL_INVALID_ARGUMENT);
    parl_error_free(error);
}

#endif
