#!/bin/sh
# Fuzz every parser for some seconds, guided by coverage; brings the fuzzer along, which nothing else needs.
set -eu
cd "$(dirname -- "$0")/.."
uv=.tools/uv/bin/uv
[ -x "$uv" ] || uv=uv
UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never "$uv" sync --quiet --frozen --inexact --group fuzz
.venv/bin/python -c "import atheris" 2>/dev/null ||
    { echo "fuzz: atheris has no build for this Python or system" >&2; exit 1; }
exec .venv/bin/python -m tests.fuzz.guided "${1:-120}"
