/* base/mem.h -- where memory comes from.
 *
 * Everything the library allocates for itself goes through a parl_allocator,
 * so that a program may bring its own and a test may let the n-th call fail.
 * libcurl and OpenSSL have process-wide hooks of their own, which this
 * cannot reach. */
#ifndef PARLANCE_BASE_MEM_H
#define PARLANCE_BASE_MEM_H

#include <stddef.h>
#include <parlance/extend.h>

/* malloc, realloc and free of the C library. */
extern const parl_allocator mem_libc;

/* NULL when there is no memory; size 0 gives a unique pointer or NULL. */
void *mem_alloc(const parl_allocator *mem, size_t size);

/* The same, filled with zeroes. */
void *mem_zalloc(const parl_allocator *mem, size_t size);

/* On NULL the old block is untouched. */
void *mem_realloc(const parl_allocator *mem, void *old, size_t old_size,
                  size_t size);

/* Room behind `n` elements of an array for one more: the array, perhaps at a
 * new place, or NULL, with the old one untouched.  *size is how many there is
 * room for. */
void *mem_longer(const parl_allocator *mem, void *array, size_t n, size_t *size,
                 size_t element);

/* NULL is fine. */
void mem_free(const parl_allocator *mem, void *block, size_t size);

/* A copy with a NUL after it, to be freed with size len + 1. */
char *mem_text(const parl_allocator *mem, const char *text, size_t len);

/* Overwrites a secret; the compiler may not leave it out. */
void mem_wipe(void *block, size_t size);

#endif
