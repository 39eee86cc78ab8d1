"""A route tells its reader and the API's document what it does, what it answers, and how it fails."""

import ast
import re
from collections.abc import Iterator

from tools.checks.base import Finding, FunctionNode, Project, Source, keyword, last_name

ROUTES = re.compile(r"(.*/)?routes(\.py$|/)")
METHODS = frozenset({"get", "post", "patch", "put", "delete"})
CREATING = ("create", "add", "register", "sign_up", "invite", "record", "start", "import")
"""First words of operation ids that make something new: they answer 201."""


def routes(source: Source) -> Iterator[tuple[FunctionNode, ast.Call]]:
    """Functions with their route decorators."""
    for function in source.functions:
        for decorator in function.decorator_list:
            if (
                isinstance(decorator, ast.Call)
                and isinstance(decorator.func, ast.Attribute)
                and decorator.func.attr in METHODS
                and last_name(decorator.func.value).endswith("router")
            ):
                yield function, decorator


def missing(function: FunctionNode, decorator: ast.Call) -> Iterator[str]:
    """What the declaration lacks."""
    responses = keyword(decorator, "responses")
    calls = (node for node in ast.walk(responses) if isinstance(node, ast.Call)) if responses else ()
    if not any(last_name(call.func) == "problems" for call in calls):
        yield "declare how it fails: `responses=problems(…)`"
    if not ast.get_docstring(function):
        yield "write a docstring; it becomes the operation's description"
    creates = re.match(rf"({'|'.join(CREATING)})(_|$)", function.name)
    if last_name(decorator.func) == "post" and creates and keyword(decorator, "status_code") is None:
        yield "it creates: say `status_code=201`"


def check(project: Project) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for source in project.sources("src/cairn"):
        if not ROUTES.match(source.inside):
            continue
        for function, decorator in sorted(routes(source), key=lambda found: found[0].lineno):
            for message in missing(function, decorator):
                yield Finding(source.path, function.lineno, f"`{function.name}`: {message}")
            place = f"{source.path}:{function.lineno}"
            if seen.setdefault(function.name, place) != place:
                message = (
                    f"operation id `{function.name}` is taken by {seen[function.name]}: choose another name"
                )
                yield Finding(source.path, function.lineno, message)
