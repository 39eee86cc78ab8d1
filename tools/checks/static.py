"""The formatter, the linters and the type checkers, run beside each other."""

import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

WEB = "tools/web.sh"
FOLDERS = ("src", "tests", "tools", "bench", "evals")


class Step(NamedTuple):
    """One finished program; `output` is what it said, `seconds` its wall time."""

    name: str
    passed: bool
    output: str
    seconds: float


def commands(root: Path) -> dict[str, list[str]]:
    """What to run; folders without Python files are left out, since mypy refuses them."""
    folders = [folder for folder in FOLDERS if any((root / folder).rglob("*.py"))]
    python = [sys.executable, "-m"]
    programs = {
        "ruff format": [*python, "ruff", "format", "--check", "--quiet", "."],
        "ruff check": [*python, "ruff", "check", "--quiet", "--output-format=concise", "."],
        # Tests of different folders share file names, so modules are named by their folders.
        "mypy": [*python, "mypy", "--explicit-package-bases", "--no-error-summary", *folders],
    }
    if (root / WEB).exists():
        # Does nothing where nothing of the web page has changed since it last passed.
        programs["web page"] = [str(root / WEB), "check"]
    return programs


def run_step(root: Path, name: str, command: list[str]) -> Step:
    started = perf_counter()
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return Step(name, done.returncode == 0, (done.stdout + done.stderr).strip(), perf_counter() - started)


def start_all(root: Path, pool: ThreadPoolExecutor) -> list[Future[Step]]:
    """Everything at once, in the order in which the results are to be told."""
    return [pool.submit(run_step, root, name, command) for name, command in commands(root).items()]
