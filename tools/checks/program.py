"""The command line of the checks; exits 0 when all is well, 1 on findings, 2 when it cannot look."""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from tools.checks.base import Project
from tools.checks.house import inspect, rules
from tools.checks.static import Step, start_all

ROOT = Path(__file__).resolve().parents[2]


def house_step(root: Path, names: Sequence[str]) -> Step:
    """The rules as one step among the others; all of them when none is named."""
    started = perf_counter()
    known = rules()
    chosen = {name: known[name] for name in names} if names else known
    project = Project.load(root)
    reports = inspect(project, chosen)
    title = f"house rules ({len(chosen)} rules, {len(project.sources())} files, {len(reports)} findings)"
    return Step(title, not reports, "\n".join(map(str, reports)), perf_counter() - started)


def steps(root: Path, names: Sequence[str], *, static: bool) -> Iterator[Step]:
    """Finished steps in a fixed order; the programs run while the rules do."""
    with ThreadPoolExecutor() as pool:
        programs = start_all(root, pool) if static else []
        yield house_step(root, names)
        for program in programs:
            yield program.result()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tools/checks/run.py", description="Runs the house rules.")
    parser.add_argument("rules", nargs="*", metavar="RULE", help=f"only these: {', '.join(rules())}")
    parser.add_argument("--static", action="store_true", help="run ruff (format, check) and mypy too")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository to look at")
    options = parser.parse_args(arguments)
    if unknown := set(options.rules) - set(rules()):
        parser.error(f"no such rule: {', '.join(sorted(unknown))}")

    started = perf_counter()
    passed = True
    try:
        for step in steps(options.root, options.rules, static=options.static):
            if step.output and not step.passed:
                print(step.output)
            print(f"{'ok  ' if step.passed else 'FAIL'}  {step.seconds:6.2f} s  {step.name}", flush=True)
            passed = passed and step.passed
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"git cannot list the files of {options.root}: {error}", file=sys.stderr)
        return 2
    print(f"{'ok  ' if passed else 'FAIL'}  {perf_counter() - started:6.2f} s  total")
    return 0 if passed else 1
