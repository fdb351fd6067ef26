/* wire/body.c -- the body of a request: text, and attachments in between.
 *
 *     text ... | attachment 0, base64 | text ... | attachment 1 | text ...
 *              ^ text_at of attachment 0         ^ text_at of attachment 1
 *
 * An attachment is read in groups that fill a block of base64.  The block goes
 * straight to the reader where there is room for it, else by way of `held`.
 *
 * What an attachment will be long is known when it is attached, and a source
 * that then gives less, or more, is an error: the length was promised. */
#include "wire/body.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BLOCK = sizeof(((struct body *)0)->held),
    SOURCE_BLOCK = BLOCK / 4 * 3 /* the bytes that fill a block */
};

struct attachment {
    const parl_media *media;
    size_t text_at;  /* the text that stands before it */
    uint64_t length; /* of its source */
};

void body_init(struct body *b, const parl_allocator *mem, size_t max_text)
{
    *b = (struct body){ .mem = mem, .error = ERROR_INIT };
    buf_init(&b->text, mem, max_text);
}

static void close_file(struct body *b)
{
    if (b->file != NULL)
        fclose(b->file);
    b->file = NULL;
}

void body_release(struct body *b)
{
    close_file(b);
    mem_free(b->mem, b->attachments, b->size * sizeof(*b->attachments));
    buf_release(&b->text);
    b->attachments = NULL;
    b->n_attachments = b->size = 0;
}

void body_rewind(struct body *b)
{
    close_file(b);
    b->next = b->text_at = 0;
    b->source_at = 0;
    b->held_at = b->held_len = 0;
    b->base64 = (struct base64){ .n_held = 0 };
}

/* ---- attaching ---------------------------------------------------------- */

/* Only a file that can be read and has a length will do: opening a pipe must
 * not wait for its other end.  -1, with the reason in `err`. */
static int open_file(const char *path, uint64_t *length, struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;

    if (fd < 0) {
        error_set(err, PARL_INVALID_ARGUMENT, "cannot open the file '%s'",
                  path);
        return -1;
    }
    if (fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        error_set(err, PARL_INVALID_ARGUMENT, "'%s' is not a file", path);
        close(fd);
        return -1;
    }
    *length = (uint64_t)facts.st_size;
    return fd;
}

static bool find_length(const parl_media *media, uint64_t *length,
                        struct error *err)
{
    int fd;

    if (media->read != NULL)
        *length = media->read_len;
    else if (media->path == NULL)
        *length = media->data_len;
    else {
        fd = open_file(media->path, length, err);
        if (fd < 0)
            return false;
        close(fd);
    }
    if (*length > UINT64_MAX / 4) {
        error_set(err, PARL_TOO_LARGE, "an attachment is too large");
        return false;
    }
    return true;
}

static bool make_room(struct body *b)
{
    size_t size = b->size != 0 ? b->size * 2 : 4;
    struct attachment *longer;

    if (b->n_attachments < b->size)
        return true;
    longer = mem_realloc(b->mem, b->attachments, b->size * sizeof(*longer),
                         size * sizeof(*longer));
    if (longer == NULL) {
        error_memory(&b->error, PARL_OUT_OF_MEMORY, "an attachment");
        return false;
    }
    b->attachments = longer;
    b->size = size;
    return true;
}

void body_attach(struct body *b, const parl_media *media)
{
    uint64_t length = 0;

    if (b->error.status != PARL_OK || !find_length(media, &length, &b->error) ||
        !make_room(b))
        return;
    b->attachments[b->n_attachments++] = (struct attachment){
        .media = media,
        .text_at = b->text.len,
        .length = length,
    };
}

uint64_t body_length(const struct body *b)
{
    uint64_t length = b->text.len;

    for (size_t i = 0; i < b->n_attachments; i++)
        length += (b->attachments[i].length + 2) / 3 * 4;
    return length;
}

/* ---- reading an attachment's source ------------------------------------- */

/* Sources give the next bytes of `a`, at most `size`, and their number: 0 is
 * the end. */

static parl_status read_data(struct body *b, const struct attachment *a,
                             ...)
