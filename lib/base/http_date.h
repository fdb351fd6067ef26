/* base/http_date.h -- the dates of HTTP headers (RFC 9110, 5.6.7). */
#ifndef PARLANCE_BASE_HTTP_DATE_H
#define PARLANCE_BASE_HTTP_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { HTTP_DATE_SIZE = 40 /* of the longest, and some */ };

/* Reads "Sun, 06 Nov 1994 08:49:37 GMT", and the two older forms that a
 * recipient must accept: "Sunday, 06-Nov-94 08:49:37 GMT" and
 * "Sun Nov  6 08:49:37 1994".  Seconds since 1970. */
bool http_date_read(const char *text, int64_t *seconds);

#endif
