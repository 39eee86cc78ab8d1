"""Journal entries of a file: what becomes of them, and how they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cairn.identity.people import Person
from cairn.imports.formats.base import Finding, JournalRecord, fingerprint
from cairn.imports.queries import ADD_ITEMS
from cairn.imports.schemas import ImportedEntryOut, Standing
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id
from cairn.reflection.ids import JournalEntryId
from cairn.reflection.models import JournalEntry
from cairn.reflection.queries.journal import ENTRIES

_SHOWN = 200


@dataclass(slots=True)
class EntryRow:
    """A record and the journal entry that it becomes."""

    record: JournalRecord
    standing: Standing
    digest: bytes
    entry_id: JournalEntryId
    entry: JournalEntry


def plan_entries(
    records: Iterable[JournalRecord], known: dict[str, bytes], whose: Person, now: datetime
) -> tuple[list[EntryRow], list[Finding]]:
    """Tell new entries from known ones; those that have not happened yet are left out and reported."""
    rows: list[EntryRow] = []
    findings: list[Finding] = []
    for record in records:
        if record.at > now:
            message = "Left out: this has not happened yet."
            findings.append(Finding(record.place, "", record.at.isoformat(), message, "error"))
            continue
        digest = fingerprint(record)
        earlier = known.get(record.external_id)
        standing: Standing = "new" if earlier is None else "known" if earlier == digest else "changed"
        if standing == "changed":
            message = "Changed since it was imported; left as it is here."
            findings.append(Finding(record.place, "", record.title, message))
        entry = JournalEntry(
            occurred_at=record.at,
            local_date=whose.local_day(record.at),
            timezone=whose.zone.key,
            title=record.title or None,
            content=record.content,
            mood=record.mood,
            mood_label=record.mood_label or None if record.mood else None,
            tags=list(record.tags),
        )
        rows.append(EntryRow(record, standing, digest, JournalEntryId(new_id(record.at)), entry))
    return rows, findings


async def write_entries(work: Work, rows: Sequence[EntryRow], source: str) -> None:
    """Write entries, and what lets a later file recognise them."""
    ids = [row.entry_id for row in rows]
    made_at = [row.record.at for row in rows]
    await ENTRIES.add_many(work, [row.entry for row in rows], row_ids=ids, made_at=made_at)
    items = [
        {"external_id": row.record.external_id, "entity_id": row.entry_id, "digest": row.digest.hex()}
        for row in rows
    ]
    await work.db.run(ADD_ITEMS, source=source, items=items, now=work.clock.now())


def shown_entry(row: EntryRow) -> ImportedEntryOut:
    """Return an entry as the preview shows it."""
    return ImportedEntryOut(
        place=row.record.place,
        standing=row.standing,
        occurred_at=row.record.at,
        title=row.entry.title,
        content=row.record.content[:_SHOWN],
        mood=row.record.mood,
        tags=list(row.record.tags),
    )
