/* tests/support/golden.h -- texts that a person has read and found right.
 *
 * They stand in files under tests/golden.  GOLDEN_UPDATE=1 in the environment
 * writes them anew; a person reads the difference. */
#ifndef PARLANCE_TESTS_SUPPORT_GOLDEN_H
#define PARLANCE_TESTS_SUPPORT_GOLDEN_H

#include <stddef.h>

/* A file's bytes with a NUL behind them, which the caller frees.  `name` is
 * "openai_chat/read/text.sse"; an absolute path is read as it is. */
char *golden_read(const char *name, size_t *len);

/* Fails the test where the text is not that of the file. */
void golden_check(const char *name, const char *text);

/* The same for JSON in its compact form, which stands in the file with a
 * member to a line. */
void golden_check_json(const char *name, const char *json);

#endif
