#!/usr/bin/env bash
# Builds into dist/ what packages and image are made of: one binary, static where Rust's musl target can be had, with the
# list of its crates inside (cargo auditable), manual pages and shell completions. For root, or a machine that has it all.
set -euo pipefail
cd "$(dirname "$0")/.."

musl="$(uname -m)-unknown-linux-musl"
if ! command -v musl-gcc >/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends musl-tools
fi
if command -v musl-gcc >/dev/null && command -v rustup >/dev/null && rustup target add "$musl"; then
    target="$musl"
else
    target="$(rustc -vV | sed -n 's/^host: //p')"
    echo "Rust's musl target cannot be had here: the binary needs the C library of this machine or a newer one" >&2
fi
if ! cargo auditable --version >/dev/null 2>&1; then
    cargo install cargo-auditable --locked --debug
fi

cargo auditable build --release --locked --bin qoo10-bridge --target "$target"

rm -rf dist
mkdir -p dist/completions
cp "${CARGO_TARGET_DIR:-target}/$target/release/qoo10-bridge" dist/qoo10-bridge
dist/qoo10-bridge man --out dist/man >/dev/null
for shell in bash zsh fish; do
    dist/qoo10-bridge completions "$shell" >"dist/completions/$shell"
done
ls -l dist/qoo10-bridge
