"""Runs the house rules: `python tools/checks/run.py [--static] [RULE …]`.

Needs the standard library alone; with `--static` ruff and mypy run beside them. A line steps out of a rule
with the comment `check: allow RULE (reason)`.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    # As a script, Python looks for modules in this folder; the rules are found from the project's root.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from tools.checks.program import main

    sys.exit(main(sys.argv[1:]))
