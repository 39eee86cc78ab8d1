"""Imports: what was read from a file, and which row became of which item."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, OwnedRow, one_of, owned_reference

IMPORT_STATUSES = ("previewed", "committed")


class ImportRun(OwnedRow):
    """One file: previewed first, committed when the person agrees."""

    __tablename__ = "import_run"

    format: Mapped[str]
    file_name: Mapped[str] = mapped_column(info={"personal": True})
    file_sha256: Mapped[bytes]
    options: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    status: Mapped[str] = mapped_column(default="previewed")
    counts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    findings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict, info={"personal": True})
    preview: Mapped[dict[str, Any] | None] = mapped_column(default=None, info={"personal": True})
    """The first tasks as they would become, and the shape of a table; until the commit."""
    committed_at: Mapped[datetime | None] = mapped_column(default=None)
    content: Mapped[bytes | None] = mapped_column(default=None, info={"personal": True})
    """The file itself, compressed, from the preview until the commit."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (Index(None, "user_id", "id"), one_of("status", IMPORT_STATUSES))


class ImportItem(Base):
    """Which row an item of a foreign program became: importing it again finds it."""

    __tablename__ = "import_item"
    __table_args__ = (
        PrimaryKeyConstraint("user_id", "source", "external_id"),
        owned_reference("entity_id", "entity", required=True),
        Index(None, "user_id", "entity_id"),
    )

    user_id: Mapped[UUID]
    source: Mapped[str]
    external_id: Mapped[str]
    entity_id: Mapped[UUID]
    content_hash: Mapped[bytes]
    """SHA-256 of what was imported: an item that changed since is reported."""
    created_at: Mapped[datetime]
