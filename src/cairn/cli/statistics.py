"""`cairn stats` and `cairn integrity`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import screen

_ROWS = (
    ("tasks_done", "tasks done"),
    ("points_earned", "points earned"),
    ("focus_minutes", "focus minutes"),
    ("work_minutes", "work minutes"),
    ("active_days", "active days"),
    ("daily_completion_rate", "done of what was due"),
    ("mood_mean", "mood"),
    ("energy_mean", "energy"),
    ("sleep_hours_mean", "hours of sleep"),
    ("momentum_score", "momentum"),
    ("alignment_score", "alignment"),
)


def stats() -> None:
    """Show the numbers of this week, this month and all days that are over."""
    found = Client().get("/statistics")
    if screen.json:
        screen.answer(found)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("")
    for head in ("Week", "Month", "Life"):
        table.add_column(head, justify="right")
    periods = [found["week"], found["month"], found["lifetime"] or {}]
    for name, label in _ROWS:
        table.add_row(label, *(_number(period.get(name)) for period in periods))
    screen.out.print(table)


def integrity(
    now: Annotated[bool, typer.Option("--now", help="Look now, in place of what the night found.")] = False,
) -> None:
    """Show whether your data agree with themselves."""
    client = Client()
    found = client.post("/integrity/check") if now else client.get("/integrity")
    if screen.json:
        screen.answer(found)
    elif found["status"] == "never_checked":
        screen.out.print("Nobody has looked yet; `cairn integrity --now` does.")
    elif not found["findings"]:
        screen.out.print("Everything agrees.", style="green")
    else:
        for one in found["findings"]:
            told = f"{one['kind'].replace('_', ' ')}: {one['entity_kind']} {one['entity_id']}"
            if one["expected"] is not None:
                told += f" should be {one['expected']}, is {one['found']}"
            screen.out.print(told, style="yellow")


def _number(value: Any) -> str:
    if value is None:
        return "?"
    return f"{value:g}" if isinstance(value, int) or value == int(value) else f"{value:.2f}"
