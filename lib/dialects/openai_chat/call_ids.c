/* dialects/openai_chat/call_ids.c -- ids of calls, where a vendor wants them in
 * a shape of its own: so many letters and digits (Mistral: nine).
 *
 * An id of that shape stays.  Any other, of a conversation that comes from
 * elsewhere, becomes a hash of itself: the same one in each request, so that
 * prompts which share a beginning share its bytes.  Where two would be the same
 * the later one is hashed again. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/ids.h"

enum { MAX_ID_SIZE = 16 };

struct call_id {
    const char *said;
    char sent[MAX_ID_SIZE + 1];
};

/* Of all calls of the history, in their order. */
struct chat_call_ids {
    struct call_id *ids;
    size_t n;
    size_t last; /* the one that was found last: the next is near */
};

static bool has_shape(const char *id, size_t size)
{
    return strlen(id) == size && all_name_chars(id, "");
}

static void make_id(char *out, size_t size, const char *said, unsigned salt)
{
    const uint64_t h = text_hash(said, salt);

    write_letters(out, size, h ^ h >> 29);
}

/* ---- the table ---------------------------------------------------------- */

static size_t count_calls(const parl_request *r)
{
    size_t n = 0;

    for (size_t m = 0; m < r->n_messages; m++) {
        for (size_t i = 0; i < r->messages[m].n_parts; i++)
            n += is_call(&r->messages[m].parts[i]);
    }
    return n;
}

/* Is an id that will be sent the same, although another was said? */
static bool is_used(const struct chat_call_ids *t, const struct call_id *id)
{
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->ids[i].sent, id->sent) == 0 &&
            strcmp(t->ids[i].said, id->said) != 0)
            return true;
    }
    return false;
}

static void add_said(struct encoding *e, struct chat_call_ids *t, size_t size)
{
    const parl_request *r = e->request;

    for (size_t m = 0; m < r->n_messages; m++) {
        for (size_t i = 0; i < r->messages[m].n_parts; i++) {
            const parl_part *part = &r->messages[m].parts[i];

            if (!is_call(part))
                continue;
            t->ids[t->n].said = call_id_of(e, part, m, i);
            if (has_shape(t->ids[t->n].said, size))
                memcpy(t->ids[t->n].sent, t->ids[t->n].said, size + 1);
            t->n++;
        }
    }
}

/* NULL: there is no memory. */
static struct chat_call_ids *map_call_ids(struct encoding *e)
{
    const int size = e->to->provider->chat.call_id_size;
    const size_t n = count_calls(e->request);
    struct chat_call_ids *t = ARENA_NEW(e->arena, struct chat_call_ids);

    if (t == NULL)
        return NULL;
    t->ids = ARENA_ARRAY(e->arena, n, struct call_id);
    if (t->ids == NULL)
        return NULL;
    add_said(e, t, (size_t)size);
    for (size_t i = 0; i < t->n; i++) {
        struct call_id *id = &t->ids[i];

        if (id->sent[0] != '\0')
            continue;
        for (unsigned salt = 0; salt == 0 || is_used(t, id); salt++)
            make_id(id->sent, (size_t)size, id->said, salt);
    }
    return t;
}

/* Results stand near their calls: the search goes on from where the last one
 * ended. */
const char *chat_sized_call_id(struct encoding *e, const char *said)
{
    struct chat_plan *plan = chat_plan(e);
    struct chat_call_ids *t = plan->call_ids;

    if (t == NULL)
        t = plan->call_ids = map_call_ids(e);
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        const size_t at = (t->last + i) % t->n;

        if (strcmp(t->ids[at].said, said) == 0) {
            t->last = at;
            return t->ids[at].sent;
        }
    }
    return said;
}
