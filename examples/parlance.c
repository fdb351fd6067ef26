/* examples/parlance.c -- the command line: try a vendor, see the bytes, test.
 *
 * A thin layer over the public API.  `parlance help` says what it can. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <parlance/parlance.h>
#include "options.h"

/* ---- files -------------------------------------------------------------- */

/* The whole of a file with a NUL behind it; NULL, and a message, when it
 * cannot be read. */
static char *read_all(FILE *file, size_t *len)
{
    char *text = malloc(65536), *longer;
    size_t size = 65536, n;

    *len = 0;
    while (text != NULL &&
           (n = fread(text + *len, 1, size - *len - 1, file)) > 0) {
        *len += n;
        if (*len + 1 < size)
            continue;
        longer = realloc(text, size *= 2);
        if (longer == NULL)
            free(text);
        text = longer;
    }
    if (text != NULL)
        text[*len] = '\0';
    return text;
}

static char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *text;

    if (file == NULL) {
        fprintf(stderr, "parlance: cannot read %s\n", path);
        return NULL;
    }
    text = read_all(file, len);
    fclose(file);
    return text;
}

/* ---- errors ------------------------------------------------------------- */

/* JSON for programs on standard output, a sentence for people beside it.
 * `error` NULL: there was no memory. */
static int fail(parl_error *error)
{
    const char *json = error != NULL ? parl_error_json(error, NULL) : NULL;

    puts(json != NULL ? json : "{\"error\":{\"status\":\"out_of_memory\"}}");
    if (error != NULL)
        fprintf(stderr, "parlance: %s: %s\n",
                parl_status_word(parl_error_status(error)),
                parl_error_message(error));
    parl_error_free(error);
    return EXIT_FAILURE;
}

/* ---- what the commands share --------------------------------------------- */

typedef parl_status load_fn(parl_client *client, const char *json, size_t len,
                            parl_error **error);

/* Gives a file to the client.  `path` NULL: nothing to do.  False, with an
 * exit status: it cannot be read, or is wrong. */
static bool load_file(parl_client *client, const char *path, load_fn *load,
                      int *status)
{
    parl_error *error = NULL;
    size_t len = 0;
    char *json = path != NULL ? read_file(path, &len) : NULL;
    bool loaded = path == NULL;

    if (json != NULL)
        loaded = load(client, json, len, &error) == PARL_OK;
    if (!loaded)
        *status = error != NULL ? fail(error) : EXIT_USAGE;
    free(json);
    return loaded;
}

/* A client with the accounts of the environment and what stands in the files;
 * NULL after *status was set. */
static parl_client *open_client(const struct options *o, int *status)
{
    parl_client *client = NULL;
    parl_error *error = NULL;

    if (parl_client_new(&client, NULL, &error) != PARL_OK ||
        parl_client_add_env_accounts(client, &error) != PARL_OK)
        *status = fail(error);
    else if (load_file(client, o->accounts, parl_client_load_accounts,
                       status) &&
             load_file(client, o->facts, parl_client_load_facts, status))
        return client;
    parl_client_free(client);
    return NULL;
}

/* The request on standard input. */
static const parl_request *read_request(parl_builder **builder, bool stream,
                                        parl_error **error)
{
    size_t len;
    char *json = read_all(stdin, &len);
    parl_status status = PARL_OUT_OF_MEMORY;

    if (json != NULL)
        status =
            parl_request_from_json(builder, len > 0 ? json : " ", len, error);
    free(json);
    if (status != PARL_OK)
        return NULL;
    if (stream)
        parl_builder_set(*builder, "stream", "true");
    return parl_builder_request(*builder, error);
}

/* ---- encode ------------------------------------------------------------- */

static void print_json_text(const char *text, size_t len)
{
    putchar('"');
    for (size_t i = 0; i < len; i++) {
        const unsigned char c = (unsigned char)text[i];

        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_member(const char *name, const char *text, size_t len)
{
    if (text == NULL)
        return;
    printf(",\"%s\":", name);
    print_json_text(text, len);
}

static int print_body(parl_call *call, parl_error **error)
{
    char piece[4096];
    size_t n = 1;

    while (n > 0) {
        if (parl_call_read(call, piece, sizeof(piece), &n, error) != PARL_OK)
            return 0;
        fwrite(piece, 1, n, stdout);
    }
    return 1;
}

/* As parl_call_json(), but with the real values of all headers. */
static int print_signed(parl_call *call, parl_error **error)
{
    const char *url = parl_call_url(call);

    printf("{\"method\":\"%s\"", parl_call_method(call));
    print_member("url", url, strlen(url));
    fputs(",\"headers\":{", stdout);
    for (size_t i = 0; i < parl_call_n_headers(call); i++) {
        const parl_pair *header = parl_call_header(call, i);

        printf("%s\"%s\":", i > 0 ? "," : "", header->name);
        print_json_text(header->value, strlen(header->value));
    }
    fputs("},\"body\":", stdout);
    if (!print_body(call, error))
        return 0;
    fputs(",\"report\":[", stdout);
    for (size_t i = 0; i < parl_report_count(parl_call_report(call)); i++) {
        const parl_report_entry *entry =
            parl_report_at(parl_call_report(call), i);

        printf("%s{\"action\":\"%s\"", i > 0 ? "," : "",
               parl_action_word(entry->action));
        print_member("field", entry->field, strlen(entry->field));
        print_member("reason", entry->reason, strlen(entry->reason));
        putchar('}');
    }
    puts("]}");
    return 1;
}

static int print_shown(parl_call *call, parl_error **error)
{
    const char *json;

    if (parl_call_json(call, &json, NULL, error) != PARL_OK)
        return 0;
    puts(json);
    return 1;
}

static int encode(const struct options *o)
{
    int status = EXIT_SUCCESS;
    parl_client *client = open_client(o, &status);
    parl_builder *builder = NULL;
    const parl_request *request;
    parl_call *call = NULL;
    parl_error *error = NULL;

    if (client == NULL)
        return status;
    request = read_request(&builder, o->stream, &error);
    if (request == NULL ||
        parl_encode(client, request, &call, &error) != PARL_OK ||
        (o->sign && parl_call_sign(call, o->now, &error) != PARL_OK) ||
        !(o->sign ? print_signed(call, &error) : print_shown(call, &error)))
        status = fail(error);
    parl_call_free(call);
    parl_builder_free(builder);
    parl_client_free(client);
    return status;
}

/* ---- decode ------------------------------------------------------------- */

static const char *const delta_words[] = {
    [PARL_DELTA_TEXT] = "text",
    [PARL_DELTA_REFUSAL] = "refusal",
    [PARL_DELTA_THINKING] = "thinking",
    [PARL_DELTA_SIGNATURE] = "signature",
    [PARL_DELTA_REDACTED] = "redacted",
    [PARL_DELTA_TOOL_CALL] = "tool_call",
    [PARL_DELTA_TOOL_ARGUMENTS] = "tool_arguments",
    [PARL_DELTA_AUDIO] = "audio",
    [PARL_DELTA_TRANSCRIPT] = "transcript",
    [PARL_DELTA_FINISH] = "finish",
    [PARL_DELTA_OPAQUE] = "opaque",
    [PARL_DELTA_MEDIA] = "media",
};

static int print_delta(void *user, const parl_delta *delta)
{
    (void)user;
    printf("{\"type\":\"%s\",\"choice\":%d,\"part\":%d",
           delta_words[delta->type], (int)delta->choice, (int)delta->part);
    print_member("text", delta->text, delta->text_len);
    print_member("id", delta->id, delta->id != NULL ? strlen(delta->id) : 0);
    print_member("name", delta->name,
                 delta->name != NULL ? strlen(delta->name) : 0);
    puts("}");
    return 0;
}

/* "NAME: VALUE", as the options see to it. */
static void feed_header(parl_decoder *decoder, const char *line)
{
    const char *colon = strchr(line, ':');
    char name[256];

    if ((size_t)(colon - line) >= sizeof(name))
        return;
    memcpy(name, line, (size_t)(colon - line));
    name[colon - line] = '\0';
    colon++;
    while (*colon == ' ')
        colon++;
    parl_decoder_header(decoder, name, colon);
}

static parl_status feed(parl_decoder *decoder, const char *body, size_t len,
                        size_t split, parl_error **error)
{
    const size_t step = split > 0 ? split : len;
    parl_status status = PARL_OK;

    for (size_t at = 0; status == PARL_OK && at < len; at += step)
        status = parl_decoder_feed(decoder, body + at,
                                   len - at < step ? len - at : step, error);
    return status;
}

static int decode_body(const struct options *o, parl_decoder *decoder,
                       const char *body, size_t len)
{
    parl_response *response = NULL;
    parl_error *error = NULL;
    const char *json;

    parl_decoder_status(decoder, (int32_t)o->status);
    for (size_t i = 0; i < o->n_headers; i++)
        feed_header(decoder, o->headers[i]);
    if (feed(decoder, body, len, (size_t)o->split, &error) != PARL_OK ||
        parl_decoder_finish(decoder, &response, &error) != PARL_OK)
        return fail(error);
    json = parl_response_json(response, NULL);
    if (!o->events && json != NULL)
        puts(json);
    parl_response_free(response);
    return EXIT_SUCCESS;
}

static int decode(const struct options *o)
{
    int status = EXIT_SUCCESS;
    size_t len = 0, request_len = 0;
    parl_client *client;
    parl_decoder *decoder = NULL;
    parl_error *error = NULL;
    char *request = NULL, *body = NULL;
    parl_decoder_options options = {
        PARL_DECODER_OPTIONS_INIT,
        .model = o->model,
        .dialect = o->dialect,
        .on_delta = o->events ? print_delta : NULL,
    };

    if (o->model == NULL)
        return usage("decode needs --model");
    client = open_client(o, &status);
    if (client == NULL)
        return status;
    if (o->request != NULL)
        request = read_file(o->request, &request_len);
    options.request = request_len > 0 ? request : NULL;
    options.request_len = request_len;
    if (o->request != NULL && request == NULL)
        status = EXIT_USAGE;
    else if (parl_decoder_new(&decoder, client, &options, &error) != PARL_OK)
        status = fail(error);
    else if ((body = read_all(stdin, &len)) != NULL)
        status = decode_body(o, decoder, body, len);
    else
        status = fail(NULL);
    parl_decoder_free(decoder);
    free(body);
    free(request);
    parl_client_free(client);
    return status;
}

/* ---- explain ------------------------------------------------------------ */

static void print_report(const parl_report *report)
{
    printf("%-44s %-11s %s\n", "FIELD", "ACTION", "REASON");
    for (size_t i = 0; i < parl_report_count(report); i++) {
        const parl_report_entry *entry = parl_report_at(report, i);

        printf("%-44s %-11s %s\n", entry->field,
               parl_action_word(entry->action), entry->reason);
    }
}

static int explain(const struct options *o)
{
    int status = EXIT_SUCCESS;
    parl_client *client = open_client(o, &status);
    parl_builder *builder = NULL;
    parl_report *report = NULL;
    const parl_request *request;
    parl_error *error = NULL;

    if (client == NULL)
        return status;
    request = read_request(&builder, o->stream, &error);
    if (request != NULL)
        parl_explain(client, request, &report, &error);
    if (report != NULL)
        print_report(report);
    if (error != NULL)
        status = fail(error);
    parl_report_free(report);
    parl_builder_free(builder);
    parl_client_free(client);
    return status;
}

/* ---- chat --------------------------------------------------------------- */

/* What a chat's request points to. */
struct chat {
    parl_message messages[2];
    parl_part parts[3];
    parl_media image, file;
    char *schema;
};

static int print_text(void *user, const parl_delta *delta)
{
    (void)user;
    if (delta->type == PARL_DELTA_TEXT || delta->type == PARL_DELTA_REFUSAL) {
        fwrite(delta->text, 1, delta->text_len, stdout);
        fflush(stdout);
    }
    return 0;
}

static int32_t effort_of(const char *word)
{
    static const char *const words[] = { "",       "none", "minimal", "low",
                                         "medium", "high", "xhigh",   "max" };

    for (int32_t i = 1; word != NULL && i <= PARL_EFFORT_MAX; i++) {
        if (strcmp(words[i], word) == 0)
            return i;
    }
    return PARL_EFFORT_DEFAULT;
}

static size_t add_parts(const struct options *o, struct chat *c)
{
    size_t n = 0;

    if (o->image != NULL) {
        c->image.path = o->image;
        c->parts[n++] = parl_part_media(PARL_PART_IMAGE, &c->image);
    }
    if (o->file != NULL) {
        const char *slash = strrchr(o->file, '/');

        c->file.path = o->file;
        c->file.name = slash != NULL ? slash + 1 : o->file;
        c->parts[n++] = parl_part_media(PARL_PART_DOCUMENT, &c->file);
    }
    c->parts[n++] = parl_part_text(o->prompt);
    return n;
}

static void fill_request(const struct options *o, struct chat *c,
                         parl_request *request)
{
    size_t n = 0, len;

    if (o->system != NULL)
        c->messages[n++] = parl_message_text(PARL_ROLE_SYSTEM, o->system);
    c->messages[n++] =
        parl_message_parts(PARL_ROLE_USER, c->parts, add_parts(o, c));
    request->model = o->model;
    request->messages = c->messages;
    request->n_messages = n;
    request->reasoning_effort = effort_of(o->effort);
    request->max_retries = o->retries == 0 ? -1 : (int32_t)o->retries;
    if (o->schema != NULL && (c->schema = read_file(o->schema, &len)) != NULL) {
        request->response_format = PARL_FORMAT_JSON_SCHEMA;
        request->schema = c->schema;
    }
}

static int print_answer(const struct options *o, parl_response *response)
{
    const char *json = parl_response_json(response, NULL);

    if (o->json && json != NULL)
        puts(json);
    else if (o->no_stream)
        puts(parl_response_text(response));
    else
        putchar('\n');
    return EXIT_SUCCESS;
}

static int chat(const struct options *o)
{
    int status = EXIT_SUCCESS;
    parl_client *client;
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct chat c = { .schema = NULL };
    parl_request request = { PARL_REQUEST_INIT };

    if (o->model == NULL || o->prompt == NULL)
        return usage("chat needs -m ACCOUNT/MODEL and a prompt");
    if (o->effort != NULL && effort_of(o->effort) == PARL_EFFORT_DEFAULT)
        return usage("--effort: none, minimal, low, medium, high, xhigh, max");
    client = open_client(o, &status);
    if (client == NULL)
        return status;
    fill_request(o, &c, &request);
    if (o->schema != NULL && c.schema == NULL)
        status = EXIT_USAGE;
    else if ((o->no_stream ? parl_chat(client, &request, &response, &error)
                           : parl_chat_stream(client, &request,
                                              o->json ? NULL : print_text, NULL,
                                              &response, &error)) == PARL_OK)
        status = print_answer(o, response);
    else
        status = fail(error);
    free(c.schema);
    parl_response_free(response);
    parl_client_free(client);
    return status;
}

/* ---- what this build knows ----------------------------------------------- */

static const char *or_dash(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : "-";
}

static void print_provider(const parl_provider_info *info)
{
    printf("%-12s %-18s %-48s %s\n", info->name,
           info->built ? or_dash(info->dialects[0]) : "not in this build",
           or_dash(info->base_url), or_dash(info->key_env));
}

static void print_provider_json(const parl_provider_info *info, bool first)
{
    printf("%s{\"name\":\"%s\",\"built\":%s,\"dialects\":[", first ? "" : ",",
           info->name, info->built ? "true" : "false");
    for (size_t i = 0; i < 4 && info->dialects[i] != NULL; i++)
        printf("%s\"%s\"", i > 0 ? "," : "", info->dialects[i]);
    printf("]");
    print_member("base_url", info->base_url,
                 info->base_url != NULL ? strlen(info->base_url) : 0);
    print_member("key_env", info->key_env,
                 info->key_env != NULL ? strlen(info->key_env) : 0);
    printf(",\"key_needed\":%s}", info->key_needed ? "true" : "false");
}

static int providers(const struct options *o)
{
    parl_provider_info info;

    if (o->json)
        fputs("{\"providers\":[", stdout);
    else
        printf("%-12s %-18s %-48s %s\n", "PROVIDER", "DIALECT", "ADDRESS",
               "KEY");
    for (size_t i = 0; parl_provider_at(i, &info); i++) {
        if (o->json)
            print_provider_json(&info, i == 0);
        else
            print_provider(&info);
    }
    if (o->json)
        puts("]}");
    return EXIT_SUCCESS;
}

/* The words whose bits are set, parted by blanks. */
static const char *word_list(uint32_t set, const char *const words[], int n,
                             char *text, size_t size)
{
    size_t len = 0;

    text[0] = '\0';
    for (int i = 1; i < n; i++) {
        if ((set & (1u << i)) != 0 && len < size)
            len += (size_t)snprintf(text + len, size - len, "%s%s",
                                    len > 0 ? " " : "", words[i]);
    }
    return text;
}

static const char *effort_list(uint32_t set, char *text, size_t size)
{
    static const char *const words[] = { "",       "none", "minimal", "low",
                                         "medium", "high", "xhigh",   "max" };

    return word_list(set, words, PARL_EFFORT_MAX + 1, text, size);
}

static const char *thinking_list(uint32_t set, char *text, size_t size)
{
    static const char *const words[] = {
        [PARL_THINKING_DEFAULT] = "",
        [PARL_THINKING_DISABLED] = "disabled",
        [PARL_THINKING_ENABLED] = "enabled",
        [PARL_THINKING_ADAPTIVE] = "adaptive",
        [PARL_THINKING_BETWEEN_TOOLS] = "between_tools",
    };
    enum { N_WORDS = sizeof(words) / sizeof(words[0]) };

    return word_list(set, words, N_WORDS, text, size);
}

static void print_family(const parl_family_info *info, bool json, bool first)
{
    static const char *const tools[] = { "never", "always", "at effort none" };
    char efforts[64];

    effort_list(info->efforts, efforts, sizeof(efforts));
    if (!json) {
        printf("%-28s %-10s %-36s %-15s %-7s %s\n", info->family, info->source,
               or_dash(efforts), tools[info->tools_on_chat],
               info->json_schema ? "native" : "tool", or_dash(info->note));
        return;
    }
    printf("%s{\"family\":", first ? "" : ",");
    print_json_text(info->family, strlen(info->family));
    printf(",\"efforts\":\"%s\",\"tools_on_chat\":\"%s\","
           "\"json_schema\":\"%s\",\"responses_only\":%s",
           efforts, tools[info->tools_on_chat],
           info->json_schema ? "native" : "tool",
           info->responses_only ? "true" : "false");
    effort_list(info->efforts_responses, efforts, sizeof(efforts));
    print_member("efforts_responses", efforts, strlen(efforts));
    thinking_list(info->thinking, efforts, sizeof(efforts));
    print_member("thinking", efforts, strlen(efforts));
    printf(",\"forced_tools\":%s,\"max_output\":%lld,\"cache_minimum\":%lld",
           info->forced_tools ? "true" : "false", (long long)info->max_output,
           (long long)info->cache_minimum);
    print_member("source", info->source, strlen(info->source));
    print_member("drops", info->drops,
                 info->drops != NULL ? strlen(info->drops) : 0);
    print_member("drops_reasoning", info->drops_reasoning,
                 info->drops_reasoning != NULL ? strlen(info->drops_reasoning)
                                               : 0);
    print_member("note", info->note,
                 info->note != NULL ? strlen(info->note) : 0);
    putchar('}');
}

static int models(const struct options *o)
{
    parl_family_info info;
    int status = EXIT_SUCCESS;
    parl_client *client = open_client(o, &status);

    if (client == NULL)
        return status;
    if (o->json)
        fputs("{\"families\":[", stdout);
    else
        printf("%-28s %-10s %-36s %-15s %-7s %s\n", "FAMILY", "FROM", "EFFORT",
               "TOOLS ON CHAT", "SCHEMA", "NOTE");
    for (size_t i = 0; parl_client_family_at(client, i, &info); i++)
        print_family(&info, o->json, i == 0);
    if (o->json)
        puts("]}");
    parl_client_free(client);
    return EXIT_SUCCESS;
}

static int version(const struct options *o)
{
    (void)o;
    printf("parlance %s\n", parl_version());
    return EXIT_SUCCESS;
}

static int help(const struct options *o)
{
    (void)o;
    return usage(NULL);
}

/* ---- the command line --------------------------------------------------- */

static const struct command {
    const char *name;
    int (*run)(const struct options *o);
} commands[] = {
    { "encode", encode },   { "decode", decode },       { "chat", chat },
    { "explain", explain }, { "providers", providers }, { "models", models },
    { "version", version }, { "--version", version },   { "help", help },
    { "--help", help },
};

int main(int argc, char **argv)
{
    const struct command *command = NULL;
    struct options o;

    for (size_t i = 0; argc > 1 && i < sizeof(commands) / sizeof(commands[0]);
         i++) {
        if (strcmp(commands[i].name, argv[1]) == 0)
            command = &commands[i];
    }
    if (command == NULL)
        return usage("which command?");
    if (!options_read(&o, argc, argv))
        return usage("that is not how it is called");
    if (o.prompt != NULL && command->run != chat)
        return usage("only chat takes a prompt");
    return command->run(&o);
}
