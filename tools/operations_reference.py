"""The list of operations in the API's page, made from the OpenAPI document."""

from typing import Any

from cairn.app import create_app
from cairn.settings import Settings
from tools.pages import DOCS, Generated, first_sentence, table

HEAD = ("Request", "Operation", "What it does")


def document() -> dict[str, Any]:
    """Return the OpenAPI document; no database is needed for it."""
    made: dict[str, Any] = create_app(Settings(), "postgresql://").openapi()
    return made


def body() -> str:
    """Return a table of operations for each tag, in the order of the document."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            text = first_sentence(operation.get("description") or operation.get("summary", ""))
            row = (f"`{method.upper()} {path}`", f"`{operation['operationId']}`", text)
            groups.setdefault(operation["tags"][0], []).append(row)
    parts = [
        f"### {tag.replace('-', ' ').capitalize()}\n\n{table(HEAD, rows)}\n" for tag, rows in groups.items()
    ]
    return "\n".join(parts)


PAGE = Generated(DOCS / "reference" / "api.md", body, is_part=True)
