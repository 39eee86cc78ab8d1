"""SQL stands where one looks for it: in the kernel, a domain's queries, its models, and the migrations."""

import ast
import re
from collections.abc import Iterator

from tools.checks.base import Finding, Project

PLACES = re.compile(r"(kit|migrations)/|[^/]+/queries(\.py$|/)")
MODELS = re.compile(r"([^/]+/)?models(\.py$|/)")
BUILDERS = frozenset({"select", "insert", "update", "delete", "text"})
RUNNERS = frozenset({"execute", "executemany", "exec_driver_sql", "fetch", "fetchrow", "fetchval"})
SCALARS = frozenset({"scalar", "scalars"})
# All capitals or all small: an English sentence begins with one capital.
LITERAL = re.compile(
    r"\s*(SELECT\s|select\s.*\bfrom\s|INSERT INTO\s|insert into\s|UPDATE \S+\s+SET\s|update \S+\s+set\s"
    r"|DELETE FROM\s|delete from\s|WITH \w+ AS \(|with \w+ as \()",
    re.DOTALL,
)
ADVICE = "move it into a function of this domain's queries.py, named by its answer"


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn"):
        if PLACES.match(source.inside):
            continue
        in_models = MODELS.match(source.inside) is not None
        for call in source.nodes(ast.Call):
            origin = source.origin(call.func)
            builds = origin.startswith("sqlalchemy.") and origin.rpartition(".")[2] in BUILDERS
            if builds and not in_models:
                yield source.finding(call, f"`{origin}` builds SQL here; {ADVICE}")
            elif isinstance(call.func, ast.Attribute) and call.func.attr in RUNNERS | SCALARS:
                yield source.finding(call, f"`.{call.func.attr}(` runs SQL here; {ADVICE}")
        for string in source.strings:
            if not in_models and LITERAL.match(str(string.value)):
                yield source.finding(string, f"this literal is SQL; {ADVICE}")
