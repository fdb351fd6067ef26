/* wire/eventstream_none.c -- in place of eventstream.c and crc32.c where no
 * dialect of the build streams in AWS's event stream: nothing of this is
 * reached with a byte. */
#include "wire/eventstream.h"

void eventstream_init(struct eventstream *s, const parl_allocator *mem,
                      size_t max_message)
{
    (void)mem;
    *s = (struct eventstream){ .max_message = max_message };
}

void eventstream_release(struct eventstream *s)
{
    (void)s;
}

parl_status eventstream_feed(struct eventstream *s, const char *bytes,
                             size_t len, eventstream_fn *fn, void *ctx,
                             struct error *err)
{
    (void)s, (void)bytes, (void)len, (void)fn, (void)ctx;
    return error_set(err, PARL_NOT_BUILT, "this build reads no event stream");
}

parl_status eventstream_finish(struct eventstream *s, struct error *err)
{
    return eventstream_feed(s, NULL, 0, NULL, NULL, err);
}

struct span eventstream_text(const struct eventstream_message *message,
                             const char *name)
{
    (void)message, (void)name;
    return SPAN_NONE;
}
