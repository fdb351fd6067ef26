/* examples/options.h -- the command line of `parlance`. */
#ifndef PARLANCE_EXAMPLES_OPTIONS_H
#define PARLANCE_EXAMPLES_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EXIT_USAGE = 2, MAX_HEADERS = 64 };

/* What it said; texts are those of main(). */
struct options {
    const char *accounts, *model, *dialect, *request, *system, *image, *file;
    const char *facts, *schema, *effort, *prompt;
    const char *headers[MAX_HEADERS];
    size_t n_headers;
    long status, split, retries;
    bool stream, no_stream, json, events, sign;
    int64_t now; /* seconds since 1970 */
};

/* Reads what stands behind the command, argv[1].  False, with a word about it
 * on standard error: an option that does not exist, or whose value is none, or
 * a second prompt. */
bool options_read(struct options *o, int argc, char **argv);

/* Says how the program is called, after a complaint where there is one; the
 * program's exit status. */
int usage(const char *complaint);

#endif
