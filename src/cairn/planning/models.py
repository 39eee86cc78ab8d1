"""Life structure and work: pillars, areas, projects, tasks, dependencies, time."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    Time,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, OwnedRow, TenantRow, between, one_of, owned_reference

TASK_STATUSES = (
    "backlog",
    "todo",
    "in_progress",
    "blocked",
    "on_hold",
    "in_review",
    "done",
    "cancelled",
)
CLOSED_STATUSES = ("done", "cancelled")
PROJECT_STATUSES = ("planning", "active", "on_hold", "completed", "cancelled")
RECURRENCE_MODES = ("schedule", "after_completion")
TIME_KINDS = ("focused", "collaborative", "meeting", "break", "planning")
WORK_EVENTS = ("start", "pause", "resume", "switch", "interrupt", "finish")

OPEN = text("completed_at is null and deleted_at is null and status not in ('done', 'cancelled')")
LIVE = text("deleted_at is null")
SHOWN = text("archived_at is null and deleted_at is null")
JOINERS = "/.@_-"
"""Characters that join words to what the parser takes for one token, such as a path or an address."""
SEARCH = (
    f"to_tsvector('simple', translate(title || ' ' || coalesce(description, ''), '{JOINERS}',"
    f" '{' ' * len(JOINERS)}'))"
)


class Pillar(OwnedRow):
    """What a person wants their life to rest on."""

    __tablename__ = "pillar"

    name: Mapped[str]
    vision: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    target_share: Mapped[Decimal | None] = mapped_column(Numeric(5, 4), default=None)
    """Share of time or effort aimed at, 0 to 1."""
    alignment_strength: Mapped[Decimal | None] = mapped_column(Numeric(5, 4), default=None)
    """How much the person stands behind it now, 0 to 1."""
    colour: Mapped[str | None] = mapped_column(default=None)
    icon: Mapped[str | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (between("target_share", 0, 1), between("alignment_strength", 0, 1))


class Area(OwnedRow):
    """A field of life. Six come with a new account; all can be changed."""

    __tablename__ = "area"

    pillar_id: Mapped[UUID | None] = mapped_column(default=None)
    name: Mapped[str]
    slug: Mapped[str]
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    importance: Mapped[int] = mapped_column(default=3)
    target_share: Mapped[Decimal | None] = mapped_column(Numeric(5, 4), default=None)
    point_factor: Mapped[Decimal] = mapped_column(Numeric(3, 2), default=Decimal("1.00"))
    """Multiplier of points, 1.0 to 1.3; neutral by default, so that no area is priced above another."""
    sub_categories: Mapped[list[str]] = mapped_column(default_factory=list)
    is_work: Mapped[bool] = mapped_column(default=False)
    """Whether working hours apply to it."""
    colour: Mapped[str | None] = mapped_column(default=None)
    icon: Mapped[str | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("pillar_id", "pillar"),
            Index("uq_area_slug", "user_id", "slug", unique=True, postgresql_where=LIVE),
            Index(None, "user_id", "pillar_id"),
            between("importance", 1, 5),
            between("target_share", 0, 1),
            between("point_factor", 1, 1.3),
        )


class Project(OwnedRow):
    """An undertaking with an end, made of tasks."""

    __tablename__ = "project"

    area_id: Mapped[UUID | None] = mapped_column(default=None)
    name: Mapped[str]
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    status: Mapped[str] = mapped_column(default="active")
    priority: Mapped[int] = mapped_column(default=3)
    importance: Mapped[int] = mapped_column(default=3)
    impact: Mapped[int] = mapped_column(default=3)
    start_date: Mapped[date | None] = mapped_column(default=None)
    due_date: Mapped[date | None] = mapped_column(default=None)
    estimate_minutes: Mapped[int | None] = mapped_column(default=None)
    completed_at: Mapped[datetime | None] = mapped_column(default=None)
    completion_count: Mapped[int] = mapped_column(default=0)
    """How often it was completed, reopening included: part of the ledger's key."""
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("area_id", "area"),
            Index(None, "user_id", "area_id"),
            one_of("status", PROJECT_STATUSES),
            between("priority", 1, 4),
            between("importance", 1, 5),
            between("impact", 1, 5),
            between("estimate_minutes", 0, 10_000_000),
            CheckConstraint("due_date >= start_date", name="due_date"),
            CheckConstraint("(status = 'completed') = (completed_at is not null)", name="completed_at"),
        )


class Task(OwnedRow):
    """Something to do."""

    __tablename__ = "task"

    title: Mapped[str] = mapped_column(info={"personal": True})
    description: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    """The task's own area; without one, its project's area holds."""
    project_id: Mapped[UUID | None] = mapped_column(default=None)
    parent_id: Mapped[UUID | None] = mapped_column(default=None)
    sub_category: Mapped[str | None] = mapped_column(default=None)
    priority: Mapped[int] = mapped_column(default=3)
    """1 urgent, 2 high, 3 medium, 4 low."""
    status: Mapped[str] = mapped_column(default="todo")
    blocked_reason: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    tags: Mapped[list[str]] = mapped_column(default_factory=list)
    due_date: Mapped[date | None] = mapped_column(default=None)
    """The person's day on which it is due."""
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    """The instant, where a time of day matters; `due_date` is then its local day."""
    scheduled_for: Mapped[date | None] = mapped_column(default=None)
    story_points: Mapped[int | None] = mapped_column(default=None)
    estimate_minutes: Mapped[int | None] = mapped_column(default=None)
    actual_minutes_override: Mapped[int | None] = mapped_column(default=None)
    recurrence_rule: Mapped[str | None] = mapped_column(default=None)
    """RFC 5545 RRULE value, without DTSTART."""
    recurrence_mode: Mapped[str | None] = mapped_column(default=None)
    recurrence_start: Mapped[date | None] = mapped_column(default=None)
    """First day of the series, which COUNT and INTERVAL count from."""
    recurrence_time: Mapped[time | None] = mapped_column(Time, default=None)
    """Wall time of the series in `timezone`; kept here since a day on which clocks skip it would lose it."""
    recurrence_text: Mapped[str | None] = mapped_column(default=None)
    """The rule in words."""
    previous_id: Mapped[UUID | None] = mapped_column(default=None)
    """The occurrence whose completion made this one."""
    rollover_count: Mapped[int] = mapped_column(default=0)
    """How often its scheduled day ended with it undone."""
    energy_needed: Mapped[int | None] = mapped_column(default=None)
    energy_start: Mapped[int | None] = mapped_column(default=None)
    energy_end: Mapped[int | None] = mapped_column(default=None)
    completed_at: Mapped[datetime | None] = mapped_column(default=None)
    completed_on: Mapped[date | None] = mapped_column(default=None)
    """The person's day of completion, fixed when it happened."""
    completion_count: Mapped[int] = mapped_column(default=0)
    """How often it was completed, reopening included: part of the ledger's key."""
    timezone: Mapped[str | None] = mapped_column(default=None)
    """Zone in which `due_at` was meant; a recurring time of day is kept in it."""
    position: Mapped[int] = mapped_column(default=0)
    search: Mapped[str | None] = mapped_column(
        TSVECTOR,
        Computed(SEARCH, persisted=True),
        init=False,
        deferred=True,
    )

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("area_id", "area"),
            owned_reference("project_id", "project"),
            owned_reference("parent_id", "task"),
            owned_reference("previous_id", "task"),
            Index("ix_task_open", "user_id", "due_date", postgresql_where=OPEN),
            # The list as it is asked for most: in its order, and counted, from the index alone.
            Index(
                "ix_task_shown",
                "user_id",
                "due_date",
                "due_at",
                "priority",
                text("id DESC"),
                postgresql_where=SHOWN,
            ),
            Index(None, "user_id", "project_id", "created_at"),
            Index(None, "user_id", "area_id"),
            Index(None, "user_id", "parent_id"),
            Index("uq_task_previous_id", "user_id", "previous_id", unique=True, postgresql_where=LIVE),
            # For the trash: a task that goes for good is looked for in every other one's reference.
            Index(
                "ix_task_previous_id",
                "user_id",
                "previous_id",
                postgresql_where=text("previous_id is not null"),
            ),
            Index("ix_task_scheduled_for", "user_id", "scheduled_for", postgresql_where=OPEN),
            Index("ix_task_completed_on", "user_id", "completed_on"),
            one_of("status", TASK_STATUSES),
            one_of("recurrence_mode", RECURRENCE_MODES),
            between("priority", 1, 4),
            between("story_points", 0, 100),
            between("estimate_minutes", 0, 100_000),
            between("actual_minutes_override", 0, 100_000),
            between("energy_needed", 1, 10),
            between("energy_start", 1, 10),
            between("energy_end", 1, 10),
            CheckConstraint("(status = 'done') = (completed_at is not null)", name="completed_at"),
            CheckConstraint("parent_id <> id", name="parent_id"),
            CheckConstraint("(recurrence_rule is null) = (recurrence_mode is null)", name="recurrence_rule"),
        )


class TaskDependency(Base):
    """`task_id` cannot start before `blocked_by_id` is closed. The graph has no cycle."""

    __tablename__ = "task_dependency"
    __table_args__ = (
        PrimaryKeyConstraint("user_id", "task_id", "blocked_by_id"),
        owned_reference("task_id", "task", required=True),
        owned_reference("blocked_by_id", "task", required=True),
        Index(None, "user_id", "blocked_by_id"),
        CheckConstraint("task_id <> blocked_by_id", name="blocked_by_id"),
    )

    user_id: Mapped[UUID]
    task_id: Mapped[UUID]
    blocked_by_id: Mapped[UUID]
    created_at: Mapped[datetime]


class TimeEntry(OwnedRow):
    """A stretch of time spent on something; open while `ended_at` is null, one at most a person."""

    __tablename__ = "time_entry"

    entity_id: Mapped[UUID]
    """The task, project, area or pillar that it was spent on."""
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    kind: Mapped[str] = mapped_column(default="focused")
    energy: Mapped[int | None] = mapped_column(default=None)
    productivity: Mapped[int | None] = mapped_column(default=None)
    notes: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    local_date: Mapped[date]
    timezone: Mapped[str]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (
            owned_reference("entity_id", "entity", required=True),
            Index(
                "uq_time_entry_open",
                "user_id",
                unique=True,
                postgresql_where=text("ended_at is null and deleted_at is null"),
            ),
            Index("ix_time_entry_started_at", "user_id", "started_at"),
            Index(None, "user_id", "entity_id"),
            one_of("kind", TIME_KINDS),
            between("energy", 1, 10),
            between("productivity", 1, 10),
            CheckConstraint("ended_at >= started_at", name="ended_at"),
        )


class WorkEvent(TenantRow):
    """What happened to a timer; appended, never changed. Focus and interruptions are derived from it."""

    __tablename__ = "work_event"
    __table_args__ = (
        owned_reference("entity_id", "entity", required=True),
        owned_reference("time_entry_id", "time_entry"),
        Index(None, "user_id", "at"),
        Index(None, "user_id", "entity_id"),
        Index(None, "user_id", "time_entry_id"),
        one_of("kind", WORK_EVENTS),
    )

    entity_id: Mapped[UUID]
    time_entry_id: Mapped[UUID | None] = mapped_column(default=None)
    kind: Mapped[str]
    at: Mapped[datetime]
