"""Wire shapes of the ranked day."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.kit.http.schemas import Input, Output, Patch
from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.today.factors import Factor
from cairn.today.learning import Answer
from cairn.today.rules import MAX_OVERRIDE, Preset
from cairn.tracking.ids import HabitId
from cairn.tracking.rules.schedule import UnitKind
from cairn.tracking.rules.streaks import Kind
from cairn.tracking.schemas.habits import MarkName

Multiplier = Annotated[float, Field(ge=0, le=MAX_OVERRIDE, allow_inf_nan=False)]


class TodayQuery(Input):
    """How to rank the day this time."""

    preset: Preset | None = None
    """Rank by this preset instead of the one you prefer."""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """Tasks to show, 1 to 100."""


class RankedTaskOut(Output):
    """The task that has a rank."""

    id: TaskId
    """Its id."""
    version: int
    """Its ETag."""
    title: str
    """What is to be done."""
    status: Literal["backlog", "todo", "in_progress", "in_review"]
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    due_date: date | None
    """Day on which it is due."""
    due_at: datetime | None
    """Instant at which it is due, where a time of day matters."""
    scheduled_for: date | None
    """Day for which it is planned."""
    estimate_minutes: int | None
    """Minutes that it is expected to take."""
    remaining_minutes: int | None
    """Estimate less the time already spent, at least 0."""
    tags: list[str]
    """Its tags."""
    project_id: ProjectId | None
    """Its project."""
    project_name: str | None
    """Name of the project."""
    area_id: AreaId | None
    """Its own area, else that of its project."""
    area_name: str | None
    """Name of the area."""


class ContributionOut(Output):
    """What one factor adds to a score."""

    factor: Factor
    """The factor."""
    value_score: float
    """How much the factor speaks for doing the task now, 0 (against) to 1 (for)."""
    weight: float
    """How much the factor counts for you."""
    contribution: float
    """weight x (value - 0.5) / sum of the weights that apply, -0.5 to 0.5."""
    reason: str
    """The same in words."""


class TodayItemOut(Output):
    """A task with its place in the day."""

    rank: int
    """Place, from 1."""
    task: RankedTaskOut
    """The task."""
    score: float
    """0 to 1; 0.5 plus the sum of all contributions."""
    score_pct: float
    """The score in percent, rounded to one decimal."""
    contributions: list[ContributionOut]
    """Of every factor that applies to the task."""
    why: str
    """The three strongest reasons in a sentence."""
    fits_capacity: bool
    """Whether it fits into the planned minutes after the tasks above it."""


class TaskNameOut(Output):
    """A task by its name."""

    id: TaskId
    """Its id."""
    title: str
    """What is to be done."""


class BlockedTaskOut(TaskNameOut):
    """A task that cannot be begun."""

    due_date: date | None
    """Day on which it is due."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""


class BlockedOut(Output):
    """A task that cannot be begun, with what it waits for."""

    task: BlockedTaskOut
    """The task."""
    blocked_by: list[TaskNameOut]
    """Open tasks that it waits for; empty where it was set to blocked by hand."""
    reason: str | None
    """What its person noted as the reason."""


class DoneTodayOut(TaskNameOut):
    """A task that was completed today."""

    completed_at: datetime
    """When."""


class CapacityOut(Output):
    """What fits into the day."""

    planned_minutes: int
    """Minutes that you plan for tasks a day; 360 while you have not told."""
    committed_minutes: int
    """Minutes that remain of tasks due or planned up to today; a task without an estimate counts 30."""
    fits: int
    """How many of the hundred best tasks fit, taken in their order; one that is too long is passed over."""
    fits_minutes: int
    """Minutes of those together, never more than planned."""
    over_minutes: int
    """Committed minutes beyond the planned ones; 0 when the day suffices."""


class ReflectionOut(Output):
    """The day as its person sees it."""

    has_day_entry: bool
    """Whether something is said of today yet."""
    mood: int | None
    """Mood of today, 1 (least pleasant) to 5; null while it is not said."""
    energy: int | None
    """Energy of today, 1 to 10; null while it is not said."""
    focus: str | None
    """What yesterday's entry says that today is for."""
    question: str
    """The question of the day, for the evening."""


class DueHabitOut(Output):
    """A habit that is due today."""

    id: HabitId
    """Its id."""
    name: str
    """What is to be done, or done less."""
    kind: Kind
    """What success means."""
    icon: str | None
    """An emoji or the name of an icon."""
    unit: str | None
    """Unit of its amounts."""
    mark: MarkName
    """How it goes: done (`success`), open (`pending`), over its limit (`miss`)."""
    need: float
    """What is asked: an amount, or times in the week or month."""
    got: float
    """What is done of it."""
    streak: int
    """Units of the streak that is alive."""
    streak_unit: UnitKind
    """What it counts."""


class TodayOut(Output):
    """The ranked day."""

    date: date
    """Your day."""
    timezone: str
    """Your time zone."""
    preset: Preset
    """The preset that was used."""
    weights: dict[Factor, float]
    """Weight of each factor: of the preset, times your multiplier, moved by your feedback."""
    capacity: CapacityOut
    """What fits into the day."""
    candidate_count: int
    """Tasks that were ranked: open, not archived, not blocked, not on hold, not planned for a later day;
    from the backlog only those that are due."""
    items: list[TodayItemOut]
    """The best of them, best first."""
    blocked: list[BlockedOut]
    """Tasks that would be ranked if they were not blocked, those due first at the top; at most `limit`."""
    blocked_count: int
    """How many there are altogether."""
    overdue_count: int
    """Open tasks whose due day or time has passed."""
    done_today: list[DoneTodayOut]
    """Tasks completed today, the last one first."""
    points_today: int
    """Points earned today, less those taken back."""
    habits: list[DueHabitOut]
    """Habits that are due today, as they stand since their last log or since the day began."""
    reflection: ReflectionOut
    """Whether something is said of the day, and what it was to be for."""
    computed_at: datetime
    """The instant that all of this holds for."""
    rule_version: str
    """Names of the formulas."""


class PreferencesOut(Output):
    """How you want your day ranked."""

    preset: Preset
    """`balance`; `focus` (context and readiness count half again as much); `exploration` (skills);
    `efficiency` (short tasks); `wellbeing` (energy, and work apart from the rest of life)."""
    multipliers: dict[Factor, float]
    """Your factor for each weight of the preset, 0 (ignore) to 2."""
    weights: dict[Factor, float]
    """The weights that result, with what your feedback has taught."""
    learned_count: int
    """Answers to feedback that still have force; each fades over 90 days."""
    version: int
    """Number of the present state; the ETag. 0 while nothing was ever changed."""
    updated_at: datetime | None
    """When they were last changed."""


class PreferencesPatch(Patch):
    """What to change of the preferences."""

    preset: Preset | MISSING = MISSING
    """The preset."""
    multipliers: dict[Factor, Multiplier | None] | MISSING = MISSING
    """Factors to change, 0 (ignore) to 2 each; null goes back to 1. Others stay as they are."""


class Feedback(Input):
    """What you think of a task's place."""

    task_id: TaskId
    """A task of the ranked day."""
    kind: Answer
    """`priority_right` adds 0.05 to the weight of the factor that counted most for its place,
    `priority_wrong` takes it; `not_now` takes it from the factor that spoke most for the task."""


class FeedbackOut(Output):
    """What an answer has changed."""

    factor: Factor | None
    """The factor whose weight was moved; null where none had a say."""
    moved: float
    """By how much, before the limits of 0.1 and 1; it fades over 90 days."""
    weights: dict[Factor, float]
    """The weights that hold now."""
