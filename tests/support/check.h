/* tests/support/check.h -- cmocka, with what it needs before it. */
#ifndef PARLANCE_TESTS_SUPPORT_CHECK_H
#define PARLANCE_TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#endif
