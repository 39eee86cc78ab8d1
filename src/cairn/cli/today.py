"""`cairn today`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.refs import remember, short
from cairn.cli.screen import screen

if TYPE_CHECKING:
    from rich.table import Table

_WIDE = 64
"""Columns from which the table has room for time and score beside the title."""


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
    screen.out.print(_headline(day, date_of_day), soft_wrap=False)
    if day["items"]:
        screen.out.print(_table(day["items"], date_of_day, with_reasons=why))
    else:
        screen.out.print('Nothing to do. `cairn add "call Ada tomorrow"` adds a task.')
    more = day["candidate_count"] - len(day["items"])
    if more > 0:
        screen.out.print(f"… and {more} more below.", style="dim")
    _show_blocked(day)
    if day["done_today"]:
        points = f", {day['points_today']} points" if day["points_today"] else ""
        screen.out.print(f"Done today: {len(day['done_today'])}{points}.", style="green")


def _headline(day: dict[str, Any], date_of_day: Any) -> Any:
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


def _table(items: list[dict[str, Any]], date_of_day: Any, *, with_reasons: bool) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import PRIORITY_STYLES, due, minutes, one_line

    is_wide = screen.out.width >= _WIDE
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("#", justify="right")
    table.add_column("Task", ratio=1, overflow="fold")
    table.add_column("Due", no_wrap=True)
    if is_wide:
        table.add_column("Time", justify="right", no_wrap=True)
        table.add_column("Score", justify="right", no_wrap=True)
        table.add_column("Id", style="dim", no_wrap=True)
    for item in items:
        task = item["task"]
        title = Text(one_line(task["title"]), PRIORITY_STYLES.get(task["priority"], ""))
        for tag in task["tags"]:
            title.append(f" #{one_line(tag)}", "blue")
        place = task["project_name"] or task["area_name"]
        if place:
            title.append(f"  {one_line(place)}", "dim")
        if with_reasons:
            title.append(f"\n{one_line(item['why'])}", "dim italic")
        row: list[Text | str] = [str(item["rank"]), title, due(task, date_of_day)]
        if is_wide:
            left = task["remaining_minutes"]
            time_style = "" if item["fits_capacity"] else "red"
            row += [Text(minutes(left), time_style), f"{item['score_pct']:.0f}", short(task["id"])]
        table.add_row(*row)
    return table


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
