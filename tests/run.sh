#!/bin/sh
# Builds parlance and runs all of its tests, on a machine that may have nothing
# of what that needs.
#
#   sh tests/run.sh
#
# It installs what is missing from the packages of Debian or Ubuntu, builds
# with the address and undefined-behaviour sanitizers and runs the tests of one
# process, then builds a release and runs everything: the same tests, those
# that link it in other ways, the examples, and a real model.  PARLANCE_CORPUS
# may name a folder of recordings and vectors that some tests read; without it
# they are skipped.  PARLANCE_WERROR=1 makes warnings errors.
#
# The last line counts: "N passed, N failed, N skipped".
set -eu

cd "$(dirname "$0")/.."
build=${PARLANCE_BUILD:-build-tests}
corpus=${PARLANCE_CORPUS:-}

say() {
    printf '\n==> %s\n' "$*"
}

# ---- what is needed --------------------------------------------------------

packages='gcc g++ libc6-dev meson ninja-build pkg-config libcurl4-openssl-dev
libcjson-dev libssl-dev libcmocka-dev python3 python3-venv binutils openssl
ca-certificates locales'

missing() {
    for package in $packages; do
        dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null |
            grep -q 'install ok installed' || echo "$package"
    done
}

install_packages() {
    wanted=$(missing)
    [ -n "$wanted" ] || return 0
    if ! command -v apt-get > /dev/null; then
        say "Please install:" $wanted
        return 0
    fi
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    say "Installing" $wanted
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq \
        --no-install-recommends $wanted > /dev/null
}

# A locale with a decimal comma, and one in which "I" is no "i", for the tests
# that they make no difference: made in the build folder, so that they need not
# be among those of the machine.
make_locale() {
    mkdir -p "$build/locale"
    PARLANCE_LOCPATH=$(cd "$build/locale" && pwd)
    export PARLANCE_LOCPATH
    for name in de_DE tr_TR; do
        [ -d "$build/locale/$name.UTF-8" ] ||
            localedef -i $name -f UTF-8 "$build/locale/$name.UTF-8" || true
    done
}

# ---- building and testing --------------------------------------------------

# configure DIR OPTION...
configure() {
    dir=$1
    shift
    mkdir -p "$dir"
    if [ -f "$dir/build.ninja" ]; then
        meson configure "$dir" "$@"
    else
        meson setup "$dir" "$@"
    fi > "$dir/setup.log" 2>&1 || {
        cat "$dir/setup.log"
        exit 1
    }
}

# run_suite DIR ARGUMENT...: the exit status is kept for the end
failed=0
run_suite() {
    dir=$1
    shift
    meson compile -C "$dir" > "$dir/compile.log" 2>&1 || {
        grep -E 'error|warning|FAILED' "$dir/compile.log" || cat \
            "$dir/compile.log"
        exit 1
    }
    meson test -C "$dir" --no-rebuild --print-errorlogs "$@" || failed=1
}

install_packages
make_locale
werror=false
[ "${PARLANCE_WERROR:-}" != 1 ] || werror=true

say "The tests of one process, under the sanitizers"
configure "$build/asan" -Dbuildtype=debugoptimized -Db_ndebug=false \
    -Db_sanitize=address,undefined -Db_lundef=false \
    -Ddefault_library=static -Dexamples=false -Dtests=enabled \
    -Dwerror=$werror "-Dcorpus=$corpus"
UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
ASAN_OPTIONS=detect_leaks=1
export UBSAN_OPTIONS ASAN_OPTIONS
run_suite "$build/asan" --suite unit

say "Everything, on the release build"
configure "$build/release" -Dbuildtype=release -Dtests=enabled \
    -Dwerror=$werror "-Dcorpus=$corpus"
run_suite "$build/release"

python3 tests/count.py "$build/asan" "$build/release" || failed=1
exit $failed
