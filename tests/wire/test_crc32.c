/* tests/wire/test_crc32.c -- the checksum of IEEE 802.3. */
#include "support/check.h"

#include "wire/crc32.h"

static void test_known_checksums(void **state)
{
    (void)state;
    assert_int_equal(crc32_add(0, "", 0), 0);
    assert_int_equal(crc32_add(0, "a", 1), 0xE8B7BE43);
    assert_int_equal(crc32_add(0, "123456789", 9), 0xCBF43926);
    assert_int_equal(
        crc32_add(0, "The quick brown fox jumps over the lazy dog", 43),
        0x414FA339);
}

/* Eight bytes at a time come to the same as one, wherever they lie. */
static void test_pieces_come_to_the_whole(void **state)
{
    unsigned char bytes[64];

    (void)state;
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(i * 37 + 11);
    for (size_t from = 0; from < 9; from++) {
        for (size_t len = 0; from + len <= sizeof(bytes); len++) {
            const uint32_t whole = crc32_add(0, bytes + from, len);
            uint32_t crc = 0;

            for (size_t i = 0; i < len; i++)
                crc = crc32_add(crc, bytes + from + i, 1);
            assert_int_equal(crc, whole);
            crc = crc32_add(0, bytes + from, len / 3);
            crc = crc32_add(crc, bytes + from + len / 3, len - len / 3);
            assert_int_equal(crc, whole);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_checksums),
        cmocka_unit_test(test_pieces_come_to_the_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
