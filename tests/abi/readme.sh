#!/bin/sh
# The README's example compiles as C99, C11 and C++20, and links.
# usage: readme.sh README CC CXX LIBRARY INCLUDE_DIR...
set -eu
readme=$1 cc=$2 cxx=$3 library=$4
shift 4
flags='-Wall -Wpedantic -Werror'
for dir in "$@"; do
    flags="$flags -I$dir"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# the first block of C in the page
awk '/^```c$/ && !done { on = 1; next } /^```$/ { if (on) done = 1; on = 0 }
     on' "$readme" > "$folder/example.c"
grep -q 'int main' "$folder/example.c"
lines=$(wc -l < "$folder/example.c")
for std in c99 c11; do
    "$cc" -std=$std $flags "$folder/example.c" "$library" -o "$folder/example"
    echo "ok $std"
done
if command -v "$cxx" > /dev/null; then
    "$cxx" -x c++ -std=c++20 $flags -c "$folder/example.c" -o "$folder/a.o"
    echo "ok c++20"
fi
echo "the example has $lines lines"
