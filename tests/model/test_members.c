/* Tests lib/members.c. */
#include "support/check.h"

#include <stdio.h>
#include "model/members.h"
#include "support/oom.h"

#define LOST "\xEF\xBF\xBD"

struct kept {
    struct arena arena;
    struct members members;
    struct buf out;
};

static void kept_init(struct kept *k, const parl_allocator *mem)
{
    arena_init(&k->arena, mem, 1 << 20);
    k->members = (struct members){ .first = NULL };
    buf_init(&k->out, mem, 1 << 20);
}

static void kept_release(struct kept *k)
{
    members_release(&k->members);
    buf_release(&k->out);
    arena_release(&k->arena);
}

static parl_status put(struct kept *k, enum member_rule rule, const char *name,
                       const char *json)
{
    return members_put(&k->members, &k->arena, rule, span_of(name),
                       span_of(json));
}

static const char *written(struct kept *k)
{
    buf_reset(&k->out);
    members_write(&k->members, &k->out);
    return buf_text(&k->out);
}

/* What a name that comes again with other JSON ends up as. */
static const struct {
    enum member_rule rule;
    const char *first, *second, *kept;
} again[] = {
    { MEMBER_TOTAL, "[1]", "[2]", "[2]" },
    { MEMBER_TOTAL, "[1]", "null", "[1]" },
    { MEMBER_LATEST, "1", "2", "2" },
    { MEMBER_LATEST, "\"a\"", "null", "\"a\"" },
    { MEMBER_LATEST, "null", "{\"a\":1}", "{\"a\":1}" },
    { MEMBER_LATEST, "[1]", "[2]", "[1,2]" },
    { MEMBER_LATEST, "[1]", "[1]", "[1]" },
    { MEMBER_LATEST, "[1]", "[1,2]", "[1,2]" },
    { MEMBER_LATEST, "[1]", "[12]", "[1,12]" },
    { MEMBER_LATEST, "[1, 2]", "[1]", "[1, 2,1]" },
    { MEMBER_LATEST, "[]", "[1]", "[1]" },
    { MEMBER_LATEST, "[ ]", "[1]", "[1]" },
    { MEMBER_LATEST, "[1]", "[ \n]", "[1]" },
    { MEMBER_LATEST, "[1]", "2", "2" },
    { MEMBER_LATEST, "1", "[2]", "[2]" },
    { MEMBER_LATEST, "{\"a\":1}", "{\"b\":2}", "{\"b\":2}" },
    { MEMBER_JOIN, "[1]", "[1]", "[1,1]" },
    { MEMBER_JOIN, "[1]", "[1,2]", "[1,1,2]" },
    { MEMBER_JOIN, "null", "[1]", "[1]" },
    { MEMBER_JOIN, "[1]", "null", "[1]" },
    { MEMBER_JOIN, "[1]", "[]", "[1]" },
};

static void test_a_name_that_comes_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(again) / sizeof(again[0]); i++) {
        char want[64];
        struct kept k;

        kept_init(&k, &mem_libc);
        put(&k, again[i].rule, "n", again[i].first);
        put(&k, again[i].rule, "n", again[i].second);
        snprintf(want, sizeof(want), "\"n\":%s", again[i].kept);
        assert_string_equal(written(&k), want);
        assert_int_equal(k.members.n, 1);
        assert_int_equal(k.members.bytes, 1 + strlen(again[i].kept));
        kept_release(&k);
    }
}

static void test_names_keep_their_order(void **state)
{
    struct kept k;

    (void)state;
    kept_init(&k, &mem_libc);
    assert_string_equal(written(&k), "");
    put(&k, MEMBER_LATEST, "b", "1");
    put(&k, MEMBER_LATEST, "a", "2.50");
    put(&k, MEMBER_LATEST, "", "3");
    put(&k, MEMBER_LATEST, "b", "12345678901234567890");
    assert_string_equal(written(&k),
                        "\"b\":12345678901234567890,\"a\":2.50,\"\":3");
    kept_release(&k);
}

static void test_what_is_written_is_valid(void **state)
{
    struct kept k;

    (void)state;
    kept_init(&k, &mem_libc);
    put(&k, MEMBER_LATEST, "a\"\n\xFF", "\"\xED\xA0\xBD\"");
    assert_string_equal(written(&k), "\"a\\\"\\n" LOST "\":\"" LOST "\"");
    kept_release(&k);
}

static void test_an_object_is_put_member_by_member(void **state)
{
    static const char object[] = "{\"a\" : [1], \"\\u0062\":null, \"c\":[2] }";
    struct kept k;

    (void)state;
    kept_init(&k, &mem_libc);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            members_put_all(&k.members, &k.arena, MEMBER_JOIN, span_of(object)),
            PARL_OK);
    assert_string_equal(written(&k), "\"a\":[1,1],\"b\":null,\"c\":[2,2]");
    kept_release(&k);
}

static void test_an_object_may_come_in_pieces(void **state)
{
    struct kept k;

    (void)state;
    kept_init(&k, &mem_libc);
    put(&k, MEMBER_OBJECT, "m", "{\"s\": [1],\"t\":2}");
    put(&k, MEMBER_OBJECT, "m", "{\"s\":[3]}");
    put(&k, MEMBER_OBJECT, "m", "{\"s\":[1,3],\"u\":null}");
    put(&k, MEMBER_OBJECT, "m", "null");
    assert_string_equal(written(&k), "\"m\":{\"s\":[1,3],\"t\":2,\"u\":null}");
    put(&k, MEMBER_OBJECT, "m", "5");
    assert_string_equal(written(&k), "\"m\":5");
    kept_release(&k);
}

static void test_what_is_no_object_is_nothing(void **state)
{
    static const char *const others[] = { "null", "[1]", "", "{\"a\":", "x" };
    struct kept k;

    (void)state;
    kept_init(&k, &mem_libc);
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        members_put_all(&k.members, &k.arena, MEMBER_JOIN, span_of(others[i]));
    assert_string_equal(written(&k), "");
    kept_release(&k);
}

static void test_there_is_a_limit(void **state)
{
    struct kept k;
    char name[32];

    (void)state;
    kept_init(&k, &mem_libc);
    for (int i = 0; i < MAX_MEMBERS; i++) {
        snprintf(name, sizeof(name), "m%d", i);
        assert_int_equal(put(&k, MEMBER_LATEST, name, "1"), PARL_OK);
    }
    assert_int_equal(put(&k, MEMBER_LATEST, "more", "1"), PARL_TOO_LARGE);
    assert_int_equal(put(&k, MEMBER_LATEST, "m255", "2"), PARL_OK);
    kept_release(&k);
}

static bool put_and_write(const parl_allocator *mem)
{
    bool done;
    struct kept k;

    kept_init(&k, mem);
    done = put(&k, MEMBER_LATEST, "a", "[1]") == PARL_OK &&
           put(&k, MEMBER_LATEST, "a",
               "[\"a long list that grows\",\"and "
               "does not fit any more into 64\"]") == PARL_OK &&
           members_put_all(&k.members, &k.arena, MEMBER_JOIN,
                           SPAN("{\"\\u0062\":[1]}")) == PARL_OK &&
           (written(&k), buf_ok(&k.out));
    kept_release(&k);
    return done;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    oom_each(put_and_write);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_that_comes_again),
        cmocka_unit_test(test_names_keep_their_order),
        cmocka_unit_test(test_what_is_written_is_valid),
        cmocka_unit_test(test_an_object_is_put_member_by_member),
        cmocka_unit_test(test_an_object_may_come_in_pieces),
        cmocka_unit_test(test_what_is_no_object_is_nothing),
        cmocka_unit_test(test_there_is_a_limit),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
