"""`cairn db`: the migrations of the installation's database."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND
from cairn.cli.local import local_database, read_settings
from cairn.cli.screen import screen
from cairn.cli.tree import command, group, require

if TYPE_CHECKING:
    from cairn.kit.db.migrate import Migration, Status

app = group("db", "The database: its state, and its migrations.")

Folder = Annotated[
    Path | None, typer.Option(hidden=True, help="Folder of the migrations, in place of this program's.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@command(app)
def status(folder: Folder = None) -> None:
    """Tell the revision of the database, what is pending, and what does not fit."""
    with _connected(make=False) as url:
        found = _status(url, folder)
    if screen.json:
        screen.answer(_document(found))
        return
    screen.out.print(f"Revision  {found.current or 'none'}")
    screen.out.print(f"Newest    {found.head}")
    for name, listed in (("Pending", found.pending), ("Changed", found.changed)):
        for migration in listed:
            screen.out.print(f"{name}   {migration.path.name}", soft_wrap=True)
    screen.out.print(_verdict(found), soft_wrap=True)


@command(app)
def verify(folder: Folder = None) -> None:
    """Check that every applied migration is the file that was applied; fails where one is not."""
    from cairn.kit.db import migrate

    with _connected(make=False) as url:
        found = _status(url, folder)
    with _refusals():
        migrate.require_usable(found)
    if screen.json:
        screen.answer(_document(found))
    else:
        screen.out.print(_verdict(found), soft_wrap=True)


@command(app)
def upgrade(folder: Folder = None) -> None:
    """Apply the pending migrations, each as a whole or not at all."""
    from cairn.kit.db import migrate

    with _connected(make=True) as url:
        found = _status(url, folder)
        with _refusals():
            migrate.require_usable(found)
        for migration in found.pending:
            with _refusals(migration):
                migrate.upgrade(url, migration.revision, folder or migrate.MIGRATIONS)
            if not screen.json:
                screen.out.print(f"Applied {migration.path.name}")
        after = _status(url, folder)
    if screen.json:
        screen.answer({**_document(after), "applied": [m.path.name for m in found.pending]})
    else:
        screen.out.print(_verdict(after), soft_wrap=True)


@command(app)
def downgrade(
    revision: Annotated[str, typer.Argument(help="Revision to go back to, or `base`: before all of them.")],
    yes: Yes = False,
    folder: Folder = None,
) -> None:
    """Take migrations back, down to a revision. What they had added to the database is lost."""
    from cairn.kit.db import migrate

    with _connected(make=False) as url:
        found = _status(url, folder)
        with _refusals():
            migrate.require_usable(found)
        undone, target = _above(found, revision, migrate.migrations(folder or migrate.MIGRATIONS))
        if undone:
            _agree([m.path.name for m in undone], yes=yes)
        for migration in undone:
            with _refusals(migration):
                migrate.downgrade(url, migration.parent or "base", folder or migrate.MIGRATIONS)
        after = _status(url, folder)
    if screen.json:
        screen.answer({**_document(after), "undone": [m.path.name for m in undone]})
    else:
        screen.out.print(f"The database is at revision {target or 'none'}; {len(undone)} taken back.")


def _agree(names: list[str], *, yes: bool) -> None:
    if yes:
        return
    require(sys.stdin.isatty() and not screen.json, "There is nobody to ask: --yes says that you mean it.")
    screen.note("These are taken back, newest first, with the data that they brought:")
    for name in names:
        screen.note(f"  {name}")
    typer.confirm("Go on?", abort=True, err=True)


def _above(
    found: "Status", revision: str, line: tuple["Migration", ...]
) -> tuple[list["Migration"], str | None]:
    """Return the applied migrations after a revision, newest first, and the revision in full."""
    done = [m for m in line if m not in found.pending]
    if revision == "base":
        return done[::-1], None
    fitting = [m for m in done if m.revision == revision] or [
        m for m in done if m.revision.startswith(revision)
    ]
    if len(fitting) != 1:
        known = ", ".join(m.revision for m in done) or "none"
        raise CliError(
            f"No one applied revision is called {revision}.", code=NOT_FOUND, hint=f"Applied are: {known}."
        )
    at = done.index(fitting[0])
    return done[:at:-1], fitting[0].revision


@contextmanager
def _connected(*, make: bool) -> Iterator[str]:
    import asyncpg

    try:
        with local_database(read_settings(), make=make) as url:
            yield url
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CliError(f"The database cannot be used: {error}") from None


def _status(url: str, folder: Path | None) -> "Status":
    import asyncio

    import asyncpg

    from cairn.kit.db import migrate

    async def look() -> "Status":
        connection = await asyncpg.connect(url)
        try:
            return await migrate.status(connection, folder or migrate.MIGRATIONS)
        finally:
            await connection.close()

    with _refusals():
        return asyncio.run(look())


@contextmanager
def _refusals(migration: "Migration | None" = None) -> Iterator[None]:
    """Name the migration that failed, without the statement, which can hold what people wrote."""
    from cairn.kit.db.migrate import MigrationError

    try:
        yield
    except MigrationError as error:
        raise CliError(str(error), type="migration") from None
    except Exception as error:
        if migration is None:
            raise
        cause = getattr(error, "orig", None) or error
        reason = re.sub(r"\s+", " ", str(cause).partition("\nDETAIL")[0].partition("\n[SQL")[0]).strip()
        raise CliError(
            f"{migration.path.name} failed: {type(cause).__name__}: {reason}",
            hint="The database is as it was before that migration.",
            type="migration",
        ) from error


def _verdict(found: "Status") -> str:
    if found.unknown:
        return "A newer version of Cairn made this database: start that one, or restore a backup."
    if found.changed:
        return "Applied migrations have changed since: restore the original files."
    if found.pending:
        return f"{len(found.pending)} pending: `cairn db upgrade`, or the next `cairn serve`, applies them."
    return "Up to date, and every applied file is unchanged."


def _document(found: "Status") -> dict[str, Any]:
    return {
        "current": found.current,
        "head": found.head,
        "pending": [m.path.name for m in found.pending],
        "changed": [m.path.name for m in found.changed],
        "unknown": found.unknown,
    }
