"""Finds the rules, runs them over a project, and applies the skip codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from tools.checks.base import Allowance, Finding, Project, allowances

Rule = Callable[[Project], Iterable[Finding]]


class Report(NamedTuple):
    """A finding with the name of its rule; sorts by place."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


def rules() -> dict[str, Rule]:
    """Every module of this folder that has a `check`, by its file name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    modules = {
        name: import_module(f"tools.checks.{name}") for name in names if name not in {"run", "program"}
    }
    return {name: cast("Rule", module.check) for name, module in modules.items() if hasattr(module, "check")}


def _allowed_at(project: Project, path: str, first: int, last: int) -> list[Allowance]:
    source = project.source(path)
    if source:
        return [allowed for allowed in source.allowances if first <= allowed.line <= last]
    rows = project.texts.get(path, "").split("\n")
    return list(allowances("\n".join(rows[first - 1 : last]), first))


def _misused(project: Project, known: Iterable[str], used: set[tuple[str, Allowance]]) -> Iterator[Report]:
    """Skip codes that name no rule, or that skip nothing (any more)."""
    for source in project.sources():
        for allowed in source.allowances:
            if allowed.rule not in known:
                yield Report(
                    source.path, allowed.line, allowed.rule, "there is no such rule: mend the skip code"
                )
            elif (source.path, allowed) not in used:
                yield Report(
                    source.path, allowed.line, allowed.rule, "nothing to skip here: delete the skip code"
                )


def inspect(project: Project, chosen: Mapping[str, Rule]) -> list[Report]:
    """What the chosen rules find, after the skip codes; a skip code without a reason skips nothing."""
    reports: list[Report] = []
    used: set[tuple[str, Allowance]] = set()
    for name, check in chosen.items():
        for path, line, message, last_line in check(project):
            around = _allowed_at(project, path, line, max(line, last_line))
            skips = [allowed for allowed in around if allowed.rule == name]
            used.update((path, allowed) for allowed in skips)
            if not skips:
                reports.append(Report(path, line, name, message))
            elif not any(allowed.reason for allowed in skips):
                reports.append(
                    Report(path, line, name, f"{message} (or give the skip code its reason in brackets)")
                )
    everything = rules()
    misused = _misused(project, everything, used)
    reports += [report for report in misused if report.rule in chosen or report.rule not in everything]
    broken = [source for source in project.sources() if source.broken_at]
    reports += [Report(source.path, source.broken_at or 1, "syntax", "make it parse") for source in broken]
    return sorted(set(reports))
