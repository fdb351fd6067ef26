/* tests/support/check.h -- cmocka, with what it needs before it. */
#ifndef PARLANCE_TESTS_SUPPORT_CHECK_H
#define PARLANCE_TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* From version 2 on it has a name for each type, and warns of the old one. */
#ifdef assert_uint_in_range
#undef assert_in_range
#define assert_in_range assert_uint_in_range
#endif

#endif
