#!/bin/sh
# Install PgBouncer for the tests, where this account may; otherwise say why not.
set -eu
if command -v pgbouncer >/dev/null 2>&1; then
    exit 0
fi
[ "$(id -u)" = 0 ] || { echo "only root can install packages" >&2; exit 1; }
command -v apt-get >/dev/null 2>&1 || { echo "this system has no apt-get" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
# Debian would start a service of its own; the tests start theirs.
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d 2>/dev/null && chmod 755 /usr/sbin/policy-rc.d || true
trap 'rm -f /usr/sbin/policy-rc.d' EXIT
apt-get install -y --no-install-recommends pgbouncer >&2 ||
    { apt-get update >&2 && apt-get install -y --no-install-recommends pgbouncer >&2; }
