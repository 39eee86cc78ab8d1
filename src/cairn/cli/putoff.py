"""`cairn putoff`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import USAGE
from cairn.cli.refs import remember, resolve, short
from cairn.cli.screen import screen

_MANY = 50
_DONE = {"keep": "kept", "reschedule": "rescheduled", "drop": "dropped"}


def putoff(
    which: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TASK]...", help="Number in the last list, or the id that lists show."),
    ] = None,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="They stay, and count from nothing.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="They are cancelled.")] = False,
    on: Annotated[str | None, typer.Option(help="Another day for them, as 2026-11-23.")] = None,
) -> None:
    """List what was put off three times or more, or decide what becomes of it."""
    client = Client()
    chosen = [
        name for name, given in (("keep", keep), ("drop", drop), ("reschedule", on is not None)) if given
    ]
    if not which:
        if chosen:
            raise CliError("Say which tasks: `cairn putoff` numbers them.", code=USAGE)
        _list(client)
        return
    if len(chosen) != 1:
        raise CliError("Decide one thing: --keep, --drop, or --on with a day.", code=USAGE)
    tasks = dict.fromkeys(resolve(client, given) for given in which)
    decisions = [{"task_id": task, "decision": chosen[0], "scheduled_for": on} for task in tasks]
    answer = client.post("/quarantine/decisions", {"decisions": decisions})
    if screen.json:
        screen.answer(answer)
        return
    done = _DONE[chosen[0]]
    screen.out.print(f"{answer[done]} {done}, {answer['left']} left.", style="green")


def _list(client: Client) -> None:
    found = client.get("/quarantine", page_size=_MANY)
    items: list[dict[str, Any]] = found["items"]
    remember(client, [task["task_id"] for task in items])
    if screen.json:
        screen.answer(found)
        return
    if not items:
        screen.out.print("Nothing is put off again and again.")
        return
    from rich.text import Text

    from cairn.cli.words import one_line

    for number, task in enumerate(items, 1):
        told = Text.assemble((f"{number:4d}  ", "dim"), f"{task['rollover_count']}x  ")
        told.append(one_line(task["title"]))
        told.append(f"  {short(task['task_id'])}", "dim")
        screen.out.print(told)
    screen.out.print("Decide with --keep, --drop, or --on DAY.", style="dim")
