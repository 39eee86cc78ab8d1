"""Days, durations and names as a table shows them."""

from datetime import date, datetime, timedelta
from typing import Any

from rich.text import Text

from cairn.cli.screen import plain

PRIORITIES = {1: "urgent", 2: "high", 3: "medium", 4: "low"}
PRIORITY_STYLES = {1: "bold red", 2: "yellow", 4: "dim"}
_HOUR = 60
_NEAR_DAYS = 7


def one_line(text: Any) -> str:
    """Return text as one line without control characters."""
    return " ".join(plain(text).split())


def due(task: dict[str, Any], today: date) -> Text:
    """Return when a task is due, seen from a day: overdue in red, today in yellow."""
    if not task["due_date"]:
        return Text()
    day = date.fromisoformat(task["due_date"])
    words = near_day(day, today)
    if task.get("due_at"):
        words += f" {local_time(task['due_at']):%H:%M}"
    style = "red" if day < today else "yellow" if day == today else ""
    return Text(words, style)


def near_day(day: date, today: date) -> str:
    """Return a day in as few words as tell it apart."""
    away = (day - today).days
    if away in {-1, 0, 1}:
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[away]
    if 0 < away < _NEAR_DAYS:
        return f"{day:%A}"
    return f"{day.day} {day:%b}" if abs(away) < 300 else day.isoformat()  # noqa: PLR2004 - the year is clear


def local_time(instant: str) -> datetime:
    """Return an instant of the API in the zone of this machine."""
    return datetime.fromisoformat(instant).astimezone()


def minutes(number: int | None) -> str:
    """Return minutes as `45 m`, `2 h` or `1 h 30`."""
    if number is None:
        return ""
    hours, rest = divmod(number, _HOUR)
    if not hours:
        return f"{rest} m"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def bar(percent: float | None, width: int) -> Text:
    """Return a bar of progress, in characters that every terminal has."""
    if percent is None:
        return Text("·" * width, "dim")
    full = round(max(0.0, min(100.0, percent)) / 100 * width)
    return Text.assemble(("█" * full, "green"), ("░" * (width - full), "dim"))


def machine_today() -> date:
    """Return the day by this machine's clock and zone."""
    now = datetime.now()  # check: allow naive_datetimes (for display; the clock would import the zones)  # noqa: DTZ005
    return now.date()


def day_words(text: str) -> dict[str, str]:
    """Return the filter that `today`, `week`, `overdue`, `none` or a date means; empty for another word."""
    today = machine_today()
    known = {
        "today": {"due_on": today.isoformat()},
        "tomorrow": {"due_on": (today + timedelta(days=1)).isoformat()},
        "week": {
            "due_after": (today - timedelta(days=1)).isoformat(),
            "due_before": (today + timedelta(days=7)).isoformat(),
        },
        "overdue": {"overdue": "true"},
        "none": {"no_due": "true"},
    }
    if text in known:
        return known[text]
    try:
        return {"due_on": date.fromisoformat(text).isoformat()}
    except ValueError:
        return {}
