/* tests/support/golden.c -- texts that a person has read and found right. */
#include "support/check.h"

#include <cjson/cJSON.h>
#include "support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/buf.h"

static void find_path(const char *name, char *path, size_t size)
{
    const int len = name[0] == '/'
                        ? snprintf(path, size, "%s", name)
                        : snprintf(path, size, "%s/%s", GOLDEN_DIR, name);

    assert_in_range(len, 1, size - 1);
}

char *golden_read(const char *name, size_t *len)
{
    char path[1024], piece[65536];
    struct buf all;
    size_t n;
    FILE *file;

    find_path(name, path, sizeof(path));
    file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s cannot be read (GOLDEN_UPDATE=1 writes it)", path);
    buf_init(&all, &mem_libc, SIZE_MAX);
    while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_add(&all, piece, n);
    fclose(file);
    if (len != NULL)
        *len = all.len;
    buf_text(&all);
    assert_true(buf_ok(&all));
    return all.data; /* of malloc, as mem_libc's memory is */
}

static void write_file(const char *name, const char *text)
{
    char path[1024];
    FILE *file;

    find_path(name, path, sizeof(path));
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

void golden_check(const char *name, const char *text)
{
    char *want;

    if (getenv("GOLDEN_UPDATE") != NULL)
        write_file(name, text);
    want = golden_read(name, NULL);
    if (strcmp(text, want) != 0)
        fail_msg("%s differs; this came:\n%s", name, text);
    free(want);
}

/* ---- a member to a line ------------------------------------------------- */

struct layout {
    struct buf *out;
    int depth;
};

static void new_line(struct layout *l)
{
    buf_add_char(l->out, '\n');
    for (int i = 0; i < l->depth; i++)
        buf_add_text(l->out, "  ");
}

/* Copies a text with its quotes; returns its last byte. */
static const char *lay_text(struct layout *l, const char *at)
{
    const char *begin = at++;

    while (*at != '"') {
        assert_int_not_equal(*at, '\0');
        at += *at == '\\' ? 2 : 1;
    }
    buf_add(l->out, begin, (size_t)(at + 1 - begin));
    return at;
}

/* Copies an opening bracket; returns it, or the closing one next to it. */
static const char *lay_open(struct layout *l, const char *at)
{
    buf_add_char(l->out, *at);
    if (at[1] == '}' || at[1] == ']') {
        buf_add_char(l->out, at[1]);
        return at + 1;
    }
    l->depth++;
    new_line(l);
    return at;
}

static const char *lay_one(struct layout *l, const char *at)
{
    switch (*at) {
    case '"':
        return lay_text(l, at);
    case '{':
    case '[':
        return lay_open(l, at);
    case '}':
    case ']':
        l->depth--;
        new_line(l);
        buf_add_char(l->out, *at);
        return at;
    case ',':
        buf_add_char(l->out, ',');
        new_line(l);
        return at;
    case ':':
        buf_add_text(l->out, ": ");
        return at;
    default:
        if (strchr(" \t\r\n", *at) == NULL)
            buf_add_char(l->out, *at);
        return at;
    }
}

/* What we write must be JSON to others, too. */
static void check_by_another_reader(const char *name, const char *json)
{
    cJSON *tree = cJSON_Parse(json);

    if (tree == NULL)
        fail_msg("%s: cJSON cannot read what came", name);
    cJSON_Delete(tree);
}

void golden_check_json(const char *name, const char *json)
{
    struct buf text;
    struct layout layout = { &text, 0 };

    check_by_another_reader(name, json);

    buf_init(&text, &mem_libc, SIZE_MAX);
    for (const char *at = json; *at != '\0'; at++)
        at = lay_one(&layout, at);
    buf_add_char(&text, '\n');
    golden_check(name, buf_text(&text));
    buf_release(&text);
}
