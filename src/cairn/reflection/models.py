"""Day entries: how each of a person's days was, in their own words and numbers."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, between

LIVE = text("deleted_at is null")


class DayEntry(OwnedRow):
    """What a person says of one of their days. Whatever they have not said is null.

    Even the numbers tell about somebody's health, so that the audit holds none of them.
    """

    __tablename__ = "day_entry"

    local_date: Mapped[date]
    timezone: Mapped[str]
    """The person's zone when the entry was made: travel does not move the day."""
    text: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    mood: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    """1 (least pleasant) to 5."""
    mood_label: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """The word that was said, kept beside the number that it stands for."""
    energy: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    sleep_hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2), default=None, info={"personal": True})
    """Hours slept in the night before."""
    sleep_quality: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    completion: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    """How much of what was meant to be done was done, as it felt."""
    productivity: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    accomplishment: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    challenges: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    gratitude: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    lessons: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    tomorrow_focus: Mapped[str | None] = mapped_column(default=None, info={"personal": True})

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            Index("uq_day_entry_local_date", "user_id", "local_date", unique=True, postgresql_where=LIVE),
            Index(None, "user_id", "mood", "local_date"),
            between("mood", 1, 5),
            between("energy", 1, 10),
            between("sleep_hours", 0, 24),
            between("sleep_quality", 1, 5),
            between("completion", 1, 10),
            between("productivity", 1, 10),
        )
