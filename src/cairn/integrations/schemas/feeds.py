"""Wire shapes of calendar feeds."""

from typing import Literal

from cairn.integrations.ids import CalendarFeedId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, OwnedOut
from cairn.kit.text import Line
from cairn.planning.ids import AreaId, ProjectId

Entries = Literal["todos", "events"]


class CalendarFeedCreate(Input):
    """A calendar for a program that cannot sign in."""

    name: Line
    """What the calendar is called, here and in the program that reads it."""
    entries: Entries = "todos"
    """Whether tasks are to-dos (`VTODO`) or events (`VEVENT`) in it: many calendars show only events."""
    area_id: AreaId | None = None
    """Only tasks of this area, its projects' included; the feed ends when the area is deleted for good."""
    project_id: ProjectId | None = None
    """Only tasks of this project; the feed ends when the project is deleted for good."""
    with_done: bool = False
    """Whether tasks that were done in the last 30 days are there, too."""


class CalendarFeedOut(OwnedOut):
    """A calendar for a program that cannot sign in."""

    id: CalendarFeedId
    """Time-ordered id (UUIDv7)."""
    name: str
    """What the calendar is called."""
    entries: Entries
    """Whether tasks are to-dos or events in it."""
    area_id: AreaId | None
    """Only tasks of this area."""
    project_id: ProjectId | None
    """Only tasks of this project."""
    with_done: bool
    """Whether done tasks are there, too."""


class CalendarFeedMadeOut(CalendarFeedOut):
    """A new feed with its address, which is shown only now."""

    token: str
    """The secret part of the address."""
    url: str
    """Where the calendar is read. Whoever knows it reads it: revoke the feed if it was seen."""


class CalendarFeedQuery(PageQuery):
    """Which feeds to list."""

    sort: Literal["created"] = "created"
    """Newest first."""
