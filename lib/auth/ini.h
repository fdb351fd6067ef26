/* auth/ini.h -- the files in which AWS's tools keep profiles. */
#ifndef PARLANCE_AUTH_INI_H
#define PARLANCE_AUTH_INI_H

#include <stdbool.h>
#include "base/span.h"

/* The text between a section's header and the next one.  The header reads
 * [NAME], or [PREFIX NAME] where `prefix` is not NULL, NAME perhaps in quotes.
 * ptr NULL: there is no such section. */
struct span ini_section(struct span file, const char *prefix, const char *name);

/* The value of the first line "KEY = VALUE"; ptr NULL: there is none.  Keys
 * are compared without regard to case; a line that begins further to the right
 * than the key above it goes with that, and is passed over. */
struct span ini_value(struct span section, const char *key);

#endif
