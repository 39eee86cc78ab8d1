"""Daylio's table of days: when, a mood, activities and a note."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from cairn.imports.formats.base import (
    TEXT_LIMIT,
    Finding,
    Format,
    Item,
    JournalRecord,
    Options,
    Unreadable,
    clean_text,
    content_id,
    fit_title,
    name_of,
    one_line,
)
from cairn.imports.formats.csv_shape import encoding_finding, read_table
from cairn.imports.formats.dates import read_date
from cairn.reflection.scales import mood_of

_HEADER = re.compile(rb'^(?:\xef\xbb\xbf)?"?full_date"?,"?date"?,"?weekday"?', re.IGNORECASE)
_MOODS = {"rad": 5, "good": 4, "meh": 3, "bad": 2, "awful": 1, "fugly": 2}
"""The words that Daylio comes with; its people can rename them."""
_COLUMNS = frozenset(
    {"full_date", "date", "weekday", "time", "mood", "activities", "scales", "note_title", "note"}
)
_LONGEST_LABEL = 40


def sniff(head: bytes) -> bool:
    """The header of Daylio's table."""
    return _HEADER.match(head) is not None


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """An entry for each row."""
    table = read_table(stream, replace(options, columns={}))
    columns = {one_line(name).casefold(): at for at, name in enumerate(table.columns)}
    if not {"full_date", "mood"} <= columns.keys():
        raise Unreadable("line 1", "This is no table of Daylio: it needs the columns full_date and mood.")
    yield from encoding_finding(table)
    for name in columns.keys() - _COLUMNS:
        yield Finding(f"column {name}", name, "", "Left out: this column is not known.")
    seen: Counter[str] = Counter()
    for line, cells in table.rows():
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        made, found = _record(row, f"line {line}", options)
        yield from found
        if made is not None:
            seen[made.external_id] += 1
            if seen[made.external_id] > 1:  # two within a minute
                made = replace(made, external_id=content_id(made.external_id, str(seen[made.external_id])))
            yield made


def _record(row: dict[str, str], place: str, options: Options) -> tuple[JournalRecord | None, list[Finding]]:
    day, clock = row["full_date"], row.get("time", "")
    at = read_date(f"{day} {clock}", None, options.zone) if clock else None
    if not isinstance(at, datetime):
        at = read_date(f"{day} 12:00", None, options.zone)
    if not isinstance(at, datetime):
        message = "Left out: a day looks like 2026-11-22."
        return None, [Finding(f"{place}, column full_date", "full_date", day, message, "error")]
    findings: list[Finding] = []
    label = one_line(row["mood"])[:_LONGEST_LABEL]
    mood = _MOODS.get(label.casefold()) or mood_of(label)
    if label and mood is None:
        message = "Imported as a tag: it is not known how good this mood is."
        findings.append(Finding(f"{place}, column mood", "mood", label, message))
    activities = [name_of(part) for part in row.get("activities", "").split("|")]
    tags = [tag[:60] for tag in [*activities, *([label] if label and mood is None else [])] if tag]
    note = clean_text(row.get("note", "").replace("<br>", "\n"))
    title, note = fit_title(one_line(row.get("note_title", "")), note)
    if row.get("scales"):
        note = f"{note}\n\n{one_line(row['scales'])}".strip()
    content = note or title or ", ".join(tags) or label
    if not content:
        findings.append(Finding(place, "", "", "Left out: this row says nothing.", "error"))
        return None, findings
    record = JournalRecord(
        place=place,
        external_id=content_id(day, clock, row["mood"]),
        at=at,
        title=title,
        content=content[:TEXT_LIMIT],
        mood=mood,
        mood_label=label if mood is not None else "",
        tags=tuple(dict.fromkeys(tags))[:50],
    )
    return record, findings


FORMAT = Format(name="daylio", title="Daylio (CSV)", suffixes=(".csv",), sniff=sniff, parse=parse)
