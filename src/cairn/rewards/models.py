"""The ledger, and what can be had for it. A balance is a sum over the ledger, never a number of its own."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, TenantRow, between, one_of, owned_reference

CURRENCIES = ("points", "alignment")
ENTRY_TYPES = ("earn", "spend", "refund", "clawback", "adjustment")
REWARD_CATEGORIES = ("quick_treat", "daily_delight", "big_unlock", "custom")
REWARD_STATUSES = ("active", "locked")
ALIGNMENT_GOAL = 1000
"""Alignment points that a month is to bring, unless its person has said otherwise."""


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
        Index(
            "ix_ledger_entry_reverses_id",
            "user_id",
            "reverses_id",
            postgresql_where=text("reverses_id is not null"),
        ),
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


class Wallet(TenantRow):
    """One row a person: what whoever spends holds while they look at the balance."""

    __tablename__ = "wallet"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id"),
        between("alignment_goal", 1, 1_000_000),
    )

    alignment_goal: Mapped[int] = mapped_column(default=ALIGNMENT_GOAL)
    """Alignment points that a month is to bring."""


class Reward(OwnedRow):
    """Something that a person allows themselves for points."""

    __tablename__ = "reward"

    name: Mapped[str] = mapped_column(info={"personal": True})
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    category: Mapped[str] = mapped_column(default="custom")
    cost: Mapped[int]
    icon: Mapped[str | None] = mapped_column(default=None)
    cooldown_hours: Mapped[int | None] = mapped_column(default=None)
    """Hours between two redemptions."""
    max_per_day: Mapped[int | None] = mapped_column(default=None)
    """Redemptions on one day of the person."""
    status: Mapped[str] = mapped_column(default="active")
    automation: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """What shall happen when it is redeemed, in words."""
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            one_of("category", REWARD_CATEGORIES),
            one_of("status", REWARD_STATUSES),
            between("cost", 1, 10_000_000),
            between("cooldown_hours", 1, 87_600),
            between("max_per_day", 1, 100),
        )


class Redemption(OwnedRow):
    """A reward that was had, as it was called and priced then."""

    __tablename__ = "redemption"

    reward_id: Mapped[UUID | None] = mapped_column(default=None)
    ledger_entry_id: Mapped[UUID]
    """The movement that paid it."""
    name: Mapped[str] = mapped_column(info={"personal": True})
    cost: Mapped[int]
    redeemed_at: Mapped[datetime]
    local_date: Mapped[date]
    """The person's day, by which the daily limit counts."""
    timezone: Mapped[str]
    note: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    refunded_at: Mapped[datetime | None] = mapped_column(default=None)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("reward_id", "reward"),
            ForeignKeyConstraint(["user_id", "ledger_entry_id"], ["ledger_entry.user_id", "ledger_entry.id"]),
            UniqueConstraint("user_id", "ledger_entry_id"),
            Index(None, "user_id", "reward_id", "redeemed_at"),
            Index(None, "user_id", "redeemed_at", "id"),
            CheckConstraint("cost > 0", name="cost"),
        )
