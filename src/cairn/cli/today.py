"""`cairn today`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.refs import remember
from cairn.cli.screen import screen

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_WIDE = 64
"""Columns from which the table has room for time and score beside the title."""
_WIDEST = 100
_EVENING = 18
_NUMBER, _DUE, _TIME, _SCORE = 3, 15, 7, 5


def today(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="Tasks to show.")] = 10,
    preset: Annotated[
        str | None, typer.Option(help="Rank by balance, focus, exploration, efficiency or wellbeing.")
    ] = None,
    why: Annotated[bool, typer.Option(help="Show the reasons.")] = True,
) -> None:
    """Show what matters today, best first, with the reasons."""
    client = Client()
    day = client.get("/today", limit=limit, preset=preset)
    remember(client, [item["task"]["id"] for item in day["items"]])
    if screen.json:
        screen.answer(day)
        return
    from datetime import date

    date_of_day = date.fromisoformat(day["date"])
    screen.out.print(_headline(day, date_of_day))
    if day["items"]:
        _show_items(day["items"], date_of_day, with_reasons=why)
    else:
        screen.out.print('Nothing to do. `cairn add "call Ada tomorrow"` adds a task.')
    more = day["candidate_count"] - len(day["items"])
    if more > 0:
        screen.out.print(f"… and {more} more below.", style="dim")
    _show_blocked(day)
    if day["done_today"]:
        points = f", {day['points_today']} points" if day["points_today"] else ""
        screen.out.print(f"Done today: {len(day['done_today'])}{points}.", style="green")
    _show_reflection(day["reflection"])


def _show_reflection(said: dict[str, Any]) -> None:
    """Print what yesterday wanted of today; in the evening, when nothing is said of it yet, the question."""
    from datetime import datetime

    from rich.text import Text

    from cairn.cli.words import one_line

    if said["focus"]:
        screen.out.print(Text.assemble(("For today: ", "dim"), one_line(said["focus"])))
    evening = datetime.now().hour >= _EVENING  # check: allow naive_datetimes (of this machine)  # noqa: DTZ005
    if evening and not said["has_day_entry"]:
        screen.out.print(Text(f"{said['question']}  `cairn reflect` keeps the answer.", "dim"))


def _headline(day: dict[str, Any], date_of_day: Any) -> "Text":
    from rich.text import Text

    from cairn.cli.words import minutes

    capacity = day["capacity"]
    told = Text.assemble((f"{date_of_day:%A} {date_of_day.day} {date_of_day:%B}", "bold"))
    told.append(f"  {minutes(capacity['planned_minutes'])} planned")
    told.append(f", {capacity['fits']} fit ({minutes(capacity['fits_minutes'])})")
    if capacity["over_minutes"]:
        told.append(f", {minutes(capacity['over_minutes'])} too much", "red")
    if day["overdue_count"]:
        told.append(f", {day['overdue_count']} overdue", "red")
    return told


def _show_items(items: list[dict[str, Any]], date_of_day: Any, *, with_reasons: bool) -> None:
    """Print a row for each task, and its reasons below it over the whole width."""
    from rich.padding import Padding
    from rich.text import Text

    from cairn.cli.words import PRIORITY_STYLES, due, minutes, one_line

    width = min(screen.out.width, _WIDEST)
    heads = (Text(t, "dim") for t in ("#", "Task", "Due", "Time", "Score"))
    screen.out.print(_row(width, *heads))
    for item in items:
        task = item["task"]
        title = Text(one_line(task["title"]), PRIORITY_STYLES.get(task["priority"], ""))
        for tag in task["tags"]:
            title.append(f" #{one_line(tag)}", "blue")
        if place := task["project_name"] or task["area_name"]:
            title.append(f"  {one_line(place)}", "dim")
        left = Text(minutes(task["remaining_minutes"]), "" if item["fits_capacity"] else "red")
        score = Text(f"{item['score_pct']:.0f}")
        screen.out.print(_row(width, Text(str(item["rank"])), title, due(task, date_of_day), left, score))
        if with_reasons:
            reasons = Text(one_line(item["why"]), "dim italic")
            screen.out.print(Padding(reasons, (0, 0, 0, _NUMBER + 1)), width=width)


def _row(width: int, *cells: "Text") -> "Table":
    """Return a line of the table. Its columns have fixed widths, since each line is a table of its own."""
    from rich.table import Table

    row = Table.grid(padding=(0, 1, 0, 0), expand=False)
    is_wide = width >= _WIDE
    fixed = _NUMBER + _DUE + (_TIME + _SCORE + 2 if is_wide else 0) + 2
    row.add_column(width=_NUMBER, justify="right")
    row.add_column(width=width - fixed - 1, overflow="fold")
    row.add_column(width=_DUE, no_wrap=True)
    if is_wide:
        row.add_column(width=_TIME, justify="right", no_wrap=True)
        row.add_column(width=_SCORE, justify="right", no_wrap=True)
    row.add_row(*(cells if is_wide else cells[:3]))
    return row


def _show_blocked(day: dict[str, Any]) -> None:
    from rich.text import Text

    from cairn.cli.words import one_line

    if not day["blocked"]:
        return
    screen.out.print(f"Blocked: {day['blocked_count']}", style="magenta")
    for item in day["blocked"]:
        waits = ", ".join(one_line(other["title"]) for other in item["blocked_by"])
        told = Text.assemble("  ", one_line(item["task"]["title"]))
        if waits:
            told.append(f"  waits for {waits}", "dim")
        elif item["reason"]:
            told.append(f"  {one_line(item['reason'])}", "dim")
        screen.out.print(told)
