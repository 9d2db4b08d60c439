# shellcheck shell=bash
# Sourced: tools NAME finds a tool of requirements.txt, in a virtual environment that is made once, as $tools/NAME; fails
# where it cannot be had.
tools="${CARGO_TARGET_DIR:-target}/deploy-tools/bin"
case "$tools" in /*) ;; *) tools="$PWD/$tools" ;; esac

tools() {
    [ -x "$tools/$1" ] && return 0
    local list
    list="$(dirname "${BASH_SOURCE[0]}")/requirements.txt"
    if ! python3 -m venv "${tools%/bin}" >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
        python3 -m venv "${tools%/bin}"
    fi
    "$tools/pip" install -q --disable-pip-version-check --only-binary :all: -r "$list" || return 1
    [ -x "$tools/$1" ]
}
