#!/usr/bin/env sh
# Runs every test. Needs Rust, a C compiler, Python 3.9 or newer and Node.js 20.17 or newer; everything else is fetched by the tasks.
# Options are those of `cargo xtask test`: --only rust|deny|python|node|interop, --strict.
set -eu
cd "$(dirname "$0")"
exec cargo run --quiet --locked --package xtask -- test "$@"
