#!/bin/sh
# The static checks, then the tests of the server, then those of the web page. With arguments, which go to pytest,
# the web page's are left out. `PYTEST_WORKERS` sets how many run at once.
set -eu
cd "$(dirname -- "$0")/.."
.venv/bin/python tools/checks/run.py --static
[ $# -eq 0 ] || exec .venv/bin/python -m pytest -n "${PYTEST_WORKERS:-2}" "$@"
failed=0
tools/web.sh test || failed=$?
.venv/bin/python -m pytest -n "${PYTEST_WORKERS:-2}" || failed=$?
exit "$failed"
