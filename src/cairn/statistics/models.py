"""Snapshots of numbers, which can be computed again at any time; and what a check of the data found."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import TenantRow, one_of

SUBJECTS = ("person",)
PERIOD_TYPES = ("day", "week", "month", "lifetime")


class StatSnapshot(TenantRow):
    """The numbers of one period. Derived: whatever it says follows from other rows."""

    __tablename__ = "stat_snapshot"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id", "subject", "period_type", "period_key"),
        one_of("subject", SUBJECTS),
        one_of("period_type", PERIOD_TYPES),
    )

    subject: Mapped[str] = mapped_column(default="person")
    """What the numbers are about."""
    period_type: Mapped[str]
    period_key: Mapped[date]
    """First day of the period, by the person's calendar; of a lifetime, its first day with data."""
    metrics: Mapped[dict[str, Any]]
    algorithm_version: Mapped[str]
    computed_at: Mapped[datetime]


class IntegrityCheck(TenantRow):
    """What the last look at a person's data found; one row a person."""

    __tablename__ = "integrity_check"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id"),
    )

    checked_at: Mapped[datetime]
    findings: Mapped[list[Any]] = mapped_column(JSONB)
    """Kind, row and what is wrong with it, by ids and numbers."""
