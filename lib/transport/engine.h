/* transport/engine.h -- the inside of an engine, for the files it is made of.
 *
 *   curl.c      the multi handle, and which transfers are on it
 *   easy.c      one easy handle: its settings, what it calls, how it ends
 *   prepare.c   an easy handle is given its next request
 *
 * An easy handle is set up once and used for one transfer after another: what
 * is the same for all of them is set in easy_new(), what is not in
 * easy_prepare().  In between it waits on the engine's list of idle ones, with
 * the memory that it needs for header lines, so that a call on a kept
 * connection allocates nothing here.
 *
 * The one place that includes libcurl. */
#ifndef PARLANCE_TRANSPORT_ENGINE_H
#define PARLANCE_TRANSPORT_ENGINE_H

#include <curl/curl.h>
#include <sys/types.h>
#include "transport/head.h"
#include "transport/timers.h"
#include "transport/transport.h"

struct engine {
    const struct transport_options *options;
    const char *encodings; /* that this libcurl can undo */
    pid_t owner;
    bool is_forked; /* a child is freeing what belongs to its parent */
    CURLM *multi;
    struct curl_transfer *active; /* the newest first */
    struct curl_transfer *idle;
    size_t n_idle;
    int64_t now;       /* when libcurl was last let run */
    int64_t next_look; /* no timer expires earlier */
    bool is_fresh;     /* something waits to be started */
    bool is_inside;    /* libcurl runs, and calls back */
    bool has_orphans;  /* a transfer was taken off meanwhile */
};

/* One easy handle, with the transfer that is on it. */
struct curl_transfer {
    struct engine *engine;
    struct transfer *transfer; /* NULL: it was taken off while libcurl ran */
    struct curl_transfer *next, *prev;
    bool is_started; /* the multi handle has it */
    CURL *easy;
    CURLU *address; /* where it goes, parsed: libcurl would do it for each
                       transfer, and print it again */

    uint64_t body_left;  /* of a body that is read piece by piece */
    parl_status failure; /* of a callback; goes before libcurl's own code */

    /* what `easy` has */
    char *url;          /* of which address is made; NULL: none */
    bool is_custom;     /* a method with a name of its own */
    bool is_watched;    /* easy_watch */
    bool is_abandoned;  /* its connection is not to be kept */
    long connect_limit; /* ms; 0: none was set */

    struct curl_slist *lines; /* of the header, and their text, in one block */
    size_t n_lines;           /* bytes of it in use */
    size_t lines_size;

    struct timers timers;
    struct head head;
    char reason[CURL_ERROR_SIZE]; /* in libcurl's words */
};

/* NULL: no memory. */
struct curl_transfer *easy_new(struct engine *engine);
void easy_free(struct curl_transfer *ct);

/* The request is borrowed until the transfer has ended. */
parl_status easy_prepare(struct curl_transfer *ct, const struct transfer *t,
                         struct error *err);

/* What the transfer has come to, now that libcurl says that it has ended. */
parl_status easy_judge(struct curl_transfer *ct, CURLcode code,
                       struct error *err);

/* Tells how bytes get on, of which no callback hears otherwise: those of a body
 * that goes out for a while, and of one that comes compressed. */
void easy_watch(struct curl_transfer *ct, bool is_watched);

/* The transfer will not come to its end: nothing else of the connection is to
 * be used.  HTTP/2 would keep it, and tell the server with the next request
 * that the last one was given up. */
void easy_abandon(struct curl_transfer *ct);

/* The header lines may hold secrets. */
void easy_forget(struct curl_transfer *ct);

#endif
