"""How long a task takes: 30m, ~45 min, for 2 hours, est 1h30."""

from cairn.planning.quickadd.amounts import Duration, duration
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import UNITS

_MARKERS = frozenset({"for", "~", "est", "estimate", "estimated", "takes"})
_FILLERS = frozenset({".", ":", "about", "around", "~", "approx"})
_OTHER_MEANING = frozenset(
    {"every", "each", "in", "within", "after", "before", "+", "-", "next", "last", "past"}
)
STARTS = _MARKERS
_MOST_MINUTES = 60_000  # a thousand hours


def estimate_at(line: Line, i: int) -> tuple[int, int] | None:
    """Read an estimate at token i: the next token and the minutes."""
    if not line.is_open(i) and line.low[i - 1] != "[":
        return None
    if line.low[i] in _MARKERS:
        j = i + 1
        while line.low[j] in _FILLERS and j < i + 3:
            j += 1
        return _minutes(line, duration(line, j))
    if line.kind[i] != "n" or line.low[i - 1] in _OTHER_MEANING:
        return None
    unit = i + 3 if line.low[i + 1] == "." else i + 1
    if not line.glued(unit) or line.low[unit] not in UNITS:
        return None
    return _minutes(line, duration(line, i))


def _minutes(line: Line, found: tuple[int, Duration] | None) -> tuple[int, int] | None:
    if found is None or found[1].units != {"seconds"} or not line.is_closed(found[0]):
        return None
    minutes = round(found[1].seconds / 60)
    return (found[0], minutes) if 1 <= minutes <= _MOST_MINUTES else None
