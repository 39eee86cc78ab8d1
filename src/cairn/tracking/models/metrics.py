"""Metrics, what was measured, and the milestones of both metrics and habits."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, TenantRow, one_of, owned_reference
from cairn.tracking.models.habits import LOG_SOURCES

UNITS = ("count", "hours", "minutes", "dollars", "pounds", "kg", "percent", "rating", "custom")
DIRECTIONS = ("higher", "lower", "target")
AGGREGATIONS = ("sum", "mean", "last", "min", "max")
CADENCES = ("daily", "weekly", "monthly", "none")
METRIC_SOURCES = ("manual", "app", "device")
METRIC_STATUSES = ("active", "paused")
MILESTONE_TYPES = ("target_reached", "improvement", "log_streak", "consistency", "habit_streak")
VALUE = Numeric(20, 6)


class Metric(OwnedRow):
    """Something that is measured again and again."""

    __tablename__ = "metric"

    name: Mapped[str] = mapped_column(info={"personal": True})
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="count")
    unit_label: Mapped[str | None] = mapped_column(default=None)
    """Name of a custom unit."""
    direction: Mapped[str] = mapped_column(default="higher")
    baseline: Mapped[Decimal | None] = mapped_column(VALUE, default=None)
    target: Mapped[Decimal | None] = mapped_column(VALUE, default=None)
    tolerance: Mapped[Decimal | None] = mapped_column(VALUE, default=None)
    """Distance from the target at which nothing is left, for direction `target`."""
    low: Mapped[Decimal | None] = mapped_column(VALUE, default=None)
    high: Mapped[Decimal | None] = mapped_column(VALUE, default=None)
    """Thresholds: values outside are worth a look."""
    aggregation: Mapped[str] = mapped_column(default="last")
    """How the logs of a day become the day's value."""
    cadence: Mapped[str] = mapped_column(default="daily")
    source: Mapped[str] = mapped_column(default="manual")
    status: Mapped[str] = mapped_column(default="active")
    colour: Mapped[str | None] = mapped_column(default=None)
    icon: Mapped[str | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("area_id", "area"),
            one_of("unit", UNITS),
            one_of("direction", DIRECTIONS),
            one_of("aggregation", AGGREGATIONS),
            one_of("cadence", CADENCES),
            one_of("source", METRIC_SOURCES),
            one_of("status", METRIC_STATUSES),
            CheckConstraint("tolerance >= 0", name="tolerance"),
            CheckConstraint("high >= low", name="high"),
        )


class MetricLog(OwnedRow):
    """One measurement. Even the number may tell about somebody's health: the audit holds none of them."""

    __tablename__ = "metric_log"

    metric_id: Mapped[UUID]
    value: Mapped[Decimal] = mapped_column(VALUE, info={"personal": True})
    local_date: Mapped[date]
    timezone: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    source: Mapped[str] = mapped_column(default="person")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("metric_id", "metric", required=True),
            Index(None, "user_id", "metric_id", "local_date", "at"),
            Index(None, "user_id", "metric_id", "at", "id"),
            Index(None, "user_id", "local_date"),
            one_of("source", LOG_SOURCES),
        )


class Milestone(TenantRow):
    """Something reached for the first time. Once for a subject, a type and a threshold, for ever."""

    __tablename__ = "milestone"
    __table_args__ = (
        ForeignKeyConstraint(["user_id", "entity_id"], ["entity.user_id", "entity.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["user_id", "log_id"], ["entity.user_id", "entity.id"], ondelete="SET NULL (log_id)"
        ),
        UniqueConstraint("user_id", "entity_id", "type", "threshold"),
        Index(None, "user_id", "reached_on"),
        one_of("type", MILESTONE_TYPES),
    )

    entity_id: Mapped[UUID]
    """The metric or habit."""
    type: Mapped[str]
    threshold: Mapped[int]
    """Percent of improvement, or days or units of a streak; 0 where there is nothing to tell apart."""
    log_id: Mapped[UUID | None] = mapped_column(default=None)
    """The log that reached it."""
    reached_on: Mapped[date]
    points: Mapped[int]
    """What it earned; 0 where it came too late to be paid."""
    times: Mapped[int]
    """How often it was reached, those that were revoked included: names the entry of the ledger."""
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its cause was deleted."""
