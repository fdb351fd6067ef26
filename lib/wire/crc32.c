/* wire/crc32.c -- the checksum of IEEE 802.3, eight bytes at a time.
 *
 * tables[k] is what a byte comes to that k more bytes of zeroes follow.  So
 * eight look-ups stand for eight steps of which each would wait for the one
 * before.  The tables are made before the first stream; a build for size goes
 * without them, half a byte at a time. */
#include "wire/crc32.h"

#ifndef SMALL
#include <pthread.h>
#endif

/* What half a byte comes to. */
static const uint32_t halves[] = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
    0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
    0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
};

static uint32_t step(uint32_t crc, unsigned char byte)
{
    crc ^= byte;
    crc = halves[crc & 0xF] ^ crc >> 4;
    return halves[crc & 0xF] ^ crc >> 4;
}

#ifdef SMALL
void crc32_init(void)
{
}

uint32_t crc32_add(uint32_t crc, const void *bytes, size_t len)
{
    const unsigned char *b = bytes;

    crc = ~crc;
    for (; len > 0; len--, b++)
        crc = step(crc, *b);
    return ~crc;
}
#else
static uint32_t tables[8][256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_tables(void)
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;

        for (int k = 0; k < 8; k++)
            tables[k][byte] = crc = step(crc, 0);
    }
}

void crc32_init(void)
{
    pthread_once(&once, make_tables);
}

/* Four bytes, the first one lowest, whatever the machine. */
static uint32_t load(const unsigned char *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

static uint32_t step_eight(uint32_t crc, const unsigned char *b)
{
    const uint32_t low = crc ^ load(b), high = load(b + 4);

    return tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^
           tables[5][low >> 16 & 0xFF] ^ tables[4][low >> 24] ^
           tables[3][high & 0xFF] ^ tables[2][high >> 8 & 0xFF] ^
           tables[1][high >> 16 & 0xFF] ^ tables[0][high >> 24];
}

uint32_t crc32_add(uint32_t crc, const void *bytes, size_t len)
{
    const unsigned char *b = bytes;

    crc = ~crc;
    for (; len >= 8; len -= 8, b += 8)
        crc = step_eight(crc, b);
    for (; len > 0; len--, b++)
        crc = tables[0][(crc ^ *b) & 0xFF] ^ crc >> 8;
    return ~crc;
}
#endif
