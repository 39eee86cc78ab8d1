"""Times of day: 9am, 21:45, at 5, noon, half past nine, 6 in the afternoon."""

from cairn.planning.quickadd.hits import Clock, Half, Hit
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    APOSTROPHES,
    CARDINALS,
    MEASURES,
    MERIDIEMS,
    NOON,
    NUMBERED,
    PARTS,
    UNITS,
    ZONES,
)

MIDDAY = 12
_LAST_HOUR = 24
_SIXTY = 60
_NIGHT_ENDS = 6
_HALF_HOUR = 30
_MINUTE_WORDS = {"fifteen": 15, "thirty": 30}


def half_after(line: Line, j: int) -> tuple[int, Half] | None:
    """Read am, pm, a.m. or p.m. at token j: the next token and the half of the day."""
    low = line.low
    if low[j] in MERIDIEMS:
        return j + 1, "am" if low[j] == "am" else "pm"
    if low[j] in {"a", "p"} and low[j + 1] == "." and low[j + 2] == "m" and line.glued(j + 2):
        half: Half = "am" if low[j] == "a" else "pm"
        return (j + 4 if low[j + 3] == "." and line.glued(j + 3) else j + 3), half
    return None


def _hour_word(line: Line, i: int) -> int | None:
    hour = CARDINALS.get(line.low[i])
    return hour if hour is not None and hour <= MIDDAY else None


def _minute(line: Line, j: int, joints: str) -> int | None:
    """Two digits glued behind a joint at token j, as minutes or seconds."""
    if (
        line.low[j] in joints
        and line.low[j]
        and line.glued(j)
        and line.glued(j + 1)
        and len(line.low[j + 1]) == 2  # noqa: PLR2004  digits of a minute
    ):
        value = line.number(j + 1)
        return value if value is not None and value < _SIXTY else None
    return None


def figures(line: Line, i: int) -> Hit | None:  # noqa: PLR0911  one way out for each form
    """Read a time in figures at token i; a number alone comes back marked as bare."""
    digits = len(line.low[i])
    if line.kind[i] != "n" or digits > 4:  # noqa: PLR2004  as in 1430
        return None
    if digits > 2:  # noqa: PLR2004
        return _packed(line, i)
    hour = int(line.low[i])
    j = i + 1
    if line.low[j] == "h" and line.glued(j):
        return _with_h(line, i, hour)
    minute = _minute(line, j, ":")
    if minute is not None:
        return _with_colon(line, i, hour, minute)
    minute = _minute(line, j, ".")
    if minute is not None:
        dotted = _finished(line, j + 2, hour, minute, 0, padded=digits > 1)
        if dotted is None or dotted.clock is None or half_after(line, j + 2) is not None:
            return dotted
        return dotted._replace(clock=dotted.clock._replace(bare=True))
    if line.low[j] in {"o", "oclock"} and (sign := _oclock(line, j)) is not None:
        return _finished(line, sign, hour, 0, 0, padded=False)
    hit = _finished(line, j, hour, 0, 0, padded=digits > 1)
    if hit is not None and hit.end == j and hit.clock is not None:
        return hit._replace(clock=hit.clock._replace(bare=True))
    return hit


def _oclock(line: Line, j: int) -> int | None:
    if line.low[j] == "oclock":
        return j + 1
    return j + 3 if line.low[j + 1] in APOSTROPHES and line.low[j + 2] == "clock" else None


def _with_colon(line: Line, i: int, hour: int, minute: int) -> Hit | None:
    j = i + 3
    second = _minute(line, j, ":")
    if second is not None:
        j += 2
        if line.low[j] == "." and line.glued(j) and line.kind[j + 1] == "n" and line.glued(j + 1):
            j += 2  # a fraction of a second
    elif line.low[j] == ":" and line.glued(j) and line.kind[j + 1] == "n":
        return None
    if line.low[j] in {"a", "p"} and line.glued(j) and line.low[j + 1] != ".":
        return _clock(j + 1, hour, minute, second or 0, "am" if line.low[j] == "a" else "pm")
    return _finished(line, j, hour, minute, second or 0, padded=len(line.low[i]) > 1)


def _with_h(line: Line, i: int, hour: int) -> Hit | None:
    """14h30, 8h10m00s; in a task it is a length of time unless "at" comes before."""
    low = line.low
    if line.options.quick and low[i - 1] != "at" and hour <= MIDDAY:
        return None
    minute = line.number(i + 2) if line.glued(i + 2) else None
    if minute is None:
        led = low[i - 1] == "at" or line.options.quick
        return _clock(i + 2, hour, 0, 0, "pm" if hour > MIDDAY else None, bare=not led)
    j, second = i + 3, 0
    if low[j] == "m" and line.glued(j):
        j += 1
        if line.glued(j) and low[j + 1] == "s" and (value := line.number(j)) is not None:
            j, second = j + 2, value
    return _finished(line, j, hour, minute, second, padded=len(low[i]) > 1)


def _packed(line: Line, i: int) -> Hit | None:
    """1130am or 930pm: hours and minutes without a mark between them need the half of the day."""
    hour, minute = divmod(int(line.low[i]), 100)
    half = half_after(line, i + 1)
    if half is None:
        return _clock(i + 1, hour, minute, 0, None, bare=True) if hour > 0 else None
    return _clock(half[0], hour, minute, 0, half[1]) if 0 < hour <= MIDDAY else None


def _finished(line: Line, j: int, hour: int, minute: int, second: int, *, padded: bool) -> Hit | None:
    """Add what tells the half of the day behind a time that ends before token j."""
    found = half_after(line, j)
    if found is not None:
        if (hour > MIDDAY and found[1] == "am") or hour >= _LAST_HOUR:
            return None
        return _clock(found[0], hour, minute, second, found[1])
    parted = part_after(line, j)
    if parted is not None and hour <= MIDDAY:
        return _clock(parted[0], hour, minute, second, half_in(parted[1], hour))
    known: Half | None = "pm" if hour > MIDDAY else "am" if padded and hour < 10 else None  # noqa: PLR2004  09:30
    return _clock(j, hour, minute, second, known)


def _clock(
    end: int, hour: int, minute: int, second: int, half: Half | None, *, bare: bool = False
) -> Hit | None:
    if hour > _LAST_HOUR or minute >= _SIXTY or second >= _SIXTY or (hour == _LAST_HOUR and minute > 0):
        return None
    return Hit(end, clock=Clock(hour, minute, second, half, bare=bare))


def half_in(part: str, hour: int) -> Half:
    """The half of the day in which an hour lies that is said to be in a part of the day."""
    if part == "morning":
        return "am"
    if part in {"night", "tonight"}:
        return "am" if hour < _NIGHT_ENDS or hour == MIDDAY else "pm"
    return "pm"


def part_after(line: Line, j: int) -> tuple[int, str] | None:
    """Read "in the morning" or "at night" behind a time: the next token and the part of the day."""
    low = line.low
    if low[j] == "in" and low[j + 1] == "the" and low[j + 2] in PARTS:
        return j + 3, low[j + 2]
    if low[j] == "at" and low[j + 1] == "night":
        return j + 2, "night"
    return None


def by_word(line: Line, i: int) -> Hit | None:  # noqa: PLR0911  one way out for each form
    """Read noon, midnight, "half past nine", "quarter to 6" or "five o'clock" at token i."""
    low = line.low
    if low[i] in NOON:
        return Hit(i + 1, clock=Clock(MIDDAY, half="pm"))
    if low[i] == "midnight":
        return Hit(i + 1, clock=Clock(0, half="am", part="midnight"))
    hit = past(line, i)
    if hit is not None:
        return hit
    hour = _hour_word(line, i)
    if hour is None:
        return None
    minutes = _MINUTE_WORDS.get(low[i + 1])
    if minutes is not None:
        return _finished(line, i + 2, hour, minutes, 0, padded=False) if low[i - 1] == "at" else None
    end = _oclock(line, i + 1)
    if end is not None:
        return _finished(line, end, hour, 0, 0, padded=False)
    hit = _finished(line, i + 1, hour, 0, 0, padded=False)
    if hit is not None and hit.end == i + 1 and hit.clock is not None:
        return hit._replace(clock=hit.clock._replace(bare=True))
    return hit


def past(line: Line, i: int) -> Hit | None:
    """Minutes before or after an hour."""
    low = line.low
    k = i + 1 if low[i] == "a" else i
    if low[k] == "half":
        minutes: int | None = _HALF_HOUR
    elif low[k] == "quarter":
        minutes = 15
    else:
        minutes = line.number(k) if line.kind[k] == "n" else CARDINALS.get(low[k], {"twenty": 20}.get(low[k]))
    j = k + 2 if low[k + 1] in {"minutes", "minute", "min"} else k + 1
    if not minutes or minutes > _HALF_HOUR or low[j] not in {"past", "to", "after", "before"}:
        return None
    named = j != k + 1 or low[k] in {"half", "quarter"} or low[j] == "past"
    hour = line.number(j + 1) if line.kind[j + 1] == "n" else _hour_word(line, j + 1)
    if hour is None or not named or not 1 <= hour <= MIDDAY or low[j + 2] in UNITS:
        return None
    if low[j] in {"to", "before"}:
        hour, minutes = (hour - 1 or MIDDAY), _SIXTY - minutes
    return _finished(line, j + 2, hour, minutes, 0, padded=False)


def part_of_day(line: Line, i: int) -> Hit | None:
    """Read a part of the day that stands beside a date: morning, "in the evening", "at night"."""
    low = line.low
    k = i
    if low[k] == "in" and low[k + 1] == "the":
        k += 2
    elif low[k] == "at" and low[k + 1] == "night":
        k += 1
    word = low[k]
    if word not in PARTS:
        return None
    half: Half = "am" if word == "morning" else "pm"
    return Hit(k + 1, clock=Clock(PARTS[word], half=half, exact=False, part=word))


def after_zone(line: Line, j: int) -> int:
    """The token behind a time zone that may stand at token j, as in "5pm (UTC+3)"; zones are not applied."""
    raw, k = line.raw, j
    if raw[k] == "(":
        k += 1
    if raw[k] in {"Z", "z"} and line.glued(k):
        return k + 1
    if raw[k] in ZONES:
        k += 1
        end = _offset(line, k) or k
    else:
        end = _offset(line, k) or j
        if end == j + 2 and len(line.low[j + 1]) < 4:  # noqa: PLR2004  +09 needs its minutes, 8-10 is a range
            return j
        if line.low[j] == "-" and line.low[j - 4] != ":":
            return j  # 8:00-05:30 is a range, 08:00:00-05:30 a time with its zone
    if end == j:
        return j
    if raw[end] == "(" and raw[end + 2] == ")":
        end += 3
    return end + 1 if raw[end] == ")" and raw[j] == "(" else end


def _offset(line: Line, k: int) -> int | None:
    if line.low[k] not in {"+", "-"} or line.kind[k + 1] != "n" or not line.glued(k + 1):
        return None
    if len(line.low[k + 1]) not in {1, 2, 4}:
        return None
    if line.low[k + 2] == ":" and line.kind[k + 3] == "n" and line.glued(k + 3):
        return k + 4
    return k + 2


def may_stand_alone(line: Line, i: int, hit: Hit) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether a time that no date accompanies, beginning at token i, is one at all."""
    clock = hit.clock
    if clock is None or not clock.exact:
        return False
    low = line.low
    if line.options.quick and low[i - 1] in NUMBERED:
        return False
    if clock.part == "midnight" or low[hit.end - 1] in NOON:
        led = low[i - 1] in {"at", "by", "before", "until", "till", "from", "after", "around"}
        return not line.options.quick or led or line.kind[hit.end] == ""
    if not clock.bare:
        return True
    if low[i - 1] not in {"at", "@"} or (low[i - 1] == "@" and line.glued(i)):
        return False
    if len(low[i]) > 2 and line.kind[i] == "n":  # noqa: PLR2004
        return len(low[i]) == 4 and line.options.quick and line.is_free(hit.end)  # noqa: PLR2004  at 1430
    free = (
        line.is_free(hit.end) or i == 1 or not line.options.quick
    )  # "at 5 gym", but not "go to 12 at 5 Main St"
    return low[hit.end] not in MEASURES and free
