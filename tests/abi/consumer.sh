#!/bin/sh
# What is installed can be found by pkg-config and linked, with the shared
# library and with the static one, and the program finds its library.
# usage: consumer.sh BUILD_DIR SOURCE_DIR CC
set -eu
build=$1 source=$2 cc=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
DESTDIR="$folder/root" meson install -C "$build" --no-rebuild > "$folder/log"
pc=$(find "$folder/root" -name parlance.pc)
PKG_CONFIG_PATH=$(dirname "$pc") PKG_CONFIG_SYSROOT_DIR="$folder/root"
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
libdir=$(dirname "$(find "$folder/root" -name 'libparlance.so' | head -n 1)")

"$cc" "$source/examples/hello.c" $(pkg-config --cflags --libs parlance) \
    -o "$folder/hello"
LD_LIBRARY_PATH=$libdir ldd "$folder/hello" | grep -q libparlance.so.0
echo "ok linked with the shared library"

unset PKG_CONFIG_SYSROOT_DIR
program=$(find "$folder/root" -path '*/bin/parlance')
if [ -n "$program" ]; then
    readelf -d "$program" |
        grep -q "PATH.*\[$(pkg-config --variable=libdir parlance)\]"
    echo "ok the program names the folder of its library"
fi
"$cc" "$source/examples/hello.c" \
    -I"$folder/root$(pkg-config --variable=includedir parlance)" \
    "$libdir/libparlance.a" $(pkg-config --libs libcurl libcrypto) \
    -lpthread \
    -o "$folder/hello-static"
! ldd "$folder/hello-static" | grep -q libparlance
echo "ok linked with the static library"
