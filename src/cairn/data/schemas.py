"""Wire shapes of data requests."""

from datetime import datetime
from typing import Literal

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import OwnedOut

RequestKind = Literal["access_export"]
RequestStatus = Literal["pending", "processing", "completed", "failed"]


class DataRequestOut(OwnedOut):
    """Something that you asked to be done with your data."""

    kind: RequestKind
    """What it asks for."""
    status: RequestStatus
    """How far it is. `pending` waits for the worker."""
    due_at: datetime
    """By when it has to be answered: one month from its receipt."""
    done_rows: int
    """Rows that are exported so far."""
    total_rows: int | None
    """Rows to export; null before they are counted."""
    finished_at: datetime | None
    """When it was done with, whatever the end, or null."""
    counts: dict[str, int] | None
    """Rows of each table that were exported, or null."""
    failure: str | None
    """Why it failed, in a word, or null."""
    file_bytes: int | None
    """Size of the file to download, or null: there is none."""
    file_sha256: str | None
    """SHA-256 of that file, hexadecimal, or null; also its ETag."""
    file_expires_at: datetime | None
    """When the file is removed, or null: there is none."""


class DataRequestQuery(PageQuery):
    """Which requests to list."""

    kind: RequestKind | None = None
    """Only of this kind."""
    status: RequestStatus | None = None
    """Only of this state."""
    sort: Literal["created"] = "created"
    """Order: the newest first."""
