#!/bin/sh
# Make the environment in .venv as uv.lock says, and build the web page. Needs Python 3.11 or newer; everything else
# it brings.
#
#   tools/setup.sh        everything, with the tools of development
#   tools/setup.sh run    what Cairn needs to run
#
# A second call is instant. All it says goes to stderr, so that a program after it owns stdout.
set -eu
exec >&2

want=${1:-all}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
tools=$root/.tools
stamp=$root/.venv/.cairn-setup
uv_minimum=0.8

fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

# The files that decide what is installed, and the place: the scripts in .venv hold its path.
state="$(cksum uv.lock pyproject.toml tools/setup.sh)
$root"

is_done() {
    if [ ! -f "$stamp" ] || [ ! -x .venv/bin/python ]; then
        return 1
    fi
    case $(cat "$stamp") in
    "all $state") return 0 ;;
    "run $state") [ "$want" = run ] ;;
    *) return 1 ;;
    esac
}

is_python() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 && is_python "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found." \
        "On Debian and Ubuntu: apt install python3 python3-venv"
}

is_uv() {
    version=$("$1" --version 2>/dev/null) || return 1
    version=${version#uv }
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    case $major$minor in *[!0-9]* | '') return 1 ;; esac
    [ "$major" -gt "${uv_minimum%.*}" ] || [ "$minor" -ge "${uv_minimum#*.}" ]
}

# uv on the PATH, or a private one in .tools.
find_uv() {
    for uv in uv "$tools/uv/bin/uv"; do
        if is_uv "$uv"; then
            return
        fi
    done
    echo "setup: fetching uv into .tools"
    rm -rf "$tools/uv"
    mkdir -p "$tools"
    if "$python" -m venv "$tools/uv" >/dev/null 2>&1; then
        "$tools/uv/bin/python" -m pip install --disable-pip-version-check --quiet "uv>=$uv_minimum,<1" ||
            fail "uv could not be fetched; the lines above say why."
    else
        # Debian's Python comes without venv, and sometimes with pip.
        rm -rf "$tools/uv"
        "$python" -m pip --version >/dev/null 2>&1 ||
            fail "Python's venv module is needed and is missing." "On Debian and Ubuntu: apt install python3-venv"
        "$python" -m pip install --disable-pip-version-check --quiet --target "$tools/uv" "uv>=$uv_minimum,<1" ||
            fail "uv could not be fetched; the lines above say why."
    fi
    is_uv "$uv" || fail "The uv in .tools does not run. Remove .tools and try again."
}

# uv links files out of its cache. A cache that cannot be written moves here; where no link can be made, as between
# file systems, uv would warn for each package.
prepare_cache() {
    cache=${UV_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/uv}
    mkdir -p "$tools"
    if ! { mkdir -p "$cache" && [ -w "$cache" ]; } 2>/dev/null; then
        cache=$tools/cache
        mkdir -p "$cache"
    fi
    export UV_CACHE_DIR="$cache"
    probe=.cairn-link-$$
    : >"$cache/$probe"
    ln "$cache/$probe" "$tools/$probe" 2>/dev/null || export UV_LINK_MODE="${UV_LINK_MODE:-copy}"
    rm -f "$cache/$probe" "$tools/$probe"
}

case $want in
all | run) ;;
*) fail "usage: tools/setup.sh [all|run]" ;;
esac
# The page that Cairn serves. To run, the API and the command line do without it; to develop, it has to be there.
build_page() {
    tools/web.sh "$want" && return
    [ "$want" = run ] || exit 1
    echo "setup: going on without the web page; the next start tries again"
}

if is_done; then
    build_page
    exit 0
fi

unset VIRTUAL_ENV PYTHONHOME PYTHONPATH
if [ -f "$stamp" ] && ! grep -qxF -- "$root" "$stamp"; then
    rm -rf .venv # copied or moved from another place
fi
if [ -x .venv/bin/python ] && is_python .venv/bin/python; then
    python=$root/.venv/bin/python
else
    python=$(find_python) || exit 1
    rm -rf .venv
fi
find_uv
prepare_cache

# Whom the machine trusts, as git and curl do: behind a company's proxy uv's own list is not enough. A minimal
# container may have no list; there uv's own serves.
for list in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -s "$list" ]; then
        # The option's newer and its older name.
        export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}"
    fi
done

# What is asked of uv: the locked versions, with the Python that is here. Of what `all` has installed, `run` takes
# nothing away.
if [ "$want" = run ]; then
    set -- --no-dev --inexact
else
    set --
fi
echo "setup: installing into .venv"
UV_PROJECT_ENVIRONMENT=$root/.venv UV_PYTHON_DOWNLOADS=never \
    "$uv" sync --frozen --compile-bytecode --python "$python" "$@" ||
    fail "The environment could not be made; the lines above say why."
printf '%s\n' "$want $state" >"$stamp"
build_page
echo "setup: ready"
