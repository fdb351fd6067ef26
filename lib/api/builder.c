/* api/builder.c -- requests that are put together at run time. */
#include "api/builder.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include "api/error.h"
#include "api/request_json.h"
#include "api/response_json.h"
#include "api/struct_in.h"

/* ---- the handle --------------------------------------------------------- */

struct parl_builder *builder_new(const parl_allocator *mem, const char *model)
{
    struct parl_builder *b = mem_zalloc(mem, sizeof(*b));

    if (b == NULL)
        return NULL;
    b->mem = mem;
    b->error = (struct error)ERROR_INIT;
    arena_init(&b->arena, mem, SIZE_MAX);
    buf_init(&b->extra, mem, SIZE_MAX);
    buf_init(&b->scratch, mem, SIZE_MAX);
    parl_request_init(&b->request, sizeof(b->request));
    b->request.model = arena_strdup(&b->arena, model);
    return b;
}

parl_builder *parl_builder_new(const char *model)
{
    return builder_new(&mem_libc, model);
}

void parl_builder_free(parl_builder *b)
{
    if (b == NULL)
        return;
    arena_release(&b->arena);
    buf_release(&b->extra);
    buf_release(&b->scratch);
    mem_free(b->mem, b, sizeof(*b));
}

/* ---- failure ------------------------------------------------------------ */

void builder_fail(struct parl_builder *b, parl_status status,
                  const char *format, ...)
{
    va_list args;

    if (builder_status(b) != PARL_OK)
        return;
    va_start(args, format);
    error_vset(&b->error, status, format, args);
    va_end(args);
}

parl_status builder_status(struct parl_builder *b)
{
    parl_status memory =
        b->arena.status != PARL_OK ? b->arena.status : b->extra.status;

    if (b->error.status == PARL_OK && memory != PARL_OK)
        error_memory(&b->error, memory, "the request");
    return b->error.status;
}

const parl_request *builder_request(struct parl_builder *b)
{
    b->request.extra = b->extra.len > 0 ? buf_text(&b->extra) : NULL;
    b->request.messages = b->messages;
    b->request.tools = b->tools;
    return builder_status(b) == PARL_OK ? &b->request : NULL;
}

const parl_request *parl_builder_request(parl_builder *b, parl_error **error)
{
    struct error err = ERROR_INIT;

    if (b != NULL && builder_request(b) != NULL)
        return &b->request;
    if (b == NULL)
        error_memory(&err, PARL_OUT_OF_MEMORY, "the request");
    error_give(error, &mem_libc, b != NULL ? &b->error : &err);
    return NULL;
}

/* ---- lists -------------------------------------------------------------- */

/* Room for 4, 8, 16, ... elements: full when n is one of these. */
static void *list_room(struct arena *a, void *list, size_t n, size_t size)
{
    void *longer;

    if (n > 0 && (n < 4 || (n & (n - 1)) != 0))
        return list;
    longer = arena_array(a, n > 0 ? n : 2, 2 * size);
    if (longer != NULL && n > 0)
        memcpy(longer, list, n * size);
    return longer;
}

void *list_add(struct arena *a, void *list, size_t *n, size_t size)
{
    char *elements;

    memcpy(&elements, list, sizeof(elements));
    elements = list_room(a, elements, *n, size);
    if (elements == NULL)
        return NULL;
    memcpy(list, &elements, sizeof(elements));
    return elements + (*n)++ * size;
}

void list_push(struct arena *a, void *list, size_t *n, const void *element,
               size_t size)
{
    void *place = list_add(a, list, n, size);

    if (place != NULL)
        memcpy(place, element, size);
}

void builder_add_message(struct parl_builder *b, const parl_message *message)
{
    size_t *n = &b->request.n_messages;

    if (*n < b->most_messages) {
        b->messages[(*n)++] = *message;
        return;
    }
    list_push(&b->arena, &b->messages, n, message, sizeof(*message));
    b->most_messages = *n;
}

void builder_add_tool(struct parl_builder *b, const parl_tool *tool)
{
    list_push(&b->arena, &b->tools, &b->request.n_tools, tool, sizeof(*tool));
}

/* ---- copies ------------------------------------------------------------- */

/* A text, whose length is `len` or, when that is 0, what strlen() says. */
static const char *copy_text(struct arena *a, const char *text, size_t len)
{
    struct span span = span_text(text, len);

    return text != NULL ? arena_text(a, span.ptr, span.len) : NULL;
}

static const uint16_t media_texts[] = {
    offsetof(parl_media, mime_type), offsetof(parl_media, name),
    offsetof(parl_media, url),       offsetof(parl_media, path),
    offsetof(parl_media, file_id),
};

static const uint16_t part_texts[] = {
    offsetof(parl_part, id),
    offsetof(parl_part, name),
    offsetof(parl_part, extra),
};

static const uint16_t origin_texts[] = {
    offsetof(parl_origin, provider),
    offsetof(parl_origin, account),
    offsetof(parl_origin, model),
};

static const uint16_t tool_texts[] = {
    offsetof(parl_tool, name),
    offsetof(parl_tool, description),
    offsetof(parl_tool, parameters),
};

static const uint16_t message_texts[] = {
    offsetof(parl_message, call_id),
    offsetof(parl_message, name),
    offsetof(parl_message, extra),
};

static const parl_media *copy_media(struct arena *a, const parl_media *media)
{
    parl_media *copy =
        structs_copy(a, media, 1, sizeof(*media), TEXTS_OF(media_texts));

    if (copy == NULL)
        return NULL;
    copy->base64 = copy_text(a, media->base64, media->base64_len);
    if (media->data != NULL)
        copy->data = arena_text(a, media->data, media->data_len);
    return copy;
}

static const parl_part *copy_parts(struct arena *a, const parl_part *parts,
                                   size_t n)
{
    parl_part *copies =
        structs_copy(a, parts, n, sizeof(*parts), TEXTS_OF(part_texts));

    for (size_t i = 0; copies != NULL && i < n; i++) {
        parl_part *to = &copies[i];

        to->text = copy_text(a, to->text, to->text_len);
        to->media = copy_media(a, to->media);
        to->signature = copy_text(a, to->signature, to->signature_len);
        to->parts = copy_parts(a, to->parts, to->n_parts);
    }
    return copies;
}

static void own_message(struct arena *a, parl_message *to)
{
    struct_own(a, to, TEXTS_OF(message_texts));
    to->text = copy_text(a, to->text, to->text_len);
    to->parts = copy_parts(a, to->parts, to->n_parts);
    to->origin = structs_copy(a, to->origin, 1, sizeof(*to->origin),
                              TEXTS_OF(origin_texts));
}

/* ---- messages and tools ------------------------------------------------- */

void parl_builder_add(parl_builder *b, const parl_message *message)
{
    parl_message own;

    if (b == NULL)
        return;
    if (message == NULL) {
        builder_fail(b, PARL_INVALID_ARGUMENT, "there is no message");
        return;
    }
    own = *message;
    own_message(&b->arena, &own);
    builder_add_message(b, &own);
}

void parl_builder_message(parl_builder *b, int32_t role, const char *text)
{
    const parl_message message = parl_message_text(role, text);

    parl_builder_add(b, &message);
}

void parl_builder_result(parl_builder *b, const char *call_id, const char *text)
{
    const parl_message message = parl_message_result(call_id, text);

    parl_builder_add(b, &message);
}

void parl_builder_tool(parl_builder *b, const char *name,
                       const char *description, const char *parameters)
{
    parl_tool tool = { .name = name,
                       .description = description,
                       .parameters = parameters };

    if (b == NULL)
        return;
    struct_own(&b->arena, &tool, TEXTS_OF(tool_texts));
    builder_add_tool(b, &tool);
}

/* ---- JSON --------------------------------------------------------------- */

/* Takes the members of this name out of an object that is `{...}` or empty. */
static void forget_member(struct buf *object, const char *member)
{
    struct json_out out;
    struct buf rest;

    if (object->len == 0 || !buf_ok(object))
        return;
    buf_init(&rest, object->mem, SIZE_MAX);
    json_out_init(&out, &rest);
    json_object(&out, NULL);
    write_unknown(&out, (struct span){ object->data, object->len },
                  (struct words){ &member, 1 });
    json_end(&out);
    if (rest.len == strlen("{}"))
        rest.len = 0;
    buf_release(object);
    *object = rest;
}

static void set(struct parl_builder *b, const char *member, struct span json)
{
    struct json_out out;
    struct buf object;

    buf_init(&object, b->mem, SIZE_MAX);
    json_out_init(&out, &object);
    json_object(&out, NULL);
    json_raw_out(&out, member, json);
    json_end(&out);
    if (buf_ok(&object)) {
        forget_member(&b->extra, member);
        request_json_read(b, (struct span){ object.data, object.len });
    } else {
        b->arena.status = object.status;
    }
    buf_release(&object);
}

void parl_builder_set(parl_builder *b, const char *member, const char *json)
{
    if (b == NULL)
        return;
    if (member == NULL)
        builder_fail(b, PARL_INVALID_ARGUMENT, "there is no member");
    else if (json == NULL || !json_valid(json, strlen(json)))
        builder_fail(b, PARL_INVALID_ARGUMENT, "/%.64s: not JSON", member);
    else
        set(b, member, span_of(json));
}

parl_status builder_from_json(struct parl_builder **out,
                              const parl_allocator *mem, struct span json,
                              struct error *err)
{
    struct parl_builder *b;

    if (json.ptr == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "there is no JSON");
    b = builder_new(mem, NULL);
    if (b == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the request");

    request_json_read(b, json);
    buf_release(&b->scratch);
    if (builder_request(b) != NULL) {
        *out = b;
        return PARL_OK;
    }
    *err = b->error;
    parl_builder_free(b);
    return err->status;
}

parl_status parl_request_from_json(parl_builder **out, const char *json,
                                   size_t len, parl_error **error)
{
    struct error err = ERROR_INIT;

    if (builder_from_json(out, &mem_libc, span_text(json, len), &err) !=
        PARL_OK)
        return error_give(error, &mem_libc, &err);
    return PARL_OK;
}
