"""What day entries tell in numbers, for what goes with what."""

from datetime import date

from cairn.kit.db.work import ReadWork
from cairn.reflection.queries.series import DAY_NUMBERS
from cairn.tracking.series import Series, source

NAMES = {
    "mood": "mood",
    "energy": "energy",
    "sleep_hours": "hours of sleep",
    "sleep_quality": "quality of sleep",
}


@source
async def day_entries(work: ReadWork, first: date, last: date) -> list[Series]:
    """Mood, energy and sleep on the days on which they were told."""
    rows = await work.db.rows(DAY_NUMBERS, first=first, last=last)
    found = []
    for kind, name in NAMES.items():
        days = {row.day: float(row[kind]) for row in rows if row[kind] is not None}
        if days:
            found.append(Series(kind, None, name, days))
    return found
