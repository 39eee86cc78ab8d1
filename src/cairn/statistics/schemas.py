"""Wire shapes of statistics; those of metrics are also what a snapshot keeps, one schema for each kind."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from cairn.kit.http.schemas import Day, Input, Output


class DayMetrics(Output):
    """The numbers of one day. Counts are counts; what a person has not said is null."""

    tasks_done: int
    """Tasks completed on the day."""
    effort: float
    """Their story points; by the estimate, or 5, where a task has none."""
    due: int
    """Tasks that were due on the day, cancelled ones not counted."""
    due_done: int
    """Of these, those that were done by then."""
    points_earned: int
    """Points earned, less what was taken back."""
    points_spent: int
    """Points spent, less what was refunded."""
    alignment_earned: int
    """Alignment points earned, less what was taken back."""
    work_minutes: float
    """Minutes of time entries but breaks."""
    focus_minutes: float
    """Minutes of focused entries of at least 10 minutes each."""
    journal_entries: int
    """Entries of the journal."""
    has_day_entry: bool
    """Whether something was said of the day."""
    mood: int | None
    """1 (least pleasant) to 5."""
    energy: int | None
    """1 to 10."""
    sleep_hours: float | None
    """Hours slept in the night before."""
    productivity: int | None
    """1 to 10, as it felt."""


class PillarShare(Output):
    """What went into one pillar."""

    pillar_id: UUID
    """The pillar."""
    actual_share: float
    """Its share of what went into the pillars that have a target, 0 to 1."""
    target_share: float
    """The share aimed at, scaled so that all of them sum up to 1."""


class PeriodMetrics(Output):
    """The numbers of a week, a month or a life. What cannot be told is null."""

    first_day: date
    """First day that is counted."""
    last_day: date
    """Last day that is counted."""
    days: int
    """Days from the first to the last."""
    active_days: int
    """Days on which a task was done or time was taken."""
    tasks_done: int
    """Tasks completed."""
    effort: float
    """Their story points."""
    points_earned: int
    """Points earned, less what was taken back."""
    points_spent: int
    """Points spent, less what was refunded."""
    alignment_earned: int
    """Alignment points earned, less what was taken back."""
    work_minutes: float
    """Minutes of time entries but breaks."""
    focus_minutes: float
    """Minutes of focused entries of at least 10 minutes each."""
    due: int
    """Tasks that were due."""
    due_done: int
    """Of these, those that were done on their day or before."""
    daily_completion_rate: float | None
    """Done of what was due, 0 to 1, as the mean over days on which something was due."""
    journal_entries: int
    """Entries of the journal."""
    day_entries: int
    """Days of which something was said."""
    mood_mean: float | None
    """Mean mood, 1 to 5."""
    mood_slope: float | None
    """Change of the mood a day (Theil-Sen); null below 5 days with a mood, and for a life."""
    mood_days: int
    """Days with a mood."""
    energy_mean: float | None
    """Mean energy, 1 to 10."""
    energy_slope: float | None
    """Change of the energy a day (Theil-Sen); null below 5 days with an energy, and for a life."""
    energy_days: int
    """Days with an energy."""
    sleep_hours_mean: float | None
    """Mean hours of sleep."""
    momentum_score: float | None
    """Whether more (1) or less (0) is done than usual, on the last day; null below 14 days of data."""
    momentum_band: Literal["building", "steady", "declining"] | None
    """The word for it: building from .6, declining to .4."""
    alignment_score: float | None
    """How near it came to the shares aimed at, 0 to 1; null below 14 days of data or without targets."""
    alignment_basis: Literal["time", "effort"] | None
    """Whether time or effort was compared."""
    pillars: list[PillarShare]
    """The shares that were compared, by pillar; empty where none were."""
    longest_active_run: int
    """Longest run of active days in the period."""
    estimation_accuracy: float | None
    """Mean of min/max of actual and estimated minutes, 0 to 1; of a life only."""


class SnapshotSpan(Input):
    """Which periods to return, by the days in which they begin; both ends are included."""

    first: Day = Field(alias="from")
    """First day."""
    last: Day = Field(alias="to")
    """Last day, at most 3,659 days after the first."""


class DaySnapshotOut(Output):
    """The numbers of one day, as they were kept."""

    day: date
    """The day."""
    metrics: DayMetrics
    """Its numbers."""
    algorithm_version: str
    """Name of the formulas."""
    computed_at: datetime
    """When they were computed."""


class DaySnapshotsOut(Output):
    """Days that are over."""

    items: list[DaySnapshotOut]
    """In order; days before the first data left out."""


class PeriodSnapshotOut(Output):
    """The numbers of one week or month, as they were kept."""

    first_day: date
    """Its first day."""
    metrics: PeriodMetrics
    """Its numbers."""
    algorithm_version: str
    """Name of the formulas."""
    computed_at: datetime
    """When they were computed."""


class PeriodSnapshotsOut(Output):
    """Weeks or months that are over."""

    items: list[PeriodSnapshotOut]
    """In order; those before the first data left out."""


class DashboardOut(Output):
    """How things stand now."""

    today: date
    """The person's day."""
    day: DayMetrics
    """Numbers of today so far."""
    week: PeriodMetrics
    """Numbers of this week so far."""
    month: PeriodMetrics
    """Numbers of this month so far."""
    lifetime: PeriodMetrics | None
    """Numbers of all days that are over, as they were kept last; null before the first night."""
    algorithm_version: str
    """Name of the formulas of today, week and month."""


class RecomputedOut(Output):
    """What was computed again."""

    days: int
    """Days."""
    weeks: int
    """Weeks."""
    months: int
    """Months."""


class IntegrityFinding(Output):
    """Something that does not agree with itself."""

    kind: str
    """Stable word for what is wrong."""
    entity_kind: str
    """What it is about, such as goal."""
    entity_id: UUID
    """The row."""
    expected: str | None
    """What should be there, where that can be said in a number or an id."""
    found: str | None
    """What is there."""


class IntegrityOut(Output):
    """What the last look at the data found."""

    checked_at: datetime | None
    """When that was; null where it never was."""
    status: Literal["ok", "findings", "never_checked"]
    """Whether anything was found."""
    findings: list[IntegrityFinding]
    """What was found, at most 500 of each kind."""


class IntegrityCount(Output):
    """How often something was found, over all people."""

    kind: str
    """Stable word for what is wrong."""
    count: int
    """Findings of it."""
    people: int
    """People whose data have some."""


class IntegrityCountsOut(Output):
    """What the last looks at everybody's data found, in numbers alone."""

    people_checked: int
    """People whose data were looked at."""
    oldest_check_at: datetime | None
    """When the look that is longest ago was."""
    counts: list[IntegrityCount]
    """By kind; kinds without findings left out."""
