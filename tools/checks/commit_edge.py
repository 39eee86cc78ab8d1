"""One request or job is one transaction, and only the edge ends it; a commit elsewhere splits it in two."""

import ast
import re
from collections.abc import Iterator

from tools.checks.base import Finding, Project

EDGES = (
    "kit/db/work.py",
    "kit/db/wire.py",
    "kit/db/embedded.py",
    "kit/db/migrate.py",
    "migrations/",
    "cli/db.py",
)
# `begin()` as a context manager commits on its exit; `begin_nested()` is only a savepoint.
METHODS = frozenset({"commit", "rollback", "begin"})
LITERAL = re.compile(r"\s*((BEGIN|COMMIT|ROLLBACK|START TRANSACTION)(\s|;|$)|(begin|commit|rollback)\s*;)")
ADVICE = "leave the transaction to the unit of work, which the edge commits"


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn"):
        if source.inside.startswith(EDGES):
            continue
        for call in source.nodes(ast.Call):
            if isinstance(call.func, ast.Attribute) and call.func.attr in METHODS:
                yield source.finding(call, f"`.{call.func.attr}(` outside the edge; {ADVICE}")
        for string in source.strings:
            if LITERAL.match(str(string.value)):
                yield source.finding(string, f"transaction statement outside the edge; {ADVICE}")
