"""The kit could be another project's: no identifier in it speaks of what this one is about."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tools.checks.base import Finding, Project, Source, last_name

_LIST = """
task goal habit pillar area project metric journal reward ledger coach coaching milestone persona insight
streak mood therapist therapy homework diary
"""
WORDS = frozenset(_LIST.split())
ALLOWED = {
    "metrics.py": {"metric"},  # Prometheus' word
    "jobs/": {"task"},  # Procrastinate's word for the function of a job
    "jobs.py": {"task"},
}
LIBRARY = frozenset({"create_task", "add_task"})  # methods of asyncio's and Starlette's objects
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@cache
def domain_words(identifier: str) -> frozenset[str]:
    """The words of the domain in `ProjectId`, `project_id` or `PROJECTS`; none in `projection`."""
    spoken = {word.lower() for word in _WORD.findall(identifier)}
    return frozenset(word for word in WORDS if spoken & {word, f"{word}s", f"{word}es"})


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Names that imports bring in: ours, and what we call those of libraries."""
    for plain in source.nodes(ast.Import):
        yield from ((plain.lineno, alias.asname or "") for alias in plain.names)
    for node in source.nodes(ast.ImportFrom):
        ours = source.imported_module(node).partition(".")[0] == "cairn"
        yield from ((node.lineno, alias.asname or (alias.name if ours else "")) for alias in node.names)


def identifiers(source: Source) -> Iterator[tuple[int, str]]:
    """Line and name of everything that this file names; names that libraries gave are left out."""
    yield 1, source.inside.removesuffix(".py")
    yield from imported(source)
    for defined in (*source.functions, *source.nodes(ast.ClassDef)):
        yield defined.lineno, defined.name
    for arg in source.nodes(ast.arg):
        yield arg.lineno, arg.arg
    for word in source.nodes(ast.keyword):
        yield word.value.lineno, word.arg or ""
    for handler in source.nodes(ast.ExceptHandler):
        yield handler.lineno, handler.name or ""
    dotted: list[ast.Name | ast.Attribute] = [*source.nodes(ast.Name), *source.nodes(ast.Attribute)]
    for name in dotted:
        if source.origin(name).partition(".")[0] in {"", "cairn"}:
            yield name.lineno, last_name(name)


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn/kit"):
        path = source.inside.removeprefix("kit/")
        allowed = {word for place, words in ALLOWED.items() if path.startswith(place) for word in words}
        for line, identifier in sorted(set(identifiers(source))):
            own_module = source.imports.get(identifier) == "cairn.kit.metrics"
            if identifier in LIBRARY or own_module:
                continue
            for word in sorted(domain_words(identifier) - allowed):
                message = (
                    f"`{identifier}` speaks of `{word}`; name the general thing, or move it to its domain"
                )
                yield Finding(source.path, line, message)
