"""A schema's field tells unit, range and meaning once: reader, API document and client read the same text."""

import ast
import re
from collections.abc import Iterator

from tools.checks.base import Finding, Project, keyword, last_name

SCHEMAS = re.compile(r"(.*/)?schemas(\.py$|/)")
NOT_SCHEMAS = re.compile(r"(.*(Enum|Flag|Exception|Error))$|Protocol$|TypedDict$|NamedTuple$")


def fields(schema: ast.ClassDef) -> Iterator[tuple[ast.AnnAssign, str, bool]]:
    """Annotated fields with their names and whether an attribute docstring follows."""
    for statement, following in zip(schema.body, [*schema.body[1:], None], strict=True):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if statement.target.id.startswith("_") or "ClassVar" in ast.unparse(statement.annotation):
            continue
        text = following.value if isinstance(following, ast.Expr) else None
        documented = (
            isinstance(text, ast.Constant) and isinstance(text.value, str) and bool(text.value.strip())
        )
        yield statement, statement.target.id, documented


def field_call(node: ast.expr | None) -> ast.Call | None:
    return node if isinstance(node, ast.Call) and last_name(node.func) == "Field" else None


def described(field: ast.AnnAssign) -> bool:
    """Whether a `Field(description=…)` stands in the value or in the annotation."""
    calls = [
        field_call(field.value),
        *(field_call(node) for node in ast.walk(field.annotation) if isinstance(node, ast.Call)),
    ]
    return any(call and keyword(call, "description") for call in calls)


def default(field: ast.AnnAssign) -> ast.expr | None:
    """The default as written, None for a required field."""
    call = field_call(field.value)
    if call is None:
        return field.value
    given = call.args[0] if call.args else keyword(call, "default") or keyword(call, "default_factory")
    return None if isinstance(given, ast.Constant) and given.value is ... else given


def judged(schema: ast.ClassDef) -> Iterator[tuple[ast.AnnAssign, str]]:
    for field, name, documented in fields(schema):
        if not documented and not described(field):
            yield field, f"`{schema.name}.{name}`: write a docstring below it (unit, range, meaning)"
        given = default(field)
        if schema.name.endswith("Out") and given is not None:
            yield field, f"`{schema.name}.{name}`: an output always has its fields; drop the default"
        if schema.name.endswith("Patch") and last_name(given) != "MISSING":
            yield field, f"`{schema.name}.{name}`: default it to MISSING; null is a value, absence is not"


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn"):
        if not SCHEMAS.match(source.inside):
            continue
        for schema in source.nodes(ast.ClassDef):
            bases = [
                last_name(base.value if isinstance(base, ast.Subscript) else base) for base in schema.bases
            ]
            if bases and not any(NOT_SCHEMAS.match(base) for base in bases):
                for field, message in judged(schema):
                    yield source.finding(field, message)
