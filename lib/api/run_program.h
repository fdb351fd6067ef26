/* api/run_program.h -- runs a program and takes what it prints. */
#ifndef PARLANCE_API_RUN_PROGRAM_H
#define PARLANCE_API_RUN_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include "api/cancel.h"
#include "base/buf.h"

/* `words` are the program, looked for in PATH, and its arguments; there is no
 * shell.  What it prints is appended to `out`; what it complains of is not
 * taken.  False, with the reason in `why`: it did not start, did not end well,
 * or not in time, or printed more than
 * `out` takes, or somebody cancelled. */
bool run_program(char *const *words, int64_t timeout_ms,
                 const struct cancels *cancels, struct buf *out, char *why,
                 size_t why_size);

#endif
