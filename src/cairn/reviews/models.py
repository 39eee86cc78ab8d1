"""Reviews: computed when a week or month is over, then made one's own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, one_of

PERIODS = ("week", "month")
REVIEW_STATUSES = ("generated", "planned", "completed")


class Review(OwnedRow):
    """One look back at one period. Its numbers are computed; its words are the person's."""

    __tablename__ = "review"

    period_type: Mapped[str]
    period_start: Mapped[date]
    """First day, by the person's calendar."""
    period_end: Mapped[date]
    """Last day."""
    status: Mapped[str] = mapped_column(default="generated")
    numbers: Mapped[dict[str, Any]] = mapped_column(info={"personal": True})
    """Ids and numbers alone: what they are about keeps its words where they stand."""
    generated_at: Mapped[datetime]
    algorithm_version: Mapped[str]
    went_well: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    was_hard: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    learned: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    focus: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """What the next period is for."""
    planned_at: Mapped[datetime | None] = mapped_column(default=None)
    completed_at: Mapped[datetime | None] = mapped_column(default=None)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            Index(
                "uq_review_period_type_period_start",
                "user_id",
                "period_type",
                "period_start",
                unique=True,
                postgresql_where=text("deleted_at is null"),
            ),
            one_of("period_type", PERIODS),
            one_of("status", REVIEW_STATUSES),
            CheckConstraint("period_end >= period_start", name="period_end"),
            CheckConstraint("(status = 'completed') = (completed_at is not null)", name="completed_at"),
        )

    @classmethod
    def called(cls) -> str:
        """See the base."""
        return "period_start"
