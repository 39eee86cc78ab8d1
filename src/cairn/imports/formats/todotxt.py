"""todo.txt: one task on each line, as todo.sh and the many programs after it write it.

`x 2026-11-22 2026-11-01 Call Ann +Family @phone due:2026-11-30`: done on, made on, text with +projects,
@contexts and key:value extensions. There are no identifiers; a task is recognised by its text and the day on
which it was made.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

from cairn.imports.formats.base import (
    Finding,
    Format,
    Item,
    Options,
    Record,
    Severity,
    Unreadable,
    content_id,
    fit_title,
    name_of,
    one_line,
)
from cairn.imports.formats.json_text import LINE_LIMIT, read_text
from cairn.imports.formats.periods import rule_of_period
from cairn.kit.clock import resolve_wall

_DAY = r"(\d{4}-\d{2}-\d{2})"
_DONE = re.compile(rf"x (?:{_DAY} )?(?:{_DAY} )?")
_OPEN = re.compile(rf"(?:\(([A-Z])\) )?(?:{_DAY} )?")
_MARK = re.compile(r"[+@]\S+")
_PAIR = re.compile(r"(?:^|(?<=\s))([A-Za-z][\w-]*):(?!/)(\S+)")
_PERIOD = re.compile(r"(\+?)(\d{1,4})([dbwmy])")
_LOOKS = re.compile(
    rb"(?:^|\n)(?:x \d{4}-\d\d-\d\d |\([A-Z]\) |\d{4}-\d\d-\d\d \S)"
    rb"|(?:^|\n)[^\n,;\t{}<>]*\s(?:\+[^\W\d]|@[^\W\d]|(?:due|t|rec):)[^\n,;\t]*(?:\r?\n|$)"
)
_WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_UNDERSTOOD = frozenset({"due", "t", "rec", "pri", "h"})
_FIRST_YEAR = 1900
_NOON = time(
    12
)  # a day without an hour: midnight would belong to the evening before for those who stay up late
_Mode = Literal["schedule", "after_completion"]
# There are 26 letters and four priorities here: A to C keep their distance, what follows is low.
_PRIORITIES = {"A": 1, "B": 2, "C": 3}
_LOW = 4


def sniff(head: bytes) -> bool:
    """A line that begins like a task of todo.txt, or has a +project, a @context or a due date."""
    if head.lstrip()[:1] in {b"{", b"[", b"<"} or b"\0" in head or head.startswith(b"BEGIN:"):
        return False
    return _LOOKS.search(head) is not None


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """A record for each line that is not blank."""
    text = read_text(stream, options).decode()
    seen: Counter[str] = Counter()
    for number, whole in enumerate(io.StringIO(text, newline=None), 1):
        place = f"line {number}"
        if len(whole) > LINE_LIMIT:
            raise Unreadable(place, f"The line is longer than {LINE_LIMIT:,} characters.")
        if not whole.strip():
            continue
        line = _Line(place, whole.strip(), options.zone)
        record = line.record()
        yield from line.findings
        if record is not None:
            seen[record.external_id] += 1
            if seen[record.external_id] > 1:  # the same thing twice is two things to do
                number_of = str(seen[record.external_id])
                record = replace(record, external_id=content_id(record.external_id, number_of))
            yield record


@dataclass
class _Line:
    place: str
    text: str
    zone: ZoneInfo
    findings: list[Finding] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)

    def record(self) -> Record | None:
        rest, done, priority, completed_on, made_on = self._head()
        words = _PAIR.sub(self._take, rest).split()
        marks = [(word[0], name_of(word[1:])) for word in words if _MARK.fullmatch(word)]
        title = _title(words)
        projects = [name for sign, name in marks if sign == "+"]
        if not title:
            self._report("", self.text, "Left out: a task needs a text.", "error")
            return None
        title, description = fit_title(title, "")
        if description:
            self._report("", "", "Too long for a title: the whole text is in the description.")
        due, waits = self._day("due"), self._day("t")
        rule, mode = self._repeats(due)
        if self.pairs.get("h") == "1":
            self._report("h", "1", "Imported as any other: tasks are not hidden.")
        return Record(
            place=self.place,
            # The due day may be put off and the priority changes; text and day of making stay.
            external_id=content_id(title, " ".join(projects), made_on or ""),
            title=title,
            description=description,
            status="done" if done else "todo",
            priority=self._priority(priority or self.pairs.get("pri", "")),
            project=tuple(projects[:1]),
            tags=tuple(dict.fromkeys([n for sign, n in marks if sign == "@"] + projects[1:])),
            due_date=due,
            wait_until=self._noon(waits),
            completed_at=self._noon(self._date("", completed_on)) if done else None,
            created_at=self._noon(self._date("", made_on)),
            recurrence_rule=None if done else rule,
            recurrence_mode=None if done else mode,
        )

    def _head(self) -> tuple[str, bool, str, str | None, str | None]:
        """(the text behind the marks, done, priority, completed on, made on)."""
        if found := _DONE.match(self.text):
            rest = self.text[found.end() :]
            # Some programs keep the priority behind the dates when a task is done.
            kept = _OPEN.match(rest)
            return rest[kept.end() :] if kept else rest, True, kept[1] if kept else "", found[1], found[2]
        found = _OPEN.match(self.text)
        assert found is not None  # noqa: S101 - every part of the pattern may be absent
        return self.text[found.end() :], False, found[1], None, found[2]

    def _take(self, found: re.Match[str]) -> str:
        """Take a pair that is understood out of the text; the others are left where they stand."""
        if found[1] not in _UNDERSTOOD or found[1] in self.pairs:
            return found[0]
        self.pairs[found[1]] = found[2]
        return ""

    def _priority(self, letter: str) -> int | None:
        if not letter:
            return None
        if letter not in _PRIORITIES and letter != "D":
            self._report("", letter, "Imported as low: there are four priorities here, A to D.")
        return _PRIORITIES.get(letter, _LOW)

    def _day(self, name: str) -> date | None:
        return self._date(name, self.pairs.get(name))

    def _date(self, name: str, text: str | None) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._report(name, text, "Left out: a date looks like 2026-11-22.")
            return None

    def _noon(self, day: date | None) -> datetime | None:
        if day is None or day.year < _FIRST_YEAR:
            return None
        return resolve_wall(datetime.combine(day, _NOON), self.zone)

    def _repeats(self, due: date | None) -> tuple[str | None, _Mode | None]:
        text = self.pairs.get("rec")
        if text is None:
            return None, None
        found = _PERIOD.fullmatch(text)
        rule = None
        if found is not None and found[3] == "b":
            rule = _WEEKDAYS if int(found[2]) == 1 else None
        elif found is not None:
            rule = rule_of_period(found[2] + found[3], due or date(2000, 1, 1))
        if found is None or rule is None:
            self._report("rec", text, "Imported without repeating: this period is not known.")
            return None, None
        # With a plus it is counted from the due day, else from the day on which it is done.
        return rule, "schedule" if found[1] or found[3] == "b" else "after_completion"

    def _report(self, name: str, value: str, message: str, severity: Severity = "warning") -> None:
        place = f"{self.place}, {name}:" if name else self.place
        self.findings.append(Finding(place, name, value, message, severity))


def _title(words: list[str]) -> str:
    """The text without the marks around it; one in the middle of a sentence stays there as a word."""
    plain = [at for at, word in enumerate(words) if not _MARK.fullmatch(word)]
    if not plain:
        return one_line(" ".join(word[1:] for word in words))
    kept = words[plain[0] : plain[-1] + 1]
    return one_line(" ".join(word[1:] if _MARK.fullmatch(word) else word for word in kept))


FORMAT = Format(name="todotxt", title="todo.txt", suffixes=("todo.txt", "done.txt"), sniff=sniff, parse=parse)
