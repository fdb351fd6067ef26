#!/bin/sh
# A project that has parlance as a meson subproject builds and links it.
# usage: subproject.sh SOURCE_DIR
set -eu
source=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/subprojects"
ln -s "$source" "$folder/subprojects/parlance"
cp "$source/examples/hello.c" "$folder/hello.c"
cat > "$folder/meson.build" <<'END'
project('consumer', 'c')
executable('hello', 'hello.c', dependencies: dependency('parlance',
  fallback: ['parlance', 'parl_dep']))
END
meson setup "$folder/build" "$folder" > "$folder/log"
meson compile -C "$folder/build" >> "$folder/log"
test -x "$folder/build/hello"
echo "ok as a subproject"
