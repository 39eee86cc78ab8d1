"""Wire shapes of data requests."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import OwnedOut

RequestKind = Literal["access_export", "partial_erasure", "full_erasure", "restriction", "rectification"]
RequestStatus = Literal["unconfirmed", "pending", "processing", "completed", "failed", "cancelled", "expired"]


class DataRequestOut(OwnedOut):
    """Something that you asked to be done with your data."""

    kind: RequestKind
    """What it asks for."""
    status: RequestStatus
    """How far it is. `unconfirmed` waits for its code, `pending` for its time or the worker."""
    categories: list[str]
    """The kinds of rows that a partial erasure removes; empty for other requests."""
    reason: str | None
    """What you wrote to it."""
    due_at: datetime
    """By when it has to be answered: one month from its receipt."""
    code_expires_at: datetime | None
    """Until when the code confirms it; null where it needs none or was confirmed."""
    execute_at: datetime | None
    """When an erasure is carried out, until when it can be cancelled; null before it is confirmed."""
    done_rows: int
    """Rows that are exported so far."""
    total_rows: int | None
    """Rows to export; null before they are counted, and for other requests."""
    finished_at: datetime | None
    """When it was done with, whatever the end, or null."""
    counts: dict[str, int] | None
    """Rows of each table that were exported or erased, or null."""
    failure: str | None
    """Why it failed, in a word, or null."""
    file_bytes: int | None
    """Size of the file to download, or null: there is none."""
    file_sha256: str | None
    """SHA-256 of that file, hexadecimal, or null; also its ETag."""
    file_expires_at: datetime | None
    """When the file is removed, or null: there is none."""
    receipt_id: UUID | None
    """The receipt of an erasure, which remains when the account is gone; null for other requests."""


class DataRequestQuery(PageQuery):
    """Which requests to list."""

    kind: RequestKind | None = None
    """Only of this kind."""
    status: RequestStatus | None = None
    """Only of this state."""
    sort: Literal["created"] = "created"
    """Order: the newest first."""
