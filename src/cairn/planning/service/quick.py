"""A task from one line of text, in the person's zone and with their names of areas and projects."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from cairn.identity.people import Person, person
from cairn.kit.clock import resolve_wall
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Invalid
from cairn.planning.queries.quick import NAMES
from cairn.planning.quickadd import QuickTask, Span, parse
from cairn.planning.schemas.quick import QuickDraftOut, SpanOut
from cairn.planning.schemas.tasks import TaskCreate
from cairn.planning.service.create import create_task

SAID_AT_MOST = timedelta(days=30)
_LAST_MINUTE = time(23, 59)
_A_MINUTE = timedelta(minutes=1)
# Locales in which 3/4 is the fourth of March; bare "en" is what an account has that never chose.
_MONTH_FIRST = frozenset({"en", "en-us", "en-ca", "en-ph"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line of text says, in terms of this person's data."""

    values: dict[str, Any]
    """Fields of the task to make; what the text does not say is None."""
    understood: tuple[Span, ...]
    unresolved: tuple[Span, ...]

    def draft(self) -> QuickDraftOut:
        """Return the task as it would be."""
        return QuickDraftOut(**self.values)

    def spans(self, spans: Sequence[Span]) -> list[SpanOut]:
        """Return spans in their wire shape."""
        return [SpanOut(**asdict(span)) for span in spans]


@dataclass(frozen=True, slots=True)
class _Names:
    areas: dict[str, UUID]
    projects: dict[str, UUID]
    month_first: bool


async def read_line(work: ReadWork, text: str, said_at: datetime | None = None) -> Reading:
    """Return what a line says, or said at a moment before now; two queries, nothing is written."""
    now = work.clock.now()
    if said_at is not None and not timedelta(0) <= now - said_at + _A_MINUTE <= SAID_AT_MOST:
        raise Invalid.field("/said_at", "out_of_range", "Send a moment of the last 30 days.")
    whose, names = await person(work), await _names(work)
    parsed = _parse(text, whose, said_at or now, names)
    unresolved: tuple[Span, ...] = ()
    if parsed.project is not None and parsed.project not in names.projects:
        unresolved = tuple(span for span in parsed.spans if span.kind == "project")
    values = {
        "title": " ".join((parsed.title, *(span.text for span in unresolved))),
        "area_id": names.areas.get(parsed.area) if parsed.area else None,
        "project_id": names.projects.get(parsed.project) if parsed.project else None,
        "tags": list(parsed.tags),
        "priority": parsed.priority,
        "estimate_minutes": parsed.estimate_minutes,
        "recurrence_rule": parsed.recurrence_rule,
        "recurrence_mode": parsed.recurrence_mode,
        **_dates(parsed, whose),
    }
    if values["estimate_minutes"] is None:
        values["estimate_minutes"] = _length(parsed)
    understood = tuple(span for span in parsed.spans if span not in unresolved)
    return Reading(values, understood, unresolved)


async def add_line(work: Work, reading: Reading) -> Written:
    """Make the task that a line describes; raises Invalid for what no task can be."""
    said = {name: value for name, value in reading.values.items() if value is not None}
    if "due_at" in said:
        del said["due_date"]  # follows from the moment
    try:
        new = TaskCreate(**said)
    except ValidationError as error:
        where = ", ".join(str(item["loc"][0]) for item in error.errors() if item["loc"])
        raise Invalid.field("/text", "out_of_range", f"A task cannot have this {where}.") from None
    return await create_task(work, new)


async def _names(work: ReadWork) -> _Names:
    areas: dict[str, UUID] = {}
    projects: dict[str, UUID] = {}
    locale = ""
    for row in await work.db.rows(NAMES):
        if row.kind == "locale":
            locale = row.name.replace("_", "-").lower()
        elif row.kind == "project":
            projects.setdefault(row.name, row.id)
        else:
            areas.setdefault(row.name, row.id)
            areas.setdefault(row.slug, row.id)
    return _Names(areas, projects, locale in _MONTH_FIRST)


def _parse(text: str, whose: Person, now: datetime, names: _Names) -> QuickTask:
    """Read the text at the person's wall time.

    Between midnight and the start of their day it is still the day before for them: "today" is read as late
    that evening. What is counted in hours from now ("in two hours") goes by the clock all the same; it is
    told by standing at the same distance from either hour.
    """

    def at(moment: datetime) -> QuickTask:
        return parse(
            text,
            now=moment,
            week_start=whose.week_start,
            month_first=names.month_first,
            areas=tuple(names.areas),
            projects=tuple(names.projects),
        )

    wall = now.astimezone(whose.zone).replace(tzinfo=None)
    today = whose.local_day(now)
    if today == wall.date():
        return at(wall)
    evening = datetime.combine(today, _LAST_MINUTE)
    by_day, by_clock = at(evening), at(wall)
    if by_day.due_date and by_day.due_time and by_clock.due_date and by_clock.due_time:
        ahead_by_day = datetime.combine(by_day.due_date, by_day.due_time) - evening
        ahead_by_clock = datetime.combine(by_clock.due_date, by_clock.due_time) - wall
        if abs(ahead_by_day - ahead_by_clock) <= _A_MINUTE:
            return by_clock
    return by_day


def _dates(parsed: QuickTask, whose: Person) -> dict[str, Any]:
    """Return when it is due and planned; a span of days is planned for its first and due on its last."""
    planned = parsed.scheduled_for
    end = parsed.end_date
    if (
        end is not None
        and parsed.due_date is not None
        and end > parsed.due_date
        and not parsed.recurrence_rule
    ):
        planned = planned or parsed.due_date
        parsed = replace(parsed, due_date=end, due_time=parsed.end_time)
    due_at = None
    due_date = parsed.due_date
    if due_date is not None and parsed.due_time is not None:
        due_at = resolve_wall(datetime.combine(due_date, parsed.due_time), whose.zone)
        due_date = whose.local_day(due_at)
    return {"due_date": due_date, "due_at": due_at, "scheduled_for": planned}


def _length(parsed: QuickTask) -> int | None:
    """Return the minutes of a span of hours within a day."""
    if not (parsed.due_date and parsed.due_time and parsed.end_time):
        return None
    begin = datetime.combine(parsed.due_date, parsed.due_time, UTC)
    end = datetime.combine(parsed.end_date or parsed.due_date, parsed.end_time, UTC)
    minutes = int((end - begin) / _A_MINUTE)
    return minutes if 0 < minutes <= 24 * 60 else None
