"""Days with the month's name: 10 August 2012, Aug 10, the 3rd of May, July 2017, in December."""

from cairn.planning.quickadd.amounts import ordinal
from cairn.planning.quickadd.figures import full_year, is_day, year_of_four
from cairn.planning.quickadd.hits import Day, Hit
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    AMBIGUOUS,
    APOSTROPHES,
    CONTEXT,
    ERAS,
    FULL_MONTHS,
    MERIDIEMS,
    MONTH_LEADS,
    MONTHS,
    RANGE_WORDS,
    SURE_LEADS,
    UNITS,
)

_LAST_DAY = 31
_NO_YEAR_BELOW = 20
_TWO_DIGITS = 2


def month_at(line: Line, i: int) -> tuple[int, int] | None:
    """A month's name at token i, with the full stop of an abbreviation: the next token and the month."""
    month = MONTHS.get(line.low[i])
    if month is None:
        return None
    if line.low[i + 1] == "." and line.glued(i + 1) and len(line.low[i]) < 5:  # noqa: PLR2004  jan to sept
        return i + 2, month
    return i + 1, month


def day_number(line: Line, i: int) -> tuple[int, int] | None:
    """An ordinal, or figures of a day of the month that are not the beginning of a time."""
    if (found := ordinal(line, i)) is not None:
        return found
    value = line.number(i)
    if value is None or _goes_on(line, i + 1):
        return None
    return i + 1, value


def _goes_on(line: Line, j: int) -> bool:
    """Whether the number before token j goes on as a time, a decimal or a unit."""
    low = line.low[j]
    if low in {":", "."} and line.glued(j) and line.kind[j + 1] == "n" and line.glued(j + 1):
        return True
    if low in MERIDIEMS or (low in {"a", "p"} and line.low[j + 1] == "." and line.low[j + 2] == "m"):
        return True
    if low in {"o", "%"} and line.glued(j + 1):
        return True
    return line.kind[j] == "w" and line.glued(j) and low not in MONTHS


def _year(line: Line, j: int) -> tuple[int, int | None]:  # noqa: PLR0911  one way out for each form
    """A year that follows a day or month, with or without an era; year 0 stands for one before all dates."""
    k = j
    joint = line.low[k]
    if joint in {",", "-", "/", ".", "of", "in"}:
        k += 1
    marked = line.low[k] in APOSTROPHES
    if marked:
        k += 1
    if line.kind[k] != "n":
        return j, None
    era = line.raw[k + 1].upper() if line.raw[k + 1] in {"b", "c"} else line.raw[k + 1]
    if era in ERAS and len(line.low[k]) <= 4:  # noqa: PLR2004  digits of a year
        shift = ERAS[era]
        return k + 2, max(0, int(line.low[k]) + shift) if shift is not None else 0
    if _goes_on(line, k + 1):
        return j, None
    year = year_of_four(line, k)
    if year is not None:
        return k + 1, year
    value = line.number(k)
    if value is None or len(line.low[k]) != _TWO_DIGITS:
        return j, None
    attached = joint in {"-", "/"} and line.glued(j) and line.glued(k)
    likely = value > _LAST_DAY or (value >= _NO_YEAR_BELOW and line.is_free(k + 1))
    if (marked or attached or likely) and line.low[k + 1] not in RANGE_WORDS | UNITS.keys():
        return k + 1, full_year(value, _TWO_DIGITS)
    return j, None


def _dated(line: Line, j: int, month: int, one: int, two: int | None) -> Hit | None:
    """The hit for a month with one day or two and the year that may follow before or at token j."""
    end, year = _year(line, j)
    if not is_day(year, month, one) or (two is not None and not is_day(year, month, two)):
        return None
    start = Day(year=year, month=month, day=one)
    return Hit(end, start, last_day=None if two is None else Day(year=year, month=month, day=two))


def _is_doubtful(line: Line, month_token: int, begin: int) -> bool:
    """Whether the month is an English word in lower case that nothing before makes a month."""
    low = line.raw[month_token]
    return low in AMBIGUOUS and line.low[begin - 1] not in CONTEXT


def day_then_month(line: Line, i: int) -> Hit | None:
    """Read "10 August 2012", "the 3rd of May", "10 - 22 August" or "15SEP" at token i."""
    k = i + 1 if line.low[i] == "the" else i
    found = day_number(line, k)
    if found is None:
        return None
    (j, one), two = found, None
    if line.low[j] in RANGE_WORDS and (other := day_number(line, j + 1)) is not None:
        j, two = other
    joint = line.low[j]
    if joint in {"of", "-", "/", ".", ","}:
        j += 1
    named = month_at(line, j)
    if named is None:
        return None
    if _is_doubtful(line, j, i) and joint not in {"of", "-", "/"}:
        sure = line.is_free(named[0]) and (line.low[named[0]] not in {"i", "he", "she", "we", "you", "be"})
        if not sure or line.kind[k] == "w":
            return None
    return _dated(line, named[0], named[1], one, two)


def month_then_day(line: Line, i: int) -> Hit | None:
    """Read "August 10, 2012", "May eighth - tenth" or "Sept 12-13" at token i."""
    named = month_at(line, i)
    if named is None:
        return None
    j, month = named
    if line.low[j] in {"-", "/", ",", "the"}:
        j += 1
    found = day_number(line, j)
    if found is None:
        return None
    k, one = found
    if _is_doubtful(line, i, i) and not line.is_free(k):
        return None
    two = None
    if line.low[k] in RANGE_WORDS and (other := day_number(line, k + 1)) is not None:
        names_month = line.low[other[0]] in MONTHS or line.low[other[0]] in {"of", "-", "/"}
        if not names_month and other[1] > one:
            k, two = other
    return _dated(line, k, month, one, two)


def month_alone(line: Line, i: int) -> Hit | None:
    """Read "July 2017", or "in December" from its second word, at token i."""
    named = month_at(line, i)
    if named is None or (line.kind[i - 1] == "n" and line.low[i - 2] != ":"):
        return None
    j, month = named
    end, year = _year(line, j)
    if year is not None:
        loose = end == j + 1 and line.kind[j] == "n" and len(line.low[j]) == _TWO_DIGITS
        return Hit(end, Day(year=year, month=month)) if year and not loose else None
    if line.kind[j] == "n" and not _goes_on(line, j + 1):
        return None  # August 32
    word = line.low[i]
    if _is_led(line, i, j) and (
        word not in AMBIGUOUS or line.raw[i] != word or line.low[i - 1] in SURE_LEADS or _is_from(line, i, j)
    ):
        return Hit(i + 1, Day(month=month))
    bare = not line.options.quick and _is_no_verb(line, i)
    return Hit(i + 1, Day(month=month)) if bare else None


def _is_no_verb(line: Line, i: int) -> bool:
    """Whether a month's full name is no verb: "march" and "may" need a capital and a fitting place."""
    word = line.low[i]
    if word not in AMBIGUOUS:
        return word in FULL_MONTHS
    if word not in {"may", "march"} or line.raw[i] == word:
        return False
    return line.alone(i, i + 1) or (word == "march" and i > 0)


def _is_led(line: Line, i: int, j: int) -> bool:
    """Whether the words around a month (tokens i until before j) make it one; June is a name, too."""
    before = line.low[i - 1]
    if before in MONTH_LEADS:
        return True
    if before in RANGE_WORDS:
        return line.low[i - 2] in MONTHS or line.kind[i - 2] == "n"
    # "Sep - Nov", but not "ask Jan to march"
    return _is_from(line, i, j) or (_ranges(line, j) and line.raw[j + 1] not in AMBIGUOUS)


def _ranges(line: Line, j: int) -> bool:
    """Whether a range to another month begins at token j."""
    return line.low[j] in RANGE_WORDS and line.low[j + 1] in MONTHS


def _is_from(line: Line, i: int, j: int) -> bool:
    """Whether the month of tokens i until before j begins a range: "from may to june"."""
    return line.low[i - 1] == "from" and _ranges(line, j)
