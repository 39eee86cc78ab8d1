"""The search for the first date or time of a text."""

from cairn.planning.quickadd.hits import Hit
from cairn.planning.quickadd.moments import STARTS, find_at
from cairn.planning.quickadd.resolve import Resolved, resolve
from cairn.planning.quickadd.tokens import Line


def find(line: Line, begin: int = 0) -> tuple[int, Hit, Resolved] | None:
    """The first expression from a token on: the token at which it begins, what it says and what it means."""
    for i in range(begin, line.size):
        found = read_at(line, i)
        if found is not None:
            return i, *found
    return None


def read_at(line: Line, i: int) -> tuple[Hit, Resolved] | None:
    """Read an expression at token i and put it into the calendar; what lies outside it is not read."""
    if (line.kind[i] != "n" and line.low[i] not in STARTS) or not line.is_open(i):
        return None
    try:
        hit = find_at(line, i)
        meant = None if hit is None else resolve(line, hit)
    except (ValueError, OverflowError):
        return None
    return None if hit is None or meant is None else (hit, meant)
