"""How Todoist writes when: dates, and phrases such as "every 2 weeks" or "every! month"."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cairn.imports.formats.dates import read_date
from cairn.planning.quickadd import parse as read_phrase
from cairn.planning.recurrence import RepeatMode

# Rules are read as if on this day where there is no other: an import must not depend on when it is made.
_ANCHOR = date(2024, 1, 1)
_LONGEST_PHRASE = 150


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a phrase says of repetition."""

    rule: str
    mode: RepeatMode
    at: time | None
    """A time of day that stands in the phrase alone."""
    bounded: bool
    """Whether the phrase names a start or an end, which depend on the year in which it is read."""


def repeat_of(phrase: str, first: date | None) -> Repeat | None:
    """The repetition of a phrase in English, for a task that is due on `first`; None for another phrase."""
    if not phrase or len(phrase) > _LONGEST_PHRASE:
        return None
    now = datetime.combine(first or _ANCHOR, time())
    try:
        found = read_phrase(phrase, now=now)
    except (ValueError, OverflowError):
        return None
    if found.recurrence_rule is None:
        return None
    mode: RepeatMode = found.recurrence_mode or "schedule"
    words = phrase.casefold().split()
    bounded = bool({"starting", "from", "ending", "until", "till", "for"} & set(words))
    return Repeat(found.recurrence_rule, mode, found.due_time, bounded)


def when_of(text: str, zone: ZoneInfo) -> dict[str, Any] | None:
    """Fields of a record for a date that means the same whenever it is read; None for another text."""
    found = read_date(text, None, zone)
    if found is None:
        return None
    return {"due_at": found} if isinstance(found, datetime) else {"due_date": found}
