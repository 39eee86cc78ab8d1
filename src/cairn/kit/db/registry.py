"""Tables of the kernel: the registry that polymorphic links point at, the audit log, idempotency keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, TenantRow


class Entity(Base):
    """One line for each owned row, so that a link to "any row" is a real foreign key.

    It holds no title: the text of a row stays in one column.
    """

    __tablename__ = "entity"
    __table_args__ = (
        PrimaryKeyConstraint("user_id", "id"),
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        Index(None, "user_id", "kind", "id"),
    )

    user_id: Mapped[UUID]
    id: Mapped[UUID]
    kind: Mapped[str]
    created_at: Mapped[datetime]


class AuditEvent(TenantRow):
    """What happened to a person's data: appended, never changed.

    `user_id` is the subject, `actor_id` the one who did it (null: the system). `changes` maps a changed
    column to [before, after]; columns that hold a person's own words are named with nulls instead.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        Index(None, "user_id", "entity_id", "id"),
    )

    actor_id: Mapped[UUID | None] = mapped_column(default=None)
    action: Mapped[str]
    entity_kind: Mapped[str]
    entity_id: Mapped[UUID | None] = mapped_column(default=None)
    changes: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    request_id: Mapped[str | None] = mapped_column(default=None)


class IdempotencyKey(Base):
    """The answer that was given to a POST, kept 24 hours so that a repeated request gets it again."""

    __tablename__ = "idempotency_key"
    __table_args__ = (
        PrimaryKeyConstraint("user_id", "key"),
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
    )

    user_id: Mapped[UUID]
    key: Mapped[str]
    fingerprint: Mapped[bytes]
    """SHA-256 over method, path and body: the same key with another request is refused."""
    created_at: Mapped[datetime]
    status: Mapped[int | None] = mapped_column(default=None)
    headers: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    body: Mapped[bytes | None] = mapped_column(default=None)
