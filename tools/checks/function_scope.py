"""A dependency that commits after its `yield` must end before the response is sent.

FastAPI's default ends it afterwards: the client is told 201 and the commit fails behind it.
"""

import ast
from collections.abc import Iterator

from tools.checks.base import Finding, Project, keyword, last_name

ENDINGS = frozenset({"work", "session"})
"""Last words of the names of dependencies that hold a transaction."""
GENERATORS = frozenset({"AsyncIterator", "Iterator", "AsyncGenerator", "Generator"})


def yielding(project: Project) -> set[str]:
    """Names of the functions whose return annotation is a generator's."""
    found: set[str] = set()
    for source in project.sources("src/cairn"):
        for function in source.functions:
            returns = function.returns
            plain = returns.value if isinstance(returns, ast.Subscript) else returns
            if last_name(plain) in GENERATORS:
                found.add(function.name)
    return found


def check(project: Project) -> Iterator[Finding]:
    generators = yielding(project)
    for source in project.sources("src/cairn"):
        for call in source.nodes(ast.Call):
            if last_name(call.func) not in {"Depends", "Security"}:
                continue
            target = call.args[0] if call.args else keyword(call, "dependency")
            name = last_name(target)
            scope = keyword(call, "scope")
            declared = isinstance(scope, ast.Constant) and scope.value == "function"
            if not declared and (name in generators or name.lower().rpartition("_")[2] in ENDINGS):
                advice = f'write `Depends({name}, scope="function")`'
                yield source.finding(call, f"{advice}, or a failing commit is answered as a success")
