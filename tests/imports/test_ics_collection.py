"""Recurrences against `dateutil` on a public collection: the calendars that the package `icalendar` ships."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from cairn.imports.formats import ics
from cairn.imports.formats.base import Unreadable
from cairn.imports.formats.ics_lines import Component, components
from cairn.imports.formats.ics_rules import rule_of
from cairn.imports.formats.ics_tasks import Entry
from cairn.imports.formats.ics_times import Zones, when_of
from cairn.planning.recurrence import occurrences
from tests.imports.reading import BERLIN, Read

COLLECTION = sorted(Path(icalendar.__file__).parent.rglob("*.ics"))
KINDS = ("VEVENT", "VTODO", "VJOURNAL", "STANDARD", "DAYLIGHT")
COMPARED = 60


def repeating(path: Path) -> Iterator[Component]:
    """Each component of a file that repeats, those of its time zones too."""
    try:
        found = list(components(path.read_text(errors="replace"), KINDS))
    except Unreadable:
        return
    for component in found:
        if isinstance(component, Component) and component.first("RRULE") and component.first("DTSTART"):
            yield component


def test_the_collection_is_there() -> None:
    assert len(COLLECTION) > 150
    assert sum(1 for path in COLLECTION for _ in repeating(path)) > 100


@pytest.mark.parametrize("path", COLLECTION, ids=lambda path: path.name)
def test_every_file_is_read_or_refused_with_its_place(path: Path) -> None:
    read = None
    with suppress(Unreadable):
        read = Read(ics.FORMAT, path.read_bytes())
    if read is None:
        with pytest.raises(Unreadable, match=r"^(line \d+|file)"):
            Read(ics.FORMAT, path.read_bytes())
        return
    assert all(record.title and record.external_id for record in read.records)
    assert all(finding.place and finding.message for finding in read.findings)


def test_every_rule_gives_the_dates_of_dateutil() -> None:
    compared = 0
    for path in COLLECTION:
        for component in repeating(path):
            entry = Entry(component, BERLIN.zone, Zones())
            line, start_line = component.all("RRULE")[0], component.all("DTSTART")[0]
            start = when_of(start_line, entry.zones)
            if start is None:
                continue
            rule = rule_of(entry, line, start)
            if rule is None:
                assert any(f.field == "RRULE" and f.message.startswith("Imported") for f in entry.findings)
                continue
            zone = UTC if start.utc else start.zone or entry.zone
            ours = occurrences(str(rule), start.wall, limit=COMPARED)
            assert list(map(str, ours)) == theirs(line.value, start.wall, zone), f"{path.name}: {line.value}"
            compared += 1
    assert compared > 90


def theirs(rule: str, start: object, zone: object) -> list[str]:
    """The dates that dateutil gives for the rule as it stands in the file, as text."""
    assert isinstance(zone, ZoneInfo) or zone is UTC
    day_only = not isinstance(start, datetime)
    first = datetime.fromisoformat(str(start))
    in_utc = "UNTIL" in rule and rule.partition("UNTIL=")[2].partition(";")[0].endswith("Z")
    found = rrulestr(
        "".join(rule.split()).strip(",;"), dtstart=first.replace(tzinfo=zone if in_utc else None)
    )
    dates = [at.replace(tzinfo=None) for at in islice(found, COMPARED)]
    return [str(at.date() if day_only else at) for at in dates]
