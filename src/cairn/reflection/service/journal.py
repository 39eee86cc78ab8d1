"""Write in the journal, look for words in it, and look back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Invalid
from cairn.kit.json import encode_json
from cairn.reflection.ids import JournalEntryId
from cairn.reflection.looking_back import Anniversary, anniversaries
from cairn.reflection.models import JournalEntry
from cairn.reflection.queries import journal as queries
from cairn.reflection.schemas.journal import SearchQuery
from cairn.reflection.search import configuration
from cairn.reflection.service.days import with_mood


async def write(work: Work, said: Mapping[str, Any]) -> Written:
    """Add an entry; raises Invalid for one of the future."""
    values = with_mood(said)
    whose = await person(work)
    occurred_at = values.pop("occurred_at", None) or work.clock.now()
    new = JournalEntry(**values, **_when(work, whose, occurred_at))
    return await queries.ENTRIES.add(work, new)


async def rewrite(
    work: Work, entry_id: JournalEntryId, said: Mapping[str, Any], *, if_match: int | None
) -> Written:
    """Change an entry; one that happened at another time moves to that day."""
    values = with_mood(said)
    if "occurred_at" in values:
        values |= _when(work, await person(work), values["occurred_at"])
    return await queries.ENTRIES.patch(work, entry_id, values, if_match=if_match)


def _when(work: Work, whose: Person, occurred_at: datetime) -> dict[str, Any]:
    if occurred_at > work.clock.now():
        raise Invalid.field("/occurred_at", "in_future", "This has not happened yet.")
    return {
        "occurred_at": occurred_at,
        "local_date": whose.local_day(occurred_at),
        "timezone": whose.zone.key,
    }


async def find(work: ReadWork, query: SearchQuery) -> bytes:
    """Return a page of the places where words occur, as JSON."""
    locale: str = await work.db.value(queries.LOCALE)
    body: bytes = await work.db.value(
        queries.FIND,
        config=configuration(locale),
        q=query.q,
        kind=query.kind,
        first=query.first,
        last=query.last,
        limit=query.page_size,
        offset=(query.page - 1) * query.page_size,
        page=query.page,
    )
    return body


async def look_back(work: ReadWork, day: date) -> bytes:
    """Return what is told of the days that a day reminds of, as JSON."""
    days = anniversaries(day)
    asked = [one.day for one in days]
    said = {row.local_date: row.body for row in await work.db.rows(queries.days_as_said(), days=asked)}
    written: dict[date, list[bytes]] = {}
    for row in await work.db.rows(queries.entries_of_days(), days=asked):
        written.setdefault(row.local_date, []).append(row.body)
    moments = [_moment(one, said.get(one.day), written.get(one.day, [])) for one in days]
    return encode_json({"day": day, "moments": [moment for moment in moments if moment]})


def _moment(one: Anniversary, said: bytes | None, written: list[bytes]) -> dict[str, Any] | None:
    if said is None and not written:
        return None
    return {
        "day": one.day,
        "years_ago": one.years,
        "months_ago": one.months,
        "entry": None if said is None else msgspec.Raw(said),
        "journal": [msgspec.Raw(body) for body in written],
    }
