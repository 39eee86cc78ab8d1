"""Goals, their criteria, links, notes and the daily snapshots of their progress."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, TenantRow, between, one_of, owned_reference

HORIZONS = ("yearly", "quarterly", "monthly", "weekly", "daily")
CONTEXTS = ("personal", "coaching", "relationship")
GOAL_STATUSES = ("planning", "active", "paused", "achieved", "abandoned")
SOURCES = ("person", "onboarding", "session", "client_input", "coach_suggested", "import")
PROGRESS_MODES = ("auto", "manual")
HEALTH = ("ahead", "on_track", "at_risk", "behind", "dormant")


class Goal(OwnedRow):
    """Something to reach. Its progress and health are computed; achieving it is the person's word."""

    __tablename__ = "goal"

    title: Mapped[str] = mapped_column(info={"personal": True})
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    parent_id: Mapped[UUID | None] = mapped_column(default=None)
    horizon: Mapped[str] = mapped_column(default="quarterly")
    context: Mapped[str] = mapped_column(default="personal")
    category: Mapped[str | None] = mapped_column(default=None)
    status: Mapped[str] = mapped_column(default="active")
    priority: Mapped[int] = mapped_column(default=3)
    start_date: Mapped[date | None] = mapped_column(default=None)
    target_date: Mapped[date | None] = mapped_column(default=None)
    achieved_at: Mapped[datetime | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="person")
    progress_mode: Mapped[str] = mapped_column(default="auto")
    manual_pct: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)
    manual_reason: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    manual_until: Mapped[datetime | None] = mapped_column(default=None)
    """When a manual value ends; null: with the next event of a source."""
    weights: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Weights of the sources, where they differ from the usual ones."""
    progress_pct: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)
    """0 to 100; null while there is nothing to compute it from."""
    progress_parts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    health: Mapped[str | None] = mapped_column(default=None)
    health_score: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)
    algorithm_version: Mapped[str | None] = mapped_column(default=None)
    computed_at: Mapped[datetime | None] = mapped_column(default=None)
    last_event_at: Mapped[datetime | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("area_id", "area"),
            owned_reference("parent_id", "goal"),
            Index(None, "user_id", "status"),
            Index(None, "user_id", "parent_id"),
            Index(None, "user_id", "area_id"),
            one_of("horizon", HORIZONS),
            one_of("context", CONTEXTS),
            one_of("status", GOAL_STATUSES),
            one_of("source", SOURCES),
            one_of("progress_mode", PROGRESS_MODES),
            one_of("health", HEALTH),
            between("priority", 1, 4),
            between("manual_pct", 0, 100),
            between("progress_pct", 0, 100),
            between("health_score", 0, 100),
            CheckConstraint("target_date >= start_date", name="target_date"),
            CheckConstraint("parent_id <> id", name="parent_id"),
        )


class GoalCriterion(OwnedRow):
    """A test of whether the goal is reached."""

    __tablename__ = "goal_criterion"

    goal_id: Mapped[UUID]
    text: Mapped[str] = mapped_column(info={"personal": True})
    measurable: Mapped[bool] = mapped_column(default=False)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (owned_reference("goal_id", "goal", required=True), Index(None, "user_id", "goal_id"))


class GoalLink(OwnedRow):
    """Something that counts towards a goal."""

    __tablename__ = "goal_link"

    goal_id: Mapped[UUID]
    entity_id: Mapped[UUID]
    """The task, project, habit or metric that counts."""
    weight: Mapped[Decimal] = mapped_column(Numeric(6, 3), default=Decimal(1))
    role: Mapped[str | None] = mapped_column(default=None)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("goal_id", "goal", required=True),
            owned_reference("entity_id", "entity", required=True),
            Index(
                "uq_goal_link_goal_id_entity_id",
                "user_id",
                "goal_id",
                "entity_id",
                unique=True,
                postgresql_where=text("deleted_at is null"),
            ),
            Index(None, "user_id", "entity_id"),
            between("weight", 0, 100),
        )


class GoalNote(OwnedRow):
    """A dated remark; where it carries a percentage, a record of how far the person felt they were."""

    __tablename__ = "goal_note"

    goal_id: Mapped[UUID]
    on_date: Mapped[date]
    text: Mapped[str] = mapped_column(info={"personal": True})
    progress_pct: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("goal_id", "goal", required=True),
            Index(None, "user_id", "goal_id"),
            between("progress_pct", 0, 100),
        )


class GoalProgressSnapshot(TenantRow):
    """How a goal stood at the end of one of the person's days."""

    __tablename__ = "goal_progress_snapshot"
    __table_args__ = (
        owned_reference("goal_id", "goal", required=True),
        UniqueConstraint("user_id", "goal_id", "local_date"),
        between("progress_pct", 0, 100),
    )

    goal_id: Mapped[UUID]
    local_date: Mapped[date]
    progress_pct: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)
    health: Mapped[str | None] = mapped_column(default=None)
    health_score: Mapped[Decimal | None] = mapped_column(Numeric(6, 3), default=None)
    parts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    algorithm_version: Mapped[str]
