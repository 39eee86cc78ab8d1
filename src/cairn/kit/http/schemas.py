"""Base classes of the wire shapes. Input, patch and output are three classes (docs/adr/0004)."""

import re
import warnings
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic.warnings import UnsupportedFieldAttributeWarning
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from cairn.kit.clock import zone
from cairn.kit.docstrings import descriptions
from cairn.kit.text import storable

# FastAPI gives a body's type an alias that has no effect, and hides the warning about it only where the type
# is built at once. Ours are built at first use (`defer_build`).
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)


def _known_zone(name: str) -> str:
    return zone(name).key


def _written_out(value: Any) -> Any:
    """Refuse numbers, which would be read as seconds since 1970."""
    if isinstance(value, (int, float)) or (isinstance(value, str) and not value.strip("0123456789.+-_ ")):
        if isinstance(value, str) and _CALENDAR_DAY.fullmatch(value):
            return value
        raise ValueError("must be written out as in ISO 8601, e.g. 2026-11-23")
    return value


_CALENDAR_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# Beyond these years the arithmetic of calendars, and of clients, ends in overflows.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31)), BeforeValidator(_written_out)]
"""A calendar day of the years 1900 to 2999."""

Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 2, tzinfo=UTC), le=datetime(2999, 12, 30, tzinfo=UTC)),
    BeforeValidator(_written_out),
]
"""A moment with its offset from UTC, of the years 1900 to 2999."""

ZoneName = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
"""IANA name of a time zone, such as Europe/Berlin."""


class Described(BaseModel):
    """A shape whose JSON schema describes each field with the docstring below it."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in descriptions(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return schema


class Input(Described):
    """What a client sends: unknown fields and unstorable text are refused."""

    model_config = ConfigDict(extra="forbid", str_max_length=100_000, defer_build=True)

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


class Output(Described):
    """What the server sends: every field is always there."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


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


def _check(value: Any, place: tuple[str | int, ...] = ()) -> None:
    """Refuse text that cannot be stored, wherever it stands, with its place."""
    if isinstance(value, str):
        try:
            storable(value)
        except ValueError as error:
            wrong = InitErrorDetails(
                type=PydanticCustomError("unstorable", "Text must not hold NUL or unpaired surrogates."),
                loc=place,
                input=None,
            )
            raise ValidationError.from_exception_data("Input", [wrong]) from error
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(key, place)
            _check(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check(item, (*place, index))
