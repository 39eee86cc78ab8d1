"""`cairn review`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import plain, screen
from cairn.cli.tree import require

_ROWS = (
    ("tasks_done", "tasks done"),
    ("points_earned", "points earned"),
    ("focus_minutes", "focus minutes"),
    ("daily_completion_rate", "done of what was due"),
    ("mood_mean", "mood"),
    ("mood_slope", "mood, a day"),
    ("energy_mean", "energy"),
    ("momentum_score", "momentum"),
    ("alignment_score", "alignment"),
)


def review(
    *,
    month: Annotated[bool, typer.Option("--month", help="The month, in place of the week.")] = False,
    day: Annotated[
        str | None, typer.Option(help="A day of the period; without it the one that ended last.")
    ] = None,
    well: Annotated[str | None, typer.Option(help="What went well.")] = None,
    hard: Annotated[str | None, typer.Option(help="What was hard.")] = None,
    focus: Annotated[str | None, typer.Option(help="What the next period is for.")] = None,
    complete: Annotated[bool, typer.Option("--complete", help="Say that the review is done.")] = False,
) -> None:
    """Look back at a week or month: numbers first, then your words."""
    client = Client()
    found = client.post("/reviews", {"period_type": "month" if month else "week", "day": day})
    place = f"/reviews/{found['id']}"
    words = {name: text for name, text in (("went_well", well), ("was_hard", hard)) if text is not None}
    if words:
        found = client.call("PATCH", place, body=words).json()
    if focus is not None:
        require(focus.strip(), "A focus needs a text.")
        found = client.post(f"{place}/plan", {"focus": focus})
    if complete:
        found = client.post(f"{place}/complete")
    if screen.json:
        screen.answer(found)
        return
    _show(client, found)


def _show(client: Client, found: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import one_line

    numbers = found["numbers"]
    screen.out.print(
        Text.assemble((f"{found['period_start']} to {found['period_end']}", "bold"), f"  {found['status']}")
    )
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for head in ("", "Now", "Before"):
        table.add_column(head, justify="right" if head else "left")
    for name, label in _ROWS:
        before = numbers["before"] and numbers["before"][name]
        table.add_row(label, _number(numbers["metrics"][name]), _number(before))
    screen.out.print(table)
    for habit in numbers["habits"]:
        screen.out.print(f"habit {habit['habit_id'][-6:]}: {habit['done']:g} of {habit['expected']}")
    health = ", ".join(
        f"{count} {name.replace('_', ' ')}" for name, count in numbers["goals_by_health"].items()
    )
    if health:
        screen.out.print(f"Goals: {health}")
    if numbers["put_off"]:
        screen.out.print("Put off three times or more:", style="yellow")
        for task in client.get("/quarantine")["items"]:
            screen.out.print(f"  {task['rollover_count']}x {one_line(task['title'])}")
    for name, label in (("went_well", "Went well"), ("was_hard", "Was hard"), ("focus", "Focus")):
        if found[name]:
            screen.out.print(f"{label}: {plain(found[name])}")


def _number(value: Any) -> str:
    if value is None:
        return "?"
    return f"{value:g}" if isinstance(value, int) else f"{value:.2f}"
