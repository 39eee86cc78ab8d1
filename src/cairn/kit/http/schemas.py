"""Base classes of the wire shapes. Input, patch and output are three classes (docs/adr/0004)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from cairn.kit.text import storable


class Input(BaseModel):
    """What a client sends: unknown fields and unstorable text are refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, str_max_length=100_000)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:
        _check(data)
        return data


class Patch(Input):
    """A partial change: a field that is not sent stays; null is a value, where the field allows it."""

    @model_validator(mode="after")
    def _something(self) -> "Patch":
        if not self.model_fields_set:
            raise ValueError("name at least one field to change")
        return self

    def changes(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Output(BaseModel):
    """What the server sends: every field is always there."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class OwnedOut(Output):
    """The fields that every owned row shows."""

    id: UUID
    """Time-ordered id (UUIDv7)."""
    version: int
    """Number of the row's present state, counting from 1; the ETag of the row."""
    created_at: datetime
    """When the row was made."""
    updated_at: datetime
    """When the row was last changed."""
    archived_at: datetime | None
    """Since when the row is hidden from lists, or null."""


def _check(value: Any) -> None:
    if isinstance(value, str):
        storable(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(key)
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)
