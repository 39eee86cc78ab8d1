"""`cairn goals`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import screen

_BAR = 12
_HEALTH_STYLES = {
    "ahead": "green",
    "on_track": "green",
    "at_risk": "yellow",
    "behind": "red",
    "dormant": "dim",
}


def goals(
    search: Annotated[str | None, typer.Argument(help="Text that the goal has.")] = None,
    *,
    area: Annotated[str | None, typer.Option(help="Only of this area, by name.")] = None,
    horizon: Annotated[
        str | None, typer.Option(help="Only of this horizon: yearly, quarterly, monthly, weekly or daily.")
    ] = None,
    health: Annotated[
        str | None, typer.Option(help="Only with this pace: ahead, on_track, at_risk, behind or dormant.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Achieved and abandoned ones, too.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Which page, from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=300, help="Goals on a page.")] = 25,
) -> None:
    """List goals with their progress and pace."""
    from cairn.cli.names import id_of

    client = Client()
    found = client.get(
        "/goals",
        q=search,
        area_id=id_of(client, "area", area) if area else None,
        horizon=horizon,
        health=health,
        status=None if every else ["planning", "active", "paused"],
        page=page,
        page_size=page_size,
    )
    if screen.json:
        screen.answer(found)
    elif not found["items"]:
        screen.out.print("No goal fits.")
    else:
        _show(found)


def _show(found: dict[str, Any]) -> None:
    from datetime import date

    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import bar, machine_today, near_day, one_line

    today = machine_today()
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("Goal", ratio=1, overflow="fold")
    table.add_column("Progress", no_wrap=True)
    table.add_column("Pace", no_wrap=True)
    table.add_column("Until", no_wrap=True)
    for goal in found["items"]:
        percent = goal["progress_pct"]
        progress = bar(percent, _BAR)
        progress.append("    ?" if percent is None else f" {percent:3.0f}%")
        pace = goal["health"] or ("" if goal["status"] == "active" else goal["status"])
        target = goal["target_date"]
        table.add_row(
            Text(one_line(goal["title"])),
            progress,
            Text(pace.replace("_", " "), _HEALTH_STYLES.get(pace, "")),
            near_day(date.fromisoformat(target), today) if target else "",
        )
    screen.out.print(table)
    pages = -(-found["total"] // found["page_size"])
    if pages > 1:
        screen.out.print(f"Page {found['page']} of {pages}; {found['total']} goals.")
