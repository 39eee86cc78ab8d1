"""iCalendar as text (RFC 5545): escaping, folding, dates, and the zones that its times are in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_FOLD_BYTES = 75
_SPECIAL = re.compile(r"([\\;,])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ONE_DAY = timedelta(days=1)
_A_SECOND = timedelta(seconds=1)
_YEARS_AHEAD = 10


def text(value: str) -> str:
    """Text as a value: one line, with its specials escaped."""
    plain = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\1", plain).replace("\n", "\\n")


def folded(lines: Iterable[str]) -> bytes:
    """Lines as they are sent: none longer than 75 bytes, none cut within a character."""
    parts: list[bytes] = []
    for line in lines:
        room = _FOLD_BYTES
        start = size = 0
        for at, character in enumerate(line):
            width = len(character.encode())
            if size + width > room:
                parts += (line[start:at].encode(), b"\r\n ")
                start, size, room = at, 0, _FOLD_BYTES - 1
            size += width
        parts += (line[start:].encode(), b"\r\n")
    return b"".join(parts)


def stamp(at: datetime) -> str:
    """An instant in UTC."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def wall(at: date) -> str:
    """A day, or a wall time, without a zone."""
    return at.strftime("%Y%m%dT%H%M%S" if isinstance(at, datetime) else "%Y%m%d")


@lru_cache(maxsize=64)
def zone_lines(name: str, first_year: int) -> tuple[str, ...]:
    """The VTIMEZONE of a zone, with each change of its clocks from that year on for ten years."""
    zone = ZoneInfo(name)
    begin = datetime(first_year, 1, 1, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    before = begin.astimezone(zone)
    # What holds when the years begin, as a change that happened then.
    lines += _observance(zone, begin, [_wall(begin, before.utcoffset())], before.utcoffset())
    changes: defaultdict[tuple[timedelta | None, timedelta | None, str | None], list[datetime]]
    changes = defaultdict(list)
    for at in _changes(zone, begin, datetime(first_year + _YEARS_AHEAD, 1, 1, tzinfo=UTC)):
        earlier, later = (at - _A_SECOND).astimezone(zone), at.astimezone(zone)
        changes[earlier.utcoffset(), later.utcoffset(), later.tzname()].append(at)
    for (earlier_offset, _, _), found in changes.items():
        lines += _observance(zone, found[0], [_wall(at, earlier_offset) for at in found], earlier_offset)
    return (*lines, "END:VTIMEZONE")


def _observance(zone: ZoneInfo, at: datetime, onsets: list[str], earlier: timedelta | None) -> Iterator[str]:
    local = at.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onsets[0]}"
    if len(onsets) > 1:
        yield f"RDATE:{','.join(onsets[1:])}"
    yield f"TZOFFSETFROM:{_offset(earlier)}"
    yield f"TZOFFSETTO:{_offset(local.utcoffset())}"
    yield f"TZNAME:{text(local.tzname() or '')}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which the offset changes, found by halving the days on which it does."""
    at = begin
    while at < end:
        following = at + _ONE_DAY
        if at.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            low, high = at, following
            while high - low > _A_SECOND:
                middle = (low + (high - low) / 2).replace(microsecond=0)
                if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
                    low = middle
                else:
                    high = middle
            yield high
        at = following


def _wall(at: datetime, offset: timedelta | None) -> str:
    return wall((at + (offset or timedelta())).replace(tzinfo=None))


def _offset(offset: timedelta | None) -> str:
    seconds = int((offset or timedelta()).total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    made = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return f"{made}{seconds % 60:02}" if seconds % 60 else made
