"""`cairn jobs`: background jobs and dead letters, for whoever can reach the installation's database."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.local import on_database
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group, require

if TYPE_CHECKING:
    from cairn.kit.db.work import Database

app = group("jobs", "Background jobs, at the machine itself. No server and no sign-in is needed.")

STATES = ("waiting", "running", "dead", "done", "ended")
Number = Annotated[int, typer.Argument(metavar="JOB", help="Number of the job.", min=1)]


@command(app, "list")
def list_jobs(
    state: Annotated[
        str | None, typer.Option(help="Only in this state: waiting, running, dead, ended.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Only of this kind, e.g. data.export.")] = None,
    limit: Annotated[int, typer.Option(help="How many at most, newest first.", min=1, max=1000)] = 50,
) -> None:
    """List jobs; the dead ones are those that failed as often as they may."""
    require(
        state is None or state in STATES, f"There is no state {state}: choose one of {', '.join(STATES)}."
    )

    async def rows(database: "Database") -> dict[str, Any]:
        from cairn.identity.service import jobs
        from cairn.kit.db.work import Scope

        async with database.read(scope=Scope.SYSTEM) as work:
            found, total = await jobs.list_jobs(work, state=state, name=name, limit=limit)
        return {"items": [dict(row.items()) for row in found], "total": total}

    found = on_database(rows)
    if screen.json:
        screen.answer(found)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("Job", "Kind", "State", "Tries", "Changed", "Ids"):
        table.add_column(heading, overflow="fold")
    for row in found["items"]:
        changed = row["changed_at"].strftime("%Y-%m-%d %H:%M") if row["changed_at"] else ""
        ids = " ".join(f"{key}={value}" for key, value in row["ids"].items())
        table.add_row(str(row["id"]), row["name"], row["state"], str(row["attempts"]), changed, plain(ids))
    screen.out.print(table)
    if found["total"] > len(found["items"]):
        screen.out.print(f"{found['total'] - len(found['items'])} more; see --limit.")


@command(app)
def retry(job: Number) -> None:
    """Run a dead job again, with all its attempts."""

    async def again(database: "Database") -> None:
        from cairn.identity.ids import JobId
        from cairn.identity.service import jobs
        from cairn.kit.db.work import Scope

        async with database.work(scope=Scope.SYSTEM) as work:
            await jobs.retry_job(work, JobId(job))

    on_database(again)
    _tell({"id": job, "state": "waiting"}, f"Job {job} waits for a worker.")


@command(app)
def discard(job: Number) -> None:
    """Remove a job that does not run. What it was to do is not done."""

    async def remove(database: "Database") -> None:
        from cairn.identity.ids import JobId
        from cairn.identity.service import jobs
        from cairn.kit.db.work import Scope

        async with database.work(scope=Scope.SYSTEM) as work:
            await jobs.discard_job(work, JobId(job))

    on_database(remove)
    _tell({"id": job}, f"Job {job} is gone.")


def _tell(document: object, words: str) -> None:
    if screen.json:
        screen.answer(document)
    else:
        screen.out.print(words)
