/* tests/bench/bench.h -- clocks and medians for the benchmarks.
 *
 * Rounds of the things that are compared take turns in one process, and the
 * median of the rounds counts: these figures are ratios, since the machine may
 * be busy with other things. */
#ifndef PARLANCE_TESTS_BENCH_H
#define PARLANCE_TESTS_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS = 9 };

/* Microseconds. */
struct cost {
    double wall, cpu;
};

static inline void must(int is_fine, const char *what)
{
    if (is_fine)
        return;
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static inline struct cost clocks(void)
{
    struct rusage u;
    struct timespec now;

    getrusage(RUSAGE_SELF, &u);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (struct cost){
        (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3,
        (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
            (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec),
    };
}

/* What one of `n` things cost that were done since `begin`. */
static inline struct cost since(struct cost begin, double n)
{
    const struct cost end = clocks();

    return (struct cost){ (end.wall - begin.wall) / n,
                          (end.cpu - begin.cpu) / n };
}

static inline int compare_doubles(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static inline struct cost median(const struct cost *rounds)
{
    double wall[ROUNDS], cpu[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        wall[i] = rounds[i].wall;
        cpu[i] = rounds[i].cpu;
    }
    qsort(wall, ROUNDS, sizeof(wall[0]), compare_doubles);
    qsort(cpu, ROUNDS, sizeof(cpu[0]), compare_doubles);
    return (struct cost){ wall[ROUNDS / 2], cpu[ROUNDS / 2] };
}

static inline void print_line(const char *what, struct cost c, struct cost zero)
{
    printf("%-28s %9.3f us wall %9.3f us CPU   x %.3f\n", what, c.wall, c.cpu,
           c.cpu / zero.cpu);
}

#endif
