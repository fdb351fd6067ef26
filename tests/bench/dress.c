/* tests/bench/dress.c -- one long answer in the dress of each dialect.
 *
 * In the texts {word}, {number} and {pad} stand for what differs from event to
 * event. */
#include "bench/dress.h"

#include <stdio.h>
#include <string.h>
#include "bench/bench.h"
#include "support/frames.h"

#define CHAT_HEAD                                                              \
    "data: {\"id\":\"chatcmpl-D0aVq2yRkq5Zb3W9xL7uT1mE8nPc4\",\"object\":"     \
    "\"chat.completion.chunk\",\"created\":1790000000,\"model\":"              \
    "\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","                 \
    "\"system_fingerprint\":\"fp_0f1a2b3c4d\",\"choices\":[{\"index\":0,"      \
    "\"delta\":"

#define RESPONSE(status, output, usage)                                        \
    "\"response\":{\"id\":\"resp_0a1b2c3d4e5f60718293a4b5c6d7e8f9001122334455" \
    "6677\",\"object\":\"response\",\"created_at\":1790000000,\"status\":"     \
    "\"" status "\",\"background\":false,\"error\":null,"                      \
    "\"incomplete_details\":null,\"instructions\":null,"                       \
    "\"max_output_tokens\":null,\"model\":\"gpt-4.1-2025-04-14\","             \
    "\"output\":" output ",\"parallel_tool_calls\":true,\"store\":true,"       \
    "\"temperature\":1.0,\"text\":{\"format\":{\"type\":\"text\"}},"           \
    "\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":1.0,\"usage\":" usage     \
    ",\"user\":null,\"metadata\":{}}}\n\n"

#define ITEM "msg_0a1b2c3d4e5f60718293a4b5c6d7e8f90011223344556677"

#define GEMINI(text, finish)                                                   \
    "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"" text    \
    "\"}],\"role\": \"model\"}," finish                                        \
    "\"index\": 0}],\"usageMetadata\": {\"promptTokenCount\": 12,"             \
    "\"candidatesTokenCount\": {number},\"totalTokenCount\": {number},"        \
    "\"promptTokensDetails\": [{\"modality\": \"TEXT\",\"tokenCount\": 12}]"   \
    "},\"modelVersion\": \"gemini-2.5-flash\",\"responseId\": "                \
    "\"q7XyaLm3Fo2RkdUP5vK0sAg\"}\r\n\r\n"

const struct dress dresses[N_DRESSES] = {
    { .dialect = "openai_chat",
      .provider = "openai",
      .model = "bench/gpt-4o-mini",
      .content_type = "text/event-stream; charset=utf-8",
      .event_end = "\n\n",
      .begin = CHAT_HEAD "{\"role\":\"assistant\",\"content\":\"\","
                         "\"refusal\":null},\"logprobs\":null,"
                         "\"finish_reason\":null}],\"usage\":null,"
                         "\"obfuscation\":\"\"}\n\n",
      .event = CHAT_HEAD "{\"content\":\"{word}\"},\"logprobs\":null,"
                         "\"finish_reason\":null}],\"usage\":null,"
                         "\"obfuscation\":\"{pad}\"}\n\n",
      .end = CHAT_HEAD "{},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                       "\"usage\":null,\"obfuscation\":\"\"}\n\n"
                       "data: [DONE]\n\n" },
    { .dialect = "openai_responses",
      .provider = "openai",
      .model = "bench/gpt-4.1",
      .content_type = "text/event-stream; charset=utf-8",
      .event_end = "\n\n",
      .begin =
          "event: response.created\n"
          "data: {\"type\":\"response.created\","
          "\"sequence_number\":0," RESPONSE(
              "in_progress", "[]",
              "null") "event: response.output_item.added\n"
                      "data: {\"type\":\"response.output_item.added\","
                      "\"sequence_number\":2,\"output_index\":0,\"item\":{"
                      "\"id\":\"" ITEM "\",\"type\":\"message\",\"status\":"
                      "\"in_progress\",\"content\":[],\"role\":\"assistant\"}}"
                      "\n\n"
                      "event: response.content_part.added\n"
                      "data: {\"type\":\"response.content_part.added\","
                      "\"sequence_number\":3,\"item_id\":\"" ITEM "\","
                      "\"output_index\":0,\"content_index\":0,\"part\":{"
                      "\"type\":"
                      "\"output_text\",\"annotations\":[],\"logprobs\":[],"
                      "\"text\":\"\"}}\n\n",
      .event = "event: response.output_text.delta\n"
               "data: {\"type\":\"response.output_text.delta\","
               "\"sequence_number\":{number},\"item_id\":\"" ITEM "\","
               "\"output_index\":0,\"content_index\":0,\"delta\":\"{word}\","
               "\"logprobs\":[],\"obfuscation\":\"{pad}\"}\n\n",
      .end = "event: response.completed\n"
             "data: {\"type\":\"response.completed\","
             "\"sequence_number\":9999," RESPONSE(
                 "completed", "[]",
                 "{\"input_tokens\":13,\"input_tokens_details\":{"
                 "\"cached_tokens\":0},\"output_tokens\":9,"
                 "\"output_tokens_details\":{\"reasoning_tokens\":0},"
                 "\"total_tokens\":22}") },
    { .dialect = "anthropic_messages",
      .provider = "anthropic",
      .model = "bench/claude-sonnet-4-5",
      .content_type = "text/event-stream; charset=utf-8",
      .event_end = "\n\n",
      .begin = "event: message_start\n"
               "data: {\"type\":\"message_start\",\"message\":{\"model\":"
               "\"claude-sonnet-4-5-20250929\",\"id\":"
               "\"msg_01AbCdEfGhJkLmNpQrStUvWx\",\"type\":\"message\","
               "\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,"
               "\"stop_sequence\":null,\"usage\":{\"input_tokens\":19,"
               "\"cache_creation_input_tokens\":0,"
               "\"cache_read_input_tokens\":0,\"output_tokens\":1,"
               "\"service_tier\":\"standard\"}}}\n\n"
               "event: content_block_start\n"
               "data: {\"type\":\"content_block_start\",\"index\":0,"
               "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
      .event = "event: content_block_delta\n"
               "data: {\"type\":\"content_block_delta\",\"index\":0,"
               "\"delta\":{\"type\":\"text_delta\",\"text\":\"{word}\"}"
               "       }\n\n",
      .end = "event: content_block_stop\n"
             "data: {\"type\":\"content_block_stop\",\"index\":0     }\n\n"
             "event: message_delta\n"
             "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
             "\"end_turn\",\"stop_sequence\":null},\"usage\":{"
             "\"output_tokens\":4001}    }\n\n"
             "event: message_stop\n"
             "data: {\"type\":\"message_stop\"        }\n\n" },
    { .dialect = "google_generate",
      .provider = "gemini",
      .model = "bench/gemini-2.5-flash",
      .content_type = "text/event-stream",
      .event_end = "\r\n\r\n",
      .begin = "",
      .event = GEMINI("{word}", ""),
      .end = GEMINI("", "\"finishReason\": \"STOP\",") },
    { .dialect = "bedrock_converse",
      .provider = "bedrock",
      .model = "bench/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      .content_type = "application/vnd.amazon.eventstream",
      .event_end = "\n",
      .begin = "event messageStart {\"p\":\"abcdefghijklm\",\"role\":"
               "\"assistant\"}\n",
      .event = "event contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{"
               "\"text\":\"{word}\"},\"p\":\"abcdefghijklmnopqrst{pad}\"}\n",
      .end = "event contentBlockStop {\"contentBlockIndex\":0,\"p\":"
             "\"abcdefgh\"}\n"
             "event messageStop {\"p\":\"abcdefghij\",\"stopReason\":"
             "\"end_turn\"}\n"
             "event metadata {\"metrics\":{\"latencyMs\":2740},\"p\":"
             "\"abcd\",\"usage\":{\"inputTokens\":27,\"outputTokens\":4000,"
             "\"serverToolUsage\":{},\"totalTokens\":4027}}\n",
      .is_binary = true },
    { .dialect = "cohere_chat",
      .provider = "cohere",
      .model = "bench/command-a-03-2025",
      .content_type = "text/event-stream",
      .event_end = "\n\n",
      .begin = "event: message-start\n"
               "data: {\"delta\":{\"message\":{\"citations\":[],\"content\":"
               "[],\"role\":\"assistant\",\"tool_calls\":[],\"tool_plan\":"
               "\"\"}},\"id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\","
               "\"type\":\"message-start\"}\n\n"
               "event: content-start\n"
               "data: {\"delta\":{\"message\":{\"content\":{\"text\":\"\","
               "\"type\":\"text\"}}},\"index\":0,\"type\":\"content-start\"}"
               "\n\n",
      .event = "event: content-delta\n"
               "data: {\"delta\":{\"message\":{\"content\":{\"text\":"
               "\"{word}\"}}},\"index\":0,\"type\":\"content-delta\"}\n\n",
      .end = "event: content-end\n"
             "data: {\"index\":0,\"type\":\"content-end\"}\n\n"
             "event: message-end\n"
             "data: {\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{"
             "\"billed_units\":{\"input_tokens\":11,\"output_tokens\":4000},"
             "\"tokens\":{\"input_tokens\":506,\"output_tokens\":4000}}},"
             "\"type\":\"message-end\"}\n\n"
             "data: [DONE]\n\n" },
};

parl_client *dress_client(const struct dress *dress, const char *url,
                          const parl_allocator *mem)
{
    const parl_client_options options = { PARL_CLIENT_OPTIONS_INIT,
                                          .allocator = mem };
    const parl_account account = { .name = "bench",
                                   .provider = dress->provider,
                                   .dialect = dress->dialect,
                                   .base_url = url,
                                   .region = "us-east-1",
                                   .api_key = "0123456789abcdef0123456789" };
    parl_client *client = NULL;

    must(parl_client_new(&client, &options, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(client, &account, NULL) == PARL_OK,
         "no account");
    return client;
}

/* ---- the body ----------------------------------------------------------- */

static struct buf new_buf(void)
{
    struct buf b;

    buf_init(&b, &mem_libc, SIZE_MAX);
    return b;
}

/* What stands for `brace` in the i-th delta. */
static void add_value(struct buf *out, const char *brace, int i)
{
    static const char *const words[] = {
        " word", " hill", " tram", " gull", " salt", " blue", " tide", " sand",
    };
    static const char pads[] = "aB3dE5fG7hI9jK1lM0nP2qR4sT6uV8wX";
    char text[16];

    if (strncmp(brace, "{word}", 6) == 0) {
        buf_add_text(out, words[i * 5 % 8]);
    } else if (strncmp(brace, "{pad}", 5) == 0) {
        buf_add(out, pads + i * 7 % 26, 6);
    } else {
        snprintf(text, sizeof(text), "%d", 1000 + i);
        buf_add_text(out, text);
    }
}

static bool is_brace(const char *at)
{
    return strncmp(at, "{word}", 6) == 0 || strncmp(at, "{pad}", 5) == 0 ||
           strncmp(at, "{number}", 8) == 0;
}

static struct buf fill_in(const char *text, size_t len, int i)
{
    struct buf filled = new_buf();

    for (const char *at = text; at < text + len; at++) {
        if (is_brace(at)) {
            add_value(&filled, at, i);
            at = strchr(at, '}');
        } else {
            buf_add_char(&filled, *at);
        }
    }
    return filled;
}

static void add_chunk(struct buf *out, struct span bytes)
{
    char size[16];

    snprintf(size, sizeof(size), "%zx\r\n", bytes.len);
    buf_add_text(out, size);
    buf_add(out, bytes.ptr, bytes.len);
    buf_add_text(out, "\r\n");
}

static void add_event(const struct dress *dress, const char *text, size_t len,
                      int i, struct buf *out)
{
    struct buf event = fill_in(text, len, i), frame = new_buf();
    const struct span bytes = { event.data, event.len };

    if (dress->is_binary) {
        frames_make(bytes, &frame);
        add_chunk(out, (struct span){ frame.data, frame.len });
    } else {
        add_chunk(out, bytes);
    }
    buf_release(&event);
    buf_release(&frame);
}

static void add_events(const struct dress *dress, const char *text, int i,
                       struct buf *out)
{
    while (*text != '\0') {
        const char *end = strstr(text, dress->event_end);
        const size_t len = (size_t)(end - text) + strlen(dress->event_end);

        add_event(dress, text, len, i, out);
        text += len;
    }
}

void dress_stream(const struct dress *dress, int n, struct buf *out,
                  size_t *begin, size_t *delta)
{
    add_events(dress, dress->begin, 0, out);
    *begin = out->len;
    for (int i = 0; i < n; i++)
        add_events(dress, dress->event, i, out);
    *delta = (out->len - *begin) / (size_t)n;
    must(*delta * (size_t)n == out->len - *begin, "the deltas differ");
    add_events(dress, dress->end, n, out);
    buf_add_text(out, "0\r\n\r\n");
    must(buf_ok(out), "no memory");
}
