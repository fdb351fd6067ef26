#!/bin/sh
# The public header compiles alone, as C99, C11, C23 and C++, without a warning,
# and a field of another type than its kind wants does not compile.
# usage: headers.sh CC CXX INCLUDE_DIR...
set -eu
cc=$1 cxx=$2
shift 2
flags='-Wall -Wextra -Wpedantic -Wshadow -Wcast-qual -Werror -fsyntax-only'
for dir in "$@"; do
    flags="$flags -I$dir"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/use.c" <<'END'
#include <parlance/parlance.h>
int use(void);
int use(void)
{
    parl_message history[] = { PARL_SYSTEM("s"), PARL_USER("u"),
                               PARL_ASSISTANT("a"),
                               PARL_TOOL_RESULT("call", "result") };
    parl_part parts[] = { PARL_TEXT("t"), PARL_IMAGE(NULL) };
    parl_message message[] = { PARL_USER_PARTS(parts, 2) };
    parl_number number = PARL_NUMBER(0);
    parl_integer integer = PARL_INTEGER(0);

    return (int)history[0].role + (int)message[0].role + number.set +
           integer.set;
}
END
for std in c99 c11 c2x; do
    "$cc" -std=$std $flags "$folder/use.c"
    echo "ok $std"
done
# usage: field TYPE MACRO [, MORE]: a member m of that type in a field table
field()
{
    cat > "$folder/field.c" << END
#include <parlance/parlance.h>
enum level { LOW, HIGH };
extern const char *const words[2];
struct s { $1 m; int count; size_t n; };
extern const parl_field field;
const parl_field field = PARL_$2(struct s, m ${3-}, NULL);
END
    "$cc" -std=c11 ${flags#*-Werror} "$folder/field.c" 2> /dev/null
}
no_field()
{
    ! field "$@" || { echo "not ok: $1 as a $2 compiles"; exit 1; }
}
field int64_t FIELD_INTEGER
field int32_t FIELD_WORD ', words'
field 'const char **' FIELD_TEXTS ', n'
no_field int FIELD_INTEGER
no_field parl_number OPTIONAL_INTEGER
no_field float FIELD_NUMBER
no_field _Bool FIELD_BOOLEAN
no_field 'enum level' FIELD_WORD ', words'
no_field 'const int *' FIELD_TEXT
no_field 'const char **' FIELD_TEXTS ', count'
echo "ok fields of the wrong type"
if ! command -v "$cxx" > /dev/null; then
    echo "skipped: there is no C++ compiler"
    exit 0
fi
for std in c++98 c++11 c++20 c++2b; do
    extra=
    [ $std = c++98 ] && extra=-Wno-long-long
    "$cxx" -x c++ -std=$std $flags $extra "$folder/use.c"
    echo "ok $std"
done
