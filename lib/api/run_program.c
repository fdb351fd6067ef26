/* api/run_program.c -- runs a program and takes what it prints. */
#include "api/run_program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/error.h"

extern char **environ;

static bool complain(char *why, size_t size, const char *reason)
{
    error_copy(why, size, reason, strlen(reason));
    return false;
}

/* A pipe that no other program inherits. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

/* Nothing to read for it, its complaints to nowhere. */
static bool start(char *const *words, int to, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    bool ok;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    ok = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY,
                                          0) == 0 &&
         posix_spawn_file_actions_adddup2(&actions, to, 1) == 0 &&
         posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY,
                                          0) == 0 &&
         posix_spawnp(child, words[0], &actions, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return ok;
}

enum { TICK_MS = 20 }; /* between two looks at whether somebody cancelled */

/* Until it closes its end, or the time is up. */
static bool read_all(int from, int64_t end, const struct cancels *cancels,
                     struct buf *out)
{
    while (buf_ok(out) && !cancels_fired(cancels)) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        const int64_t left = end - clock_ms();
        char piece[4096];
        ssize_t n;

        if (left <= 0)
            return false;
        if (poll(&ready, 1, (int)(left < TICK_MS ? left : TICK_MS)) <= 0)
            continue;
        n = read(from, piece, sizeof(piece));
        if (n > 0)
            buf_add(out, piece, (size_t)n);
        mem_wipe(piece, sizeof(piece));
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return false;
    }
    return false;
}

/* Its exit status; -1: it was ended by a signal, or nobody knows.  One that
 * prints nothing more may still go on: it is ended when the time is up. */
static int wait_for(pid_t child, int64_t end)
{
    int status = 0;
    pid_t got;

    while ((got = waitpid(child, &status, WNOHANG)) == 0 ||
           (got < 0 && errno == EINTR)) {
        if (clock_ms() >= end)
            kill(child, SIGKILL);
        poll(NULL, 0, 2);
    }
    if (got < 0) /* the host program gathers its children itself */
        return errno == ECHILD ? 0 : -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool run_program(char *const *words, int64_t timeout_ms,
                 const struct cancels *cancels, struct buf *out, char *why,
                 size_t why_size)
{
    const int64_t end = clock_ms() + timeout_ms;
    int ends[2];
    pid_t child;
    bool ok;

    if (!open_pipe(ends))
        return complain(why, why_size, "no pipe to be had");
    ok = start(words, ends[1], &child);
    close(ends[1]);
    if (!ok) {
        close(ends[0]);
        return complain(why, why_size, "the program cannot be started");
    }
    ok = read_all(ends[0], end, cancels, out);
    close(ends[0]);
    if (!ok)
        kill(child, SIGKILL);
    if (wait_for(child, end) != 0 && ok)
        return complain(why, why_size, "the program did not end well");
    return ok || complain(why, why_size,
                          buf_ok(out) ? "the program took too long"
                                      : "the program printed too much");
}
