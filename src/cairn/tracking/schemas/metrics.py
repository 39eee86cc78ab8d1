"""Wire shapes of metrics and what was measured."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.kit.http.paging import CursorQuery, PageQuery
from cairn.kit.http.schemas import Day, Input, Instant, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose
from cairn.planning.ids import AreaId
from cairn.planning.schemas.structure import Colour, Icon, Position
from cairn.tracking.ids import MetricId
from cairn.tracking.rules.milestones import MetricDirection
from cairn.tracking.schemas.habit_days import LogSource

Unit = Literal["count", "hours", "minutes", "dollars", "pounds", "kg", "percent", "rating", "custom"]
Aggregation = Literal["sum", "mean", "last", "min", "max"]
Cadence = Literal["daily", "weekly", "monthly", "none"]
MetricSource = Literal["manual", "app", "device"]
MetricStatus = Literal["active", "paused"]
Value = Annotated[float, Field(ge=-1_000_000_000_000, le=1_000_000_000_000, allow_inf_nan=False)]
Distance = Annotated[float, Field(ge=0, le=1_000_000_000_000, allow_inf_nan=False)]


class MetricCreate(Input):
    """A metric to add."""

    name: Line
    """What is measured."""
    description: Prose | None = None
    """How and why, in Markdown."""
    area_id: AreaId | None = None
    """Where in life it belongs."""
    unit: Unit = "count"
    """Unit of the values."""
    unit_label: Line | None = None
    """Name of a custom unit."""
    direction: MetricDirection = "higher"
    """Whether more is better, less, or being near the target."""
    baseline: Value | None = None
    """Where it stood at the beginning."""
    target: Value | None = None
    """Where it should come to."""
    tolerance: Distance | None = None
    """For direction `target`: the distance at which nothing of it is left."""
    low: Value | None = None
    """Values below are worth a look."""
    high: Value | None = None
    """Values above are worth a look."""
    aggregation: Aggregation = "last"
    """How the values of a day become one."""
    cadence: Cadence = "daily"
    """How often it is meant to be measured; longer pauses are shown as gaps."""
    source: MetricSource = "manual"
    """Where the values come from."""
    status: MetricStatus = "active"
    """Whether it is measured at present."""
    colour: Colour | None = None
    """Colour as #rrggbb."""
    icon: Icon | None = None
    """An emoji or the name of an icon."""
    position: Position = 0
    """Place in lists, ascending."""


class MetricPatch(Patch):
    """What to change of a metric. Milestones follow."""

    name: Line | MISSING = MISSING
    """What is measured."""
    description: Prose | None | MISSING = MISSING
    """How and why, in Markdown."""
    area_id: AreaId | None | MISSING = MISSING
    """Where in life it belongs."""
    unit: Unit | MISSING = MISSING
    """Unit of the values."""
    unit_label: Line | None | MISSING = MISSING
    """Name of a custom unit."""
    direction: MetricDirection | MISSING = MISSING
    """Whether more is better, less, or being near the target."""
    baseline: Value | None | MISSING = MISSING
    """Where it stood at the beginning."""
    target: Value | None | MISSING = MISSING
    """Where it should come to."""
    tolerance: Distance | None | MISSING = MISSING
    """For direction `target`: the distance at which nothing of it is left."""
    low: Value | None | MISSING = MISSING
    """Values below are worth a look."""
    high: Value | None | MISSING = MISSING
    """Values above are worth a look."""
    aggregation: Aggregation | MISSING = MISSING
    """How the values of a day become one."""
    cadence: Cadence | MISSING = MISSING
    """How often it is meant to be measured."""
    source: MetricSource | MISSING = MISSING
    """Where the values come from."""
    status: MetricStatus | MISSING = MISSING
    """Whether it is measured at present."""
    colour: Colour | None | MISSING = MISSING
    """Colour as #rrggbb."""
    icon: Icon | None | MISSING = MISSING
    """An emoji or the name of an icon."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class LatestOut(Output):
    """The newest day with a value."""

    local_date: date
    """The day."""
    value: float
    """Its values by the metric's aggregation."""


class MetricOut(OwnedOut):
    """A metric."""

    name: str
    """What is measured."""
    description: str | None
    """How and why, in Markdown."""
    area_id: AreaId | None
    """Where in life it belongs."""
    unit: Unit
    """Unit of the values."""
    unit_label: str | None
    """Name of a custom unit."""
    direction: MetricDirection
    """Whether more is better, less, or being near the target."""
    baseline: float | None
    """Where it stood at the beginning."""
    target: float | None
    """Where it should come to."""
    tolerance: float | None
    """For direction `target`: the distance at which nothing of it is left."""
    low: float | None
    """Values below are worth a look."""
    high: float | None
    """Values above are worth a look."""
    aggregation: Aggregation
    """How the values of a day become one."""
    cadence: Cadence
    """How often it is meant to be measured."""
    source: MetricSource
    """Where the values come from."""
    status: MetricStatus
    """Whether it is measured at present."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    position: int
    """Place in lists, ascending."""
    latest: LatestOut | None
    """The newest day with a value; null before the first."""


class MetricQuery(PageQuery):
    """Which metrics to list."""

    area_id: AreaId | None = None
    """Only of this area."""
    status: MetricStatus | None = None
    """Only those that are measured at present, or that are not."""
    archived: bool = False
    """Show the archived ones instead."""
    q: Line | None = None
    """Only those whose name or description has this text; case does not matter."""
    sort: Literal["position", "name", "created"] = "position"
    """`created` descends."""


class MetricLogCreate(Input):
    """A measurement."""

    value: Value
    """What was measured."""
    local_date: Day | None = None
    """Your day, not in the future; the day of `at`, or today, when absent."""
    at: Instant | None = None
    """When it was measured; now when absent."""
    note: Prose | None = None
    """What there is to say about it."""


class MetricLogPatch(Patch):
    """What to change of a measurement. Milestones follow."""

    value: Value | MISSING = MISSING
    """What was measured."""
    local_date: Day | MISSING = MISSING
    """Your day."""
    note: Prose | None | MISSING = MISSING
    """What there is to say about it."""


class MetricLogOut(OwnedOut):
    """A measurement."""

    metric_id: MetricId
    """The metric."""
    value: float
    """What was measured."""
    local_date: date
    """Your day, fixed when it was written."""
    timezone: str
    """Your zone on that day."""
    at: datetime
    """When it was measured."""
    note: str | None
    """What there is to say about it."""
    source: LogSource
    """Where it came from."""


class MetricLoggedOut(MetricLogOut):
    """A measurement and what it brought."""

    earned_points: int
    """Points of the milestones that it reached."""


class MetricLogQuery(CursorQuery):
    """Which measurements to list, the latest first."""

    first: Day | None = Field(None, alias="from")
    """Only from this day on."""
    last: Day | None = Field(None, alias="to")
    """Only up to this day."""
