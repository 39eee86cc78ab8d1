#!/bin/sh
# The static checks, then the tests; arguments go to pytest. `PYTEST_WORKERS` sets how many run at once.
set -eu
cd "$(dirname -- "$0")/.."
.venv/bin/python tools/checks/run.py --static
exec .venv/bin/python -m pytest -n "${PYTEST_WORKERS:-2}" "$@"
