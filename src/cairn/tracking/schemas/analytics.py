"""Wire shapes of the analytics of a metric: all that its chart needs, and what can honestly be said."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cairn.kit.http.schemas import Input, Output
from cairn.tracking.ids import MetricId
from cairn.tracking.rules.forecast import Method, Risk
from cairn.tracking.rules.outliers import Severity
from cairn.tracking.rules.trend import Direction
from cairn.tracking.schemas.milestones import MilestoneOut

State = Literal["ok", "insufficient_data"]


class AnalyticsQuery(Input):
    """How far to look back."""

    days: Annotated[int, Field(ge=7, le=3660)] = 365
    """Days up to today, 7 to 3660."""


class PointOut(Output):
    """A day's value."""

    date: date
    """The day."""
    value: float
    """Its values by the metric's aggregation."""
    expected: float | None
    """What weekday and trend let expect; null where there are too few values to tell."""
    low: float | None
    """Lower end of the band in which three values of four lie; null likewise."""
    high: float | None
    """Upper end of that band."""


class MovementOut(Output):
    """The newest change."""

    change: float
    """The newest value less the one before."""
    change_pct: float | None
    """In percent of the one before; null where that is 0."""
    velocity: float
    """Change in a day."""
    acceleration: float | None
    """Velocity less the one before it; null below three values."""


class TrendOut(Output):
    """Where the values are heading."""

    state: State
    """Whether there are the 5 days that it takes."""
    n: int
    """Days with a value."""
    slope: float | None
    """Change in a day, the median of all slopes (Theil-Sen)."""
    p: float | None
    """Chance of so steady a rise or fall without any trend (Mann-Kendall, two-sided)."""
    direction: Direction | None
    """`steady` unless p is below .05."""
    early: bool
    """Whether it is an early signal: fewer than 8 days."""


class OutlierOut(Output):
    """A value that stands out."""

    date: date
    """The day."""
    value: float
    """Its value."""
    expected: float
    """What weekday and trend let expect."""
    score: float
    """Modified z."""
    severity: Severity
    """Above 3.5, 5 and 7."""


class OutliersOut(Output):
    """Values that stand out."""

    state: State
    """Whether there are the 8 values that it takes."""
    items: list[OutlierOut]
    """Oldest first."""


class ChangePointOut(Output):
    """A day from which on the level is another one."""

    date: date
    """The first day of the new level."""
    before: float
    """Mean before."""
    after: float
    """Mean from then on."""
    shift: float
    """Difference in standard deviations, at least 1 either way."""


class ChangePointsOut(Output):
    """Days from which on the level is another one."""

    state: State
    """Whether there are the 10 values that it takes."""
    items: list[ChangePointOut]
    """Oldest first."""


class WeekdayOut(Output):
    """A weekday that goes otherwise than the rest."""

    weekday: int
    """0 Monday to 6 Sunday."""
    n: int
    """Its days with a value."""
    rate: float
    """Share of them better than the median."""
    low: float
    """Lower end of the 90 % interval of the rate."""
    high: float
    """Upper end."""
    overall: float
    """Share of all days."""


class ForecastStepOut(Output):
    """A day to come."""

    date: date
    """The day."""
    p10: float
    """A tenth of the runs lie below."""
    p50: float
    """Half of them do."""
    p90: float
    """Nine tenths of them do."""


class ReachOut(Output):
    """When the target may be reached."""

    p10: date | None
    """A tenth of the runs are there by then."""
    p50: date | None
    """Half of them are; null where they are not within 365 steps."""
    p90: date | None
    """Nine tenths are; null likewise."""
    chance: float
    """Share of the runs that get there within 365 steps."""


class ForecastOut(Output):
    """What may come."""

    method: Method
    """Below 8 values the last one is all that can be said; else a damped trend."""
    steps: list[ForecastStepOut]
    """Fourteen of the usual distances between two values."""
    risk: Risk
    """How wide the last interval is against the range of the values."""
    reach: ReachOut | None
    """Where the target is not reached yet and 8 values are there."""


class ProgressOut(Output):
    """How far it is to the target."""

    ratio: float | None
    """0 to 1; null without baseline or target."""
    raw_ratio: float | None
    """The same beyond its ends."""
    reached: bool | None
    """Whether the newest value is at the target or beyond; null without one."""


class GapOut(Output):
    """Days without a value that should have had one."""

    first: date
    """First day."""
    last: date
    """Last day."""
    days: int
    """How many."""


class MetricAnalyticsOut(Output):
    """A metric with all that can be said of it."""

    metric_id: MetricId
    """The metric."""
    first: date
    """First day that was looked at."""
    last: date
    """Today."""
    n: int
    """Days with a value."""
    points: list[PointOut]
    """Every day with a value, oldest first."""
    movement: MovementOut | None
    """The newest change; null below two values."""
    log_streak: int
    """Days in a row with a value, up to today or yesterday."""
    trend: TrendOut
    """Where the values are heading."""
    outliers: OutliersOut
    """Values that stand out."""
    change_points: ChangePointsOut
    """Days from which on the level is another one."""
    weekdays: list[WeekdayOut]
    """Weekdays that go otherwise than the rest."""
    forecast: ForecastOut | None
    """What may come; null without values."""
    progress: ProgressOut
    """How far it is to the target."""
    gaps: list[GapOut]
    """Days without a value that should have had one."""
    milestones: list[MilestoneOut]
    """What was reached and holds."""
    text: str
    """The chart in sentences, for those who cannot see it."""
    algorithm_version: str
    """Name of the formulas."""
