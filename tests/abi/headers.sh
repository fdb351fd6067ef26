#!/bin/sh
# The public header compiles alone, as C99, C11, C23 and C++, without a warning.
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
