"""Wire shapes of consents and of the audit log."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from cairn.kit.http.paging import CursorQuery
from cairn.kit.http.schemas import Input, Output

Purpose = Literal[
    "service",
    "ai_processing",
    "sensitive_data",
    "analytics",
    "research",
    "third_party_chat",
    "sharing_with_professional",
    "recording",
    "push",
]


class ConsentCreate(Input):
    """A decision about one purpose."""

    purpose: Purpose
    """What the data would be used for."""
    granted: bool
    """Whether you allow it; false withdraws it."""
    text_version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    """Version of the text that you were shown."""


class ConsentStateOut(Output):
    """What holds for one purpose."""

    purpose: Purpose
    """What the data would be used for."""
    granted: bool
    """Whether it is allowed; false until you have said yes."""
    text_version: str | None
    """Version of the text of the newest decision, or null: none was made."""
    decided_at: datetime | None
    """When it was made, or null."""


class ConsentOut(Output):
    """One decision; it is never changed or removed."""

    id: UUID
    """Time-ordered id (UUIDv7)."""
    created_at: datetime
    """When it was made."""
    purpose: Purpose
    """What it is about."""
    granted: bool
    """Whether it allows or withdraws."""
    text_version: str
    """Version of the text that was shown."""
    source: str
    """Where it was made."""


class ConsentsOut(Output):
    """What holds, and the latest decisions."""

    purposes: list[ConsentStateOut]
    """Every purpose, in a fixed order."""
    history: list[ConsentOut]
    """The newest 50 decisions, newest first; all of them are at /me/consents/history."""


class AuditQuery(CursorQuery):
    """Which stretch of the log to return."""

    entity_id: UUID | None = None
    """Only what happened to this row."""


class AuditEventOut(Output):
    """Something that happened to your data."""

    id: UUID
    """Time-ordered id (UUIDv7)."""
    created_at: datetime
    """When it happened."""
    actor_id: UUID | None
    """Whose account did it; null: the system or the operator."""
    action: str
    """What was done, e.g. create, update, delete, sign_in."""
    entity_kind: str
    """To what kind of row."""
    entity_id: UUID | None
    """To which row, or null."""
    changes: dict[str, list[object]] | None
    """Changed column to [before, after]; your own words are named with nulls instead. Null for a new row."""
    request_id: str | None
    """The request that did it, as in the header X-Request-Id."""


class AdminEventOut(AuditEventOut):
    """Something that was done in the administration of the server."""

    user_id: UUID
    """Whose account it was done to, or by, where it was done to no account."""
