"""One record of a file as a task of ours, with a finding for whatever had to be left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cairn.identity.people import Person
from cairn.imports.formats.base import TEXT_LIMIT, Finding, Note, Record
from cairn.imports.service.passing import as_it_stands
from cairn.kit.http.problems import Invalid
from cairn.planning.models import Task
from cairn.planning.service.create import draft

_FIRST_DAY, _LAST_DAY = date(1900, 1, 2), date(2999, 12, 30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_TAGS, _LONGEST_TAG = 50, 60
_USUAL_PRIORITY = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record becomes depends on its person, the moment, and what is there already."""

    whose: Person
    now: datetime
    areas: dict[str, tuple[UUID, str]]
    """Id and name, by name and by slug in small letters."""

    @property
    def today(self) -> date:
        """The person's day."""
        return self.whose.local_day(self.now)


@dataclass(slots=True)
class Converter:
    """Makes one task; `findings` collects what it had to leave out."""

    record: Record
    around: Surroundings
    findings: list[Finding] = field(default_factory=list)
    guessed: bool = False
    """Whether the file does not tell when a done task was done."""

    def task(self, *, project_id: UUID | None, parent_id: UUID | None, previous_id: UUID | None) -> Task:
        """Return the task, ready to be written."""
        standing = as_it_stands(self.record, self.around.whose, self.around.now)
        record = self.record = standing.record
        area = self.around.areas.get(record.area.casefold()) if record.area else None
        closed = record.status in {"done", "cancelled"}
        values: dict[str, Any] = {
            "title": record.title,
            "description": self._description() or None,
            "area_id": area[0] if area else None,
            "project_id": project_id,
            "parent_id": parent_id,
            "previous_id": previous_id,
            "priority": record.priority or _USUAL_PRIORITY,
            "status": "todo" if record.status == "done" else record.status,
            "tags": self._tags([*record.tags, *([record.area] if record.area and not area else [])]),
            "due_date": self._day("due", record.due_date),
            "due_at": self._instant("due", record.due_at),
            "timezone": record.timezone,
            "scheduled_for": self._scheduled(closed=closed),
            "estimate_minutes": record.estimate_minutes,
            "recurrence_rule": record.recurrence_rule,
            "recurrence_mode": record.recurrence_mode,
        }
        completed_at = self._completed_at() if record.status == "done" else None
        try:
            task = draft(values, self.around.whose, self.around.today, completed_at=completed_at)
        except Invalid as refused:
            # Whatever a format lets through, one odd rule must not keep a thousand tasks out.
            self._report("recurrence", record.recurrence_rule or "", f"Not repeated: {_reason(refused)}")
            values.update(recurrence_rule=None, recurrence_mode=None)
            return draft(values, self.around.whose, self.around.today, completed_at=completed_at)
        if task.recurrence_rule is not None:
            task.recurrence_start = standing.series_start or task.recurrence_start
        return task

    # --- parts -------------------------------------------------------------------------------------

    def _description(self) -> str:
        notes = "\n".join(_line(note, self.around.whose) for note in self.record.notes)
        text = "\n\n".join(part for part in (self.record.description, notes) if part)
        if len(text) > TEXT_LIMIT:
            self._report("notes", "", f"Cut off: description and notes are over {TEXT_LIMIT:,} characters.")
        return text[:TEXT_LIMIT]

    def _tags(self, tags: Iterable[str]) -> list[str]:
        kept: dict[str, str] = {}
        for tag in tags:
            short = tag[:_LONGEST_TAG].strip()
            if short != tag:
                self._report("tags", tag, f"Cut off: a tag has at most {_LONGEST_TAG} characters.")
            if short:
                kept.setdefault(short.casefold(), short)
        if len(kept) > _MOST_TAGS:
            self._report("tags", "", f"Left out: all tags after the first {_MOST_TAGS}.")
        return list(kept.values())[:_MOST_TAGS]

    def _scheduled(self, *, closed: bool) -> date | None:
        """The day planned, else, for a task that is hidden still, the day on which it shows up."""
        record, whose = self.record, self.around.whose
        if record.scheduled_for is not None:
            return self._day("scheduled", record.scheduled_for)
        if (at := self._instant("scheduled", record.scheduled_at)) is not None:
            return whose.local_day(at)
        if closed or record.wait_until is None or record.wait_until <= self.around.now:
            return None
        waits = self._instant("wait", record.wait_until)
        return whose.local_day(waits) if waits else None

    def _completed_at(self) -> datetime:
        record, now = self.record, self.around.now
        if record.completed_at is not None:
            return min(self._instant("completed_at", record.completed_at) or now, now)
        self.guessed = True
        return min(max(record.modified_at or record.due_at or record.created_at or now, EPOCH), now)

    def _day(self, name: str, day: date | None) -> date | None:
        """Beyond these years the arithmetic of calendars, and of clients, ends in overflows."""
        if day is None or _FIRST_DAY <= day <= _LAST_DAY:
            return day
        self._report(name, str(day), "Left out: no year from 1900 to 2999.")
        return None

    def _instant(self, name: str, at: datetime | None) -> datetime | None:
        return at if at is not None and self._day(name, at.date()) else None

    def _report(self, name: str, value: str, message: str) -> None:
        self.findings.append(Finding(self.record.place, name, value, message))


def _line(note: Note, whose: Person) -> str:
    text = note.text.replace("\n", "\n  ")
    return f"- {text}" if note.at is None else f"- {whose.local_day(note.at)}: {text}"


def _reason(refused: Invalid) -> str:
    return " ".join(error.detail for error in refused.errors)
