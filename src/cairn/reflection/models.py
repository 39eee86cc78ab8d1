"""Day entries, the journal, and links between any two things."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, between, one_of, owned_reference

LINK_KINDS = ("related", "mentions", "about", "supports", "hinders")

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

    @classmethod
    def called(cls) -> str:
        """See the base."""
        return "local_date"


class JournalEntry(OwnedRow):
    """Something that was written down; a day can have many."""

    __tablename__ = "journal_entry"

    occurred_at: Mapped[datetime]
    """When what it tells happened."""
    local_date: Mapped[date]
    """The person's day of that instant, fixed when it was written."""
    timezone: Mapped[str]
    title: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    content: Mapped[str] = mapped_column(info={"personal": True})
    """Markdown. These words stand here and nowhere else: no index holds them (docs/adr)."""
    mood: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    mood_label: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    energy: Mapped[int | None] = mapped_column(default=None, info={"personal": True})
    tags: Mapped[list[str]] = mapped_column(default_factory=list, info={"personal": True})
    template: Mapped[str | None] = mapped_column(default=None)
    """The template that it was begun with, by its short name."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            Index(None, "user_id", "occurred_at", "id"),
            Index(None, "user_id", "local_date"),
            between("mood", 1, 5),
            between("energy", 1, 10),
        )


class Link(OwnedRow):
    """A connection between two things of one person."""

    __tablename__ = "link"

    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(default="related")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("from_id", "entity", required=True),
            owned_reference("to_id", "entity", required=True),
            Index(
                "uq_link_from_id_to_id_kind",
                "user_id",
                "from_id",
                "to_id",
                "kind",
                unique=True,
                postgresql_where=LIVE,
            ),
            Index(None, "user_id", "to_id"),
            one_of("kind", LINK_KINDS),
            CheckConstraint("from_id <> to_id", name="to_id"),
        )
