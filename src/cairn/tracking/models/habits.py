"""Habits, what was done of them, when they rest, and how they stand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Date, Index, Integer, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, TenantRow, between, one_of, owned_reference

KINDS = ("build", "maintain", "reduce", "quit")
AMOUNTS_PER = ("day", "period")
REASONS = ("illness", "holiday", "other")
LOG_SOURCES = ("person", "routine", "import", "device")
LIVE = text("deleted_at is null")
AMOUNT = Numeric(14, 4)


class Routine(OwnedRow):
    """Habits that are done one after another: a stack, with what sets it off."""

    __tablename__ = "routine"

    name: Mapped[str] = mapped_column(info={"personal": True})
    cue: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """What sets it off, such as "after breakfast"."""
    position: Mapped[int] = mapped_column(default=0)


class Habit(OwnedRow):
    """Something to do again and again, or less and less."""

    __tablename__ = "habit"

    name: Mapped[str] = mapped_column(info={"personal": True})
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column(default="build")
    schedule: Mapped[dict[str, Any]]
    """{"kind": "by_rule", "rule": …}, {"kind": "per_period", "times": n, "period": …}, or
    {"kind": "after_completion", "days": n}."""
    start_date: Mapped[date]
    end_date: Mapped[date | None] = mapped_column(default=None)
    target_amount: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(1))
    """The amount at which a day (or period) is a success, for kinds that grow."""
    limit_amount: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    """The amount up to which it is one, for habits to reduce."""
    amount_per: Mapped[str] = mapped_column(default="day")
    unit: Mapped[str | None] = mapped_column(default=None)
    steps: Mapped[list[str]] = mapped_column(default_factory=list, info={"personal": True})
    """Steps of a habit that has several; the amount counts those done."""
    off_weekdays: Mapped[list[int]] = mapped_column(ARRAY(Integer), default_factory=list)
    off_dates: Mapped[list[date]] = mapped_column(ARRAY(Date), default_factory=list)
    grace: Mapped[int] = mapped_column(default=1)
    backfill_days: Mapped[int] = mapped_column(default=0)
    assume_success: Mapped[bool] = mapped_column(default=False)
    cue: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    action: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    reward: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    friction_up: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """What makes the unwanted harder."""
    friction_down: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    """What makes the wanted easier."""
    routine_id: Mapped[UUID | None] = mapped_column(default=None)
    colour: Mapped[str | None] = mapped_column(default=None)
    icon: Mapped[str | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)
    """Place in lists, and in its routine."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("area_id", "area"),
            owned_reference("routine_id", "routine"),
            Index(None, "user_id", "routine_id"),
            one_of("kind", KINDS),
            one_of("amount_per", AMOUNTS_PER),
            between("grace", 0, 2),
            between("backfill_days", 0, 7),
            CheckConstraint("target_amount > 0", name="target_amount"),
            CheckConstraint("limit_amount >= 0", name="limit_amount"),
            CheckConstraint("end_date >= start_date", name="end_date"),
            CheckConstraint("off_weekdays <@ array[0,1,2,3,4,5,6]", name="off_weekdays"),
        )


class HabitLog(OwnedRow):
    """That something was done, how much of it, and on which of the person's days."""

    __tablename__ = "habit_log"

    habit_id: Mapped[UUID]
    local_date: Mapped[date]
    timezone: Mapped[str]
    """The person's zone when it was written: travel does not move the day."""
    at: Mapped[datetime]
    amount: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(1))
    note: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    source: Mapped[str] = mapped_column(default="person")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("habit_id", "habit", required=True),
            Index(None, "user_id", "habit_id", "local_date"),
            Index(None, "user_id", "habit_id", "at", "id"),
            Index(None, "user_id", "local_date"),
            one_of("source", LOG_SOURCES),
            CheckConstraint("amount > 0", name="amount"),
        )


class HabitPause(OwnedRow):
    """Days on which one habit, or every habit, rests."""

    __tablename__ = "habit_pause"

    habit_id: Mapped[UUID | None] = mapped_column(default=None)
    """The habit that rests; null: all of them."""
    first: Mapped[date]
    last: Mapped[date | None] = mapped_column(default=None)
    """Included; null: until further notice."""
    reason: Mapped[str] = mapped_column(default="other")
    note: Mapped[str | None] = mapped_column(default=None, info={"personal": True})

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            # A pause of one habit goes with it: as a null it would become a pause of all.
            owned_reference("habit_id", "habit", required=True),
            Index(None, "user_id", "habit_id"),
            one_of("reason", REASONS),
            CheckConstraint("last >= first", name="last"),
        )


class HabitState(TenantRow):
    """How a habit stood on a day, computed from its logs. Can be thrown away."""

    __tablename__ = "habit_state"
    __table_args__ = (
        owned_reference("habit_id", "habit", required=True),
        UniqueConstraint("user_id", "habit_id"),
        between("strength", 0, 1),
    )

    habit_id: Mapped[UUID]
    local_date: Mapped[date]
    """The day that it was computed for."""
    current: Mapped[int]
    longest: Mapped[int]
    unit: Mapped[str]
    strength: Mapped[Decimal | None] = mapped_column(Numeric(7, 6), default=None)
    grace_used: Mapped[list[date]] = mapped_column(ARRAY(Date))
    grace_left: Mapped[int]
    mark: Mapped[str | None] = mapped_column(default=None)
    """How the unit of that day went; null where nothing is due."""
    due: Mapped[bool]
    """Whether something is asked on that day."""
    need: Mapped[Decimal | None] = mapped_column(AMOUNT, default=None)
    """What the unit asks for altogether."""
    got: Mapped[Decimal | None] = mapped_column(AMOUNT, default=None)
    """What was done of it."""
    last_success: Mapped[date | None] = mapped_column(default=None)
    recent: Mapped[list[Any]] = mapped_column(JSONB)
    """Closed units of the last 28 days as [first day, times due, times done]."""
    algorithm_version: Mapped[str]
