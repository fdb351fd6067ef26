/* wire/body.c -- the body of a request: text, and attachments in between.
 *
 *     text ... | attachment 0, base64 | text ... | attachment 1 | text ...
 *              ^ text_at of attachment 0         ^ text_at of attachment 1
 *
 * An attachment is read into the last three quarters of the reader's own room
 * and encoded to its beginning; where that room is small, by way of `held`.
 *
 * What an attachment will be long is known when it is attached, and a source
 * that then gives less, or more, is an error: the length was promised. */
#include "wire/body.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/span.h"

enum { BLOCK = 4096 /* of `held` */ };

/* How many bytes of a source fit into so much room, encoded, with what base64
 * had held. */
static size_t source_size(size_t room)
{
    return (room / 4 - 1) * 3;
}

struct attachment {
    const parl_media *media;
    size_t text_at;  /* the text that stands before it */
    uint64_t length; /* of its source */
};

void body_init(struct body *b, const parl_allocator *mem, size_t max_text)
{
    *b = (struct body){ .mem = mem, .file = -1 };
    buf_init(&b->text, mem, max_text);
}

static void close_file(struct body *b)
{
    if (b->file >= 0)
        close(b->file);
    b->file = -1;
}

void body_release(struct body *b)
{
    close_file(b);
    mem_free(b->mem, b->attachments, b->size * sizeof(*b->attachments));
    mem_free(b->mem, b->held, BLOCK);
    buf_release(&b->text);
    b->attachments = NULL;
    b->held = NULL;
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

parl_status attachment_length(const parl_media *media, uint64_t *length,
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
            return err->status;
        close(fd);
    }
    if (*length > UINT64_MAX / 4)
        return error_set(err, PARL_TOO_LARGE, "an attachment is too large");
    return PARL_OK;
}

/* For one more attachment, and for what is held. */
static bool make_room(struct body *b, struct error *err)
{
    struct attachment *longer = mem_longer(
        b->mem, b->attachments, b->n_attachments, &b->size, sizeof(*longer));

    if (longer != NULL)
        b->attachments = longer;
    if (b->held == NULL)
        b->held = mem_alloc(b->mem, BLOCK);
    if (longer != NULL && b->held != NULL)
        return true;
    error_set(err, PARL_OUT_OF_MEMORY, "no memory for a body");
    return false;
}

parl_status body_attach(struct body *b, const parl_media *media,
                        struct error *err)
{
    uint64_t length = 0;

    if (attachment_length(media, &length, err) != PARL_OK || !make_room(b, err))
        return err->status;
    b->attachments[b->n_attachments++] = (struct attachment){
        .media = media,
        .text_at = b->text.len,
        .length = length,
    };
    return PARL_OK;
}

uint64_t body_length(const struct body *b)
{
    uint64_t length = b->text.len;

    for (size_t i = 0; i < b->n_attachments; i++)
        length += (b->attachments[i].length + 2) / 3 * 4;
    return length;
}

/* ---- reading an attachment ---------------------------------------------- */

static parl_status wrong_length(const parl_media *media, struct error *err)
{
    if (media->read != NULL)
        return error_set(
            err, PARL_INVALID_ARGUMENT,
            "the callback of an attachment gave other than read_len bytes");
    return error_set(err, PARL_INVALID_ARGUMENT,
                     "the file '%s' has changed its length", media->path);
}

static parl_status begin_file(struct body *b, const struct attachment *a,
                              struct error *err)
{
    uint64_t length;

    b->file = open_file(a->media->path, &length, err);
    if (b->file < 0)
        return PARL_INVALID_ARGUMENT;
    return length == a->length ? PARL_OK : wrong_length(a->media, err);
}

static ssize_t read_on(int file, void *bytes, size_t size)
{
    ssize_t n;

    do
        n = read(file, bytes, size);
    while (n < 0 && errno == EINTR);
    return n;
}

static parl_status read_file(struct body *b, const struct attachment *a,
                             char *bytes, size_t *n, struct error *err)
{
    parl_status status = PARL_OK;
    ssize_t got;

    if (b->file < 0)
        status = begin_file(b, a, err);
    if (status != PARL_OK)
        return status;
    got = read_on(b->file, bytes, *n);
    *n = got > 0 ? (size_t)got : 0;
    if (got < 0)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "cannot read the file '%s'", a->media->path);
    return PARL_OK;
}

static parl_status read_callback(struct body *b, const parl_media *media,
                                 char *bytes, size_t *n, struct error *err)
{
    size_t size = *n;
    parl_status status;

    *n = 0;
    status = media->read(media->read_user, b->source_at, bytes, size, n);
    if (status != PARL_OK)
        return error_set(err, status, "the callback of an attachment failed");
    return *n <= size ? PARL_OK : wrong_length(media, err);
}

/* The next bytes of the source: in `room`, or where they are already. */
static parl_status read_source(struct body *b, const struct attachment *a,
                               char *room, size_t size, struct span *piece,
                               struct error *err)
{
    uint64_t left = a->length - b->source_at;
    parl_status status = PARL_OK;

    piece->ptr = room;
    piece->len = left < size ? (size_t)left : size;
    if (left == 0)
        return PARL_OK;
    if (a->media->read != NULL)
        status = read_callback(b, a->media, room, &piece->len, err);
    else if (a->media->path != NULL)
        status = read_file(b, a, room, &piece->len, err);
    else
        piece->ptr = (const char *)a->media->data + b->source_at;
    if (status == PARL_OK && piece->len == 0)
        return wrong_length(a->media, err);
    return status;
}

/* Has the file grown while it was read? */
static bool goes_on(const struct body *b)
{
    char more;

    return b->file >= 0 && read_on(b->file, &more, 1) > 0;
}

/* Fills `size` characters at most; a source that has ended is left behind. */
static parl_status encode_block(struct body *b, char *out, size_t size,
                                size_t *len, struct error *err)
{
    const struct attachment *a = &b->attachments[b->next];
    const size_t source = source_size(size);
    struct span piece;
    parl_status status =
        read_source(b, a, out + size - source, source, &piece, err);
    bool ends = status == PARL_OK && b->source_at + piece.len == a->length;

    if (ends && goes_on(b))
        status = wrong_length(a->media, err);
    if (status != PARL_OK)
        return status;
    b->source_at += piece.len;
    *len = base64_feed(&b->base64, piece.ptr, piece.len, out);
    if (!ends)
        return PARL_OK;
    *len += base64_finish(&b->base64, out + *len);
    close_file(b);
    b->source_at = 0;
    b->next++;
    return PARL_OK;
}

/* ---- reading ------------------------------------------------------------ */

static size_t take(char *out, size_t size, const char *from, size_t len)
{
    size_t n = len < size ? len : size;

    memcpy(out, from, n);
    return n;
}

/* The text up to the next attachment, or all that is left. */
static size_t text_left(const struct body *b)
{
    size_t border = b->next < b->n_attachments ? b->attachments[b->next].text_at
                                               : b->text.len;

    return border - b->text_at;
}

static bool is_at_end(const struct body *b)
{
    return b->held_at == b->held_len && b->next == b->n_attachments &&
           b->text_at == b->text.len;
}

/* Some more, perhaps nothing; not at the end. */
static parl_status read_some(struct body *b, char *out, size_t size, size_t *n,
                             struct error *err)
{
    *n = 0;
    if (b->held_at < b->held_len) {
        *n = take(out, size, b->held + b->held_at, b->held_len - b->held_at);
        b->held_at += *n;
        return PARL_OK;
    }
    if (text_left(b) > 0) {
        *n = take(out, size, b->text.data + b->text_at, text_left(b));
        b->text_at += *n;
        return PARL_OK;
    }
    if (size >= BLOCK)
        return encode_block(b, out, size, n, err);
    b->held_at = b->held_len = 0;
    return encode_block(b, b->held, BLOCK, &b->held_len, err);
}

parl_status body_read(struct body *b, void *bytes, size_t size, size_t *n_read,
                      struct error *err)
{
    parl_status status = PARL_OK;
    size_t done = 0;

    while (status == PARL_OK && done < size && !is_at_end(b)) {
        size_t n;

        status = read_some(b, (char *)bytes + done, size - done, &n, err);
        done += n;
    }
    if (status == PARL_OK)
        *n_read = done;
    return status;
}
