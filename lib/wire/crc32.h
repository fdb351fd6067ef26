/* wire/crc32.h -- the checksum of IEEE 802.3, as zlib and AWS have it. */
#ifndef PARLANCE_WIRE_CRC32_H
#define PARLANCE_WIRE_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of what `crc` is the checksum of (0: nothing) and these bytes
 * behind it. */
uint32_t crc32_add(uint32_t crc, const void *bytes, size_t len);

#endif
