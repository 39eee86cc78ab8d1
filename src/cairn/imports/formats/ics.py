"""iCalendar files: to-dos become tasks, events become tasks that pass by themselves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from cairn.imports.formats.base import Finding, Format, Item, Options, Unreadable, unique
from cairn.imports.formats.ics_lines import Component, components
from cairn.imports.formats.ics_tasks import KNOWN, Entry, identifier_of, record_of
from cairn.imports.formats.ics_times import Zones
from cairn.imports.formats.json_text import BOM, read_text

_WANTED = ("VTODO", "VEVENT", "VTIMEZONE", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")
_OTHER = frozenset({"VJOURNAL", "VFREEBUSY", "VAVAILABILITY"})
_MOST_BROKEN = 1000
_BEGINNINGS = (b"BEGIN:VCALENDAR", b"BEGIN:VTODO", b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE")
# What a calendar keeps for itself; nobody misses it in a task.
_OF_CALENDARS = frozenset({"DTSTAMP", "SEQUENCE", "TRANSP", "CLASS", "X-MICROSOFT-CDO-BUSYSTATUS"})


def sniff(head: bytes) -> bool:
    """A calendar begins with a line that says so; some programs leave that away for a single component."""
    return head.removeprefix(BOM).lstrip()[:15].upper().startswith(_BEGINNINGS)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The to-dos and events of all calendars of the file."""
    text = read_text(stream, options).decode()
    if not sniff(text[:40].encode()):
        raise Unreadable("line 1", "This is no calendar: it does not begin with BEGIN:VCALENDAR.")
    reader = _Reader(options)
    yield from unique(reader.items(text))
    yield from reader.left_out()


@dataclass
class _Reader:
    options: Options
    zones: Zones = field(default_factory=Zones)
    left: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """Line on which something that is left out occurs first."""

    def items(self, text: str) -> Iterator[Item]:
        """Records, each after its findings."""
        entries: list[Component] = []
        broken = 0
        for found in components(text, _WANTED):
            if isinstance(found, int):
                broken += 1
                if broken > _MOST_BROKEN:
                    raise Unreadable(f"line {found}", "Too many lines are none of a calendar.")
                yield Finding(f"line {found}", "", "", "Left out: this is no line of a calendar.", "error")
            elif found.name == "VTIMEZONE":
                self.zones.define(found)
            elif found.name in _OTHER:
                self._leave(found.name, found.number)
            else:
                entries.append(found)
        # A zone may be defined behind its use, and a parent may name its children.
        parents = _children(entries)
        for component in entries:
            entry = Entry(component, self.options.zone, self.zones)
            record = record_of(entry)
            self._look(component)
            yield from entry.findings
            if record is not None:
                if record.parent is None and record.external_id in parents:
                    record = replace(record, parent=parents[record.external_id])
                yield record

    def _look(self, component: Component) -> None:
        for line in component.lines:
            if line.name not in KNOWN and line.name not in _OF_CALENDARS:
                self._leave(line.name, line.number)
        for part in component.parts:
            self._leave(part.name, part.number)

    def _leave(self, name: str, number: int) -> None:
        self.left[name] += 1
        self.first.setdefault(name, number)

    def left_out(self) -> Iterator[Finding]:
        """One finding for each kind of thing that has no place here, with its first line."""
        for name, number in self.zones.unknown.items():
            message = "This zone is not known: its times are read as those of your own."
            yield Finding(f"line {number}", "TZID", name, message)
        for name, count in self.left.most_common():
            message = _REASONS.get(name, "Left out: there is no place for this property.")
            yield Finding(f"line {self.first[name]}", name, f"{count} times" if count > 1 else "", message)


_REASONS = {
    "VALARM": "Left out: reminders are not imported.",
    "VJOURNAL": "Left out: only to-dos and events are imported.",
    "VFREEBUSY": "Left out: only to-dos and events are imported.",
    "VAVAILABILITY": "Left out: only to-dos and events are imported.",
    "ATTENDEE": "Left out: other people are not imported.",
    "ORGANIZER": "Left out: other people are not imported.",
}


def _children(entries: list[Component]) -> dict[str, str]:
    """Child to parent, as those parents say that name their children."""
    found: dict[str, str] = {}
    for component in entries:
        for line in component.all("RELATED-TO"):
            if line.parameters.get("RELTYPE", "").upper() == "CHILD":
                found.setdefault(line.text.strip(), identifier_of(component))
    return found


FORMAT = Format(
    name="icalendar", title="iCalendar (.ics)", suffixes=(".ics", ".ical", ".ifb"), sniff=sniff, parse=parse
)
