#!/usr/bin/env sh
# Runs every test. Needs what README.md names; everything else is fetched by the tasks.
# Options are those of `cargo xtask test`: --only rust|deny|python|node|c|c-release|interop, --strict.
set -eu
cd "$(dirname "$0")"
exec cargo run --quiet --locked --package xtask -- test "$@"
