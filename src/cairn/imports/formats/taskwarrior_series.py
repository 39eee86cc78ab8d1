"""Repeating tasks of Taskwarrior: a template and its occurrences become one record and its history."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cairn.imports.formats.base import Finding, Item, Note, Record
from cairn.imports.formats.periods import below_a_day, rule_of_period, with_end
from cairn.imports.formats.taskwarrior_tasks import Source, day_or_time, instant_of, notes_of, record_of
from cairn.kit.clock import resolve_wall
from cairn.planning.recurrence import next_occurrence

# One overdue occurrence and the one after it are what Taskwarrior always keeps; more were missed.
_USUALLY_OPEN = 2
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


@dataclass
class _Series:
    id: str
    template: Source | None = None
    """Missing from an export that was filtered, such as `task status:pending export`."""
    open: list[Source] = field(default_factory=list)
    closed: list[Source] = field(default_factory=list)

    @property
    def current(self) -> Source:
        """The earliest open occurrence; the template (or whatever there is) when none is open."""
        return min(self.open, key=_due_order, default=self.template or (self.closed or self.open)[-1])


class Export:
    """All tasks of a file. Occurrences and dependencies point both ways, so it needs them all at once."""

    def __init__(self, sources: list[Source], zone: ZoneInfo) -> None:
        """Group the occurrences under their templates."""
        self._sources = sources
        self._zone = zone
        self._series: dict[str, _Series] = {}
        self._ids = {source.id: source.id for source in sources}
        for source in sources:
            if source.parent:
                series = self._series.setdefault(source.parent, _Series(source.parent))
                (series.closed if source.closed else series.open).append(source)
                if not source.closed:
                    self._ids[source.id] = source.parent
            elif source.fields.get("recur"):
                self._series.setdefault(source.id, _Series(source.id)).template = source

    def items(self) -> Iterator[Item]:
        """Records, each after its findings; a series stands where the first of its open parts does."""
        done: set[str] = set()
        deleted = 0
        for source in self._sources:
            series = self._series.get(source.parent or source.id)
            if series is None or (source.parent and source.closed):
                part, record = source, record_of(source, self._zone, self._ids)
                if record is not None and series is not None:
                    record = self._past(record, series, source)
            elif series.id in done:
                continue
            else:
                done.add(series.id)
                part = series.current
                record = self._repeating(series, part)
            yield from part.findings
            if record is not None:
                deleted += record.status == "cancelled"
                yield record
        if deleted:
            message = "Deleted tasks are imported as cancelled."
            yield Finding("file", "status", f"{deleted} deleted", message)

    def _past(self, record: Record, series: _Series, source: Source) -> Record:
        if series.template is not None:
            record = self._undrifted(record, source, series.template)
        # A filtered export may hold the history alone; then there is no repeating record to point at.
        return replace(record, series=series.id if series.template or series.open else None)

    def _repeating(self, series: _Series, current: Source) -> Record | None:
        record = record_of(current, self._zone, self._ids)
        if record is None:
            return None
        if len(series.open) > _USUALLY_OPEN:
            current.report("", f"{len(series.open)} open occurrences of one repeating task were made one.")
        template = series.template or current
        record = self._undrifted(record, current, template)
        record = replace(
            record,
            external_id=series.id,
            created_at=instant_of(template.fields.get("entry")) or record.created_at,
            notes=_merged_notes(series, current, record),
        )
        if template.closed:
            return record
        rule = self._rule(record, template, current)
        if rule is None:
            return record
        chained = template.fields.get("rtype") == "chained"
        record = replace(
            record, recurrence_rule=rule, recurrence_mode="after_completion" if chained else "schedule"
        )
        return record if series.open else self._upcoming(record, series, rule)

    def _undrifted(self, record: Record, current: Source, template: Source) -> Record:
        """Put an occurrence back to the time of day that the person chose.

        Taskwarrior counts periods of days in seconds, so after clocks have changed an occurrence stands an
        hour off: the task of a day falls to 23:00 of the day before. It also copies `scheduled` unmoved.
        """
        first, due = instant_of(template.fields.get("due")), instant_of(current.fields.get("due"))
        if first is None or due is None or current is template:
            return record
        if first.timetz() == due.timetz():
            offset = first.astimezone(self._zone).utcoffset() or timedelta()
            due = resolve_wall((due + offset).replace(tzinfo=None), self._zone)
        due_date, due_at = day_or_time(due, self._zone)
        if (due_date, due_at) != (record.due_date, record.due_at):
            record = replace(record, due_date=due_date, due_at=due_at)
        scheduled = instant_of(template.fields.get("scheduled"))
        if scheduled is None or scheduled != instant_of(current.fields.get("scheduled")):
            return record
        ahead = self._wall(first) - self._wall(scheduled)
        day, at = day_or_time(resolve_wall(self._wall(due) - ahead, self._zone), self._zone)
        return replace(record, scheduled_for=day, scheduled_at=at)

    def _rule(self, record: Record, template: Source, current: Source) -> str | None:
        period, first = template.text("recur"), instant_of(template.fields.get("due"))
        if first is None:
            current.report("due", "Imported without repeating: a repeating task needs a due date.")
            return None
        rule = rule_of_period(period, self._wall(first).date())
        if rule is None and below_a_day(period):
            current.report("recur", "Repeats daily now: a task cannot repeat more than once a day.")
            rule = "FREQ=DAILY"
        if rule is None:
            current.report("recur", "Imported without repeating: this period is not known.")
            return None
        until = instant_of(template.fields.get("until"))
        if until is None:
            return rule
        last = self._wall(until)
        return with_end(rule, last if record.due_at else last.date())

    def _upcoming(self, record: Record, series: _Series, rule: str) -> Record:
        """Move the template to the first date after its last occurrence; without one the series is over."""
        dues = [due for part in series.closed if (due := instant_of(part.fields.get("due")))]
        if not dues:
            return record
        last = self._wall(max(dues))
        due_at = due_date = None
        if record.due_at is not None:
            following = next_occurrence(rule, start=self._wall(record.due_at), after=last)
            due_at = following and resolve_wall(following, self._zone)
        elif record.due_date is not None:
            # An hour of drift (see `_undrifted`) may have put the last day's midnight to the day before.
            after = (last + timedelta(hours=1)).date()
            due_date = next_occurrence(rule, start=record.due_date, after=after)
        if due_at is None and due_date is None:
            return replace(record, status="cancelled", recurrence_rule=None, recurrence_mode=None)
        moved = replace(record, due_date=due_date, due_at=due_at)
        return replace(moved, scheduled_for=None, scheduled_at=None, wait_until=None)

    def _wall(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(tzinfo=None)


def _due_order(source: Source) -> tuple[bool, datetime | date]:
    due = instant_of(source.fields.get("due"))
    return (due is None, due or date.max)


def _merged_notes(series: _Series, current: Source, record: Record) -> tuple[Note, ...]:
    """The remarks of template and open occurrences, each once: Taskwarrior copies them onwards."""
    notes = dict.fromkeys(record.notes)
    for part in (series.template, *series.open):
        if part is not None and part is not current:
            notes.update(dict.fromkeys(notes_of(part)))
    return tuple(sorted(notes, key=lambda note: note.at or _BEFORE_ALL))
