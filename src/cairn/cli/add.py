"""`cairn add`: a task from a line of text."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import REFUSED
from cairn.cli.refs import short
from cairn.cli.screen import plain, screen
from cairn.cli.tree import require

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {
    "area": "cyan",
    "project": "cyan",
    "tag": "blue",
    "priority": "red",
    "estimate": "magenta",
    "date": "green",
    "time": "green",
    "range": "green",
    "scheduled": "green",
    "recurrence": "yellow",
}


def add(
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT...",
            help='The task, such as "Call Eva friday 3pm #love @Garden !2 30min"; - reads one task a line.',
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is understood, add nothing.")] = False,
) -> None:
    """Add a task from a line of text, and show what was understood."""
    client = Client()
    if text == ["-"]:
        _add_lines(client, dry_run=dry_run)
        return
    line = " ".join(text).strip()
    require(line, "A task needs a text.")
    answer = _added(client, line, dry_run=dry_run)
    if screen.json:
        screen.answer(answer)
    else:
        _show(line, answer)


def _add_lines(client: Client, *, dry_run: bool) -> None:
    """Add a task for each line of standard input; one that is refused does not keep back the others."""
    answers: list[dict[str, Any]] = []
    refused = 0
    for number, line in _lines():
        try:
            answer = _added(client, line, dry_run=dry_run)
        except CliError as error:
            if error.code != REFUSED:
                raise CliError(
                    f"Line {number}: {error.detail}",
                    code=error.code,
                    hint=f"{len(answers)} tasks were added before. {error.hint or ''}".strip(),
                ) from None
            refused += 1
            reasons = "; ".join(detail for _, detail in error.fields) or error.detail
            screen.note(f"Line {number} was refused: {plain(reasons)}")
            continue
        answers.append(answer)
        if not screen.json:
            _show(line, answer)
    if screen.json:
        screen.answer(answers)
    if refused:
        raise CliError(f"{refused} lines were refused; {len(answers)} were taken.", code=REFUSED)


def _lines() -> Iterator[tuple[int, str]]:
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield number, line.strip()


def _added(client: Client, line: str, *, dry_run: bool) -> dict[str, Any]:
    body = {"text": line, "dry_run": dry_run}
    answer: dict[str, Any] = client.call("POST", "/tasks/quick", body=body, patient=True).json()
    return answer


def _show(line: str, answer: dict[str, Any]) -> None:
    from rich.text import Text

    screen.out.print(_coloured(line, answer["understood"]), soft_wrap=True)
    task = answer["task"] or answer["draft"]
    told = Text.assemble(("  → ", "dim"), (plain(task["title"]), "bold"))
    for part in _details(task):
        told.append(f"  {part}")
    if answer["task"]:
        told.append(f"  ({short(answer['task']['id'])})", "dim")
    screen.out.print(told, soft_wrap=True)
    for span in answer["unresolved"]:
        screen.out.print(
            Text(
                f"    There is no {span['kind']} called {plain(span['text'])}; it stays in the title.",
                "yellow",
            ),
            soft_wrap=True,
        )


def _coloured(line: str, spans: list[dict[str, Any]]) -> "Text":
    """Return the line with each part that was understood in the colour of its kind."""
    from rich.text import Text

    told = Text("  ")
    at = 0
    for span in spans:
        told.append(plain(line[at : span["start"]]))
        told.append(plain(line[span["start"] : span["end"]]), _STYLES.get(span["kind"], ""))
        at = span["end"]
    told.append(plain(line[at:]))
    return told


def _details(task: dict[str, Any]) -> Iterator[str]:
    from cairn.cli.words import PRIORITIES, due, machine_today, minutes

    if task["due_date"]:
        yield f"due {due(task, machine_today()).plain}"
    if task["scheduled_for"]:
        yield f"on {task['scheduled_for']}"
    if rule := task.get("recurrence_text") or task["recurrence_rule"]:
        yield f"repeats {plain(rule)}"
    if task["estimate_minutes"]:
        yield minutes(task["estimate_minutes"])
    if task["priority"] and task["priority"] != 3:  # noqa: PLR2004 - medium goes without saying
        yield PRIORITIES[task["priority"]]
    for tag in task["tags"]:
        yield f"#{plain(tag)}"
