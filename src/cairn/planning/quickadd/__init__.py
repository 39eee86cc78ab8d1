"""Quick add."""
from datetime import datetime
from cairn.planning.quickadd.dates import find
from cairn.planning.quickadd.model import DateMatch, QuickTask, Span
from cairn.planning.quickadd.tokens import Line, Options


def find_dates(text: str, *, now: datetime, prefer_future: bool, month_first: bool = True, week_start: int = 0) -> DateMatch | None:
    line = Line(text, Options(now, prefer_future, month_first, week_start, quick=False))
    found = find(line)
    if found is None:
        return None
    i, hit, meant = found
    a, b = line.start[i], line.end[hit.end - 1]
    return DateMatch(meant.date, meant.time, meant.end_date, meant.end_time, Span("range" if meant.end_date else "date", a, b, text[a:b]))
