"""The ledger. A balance is a sum over it, never a number of its own."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import TenantRow, one_of

CURRENCIES = ("points", "alignment")
ENTRY_TYPES = ("earn", "spend", "refund", "clawback", "adjustment")


class LedgerEntry(TenantRow):
    """One movement of points; appended, never changed."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["user_id", "entity_id"], ["entity.user_id", "entity.id"], ondelete="SET NULL (entity_id)"
        ),
        ForeignKeyConstraint(["user_id", "reverses_id"], ["ledger_entry.user_id", "ledger_entry.id"]),
        UniqueConstraint("user_id", "idempotency_key"),
        Index(None, "user_id", "currency", "id"),
        Index(None, "user_id", "entity_id"),
        one_of("currency", CURRENCIES),
        one_of("type", ENTRY_TYPES),
        CheckConstraint("amount <> 0", name="amount"),
    )

    currency: Mapped[str] = mapped_column(default="points")
    amount: Mapped[int]
    """Positive for earned, negative for spent or taken back."""
    type: Mapped[str]
    reason: Mapped[str]
    """Stable word for what happened, e.g. `task_completed`."""
    entity_id: Mapped[UUID | None] = mapped_column(default=None)
    idempotency_key: Mapped[str]
    """(entity, event, n) in words: the same event is never paid twice."""
    economy_version: Mapped[str]
    reverses_id: Mapped[UUID | None] = mapped_column(default=None)
    local_date: Mapped[date]
    """The person's day on which it happened."""
    timezone: Mapped[str]
