"""`cairn import`: looks at a file, shows what would become of it, and imports it."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError, from_problem
from cairn.cli.exits import USAGE
from cairn.cli.multipart import multipart
from cairn.cli.screen import plain, screen
from cairn.cli.tree import require

_SHOWN_TASKS = 8
_SHOWN_FINDINGS = 20


def import_file(
    file: Annotated[Path, typer.Argument(help="The file; - reads standard input.")],
    *,
    format: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option(help="Such as taskwarrior, icalendar or todoist; recognised when absent.")
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Take a field from a column; can be repeated."),
    ] = None,
    date_order: Annotated[str | None, typer.Option(help="dmy or mdy: how a table means 03/04/2026.")] = None,
    source: Annotated[
        str | None, typer.Option(help="Label for where the file is from, to tell programs apart.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be imported.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Import without asking.")] = False,
) -> None:
    """Import tasks from another program's file. A second time changes nothing."""
    may_ask = sys.stdin.isatty() and not screen.json
    require(dry_run or yes or may_ask, "There is nobody to ask: add --yes, or --dry-run to look only.")
    name, content = _read(file)
    options = {"columns": _columns(map_ or []), "date_order": date_order, "source": source}
    fields = {"options": json.dumps(options)} | ({"format": format} if format else {})
    client = Client()
    body, media_type = multipart(fields, name, content)
    with _progress(f"Reading {name}"):
        seen = client.call("POST", "/imports", body=body, media_type=media_type).json()
    if not screen.json:
        _show_preview(seen)
        _show_findings(seen)
    new = seen["counts"]["new"] + seen["counts"]["entries_new"]
    if dry_run or not new:
        client.call("DELETE", f"/imports/{seen['id']}")
        _finish(seen, "Nothing was imported." if dry_run else "There is nothing new in it.")
        return
    if not yes and not typer.confirm(f"Import {_what(seen['counts'])}?", default=True, err=True):
        client.call("DELETE", f"/imports/{seen['id']}")
        _finish(seen, "Nothing was imported.")
        return
    made = _commit(client, seen)
    _finish(made, _made(made["counts"]))


def _finish(document: dict[str, Any], words: str) -> None:
    if screen.json:
        screen.answer(document)
    else:
        screen.out.print(words)


def _read(file: Path) -> tuple[str, bytes]:
    if str(file) == "-":
        return "standard input", sys.stdin.buffer.read()
    try:
        return file.name, file.read_bytes()
    except OSError as error:
        raise CliError(f"{file} cannot be read: {error.strerror}.", code=USAGE) from None


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        require(equals and field.strip(), f"--map {pair}: write FIELD=COLUMN, such as due=Deadline.")
        columns[field.strip()] = column.strip()
    return columns


def _commit(client: Client, seen: dict[str, Any]) -> dict[str, Any]:
    """Carry the import out; a break on the way leaves nothing of it."""
    with _progress(f"Importing {_what(seen['counts'])}") as moved:
        for line in client.stream(f"/imports/{seen['id']}/commit"):
            if "result" in line:
                made: dict[str, Any] = line["result"]
                return made
            if "problem" in line:
                raise from_problem(line["problem"], int(line["problem"]["status"]))
            moved(line["done"], line["total"])
    raise CliError("The server ended the import on the way; nothing was imported.", hint="Try it again.")


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far the server is, on a terminal only; the block tells by (done, total)."""
    if screen.json or not screen.err.is_terminal:
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen.err, transient=True) as progress:
        bar = progress.add_task(plain(what), total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)


def _what(counts: dict[str, Any]) -> str:
    """Say how much is new."""
    parts = [f"{counts['entries_new']} journal entries"] if counts["entries_new"] else []
    return " and ".join([f"{counts['new']} tasks", *parts] if counts["new"] or not parts else parts)


def _made(counts: dict[str, Any]) -> str:
    if counts["entries_new"]:
        return f"Imported {_what(counts)}."
    told = f"Imported {counts['new']} tasks ({counts['open']} open, {counts['done']} done"
    told += f", {counts['cancelled']} cancelled)" if counts["cancelled"] else ")"
    if counts["projects_new"]:
        told += f" and {counts['projects_new']} projects"
    return f"{told}."


def _show_preview(seen: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import due, machine_today, one_line

    counts = seen["counts"]
    screen.out.print(
        f"{plain(seen['file_name'])} ({seen['format']}): {counts['tasks']} tasks,"
        f" {counts['new']} new, {counts['known']} known, {counts['changed']} changed since."
    )
    if counts["entries_new"] or counts["entries_known"]:
        screen.out.print(f"Journal: {counts['entries_new']} new, {counts['entries_known']} known.")
    if table := (seen["preview"] or {}).get("table"):
        for field, column in table["mapping"].items():
            screen.out.print(f"  {plain(field)} is column {plain(column)}", style="dim")
        for column in table["unclear_dates"]:
            screen.out.print(
                f"  Column {plain(column)}: --date-order says how its dates are meant.", style="yellow"
            )
    tasks = (seen["preview"] or {}).get("tasks") or []
    if not tasks:
        return
    shown = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    shown.add_column("Task", ratio=1, overflow="fold")
    shown.add_column("Due", no_wrap=True)
    shown.add_column("Project", max_width=20, no_wrap=True, overflow="ellipsis")
    shown.add_column("", no_wrap=True)
    today = machine_today()
    for task in tasks[:_SHOWN_TASKS]:
        standing = "" if task["standing"] == "new" else task["standing"]
        state = task["status"] if task["status"] in {"done", "cancelled"} else standing
        project = one_line(task["project"] or "")
        shown.add_row(Text(one_line(task["title"])), due(task, today), Text(project), Text(state, "dim"))
    screen.out.print(shown)
    if counts["tasks"] > _SHOWN_TASKS:
        screen.out.print(f"… and {counts['tasks'] - _SHOWN_TASKS} more.", style="dim")


def _show_findings(seen: dict[str, Any]) -> None:
    """Report what was not understood, with its place."""
    from rich.text import Text

    found = seen["findings"]
    if not found["total"]:
        return
    screen.out.print(f"Not understood: {found['total']}", style="yellow")
    for item in found["items"][:_SHOWN_FINDINGS]:
        told = Text.assemble(
            "  ", (plain(item["place"]), "bold"), f": {plain(item['value'])} " if item["value"] else ": "
        )
        told.append(plain(item["message"]), "red" if item["severity"] == "error" else "dim")
        screen.out.print(told, soft_wrap=True)
    if found["total"] > _SHOWN_FINDINGS:
        screen.out.print(f"  … and {found['total'] - _SHOWN_FINDINGS} more; --json has them.", style="dim")
