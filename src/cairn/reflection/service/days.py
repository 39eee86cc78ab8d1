"""Say something of a day: the entry is made with the first word, and there is never a second one."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Invalid, NotFound, Stale
from cairn.reflection.models import DayEntry
from cairn.reflection.queries.days import DAYS, ID_OF, LATEST, LOCK
from cairn.reflection.scales import mood_of


async def entry_of(work: ReadWork, day: date) -> UUID:
    """Return the id of the entry of a day; raises NotFound."""
    found: UUID | None = await work.db.value(ID_OF, day=day)
    if found is None:
        raise NotFound
    return found


async def say(
    work: Work, day: date, said: Mapping[str, Any], *, if_match: int | None = None
) -> tuple[Written, bool]:
    """Write fields of a day's entry; return it, and whether it is new.

    Raises Invalid for a day that is yet to come, and Stale where `if_match` is not its version.
    """
    values = with_mood(said)
    whose = await person(work)
    if day > whose.today(work.clock):
        raise Invalid.field("path:day", "in_future", "This day has not begun yet.")
    await work.db.value(LOCK, day=day)
    found: UUID | None = await work.db.value(ID_OF, day=day)
    if found is not None:
        return await DAYS.patch(work, found, values, if_match=if_match), False
    if if_match is not None:
        raise Stale("There is no entry of this day.")
    new = DayEntry(local_date=day, timezone=whose.zone.key, **values)
    return await DAYS.add(work, new), True


async def restore_day(work: Work, day: date) -> Written:
    """Take the entry of a day that was removed last out of the trash, unless it has one; raises NotFound."""
    await work.db.value(LOCK, day=day)
    found: UUID | None = await work.db.value(LATEST, day=day)
    if found is None:
        raise NotFound
    return await DAYS.restore(work, found)


def with_mood(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with the mood and its label in step; raises Invalid for a word without a number.

    A mood without a label leaves none standing, since the one of before belonged to another mood.
    """
    values = dict(said)
    label = values.get("mood_label")
    if label is not None and values.get("mood") is None:
        values["mood"] = mood_of(label)
        if values["mood"] is None:
            detail = "This word is not on the scale: say beside it, in `mood`, what it stands for (1 to 5)."
            raise Invalid.field("/mood_label", "unknown_mood", detail)
    if "mood" in values:
        values.setdefault("mood_label", None)
    return values
