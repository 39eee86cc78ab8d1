"""Wire shapes of reviews and of what keeps being put off."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, Field

from cairn.goals.ids import GoalId
from cairn.goals.schemas.goals import Health
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Prose
from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.reviews.ids import ReviewId
from cairn.statistics.schemas import PeriodMetrics

Period = Literal["week", "month"]
ReviewStatus = Literal["generated", "planned", "completed"]


class HabitMove(Output):
    """How a habit went in the period."""

    habit_id: UUID
    """The habit."""
    expected: int
    """Times that were due in what closed in the period; rests and pauses not counted."""
    done: float
    """Of these, those that were done, a part of one counting as a part."""
    adherence: float
    """Done by expected, 0 to 1."""
    streak_before: int
    """Units of the streak on the day before the period."""
    streak_after: int
    """Units of the streak on its last day."""
    streak_unit: str
    """What a streak counts: days, weeks, months or times."""


class MetricMove(Output):
    """How a metric moved in the period."""

    metric_id: UUID
    """The metric."""
    measurements: int
    """Measurements in the period."""
    last_value: float
    """The last one of the period."""
    mean_value: float
    """Their mean."""
    value_before: float | None
    """The last one before the period; null where there is none."""
    change: float | None
    """Last value less the one before; null without one before."""


class GoalMove(Output):
    """How a goal stood at the end of the period."""

    goal_id: GoalId
    """The goal."""
    progress_pct: float | None
    """Progress, 0 to 100, of the last snapshot in the period, or now where there is none."""
    progress_before_pct: float | None
    """Progress of the last snapshot before the period; null where there is none."""
    health: Health | None
    """Pace."""


class PutOff(Output):
    """A task whose planned day ended three times or more with it undone."""

    task_id: TaskId
    """The task."""
    rollover_count: int
    """How often."""


class ReviewNumbers(Output):
    """What there is to say of a period in numbers; words may use these alone."""

    metrics: PeriodMetrics
    """Tasks, points, time, mood and energy, momentum, alignment."""
    before: PeriodMetrics | None
    """The same of the period before; null where nothing is known of it."""
    habits: list[HabitMove]
    """Habits of which something was due."""
    metric_moves: list[MetricMove]
    """Metrics that were measured."""
    goals: list[GoalMove]
    """Goals that are under way."""
    goals_by_health: dict[str, int]
    """How many of them have each pace; `unknown` where it cannot be told."""
    put_off: list[PutOff]
    """Tasks put off three times or more that are still open."""


class ReviewDraft(Input):
    """Which period to look back at."""

    period_type: Period
    """A week or a month."""
    day: Day | None = None
    """A day of it, not in the future; absent: the period that ended last."""


class ReviewPatch(Patch):
    """The words of a review."""

    went_well: Prose | None | MISSING = MISSING
    """What went well."""
    was_hard: Prose | None | MISSING = MISSING
    """What was hard."""
    learned: Prose | None | MISSING = MISSING
    """What is to be learned from it."""
    focus: Prose | None | MISSING = MISSING
    """What the next period is for."""


class ReviewPlan(Input):
    """What the next period is for."""

    focus: Annotated[Prose, Field(min_length=1)]
    """What it is for, in words."""


class ReviewOut(OwnedOut):
    """A look back."""

    id: ReviewId
    """Time-ordered id (UUIDv7)."""
    period_type: Period
    """A week or a month."""
    period_start: date
    """Its first day."""
    period_end: date
    """Its last day."""
    status: ReviewStatus
    """Generated: numbers are there. Planned: the next period has a focus. Completed: its person says so."""
    numbers: ReviewNumbers
    """What was computed."""
    generated_at: datetime
    """When it was computed last."""
    algorithm_version: str
    """Name of the formulas."""
    went_well: str | None
    """What went well."""
    was_hard: str | None
    """What was hard."""
    learned: str | None
    """What is to be learned from it."""
    focus: str | None
    """What the next period is for."""
    planned_at: datetime | None
    """When that was decided."""
    completed_at: datetime | None
    """When it was completed."""


class ReviewQuery(PageQuery):
    """Which reviews to list."""

    period_type: Period | None = None
    """Only of weeks, or only of months."""
    status: ReviewStatus | None = None
    """Only those in this state."""
    sort: Literal["latest", "earliest"] = "latest"
    """Order of the periods."""


class QuarantineQuery(PageQuery):
    """Which part of the list to return."""


class QuarantinedOut(Output):
    """A task that keeps being put off."""

    task_id: TaskId
    """The task."""
    title: str
    """What was to be done."""
    rollover_count: int
    """How often its planned day ended with it undone, 3 or more."""
    scheduled_for: date | None
    """The day that it is planned for now."""
    due_date: date | None
    """The day on which it is due."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    project_id: ProjectId | None
    """Its project."""
    area_id: AreaId | None
    """Its own area."""


class Decision(Input):
    """What becomes of one task."""

    task_id: TaskId
    """An open task."""
    decision: Literal["keep", "reschedule", "drop"]
    """Keep: it stays as it is and counts from 0. Reschedule: to another day. Drop: it is cancelled."""
    scheduled_for: Day | None = None
    """The new day, from today on; for `reschedule` alone, and needed there."""


class Decisions(Input):
    """What becomes of tasks that keep being put off."""

    decisions: Annotated[list[Decision], Field(min_length=1, max_length=100)]
    """1 to 100 tasks, each once."""


class DecidedOut(Output):
    """What was decided."""

    kept: int
    """Tasks that stay."""
    rescheduled: int
    """Tasks that have another day."""
    dropped: int
    """Tasks that are cancelled."""
    left: int
    """Tasks that are still on the list."""
