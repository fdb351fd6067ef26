/* api/env.c -- the one place that looks at the environment, and at the clock on
 * the wall. */
#include "api/client.h"

#include <string.h>
#include <time.h>

extern char **environ;

const char *environment(const char *name)
{
    const size_t len = strlen(name);

    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        if (strncmp(*entry, name, len) == 0 && (*entry)[len] == '=')
            return *entry + len + 1;
    }
    return NULL;
}

int64_t wall_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}
