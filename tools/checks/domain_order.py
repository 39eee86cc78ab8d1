"""Imports between domains go down only, so that a lower domain can be read without the higher ones."""

import ast
from collections.abc import Iterator

from tools.checks.base import Finding, Project, Source
from tools.checks.domains import DOMAINS, TOP, rank

LIST = "tools/checks/domains.py"


def imported(source: Source) -> Iterator[tuple[int, str, str]]:
    """Line, package below `cairn`, and imported name (empty for a whole module)."""
    for plain in source.nodes(ast.Import):
        for alias in plain.names:
            root, _, rest = alias.name.partition(".")
            if root == "cairn" and rest:
                yield plain.lineno, rest.partition(".")[0], ""
    for node in source.nodes(ast.ImportFrom):
        root, _, rest = source.imported_module(node).partition(".")
        if root != "cairn":
            continue
        for alias in node.names:
            if rest:
                yield node.lineno, rest.partition(".")[0], alias.name
            elif alias.name in DOMAINS + TOP:
                yield node.lineno, alias.name, ""


def settings_made(source: Source) -> Iterator[Finding]:
    """A settings class built below the top would be a second, hidden global."""
    for call in source.nodes(ast.Call):
        origin = source.origin(call.func)
        if origin.startswith("cairn.settings."):
            name = origin.rpartition(".")[2]
            yield source.finding(call, f"take `{name}` as a parameter; do not make it here")


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn"):
        own = source.package
        if own not in DOMAINS + TOP:
            yield Finding(source.path, 1, f"`{own}` has no place in the order; give it one in {LIST}")
            continue
        if own in TOP:
            continue
        yield from settings_made(source)
        for line, package, name in imported(source):
            if package == "settings":
                if not name[:1].isupper() or name.isupper():
                    message = "import the class of the section only, and take the object as a parameter"
                    yield Finding(source.path, line, message)
            elif package != own and rank(package) > rank(own):
                message = f"`{own}` is below `{package}`: raise an event here, or move the code up"
                yield Finding(source.path, line, message)
