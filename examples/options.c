/* examples/options.c -- the command line of `parlance`. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char usage_text[] =
    "usage:\n"
    "  parlance encode [--accounts FILE] [--stream] [--sign [--now T]]\n"
    "           < request.json\n"
    "  parlance decode --model ACCOUNT/MODEL [--accounts FILE] [--dialect D]\n"
    "           [--stream] [--status N] [--header 'NAME: VALUE']...\n"
    "           [--request FILE] [--split N] [--events] < body\n"
    "  parlance chat -m ACCOUNT/MODEL [--accounts FILE] [--system S]\n"
    "           [--image F] [--file F] [--schema F] [--effort E]\n"
    "           [--no-stream] [--json] [--retries N] PROMPT\n"
    "  parlance explain [--accounts FILE] < request.json\n"
    "  parlance providers [--json]\n"
    "  parlance models [--facts FILE] [--json]\n"
    "  parlance version\n"
    "encode, decode, chat and explain take --facts FILE as well: facts about\n"
    "models, which count before those that are built in\n";

int usage(const char *complaint)
{
    if (complaint != NULL)
        fprintf(stderr, "parlance: %s\n", complaint);
    fputs(usage_text, complaint != NULL ? stderr : stdout);
    return complaint != NULL ? EXIT_USAGE : EXIT_SUCCESS;
}

/* "20261124T120000Z"; false: it is no such time. */
static bool read_moment(const char *text, int64_t *seconds)
{
    int year, month, day, hour, minute, second, n = 0;
    int64_t days;

    if (sscanf(text, "%4d%2d%2dT%2d%2d%2dZ%n", &year, &month, &day, &hour,
               &minute, &second, &n) != 6 ||
        text[n] != '\0' || n != 16 || year < 1970 || month < 1 || month > 12)
        return false;
    if (month < 3) { /* years that begin in March end in the day of leap */
        year--;
        month += 12;
    }
    days = (int64_t)year * 365 + year / 4 - year / 100 + year / 400 +
           (153 * month - 457) / 5 + day - 719469;
    *seconds = days * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

static bool read_number(const char *text, long *number)
{
    char *end = NULL;

    *number = strtol(text, &end, 10);
    return end != text && *end == '\0' && *number >= 0 && *number <= 1000000000;
}

enum kind { IS_TEXT, IS_NUMBER, IS_FLAG, IS_HEADER, IS_MOMENT };

static const struct {
    const char *name;
    enum kind kind;
    size_t at; /* in struct options */
} known[] = {
#define OPTION(name, kind, member)                                             \
    {                                                                          \
        name, kind, offsetof(struct options, member)                           \
    }
    OPTION("accounts", IS_TEXT, accounts),
    OPTION("model", IS_TEXT, model),
    OPTION("dialect", IS_TEXT, dialect),
    OPTION("request", IS_TEXT, request),
    OPTION("system", IS_TEXT, system),
    OPTION("image", IS_TEXT, image),
    OPTION("file", IS_TEXT, file),
    OPTION("schema", IS_TEXT, schema),
    OPTION("effort", IS_TEXT, effort),
    OPTION("facts", IS_TEXT, facts),
    OPTION("header", IS_HEADER, headers),
    OPTION("status", IS_NUMBER, status),
    OPTION("split", IS_NUMBER, split),
    OPTION("retries", IS_NUMBER, retries),
    OPTION("stream", IS_FLAG, stream),
    OPTION("no-stream", IS_FLAG, no_stream),
    OPTION("json", IS_FLAG, json),
    OPTION("events", IS_FLAG, events),
    OPTION("sign", IS_FLAG, sign),
    OPTION("now", IS_MOMENT, now),
#undef OPTION
};

enum { N_KNOWN = sizeof(known) / sizeof(known[0]), FIRST = 256 };

static bool take(struct options *o, int i, const char *value)
{
    void *at = (char *)o + known[i].at;

    switch (known[i].kind) {
    case IS_TEXT:
        *(const char **)at = value;
        return true;
    case IS_NUMBER:
        return read_number(value, at);
    case IS_FLAG:
        *(bool *)at = true;
        return true;
    case IS_HEADER:
        if (o->n_headers == MAX_HEADERS || strchr(value, ':') == NULL)
            return false;
        o->headers[o->n_headers++] = value;
        return true;
    case IS_MOMENT:
        return read_moment(value, at);
    }
    return false;
}

bool options_read(struct options *o, int argc, char **argv)
{
    struct option list[N_KNOWN + 1] = { { NULL, 0, NULL, 0 } };
    int number;

    for (int i = 0; i < N_KNOWN; i++)
        list[i] = (struct option){ known[i].name,
                                   known[i].kind == IS_FLAG ? no_argument
                                                            : required_argument,
                                   NULL, FIRST + i };
    *o = (struct options){ .status = 200,
                           .retries = 2,
                           .now = (int64_t)time(NULL) };
    optind = 2;
    while ((number = getopt_long(argc, argv, "m:", list, NULL)) != -1) {
        if (number == 'm') {
            o->model = optarg;
        } else if (number < FIRST) { /* which getopt_long() has told */
            return false;
        } else if (!take(o, number - FIRST, optarg)) {
            fprintf(stderr, "parlance: --%s does not take '%s'\n",
                    known[number - FIRST].name, optarg);
            return false;
        }
    }
    if (optind < argc)
        o->prompt = argv[optind++];
    if (optind < argc)
        fprintf(stderr, "parlance: one prompt alone, in quotes, not '%s' too\n",
                argv[optind]);
    return optind == argc;
}
