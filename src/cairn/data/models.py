"""Requests that a person makes about their data, and the receipts of what was erased."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, OwnedRow, between, one_of

REQUEST_KINDS = ("access_export", "partial_erasure", "full_erasure", "restriction", "rectification")
REQUEST_STATUSES = (
    "unconfirmed",
    "pending",
    "processing",
    "completed",
    "failed",
    "cancelled",
    "expired",
)
MOST_TRIES = 5


class DataRequest(OwnedRow):
    """Something that a person asks to be done with their data."""

    __tablename__ = "data_request"

    kind: Mapped[str]
    status: Mapped[str]
    categories: Mapped[list[str]] = mapped_column(default_factory=list)
    """The tables of a partial erasure."""
    reason: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    due_at: Mapped[datetime]
    """By when the law wants it answered: one month from its receipt (GDPR, Art. 12(3))."""
    code_hash: Mapped[bytes | None] = mapped_column(default=None, info={"personal": True, "secret": True})
    """Keyed hash of the code that confirms it; null once it was used, and for what needs none."""
    code_tries: Mapped[int] = mapped_column(default=0)
    """Wrong codes so far."""
    code_expires_at: Mapped[datetime | None] = mapped_column(default=None)
    execute_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a confirmed erasure is carried out; until then it can be cancelled."""
    done_rows: Mapped[int] = mapped_column(default=0)
    total_rows: Mapped[int | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    counts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Table to number of rows, of what was exported or erased."""
    failure: Mapped[str | None] = mapped_column(default=None)
    """Stable word for why it failed."""
    file_bytes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    file_sha256: Mapped[bytes | None] = mapped_column(default=None)
    file_expires_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the file is removed; null where there is none."""
    receipt_id: Mapped[UUID | None] = mapped_column(default=None)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            Index(None, "user_id", "created_at"),
            one_of("kind", REQUEST_KINDS),
            one_of("status", REQUEST_STATUSES),
            between("code_tries", 0, MOST_TRIES),
        )


class ErasureReceipt(Base):
    """What is left of an erasure: how many rows went; whose, only for who knows the account's id."""

    __tablename__ = "erasure_receipt"
    __table_args__ = (one_of("kind", ("partial_erasure", "full_erasure")),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    categories: Mapped[list[str]]
    requested_at: Mapped[datetime]
    erased_at: Mapped[datetime]
    salt: Mapped[bytes]
    subject_hash: Mapped[bytes]
    """SHA-256 of the salt and the id of the account, 16 bytes, which nothing here knows any more."""
    counts: Mapped[dict[str, Any]]
    """Table to number of rows that were removed."""
    previous: Mapped[bytes | None] = mapped_column(default=None)
    """Digest of the receipt before this one, so that none can be taken away unseen."""
    digest: Mapped[bytes]
    """SHA-256 of everything above."""
