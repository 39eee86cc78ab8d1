"""`cairn tasks`, `done` and `undone`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import USAGE
from cairn.cli.refs import remember, resolve, short
from cairn.cli.screen import screen

if TYPE_CHECKING:
    from rich.table import Table

STATUSES = ("backlog", "todo", "in_progress", "blocked", "on_hold", "in_review", "done", "cancelled")
DUE = "today, tomorrow, week, overdue, none, or a date such as 2026-12-24"
Which = Annotated[
    list[str], typer.Argument(metavar="TASK...", help="Number in the last list, or the id that lists show.")
]


def tasks(
    search: Annotated[str | None, typer.Argument(help="Words that the task has.")] = None,
    *,
    project: Annotated[str | None, typer.Option(help="Only of this project, by name.")] = None,
    area: Annotated[str | None, typer.Option(help="Only of this area, by name.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Only with this tag; can be repeated.")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help=f"Only in this state: {', '.join(STATUSES)}; can be repeated.")
    ] = None,
    due: Annotated[str | None, typer.Option(help=f"Only what is due then: {DUE}.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Done and cancelled ones, too.")] = False,
    sort: Annotated[
        str, typer.Option(help="due, priority, created, updated, title, position or completed.")
    ] = "due",
    page: Annotated[int, typer.Option(min=1, help="Which page, from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=300, help="Tasks on a page.")] = 25,
) -> None:
    """List tasks that are open, or as the filters say."""
    from cairn.cli.names import id_of
    from cairn.cli.words import day_words

    day = day_words(due) if due else {}
    if due and not day:
        raise CliError(f"{due} is no day: {DUE}.", code=USAGE)
    client = Client()
    found = client.get(
        "/tasks",
        q=search,
        project_id=id_of(client, "project", project) if project else None,
        area_id=id_of(client, "area", area) if area else None,
        tag=tag or None,
        status=status or None,
        open=None if every or status else "true",
        sort=sort,
        page=page,
        page_size=page_size,
        **day,
    )
    remember(client, [task["id"] for task in found["items"]])
    if screen.json:
        screen.answer(found)
        return
    _show_page(client, found)


def done(
    which: Which,
    energy: Annotated[int | None, typer.Option(min=1, max=10, help="Your energy now, 1 to 10.")] = None,
) -> None:
    """Complete tasks. Tells the points, and the next date of a repeating one."""
    body = {} if energy is None else {"energy_end": energy}
    client = Client()
    answers = [client.post(f"/tasks/{task}/complete", body) for task in _resolved(client, which)]
    if screen.json:
        screen.answer(answers)
        return
    from rich.text import Text

    from cairn.cli.words import machine_today, near_day, one_line

    for answer in answers:
        told = Text.assemble(("Done ", "green"), one_line(answer["title"]))
        if answer["earned_points"]:
            told.append(f"  +{answer['earned_points']} points", "cyan")
        screen.out.print(told)
        if answer["next_task_id"]:
            following = client.get(f"/tasks/{answer['next_task_id']}")
            day = _day_of(following)
            when = near_day(day, machine_today()) if day else "when you like"
            screen.out.print(f"     next: {when}  ({short(following['id'])})")


def undone(which: Which) -> None:
    """Open completed tasks again. What their completion brought is taken back."""
    client = Client()
    answers = [client.post(f"/tasks/{task}/reopen") for task in _resolved(client, which)]
    if screen.json:
        screen.answer(answers)
        return
    from rich.text import Text

    from cairn.cli.words import one_line

    for answer in answers:
        told = Text.assemble(("Open again ", "yellow"), one_line(answer["title"]))
        if answer["taken_back_points"]:
            told.append(f"  -{answer['taken_back_points']} points", "cyan")
        screen.out.print(told)
        if answer["removed_task_id"]:
            screen.out.print("     its next occurrence is gone")
        if answer["kept_task_id"]:
            screen.out.print(f"     its next occurrence stays  ({short(answer['kept_task_id'])})")


def _resolved(client: Client, which: list[str]) -> list[str]:
    """Return the ids, each once, before anything is changed."""
    return list(dict.fromkeys(resolve(client, given) for given in which))


def _day_of(task: dict[str, Any]) -> Any:
    from datetime import date

    text = task["due_date"] or task["scheduled_for"]
    return date.fromisoformat(text) if text else None


def _show_page(client: Client, found: dict[str, Any]) -> None:
    from cairn.cli.names import name_by_id

    items = found["items"]
    if not items:
        screen.out.print("No task fits." if found["total"] == 0 else "This page is empty.")
        return
    projects = name_by_id(client, "project") if any(t["project_id"] for t in items) else {}
    screen.out.print(task_table(items, projects))
    pages = -(-found["total"] // found["page_size"])
    if pages > 1:
        screen.out.print(f"Page {found['page']} of {pages}; {found['total']} tasks.")


def task_table(items: list[dict[str, Any]], projects: dict[str, str]) -> "Table":
    """Return a table of tasks that fits 80 columns; on a narrow terminal, without project and id."""
    from rich.table import Table
    from rich.text import Text

    from cairn.cli.words import PRIORITIES, PRIORITY_STYLES, due, machine_today, one_line

    today = machine_today()
    is_wide = screen.out.width >= 70  # noqa: PLR2004 - below, titles would be cut to a few letters
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("#", justify="right")
    table.add_column("Task", ratio=1, overflow="fold")
    table.add_column("Due", no_wrap=True)
    if is_wide:
        table.add_column("Priority", no_wrap=True)
        table.add_column("Project", max_width=16, no_wrap=True, overflow="ellipsis")
        table.add_column("Id", style="dim", no_wrap=True)
    for number, task in enumerate(items, 1):
        closed = task["status"] in {"done", "cancelled"}
        title = Text(one_line(task["title"]), "dim strike" if closed else "")
        if task["status"] not in {"todo", "done", "cancelled"}:
            title.append(f" [{task['status'].replace('_', ' ')}]", "magenta")
        for tag in task["tags"]:
            title.append(f" #{one_line(tag)}", "blue")
        if task["recurrence_text"]:
            title.append(f" ({one_line(task['recurrence_text'])})", "dim")
        row: list[Text | str] = [str(number), title, due(task, today)]
        if is_wide:
            priority = task["priority"]
            row += [
                Text(PRIORITIES.get(priority, ""), PRIORITY_STYLES.get(priority, "")),
                Text(projects.get(task["project_id"] or "", "")),
                short(task["id"]),
            ]
        table.add_row(*row)
    return table
