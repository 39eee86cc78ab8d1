"""`cairn habit`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group, require

app = group("habit", "What you do again and again, or less and less.")

_MARKS = {"success": "✓", "miss": "✗", "pending": "·", "neutral": "○"}
_STYLES = {"success": "green", "miss": "red", "pending": "yellow", "neutral": "dim"}
DayOption = Annotated[str | None, typer.Option("--date", help="The day, as 2026-11-23; today when absent.")]


@command(app)
def add(
    name: Annotated[str, typer.Argument(help="What is to be done, or done less.")],
    *,
    kind: Annotated[str, typer.Option(help="build, maintain, reduce or quit.")] = "build",
    rule: Annotated[
        str | None, typer.Option(help="Days as a recurrence rule, such as FREQ=WEEKLY;BYDAY=MO,WE,FR.")
    ] = None,
    times: Annotated[int | None, typer.Option(min=1, max=31, help="Times in a week, on any day.")] = None,
    monthly: Annotated[bool, typer.Option("--monthly", help="Count the times in a month.")] = False,
    after: Annotated[int | None, typer.Option(min=1, max=366, help="Days after it was last done.")] = None,
    target: Annotated[float | None, typer.Option(help="Amount at which a day is done.")] = None,
    limit: Annotated[float | None, typer.Option(help="Amount not to exceed, for what to reduce.")] = None,
    unit: Annotated[str | None, typer.Option(help="Unit of the amounts, such as km.")] = None,
    area: Annotated[str | None, typer.Option(help="Its area, by name.")] = None,
) -> None:
    """Add a habit; every day, unless a rule, some times, or days after are given."""
    from cairn.cli.names import id_of

    require([rule, times, after].count(None) >= 2, "Give one of --rule, --times and --after.")  # noqa: PLR2004
    client = Client()
    body: dict[str, Any] = {"name": name, "kind": kind, "unit": unit}
    if rule is not None:
        body["schedule"] = {"kind": "by_rule", "rule": rule}
    elif times is not None:
        period = "month" if monthly else "week"
        body["schedule"] = {"kind": "per_period", "times": times, "period": period}
    elif after is not None:
        body["schedule"] = {"kind": "after_completion", "days": after}
    if target is not None:
        body["target_amount"] = target
    if limit is not None:
        body["limit_amount"] = limit
    if area is not None:
        body["area_id"] = id_of(client, "area", area)
    made = client.post("/habits", body)
    if screen.json:
        screen.answer(made)
    else:
        screen.out.print(f"{plain(made['name'])} begins on {made['start_date']}.", style="green")


@command(app)
def log(
    name: Annotated[str, typer.Argument(help="The habit, by its name or the beginning of it.")],
    amount: Annotated[float, typer.Argument(help="How much.")] = 1,
    *,
    date: DayOption = None,
    note: Annotated[str | None, typer.Option(help="What there is to say about it.")] = None,
) -> None:
    """Write that something was done, today or on an earlier day."""
    from cairn.cli.names import id_of

    client = Client()
    habit_id = id_of(client, "habit", name)
    done = client.post(f"/habits/{habit_id}/logs", {"amount": amount, "local_date": date, "note": note})
    if screen.json:
        screen.answer(done)
        return
    screen.out.print(_standing(done["standing"]), style="green")
    if done["earned_points"]:
        screen.out.print(f"+{done['earned_points']} points", style="green")


@command(app)
def today(date: DayOption = None) -> None:
    """Show the habits of a day, with the units before it."""
    strip = Client().get("/habits/today", date=date)
    if screen.json:
        screen.answer(strip)
        return
    if not strip["items"]:
        screen.out.print('No habit yet. `cairn habit add "Stretch"` adds one.')
        return
    _table(strip["items"])
    screen.out.print(f"{strip['done_count']} of {strip['due_count']} due.")


@command(app, "list")
def list_habits(
    archived: Annotated[bool, typer.Option("--archived", help="The archived ones instead.")] = False,
) -> None:
    """List habits with streak and strength."""
    found = Client().get("/habits", page_size=300, archived="true" if archived else None)
    if screen.json:
        screen.answer(found)
        return
    for habit in found["items"]:
        standing = habit["standing"]
        screen.out.print(f"{plain(habit['name'])}: {_standing(standing) if standing else habit['kind']}")
    if not found["items"]:
        screen.out.print("No habit.")


def _table(items: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import one_line

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("Habit", ratio=1, overflow="fold")
    for name in ("Before", "Today", "Streak", "Strength"):
        table.add_column(name, no_wrap=True)
    for item in items:
        standing = item["standing"]
        before = Text()
        for unit in item["recent"]:
            before.append(_MARKS[unit["mark"]], _STYLES[unit["mark"]])
        strength = standing["strength"]
        paused = item["paused"]
        table.add_row(
            Text(one_line(item["name"])),
            before,
            paused["reason"] if paused else _today(standing, item["unit"]),
            _count(standing),
            "?" if strength is None else f"{100 * strength:.0f}%",
        )
    screen.out.print(table)


def _today(standing: dict[str, Any], unit: str | None) -> str:
    if standing["mark"] is None or not standing["due"]:
        return "not due" if standing["mark"] != "success" else "done"
    if standing["mark"] == "success":
        return "done"
    return f"{standing['got']:g} of {standing['need']:g}{' ' + plain(unit) if unit else ''}"


def _count(standing: dict[str, Any]) -> str:
    count: int = standing["current"]
    return f"{count} {standing['unit']}{'' if count == 1 else 's'}"


def _standing(standing: dict[str, Any]) -> str:
    strength = standing["strength"]
    words = f"{_count(standing)} in a row, longest {standing['longest']}"
    if strength is not None:
        words += f", strength {100 * strength:.0f}%"
    if standing["grace_used"]:
        words += f"; grace bridged {', '.join(standing['grace_used'])}"
    return words
