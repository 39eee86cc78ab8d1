#!/bin/sh
# Print the path of a Chromium for the tests of the web page; install one where that is possible.
#
# CAIRN_BROWSER names another one, such as /opt/google/chrome/chrome.
set -eu

find_browser() {
    for name in "${CAIRN_BROWSER:-}" chromium chromium-browser google-chrome google-chrome-stable chrome \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

find_browser && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "browser: installing Chromium with apt" >&2
    log=$(mktemp)
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends chromium; } >"$log" 2>&1; then
        rm -f "$log"
        find_browser && exit
    fi
    tail -5 "$log" >&2
    rm -f "$log"
fi
cat >&2 <<'END'
browser: The tests of the web page need Chromium or Chrome, and none was found.
browser:   Debian, Ubuntu:  sudo apt install chromium
browser:   Fedora:          sudo dnf install chromium
browser:   macOS:           brew install --cask google-chrome
browser: One at another place: CAIRN_BROWSER=/path/to/chrome make test
END
exit 1
