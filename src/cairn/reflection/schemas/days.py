"""Wire shapes of day entries."""

from datetime import date
from typing import Annotated, Literal

from pydantic import MISSING, Field, StringConstraints

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Prose
from cairn.reflection.ids import DayEntryId
from cairn.reflection.schemas.links import LinkedOut

Mood = Annotated[int, Field(ge=1, le=5)]
MoodLabel = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Ten = Annotated[int, Field(ge=1, le=10)]
Hours = Annotated[float, Field(ge=0, le=24, multiple_of=0.01, allow_inf_nan=False)]


class DayEntryPut(Input):
    """A whole day entry: what is not named is not said."""

    text: Prose | None = None
    """How the day was, as Markdown."""
    mood: Mood | None = None
    """1 (least pleasant) to 5; follows from a known `mood_label` when absent."""
    mood_label: MoodLabel | None = None
    """A word for the mood, up to 40 characters. One that is not on the scale needs `mood` beside it."""
    energy: Ten | None = None
    """1 (none left) to 10."""
    sleep_hours: Hours | None = None
    """Hours slept in the night before, 0 to 24, to the hundredth."""
    sleep_quality: Mood | None = None
    """How that sleep was, 1 (worst) to 5."""
    completion: Ten | None = None
    """How much of what was meant to be done was done, as it feels: 1 to 10."""
    productivity: Ten | None = None
    """How productive the day feels, 1 to 10."""
    accomplishment: Prose | None = None
    """What was achieved."""
    challenges: Prose | None = None
    """What was hard."""
    gratitude: Prose | None = None
    """What there is to be grateful for."""
    lessons: Prose | None = None
    """What was learned."""
    tomorrow_focus: Prose | None = None
    """What tomorrow is for."""


class DayEntryPatch(Patch):
    """What to say, or say differently, of a day."""

    text: Prose | None | MISSING = MISSING
    """How the day was, as Markdown."""
    mood: Mood | None | MISSING = MISSING
    """1 (least pleasant) to 5. Sent without a label, it takes the place of the label that was there."""
    mood_label: MoodLabel | None | MISSING = MISSING
    """A word for the mood, up to 40 characters. One that is not on the scale needs `mood` beside it."""
    energy: Ten | None | MISSING = MISSING
    """1 (none left) to 10."""
    sleep_hours: Hours | None | MISSING = MISSING
    """Hours slept in the night before, 0 to 24, to the hundredth."""
    sleep_quality: Mood | None | MISSING = MISSING
    """How that sleep was, 1 (worst) to 5."""
    completion: Ten | None | MISSING = MISSING
    """How much of what was meant to be done was done, as it feels: 1 to 10."""
    productivity: Ten | None | MISSING = MISSING
    """How productive the day feels, 1 to 10."""
    accomplishment: Prose | None | MISSING = MISSING
    """What was achieved."""
    challenges: Prose | None | MISSING = MISSING
    """What was hard."""
    gratitude: Prose | None | MISSING = MISSING
    """What there is to be grateful for."""
    lessons: Prose | None | MISSING = MISSING
    """What was learned."""
    tomorrow_focus: Prose | None | MISSING = MISSING
    """What tomorrow is for."""


class DayEntryOut(OwnedOut):
    """What is said of a day; null is what is not said."""

    id: DayEntryId
    """Time-ordered id (UUIDv7), for links."""
    local_date: date
    """The person's day."""
    timezone: str
    """The person's zone when the entry was made."""
    text: str | None
    """How the day was, as Markdown."""
    mood: int | None
    """1 (least pleasant) to 5."""
    mood_label: str | None
    """The word that was said for it."""
    energy: int | None
    """1 (none left) to 10."""
    sleep_hours: float | None
    """Hours slept in the night before."""
    sleep_quality: int | None
    """How that sleep was, 1 (worst) to 5."""
    completion: int | None
    """How much of what was meant to be done was done, as it felt: 1 to 10."""
    productivity: int | None
    """How productive the day felt, 1 to 10."""
    accomplishment: str | None
    """What was achieved."""
    challenges: str | None
    """What was hard."""
    gratitude: str | None
    """What there was to be grateful for."""
    lessons: str | None
    """What was learned."""
    tomorrow_focus: str | None
    """What the next day was to be for."""
    links: list[LinkedOut]
    """What the day is connected with."""


class DayEntryQuery(PageQuery):
    """Which days to list; both ends are included."""

    first: Day | None = Field(None, alias="from")
    """Only this day or later."""
    last: Day | None = Field(None, alias="to")
    """Only this day or earlier."""
    mood: Mood | None = None
    """Only days of this mood, 1 to 5."""
    sort: Literal["latest", "earliest"] = "latest"
    """Order of the days."""


class SeriesQuery(Input):
    """Which days a curve is made of; both ends are included, at most 3,660 days."""

    first: Day = Field(alias="from")
    """First day."""
    last: Day = Field(alias="to")
    """Last day, at most 3,659 days after the first."""


class DayPoint(Output):
    """The numbers of one day; null is what is not said."""

    day: date
    """The person's day."""
    mood: int | None
    """1 (least pleasant) to 5."""
    energy: int | None
    """1 to 10."""
    sleep_hours: float | None
    """Hours slept in the night before."""
    sleep_quality: int | None
    """1 (worst) to 5."""
    completion: int | None
    """1 to 10."""
    productivity: int | None
    """1 to 10."""


class DaySeriesOut(Output):
    """The numbers of days, for a curve."""

    first: date
    """First day asked for."""
    last: date
    """Last day asked for."""
    days: list[DayPoint]
    """In order; days without an entry are left out."""


class ScaleWord(Output):
    """A word and its number."""

    word: str
    """The word, in lower case."""
    value: int
    """What it stands for."""


class ScalesOut(Output):
    """Words for how somebody feels, with their numbers."""

    mood: list[ScaleWord]
    """Words for a mood, on the scale of 1 to 5, best first."""
    energy: list[ScaleWord]
    """Words for energy, on the scale of 1 to 10: each is the upper end of a band of two."""
