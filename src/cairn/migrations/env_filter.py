"""Which tables the models speak for."""

from typing import Any


def include_object(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:  # noqa: FBT001
    """Leave the queue's tables and the record of migrations out of the comparison with the models."""
    return not (kind == "table" and (name or "").startswith(("procrastinate_", "schema_migration")))
