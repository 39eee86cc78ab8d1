"""Wire shapes of how a goal stands, and of its history."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from cairn.goals.schemas.goals import Health
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Output

Basis = Literal["sources", "manual", "note"]


class PartOut(Output):
    """What one source adds to the progress."""

    source: Literal["criteria", "tasks", "metrics", "habits", "children"]
    """The source."""
    value: float | None
    """How far it has come, 1 being done; null where the goal has no such source."""
    weight: float
    """How much it counts against the others that the goal has, 0 to 100."""
    done: float | None
    """What is done of it: criteria met, story points of done tasks, metrics at their target, times that
    habits were done, sub-goals achieved."""
    total: float | None
    """Of how much: criteria, story points of tasks not cancelled, metrics, times that habits were due,
    sub-goals not abandoned."""


class OverrideOut(Output):
    """A progress that was set by hand."""

    pct: float
    """Progress in percent, 0 to 100."""
    reason: str | None
    """Why."""
    until: datetime | None
    """The instant at which it ends; null: with the next event of a source."""


class HealthPartsOut(Output):
    """The parts of a goal's health, each 0 (bad) to 1 (good), null where nothing is known."""

    schedule: float | None
    """1 - (expected - progress) / 40; counts .40."""
    activity: float | None
    """Halves every 7 days since the last event; counts .25."""
    velocity: float | None
    """Velocity / the one needed to arrive on the target day; counts .20."""
    structure: float | None
    """Share of criterion, task, metric or habit, and target day that it has; counts .15."""


class GoalHealthOut(Output):
    """How healthy a goal is."""

    score: float
    """100 x the weighted mean of the parts that are known, 0 to 100."""
    band: Literal["excellent", "good", "fair", "poor", "critical"]
    """From 85, from 70, from 55, from 40, and below."""
    parts: HealthPartsOut
    """What it is made of."""


class GoalProgressOut(Output):
    """How a goal stands, computed for this answer."""

    progress_pct: float | None
    """Progress in percent, 0 to 100, rounded to one decimal; null while nothing tells it."""
    basis: Basis | None
    """What it comes from: the goal's sources, a value set by hand, or the newest remark that has one."""
    computed_pct: float | None
    """What the sources alone say, in percent; null without sources."""
    raw_ratio: float | None
    """The same as a ratio that is not held between 0 and 1."""
    message: str | None
    """What to do so that the progress can be known; null when it is."""
    parts: list[PartOut]
    """Every source, with its weight."""
    override: OverrideOut | None
    """The value set by hand, while it holds."""
    expected_pct: float | None
    """Percent of the goal's time that has passed; null without a target day."""
    status: Health | None
    """Pace in one word; null unless the goal is active and its progress is known."""
    health: GoalHealthOut | None
    """Health with its parts; null unless the goal is active and something is known."""
    velocity: float | None
    """Percentage points a day, from the snapshots of the last 28 days."""
    days_left: int | None
    """Days to the target day, negative once it has passed; null without one."""
    computed_at: datetime
    """The instant that all of this holds for."""
    algorithm_version: str
    """Names of the formulas."""


class GoalSnapshotOut(Output):
    """How a goal stood at the end of a day."""

    local_date: date
    """The day."""
    progress_pct: float | None
    """Progress in percent; null where it was not known."""
    health: Health | None
    """Pace in one word."""
    health_score: float | None
    """Health, 0 to 100."""
    algorithm_version: str
    """Names of the formulas."""


class SnapshotQuery(PageQuery):
    """Which snapshots to list, newest first."""

    since: Annotated[Day | None, Field()] = None
    """Only those of this day and later ones."""


class GoalActivityOut(Output):
    """Something that happened to a goal or to what belongs to it."""

    id: UUID
    """Time-ordered id."""
    at: datetime
    """When."""
    actor_id: UUID | None
    """Who did it; null for the system."""
    action: str
    """What: create, update, delete, archive, restore, achieve, reopen, override, complete, recompute."""
    entity_kind: Literal["goal", "goal_criterion", "goal_link", "goal_note"]
    """What it was done to."""
    entity_id: UUID
    """Which one."""
    changes: dict[str, Any] | None
    """Column to [before, after]; nulls in place of your own words."""
