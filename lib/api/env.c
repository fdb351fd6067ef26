/* api/env.c -- the one place that looks at the environment. */
#include "api/client.h"

#include <string.h>

extern char **environ;

const char *environment(const char *name)
{
    const size_t len = strlen(name);

    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        if (strncmp(*entry, name, len) == 0 && (*entry)[len] == '=' &&
            (*entry)[len + 1] != '\0')
            return *entry + len + 1;
    }
    return NULL;
}
