"""A module is read in one sitting and a function on one screen; what is longer waits in a shrinking list."""

import ast
import tomllib
from collections.abc import Iterator, Mapping

from tools.checks.base import Finding, FunctionNode, Project, Source

GENERATED = "src/cairn/migrations/versions/"
"""Drafted by the machine and never edited once applied: a list of statements has no second room."""
DEBT = "tools/checks/debt.toml"
MODULE_LINES = 400
FUNCTION_LINES = 60
TEST_FUNCTION_LINES = 80


def qualified_name(source: Source, function: FunctionNode) -> str:
    """`Class.method` or `outer.inner`."""
    scopes = [*source.functions, *source.nodes(ast.ClassDef)]
    end = function.end_lineno or function.lineno
    around = [node for node in scopes if node.lineno <= function.lineno and end <= (node.end_lineno or 0)]
    return ".".join(node.name for node in sorted(around, key=lambda node: node.lineno))


def too_long(source: Source) -> Iterator[tuple[str, int, int, int]]:
    """Key in the debt list, line, lines, and the limit that they pass."""
    lines = len(source.text.splitlines())
    if lines > MODULE_LINES:
        yield source.path, 1, lines, MODULE_LINES
    limit = TEST_FUNCTION_LINES if source.path.startswith("tests/") else FUNCTION_LINES
    for function in source.functions:
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > limit:
            yield f"{source.path}::{qualified_name(source, function)}", function.lineno, length, limit


def debt_findings(text: str, debt: Mapping[str, int], actual: Mapping[str, int]) -> Iterator[Finding]:
    """Entries that allow more than is there: the list may only shrink."""
    for key, allowed in debt.items():
        line = next((number for number, row in enumerate(text.splitlines(), 1) if f'"{key}"' in row), 1)
        if key not in actual:
            yield Finding(DEBT, line, f"`{key}` keeps the limit or is gone: delete the entry")
        elif actual[key] < allowed:
            yield Finding(DEBT, line, f"`{key}` has {actual[key]} lines: write that instead of {allowed}")


def check(project: Project) -> Iterator[Finding]:
    text = project.texts.get(DEBT, "")
    debt: dict[str, int] = tomllib.loads(text).get("lines", {})
    actual: dict[str, int] = {}
    for source in project.sources("src/cairn", "tests", "tools"):
        if source.path.startswith(GENERATED):
            continue
        for key, line, lines, limit in too_long(source):
            actual[key] = lines
            if lines > debt.get(key, limit):
                allowed = f"{debt[key]} in {DEBT}" if key in debt else str(limit)
                yield Finding(
                    source.path, line, f"{lines} lines where {allowed} are allowed: split it by idea"
                )
    yield from debt_findings(text, debt, actual)
