"""Wire shapes of the journal."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, AfterValidator, Field, StringConstraints

from cairn.kit.http.paging import CursorQuery, PageQuery
from cairn.kit.http.schemas import Day, Input, Instant, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose, Slug, Tag, Tags
from cairn.reflection.catalogue import templates
from cairn.reflection.ids import JournalEntryId
from cairn.reflection.schemas.days import DayEntryOut, Mood, MoodLabel, Ten
from cairn.reflection.schemas.links import LinkedOut


def _known(slug: str) -> str:
    if slug not in {one.slug for one in templates()}:
        raise ValueError("must be the short name of a template")
    return slug


Content = Annotated[Prose, StringConstraints(min_length=1)]
TemplateSlug = Annotated[Slug, AfterValidator(_known)]


class JournalEntryCreate(Input):
    """Something to write down."""

    content: Content
    """The words, as Markdown, 1 to 50,000 characters."""
    title: Line | None = None
    """What it is called."""
    occurred_at: Instant | None = None
    """When it happened; now, when absent. Not in the future."""
    mood: Mood | None = None
    """1 (least pleasant) to 5; follows from a known `mood_label` when absent."""
    mood_label: MoodLabel | None = None
    """A word for the mood, up to 40 characters. One that is not on the scale needs `mood` beside it."""
    energy: Ten | None = None
    """1 (none left) to 10."""
    tags: Tags = []
    """Words to find it by; each once, in any case."""
    template: TemplateSlug | None = None
    """Short name of the template that it was begun with."""


class JournalEntryPatch(Patch):
    """What to change of an entry."""

    content: Content | MISSING = MISSING
    """The words, as Markdown, 1 to 50,000 characters."""
    title: Line | None | MISSING = MISSING
    """What it is called."""
    occurred_at: Instant | MISSING = MISSING
    """When it happened; moves it to that day. Not in the future."""
    mood: Mood | None | MISSING = MISSING
    """1 (least pleasant) to 5. Sent without a label, it takes the place of the label that was there."""
    mood_label: MoodLabel | None | MISSING = MISSING
    """A word for the mood, up to 40 characters. One that is not on the scale needs `mood` beside it."""
    energy: Ten | None | MISSING = MISSING
    """1 (none left) to 10."""
    tags: Tags | MISSING = MISSING
    """Words to find it by; each once, in any case."""
    template: TemplateSlug | None | MISSING = MISSING
    """Short name of the template that it was begun with."""


class JournalEntryOut(OwnedOut):
    """An entry of the journal."""

    id: JournalEntryId
    """Time-ordered id (UUIDv7)."""
    occurred_at: datetime
    """When it happened."""
    local_date: date
    """The person's day of that, fixed when it was written."""
    timezone: str
    """The person's zone when it was written."""
    title: str | None
    """What it is called."""
    content: str
    """The words, as Markdown."""
    mood: int | None
    """1 (least pleasant) to 5."""
    mood_label: str | None
    """The word that was said for it."""
    energy: int | None
    """1 (none left) to 10."""
    tags: list[str]
    """Words to find it by."""
    template: str | None
    """Short name of the template that it was begun with."""
    links: list[LinkedOut]
    """What it is connected with."""


class JournalQuery(CursorQuery):
    """Which entries to return; both ends of the days are included."""

    first: Day | None = Field(None, alias="from")
    """Only those of this day or later."""
    last: Day | None = Field(None, alias="to")
    """Only those of this day or earlier."""
    tag: Annotated[list[Tag], Field(max_length=20)] | None = None
    """Only those that have all of these tags, in any case."""
    mood: Mood | None = None
    """Only those of this mood, 1 to 5."""
    template: TemplateSlug | None = None
    """Only those begun with this template."""
    entity_id: UUID | None = None
    """Only those connected with this."""


class SearchQuery(PageQuery):
    """What to look for in the journal and in the days."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    """Words that all have to occur; "in quotes" as they stand, `or` between alternatives, -without this."""
    first: Day | None = Field(None, alias="from")
    """Only of this day or later."""
    last: Day | None = Field(None, alias="to")
    """Only of this day or earlier."""
    kind: Literal["journal_entry", "day_entry"] | None = None
    """Only entries of the journal, or only days."""


class FoundOut(Output):
    """A place where the words occur."""

    kind: Literal["journal_entry", "day_entry"]
    """What it is."""
    id: UUID
    """The entry."""
    local_date: date
    """Its day."""
    title: str | None
    """What it is called."""
    excerpt: str
    """Some of the words around, with each word that was found between ⟦ and ⟧."""
    rank_score: float
    """How well it fits, 0 (hardly) to 1; the list is in this order, of equal ones the latest first."""


class Moment(Output):
    """What is told of a day long ago."""

    day: date
    """The day."""
    years_ago: int | None
    """How many years ago it was this date; null for a date of another month."""
    months_ago: int | None
    """How many months ago it was this day of the month; null for an anniversary in years."""
    entry: DayEntryOut | None
    """What was said of the day."""
    journal: list[JournalEntryOut]
    """What was written down, the earliest first."""


class OnThisDayOut(Output):
    """The same date in earlier years, and the same day of earlier months."""

    day: date
    """The day that is looked back from."""
    moments: list[Moment]
    """The days of which something is told, the nearest first."""


class DayQuery(Input):
    """From which day to look."""

    day: Day | None = None
    """The day; today, when absent."""


class TemplateOut(Output):
    """A beginning for an entry."""

    slug: str
    """Short name, kept with the entries that are begun with it."""
    name: str
    """What it is called."""
    description: str
    """When it helps."""
    body: str
    """The text to begin with, as Markdown."""


class TemplatesOut(Output):
    """Every template."""

    items: list[TemplateOut]
    """In the order of the catalogue."""


class PromptOut(Output):
    """A question for a day; the same one whenever it is asked, and another one on each of fifty days."""

    day: date
    """The day that it is for."""
    id: str
    """Stable name of the question."""
    category: Literal["gratitude", "learning", "progress", "challenge", "future"]
    """What it is about."""
    question: str
    """The question."""
