"""Which backups stay: the newest of each of the last days, weeks and months."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

_NAME = re.compile(r"cairn-(\d{4}-\d{2}-\d{2}T\d{6}Z)\.backup")
_FORM = "%Y-%m-%dT%H%M%SZ"


def file_name(at: datetime) -> str:
    """Return the name of a backup that is made by itself."""
    return f"cairn-{at.astimezone(UTC):{_FORM}}.backup"


def made_at(name: str) -> datetime | None:
    """Return when a file of that name was made; None for a file of another origin, which is left alone."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found[1], _FORM).replace(tzinfo=UTC) if found else None


def kept(times: Iterable[datetime], *, daily: int, weekly: int, monthly: int) -> set[datetime]:
    """Return those that stay."""
    newest_first = sorted(times, reverse=True)
    kinds: tuple[tuple[Callable[[datetime], Any], int], ...] = (
        (lambda at: at.date(), daily),
        (lambda at: at.isocalendar()[:2], weekly),
        (lambda at: (at.year, at.month), monthly),
    )
    stay: set[datetime] = set()
    for period_of, count in kinds:
        first_of: dict[Any, datetime] = {}
        for at in newest_first:
            first_of.setdefault(period_of(at), at)
        stay |= set(list(first_of.values())[:count])
    return stay
