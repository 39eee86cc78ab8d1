"""Words and short values that mean the same in many programs: statuses, priorities, yes and no, durations."""

import re

from cairn.imports.formats.base import Status

_STATUS_WORDS: dict[Status, str] = {
    "backlog": "backlog someday later icebox idea ideas",
    "todo": "todo notstarted open new pending next planned scheduled needsaction notcompleted incomplete",
    "in_progress": "inprogress doing started active ongoing wip inprocess",
    "blocked": "blocked",
    "on_hold": "onhold hold waiting paused deferred delegated",
    "in_review": "inreview review reviewing testing",
    "done": "done completed complete finished closed resolved",
    "cancelled": "cancelled canceled deleted dropped abandoned wontdo rejected",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}
_PRIORITIES = {
    word: priority
    for priority, words in {
        1: "p1 1 !1 !!1 urgent highest critical a",
        2: "p2 2 !2 !!2 high h important b",
        3: "p3 3 !3 !!3 medium m normal moderate c",
        4: "p4 4 !4 !!4 low l lowest minor d",
    }.items()
    for word in words.split()
}
_NO_PRIORITY = frozenset({"none", "nopriority", "-", "0"})
_YES = frozenset({"true", "yes", "y", "x", "1", "done", "completed", "✓", "✔", "☑", "checked"})
_NO = frozenset({"false", "no", "n", "0", "open", "unchecked", "☐", "-"})

_NOT_LETTERS = re.compile(r"[\W_]+")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
_AMOUNTS = re.compile(r"(?:\d{1,6}(?:[.,]\d{1,4})?\s*[a-z]+\s*)+")
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)")
_ISO = re.compile(r"P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")
# An estimate is working time: a day is eight hours of it and a week five such days.
_MOST_MINUTES = 100_000
_WORKDAY, _WORKWEEK = 8 * 60, 5 * 8 * 60
_ISO_MINUTES = (_WORKWEEK, _WORKDAY, 60, 1, 1 / 60)
_UNIT_MINUTES = {
    unit: minutes
    for minutes, units in {
        1 / 60: "s sec secs second seconds",
        1: "m min mins minute minutes",
        60: "h hr hrs hour hours",
        _WORKDAY: "d day days",
        _WORKWEEK: "w wk wks week weeks",
    }.items()
    for unit in units.split()
}


def status_of(text: str) -> Status | None:
    """The status that a word means, whatever its case and separators; None for an unknown word."""
    return _STATUSES.get(_NOT_LETTERS.sub("", text.casefold()))


def priority_of(text: str) -> tuple[bool, int | None]:
    """(understood, priority 1 to 4); words for "no priority" give (True, None)."""
    word = text.casefold().strip(" ()")
    if word.replace(" ", "") in _NO_PRIORITY:
        return True, None
    found = _PRIORITIES.get(word.replace(" ", "").removesuffix("priority"))
    return found is not None, found


def truth_of(text: str) -> bool | None:
    """True or False for words of yes and no; None for another word."""
    word = text.casefold().strip(" []")
    return True if word in _YES else False if word in _NO else None


def minutes_of(text: str) -> int | None:
    """Minutes of a duration with its unit: "1h 30m", "1.5 hours", "1:30" (h:mm), "2d", "PT45M".

    Rounded to whole minutes; a day is 8 hours and a week 5 days of work. None for anything else: a bare
    number does not say its unit, and more than 100,000 minutes is no estimate.
    """
    minutes = _minutes(text.strip())
    return None if minutes is None or minutes > _MOST_MINUTES else minutes


def _minutes(text: str) -> int | None:
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    if (iso := _ISO.fullmatch(text.upper())) and any(iso.groups()):
        return round(sum(int(n or 0) * m for n, m in zip(iso.groups(), _ISO_MINUTES, strict=True)))
    total = 0.0
    if not _AMOUNTS.fullmatch(text.casefold()):
        return None
    for number, unit in _AMOUNT.findall(text.casefold()):
        if unit not in _UNIT_MINUTES:
            return None
        total += float(number.replace(",", ".")) * _UNIT_MINUTES[unit]
    return round(total)
