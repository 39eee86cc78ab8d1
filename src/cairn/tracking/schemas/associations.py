"""Wire shapes of what goes with what."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cairn.kit.http.schemas import Input, Output

SeriesKind = Literal["habit", "metric", "tasks", "time", "mood", "energy", "sleep_hours", "sleep_quality"]
RunState = Literal["ok", "insufficient_data", "not_computed"]


class SeriesOut(Output):
    """What was compared."""

    kind: SeriesKind
    """What it is."""
    id: UUID | None
    """Which habit or metric; null for what you have one of."""
    name: str
    """What it is called."""


class AssociationOut(Output):
    """Two series that go together."""

    earlier: SeriesOut
    """The one that comes first, where there is a lag."""
    later: SeriesOut
    """The other one."""
    lag: int
    """Days by which the second follows, 0 to 2."""
    n: int
    """Days on which both have a value."""
    rho: float
    """Rank correlation (Spearman), -1 to 1."""
    p: float
    """Chance of so clear a pair if the days did not belong together, by circular shifts."""
    q: float
    """Share of chance among all pairs that are as clear, at most .1."""
    text: str
    """The same in a sentence. That two things go together does not say why."""


class AssociationsOut(Output):
    """What goes with what, as it was last computed."""

    state: RunState
    """Whether it was computed, and whether any two series have the 14 days that it takes."""
    computed_at: datetime | None
    """When; null before the first time."""
    first: date | None
    """First day that was looked at."""
    last: date | None
    """Last day."""
    series_count: int
    """Series with a value."""
    pairs_tested: int
    """Pairs and lags that were tested; the more, the clearer a pair has to be."""
    items: list[AssociationOut]
    """Pairs that go together, clearest first."""
    algorithm_version: str | None
    """Name of the formulas."""


class QueuedOut(Output):
    """What was asked for will be done."""

    queued: bool
    """Always true: a job does it in a moment."""


class PairQuery(Input):
    """Which pair to show."""

    earlier_kind: SeriesKind
    """What comes first."""
    earlier_id: UUID | None = None
    """Which habit or metric."""
    later_kind: SeriesKind
    """What follows."""
    later_id: UUID | None = None
    """Which habit or metric."""
    lag: Annotated[int, Field(ge=0, le=2)] = 0
    """Days by which it follows."""


class PairPointOut(Output):
    """A day with both values."""

    date: date
    """The day of the earlier one."""
    earlier: float
    """Its value."""
    later: float
    """The other's value, so many days later."""


class PairOut(Output):
    """Two series day by day, for a plot."""

    earlier: SeriesOut
    """The horizontal axis."""
    later: SeriesOut
    """The vertical axis."""
    lag: int
    """Days between the two."""
    n: int
    """Days with both values."""
    rho: float | None
    """Rank correlation; null below 14 days, or where one of them never varies."""
    p: float | None
    """Chance of so clear a pair, looked at alone; null likewise."""
    points: list[PairPointOut]
    """Days with both values, oldest first."""
    text: str
    """The same in a sentence."""
