"""Requests that a person makes about their data."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, one_of

REQUEST_KINDS = ("access_export",)
REQUEST_STATUSES = ("pending", "processing", "completed", "failed")


class DataRequest(OwnedRow):
    """Something that a person asks to be done with their data."""

    __tablename__ = "data_request"

    kind: Mapped[str]
    status: Mapped[str]
    due_at: Mapped[datetime]
    """By when the law wants it answered: one month from its receipt (GDPR, Art. 12(3))."""
    done_rows: Mapped[int] = mapped_column(default=0)
    total_rows: Mapped[int | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    counts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Table to number of rows that were exported."""
    failure: Mapped[str | None] = mapped_column(default=None)
    """Stable word for why it failed."""
    file_bytes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    file_sha256: Mapped[bytes | None] = mapped_column(default=None)
    file_expires_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the file is removed; null where there is none."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            Index(None, "user_id", "created_at"),
            one_of("kind", REQUEST_KINDS),
            one_of("status", REQUEST_STATUSES),
        )
