/* api/builder.h -- a request that owns all that it points to. */
#ifndef PARLANCE_API_BUILDER_H
#define PARLANCE_API_BUILDER_H

#include <parlance/parlance.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/span.h"

struct parl_builder {
    const parl_allocator *mem;
    parl_message *messages; /* request.n_messages of them, and */
    size_t most_messages;   /* room for as many as there ever were */
    parl_tool *tools;       /* request.n_tools of them */
    struct arena arena;     /* what the request points to, `extra` apart */
    struct buf extra;       /* {"a":1,"b":2}; empty: none */
    struct buf scratch;     /* a text with escapes while it is decoded */
    struct error error;     /* the first failure, which stays */
    parl_request request;   /* builder_request() completes it */
};

/* `model` NULL: to be set later.  NULL: no memory. */
struct parl_builder *builder_new(const parl_allocator *mem, const char *model);

/* A request in the JSON dialect.  On failure *out is untouched. */
parl_status builder_from_json(struct parl_builder **out,
                              const parl_allocator *mem, struct span json,
                              struct error *err);

/* Keeps a failure, if it is the first. */
void builder_fail(struct parl_builder *b, parl_status status,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The first failure, of memory too: looked for in arena and buffers. */
parl_status builder_status(struct parl_builder *b);

/* The request, complete, or NULL when something has failed. */
const parl_request *builder_request(struct parl_builder *b);

/* One more at the end, whose members are the builder's. */
void builder_add_message(struct parl_builder *b, const parl_message *message);
void builder_add_tool(struct parl_builder *b, const parl_tool *tool);

/* A new element at the end of a list, `*n` of `size` bytes, to which the
 * pointer at `list` points; NULL: no memory.  The list is moved when n is 0, 4,
 * 8, 16,
 * ...: n alone tells how much room there is, so a list that lost elements must
 * not grow again. */
void *list_add(struct arena *a, void *list, size_t *n, size_t size);

/* The same with a copy of `element` in it; nothing where there is no memory,
 * which the arena remembers. */
void list_push(struct arena *a, void *list, size_t *n, const void *element,
               size_t size);

#endif
