"""What works on this machine without asking a server: its settings and its database."""

import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from cairn.cli.errors import CliError, from_problem
from cairn.cli.exits import USAGE

if TYPE_CHECKING:
    from cairn.kit.db.embedded import EmbeddedPostgres
    from cairn.kit.db.work import Database
    from cairn.settings import Settings

T = TypeVar("T")

_STARTING_SECONDS = 60.0
_TERMINATED = 143


def read_settings() -> "Settings":
    """Return the settings, or end the program with a sentence for each that is wrong."""
    from pydantic import ValidationError

    from cairn.settings import load_settings

    try:
        return load_settings()
    except ValidationError as error:
        wrong = [
            {
                "pointer": "CAIRN_" + "__".join(str(part) for part in item["loc"]).upper(),
                "code": item["type"],
                "detail": item["msg"],
            }
            for item in error.errors(include_input=False, include_url=False)
        ]
        title = "A setting in the environment is wrong."
        document = {"type": "/problems/settings", "title": title, "detail": title, "errors": wrong}
        raise CliError(title, code=USAGE, document=document) from None


@contextmanager
def local_database(settings: "Settings", *, make: bool = True) -> Iterator[str]:
    """Yield the URL of the installation's database.

    The embedded one is used as it runs, whoever started it; where nobody has, it runs for the block. Unless
    it may be made, one that does not exist yet is an error.
    """
    if settings.database_url is not None:
        yield settings.direct(settings.database_url.get_secret_value())
        return
    from cairn.kit.db.embedded import EmbeddedPostgres

    server = EmbeddedPostgres(settings.data_dir)
    if not make and not (settings.data_dir / "postgres").exists():
        raise CliError(
            f"There is no database in {settings.data_dir} yet.",
            hint="`cairn serve` makes it, or `cairn db upgrade`; CAIRN_DATA_DIR names another folder.",
        )
    with _startup_problems(), ended_by_sigterm():
        _bring_up(server)
        try:
            server.ensure_database()
            yield server.url()
        finally:
            server.stop()  # does nothing where another process runs it


def _bring_up(server: "EmbeddedPostgres") -> None:
    """Return when the server answers, started by whomever."""
    from cairn.kit.db.embedded import DataDirectoryInUse

    deadline = time.monotonic() + _STARTING_SECONDS
    while not server.is_ready():
        try:
            server.start()
        except DataDirectoryInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)  # another process holds the folder: its server is about to answer, or to end


@contextmanager
def _startup_problems() -> Iterator[None]:
    from cairn.kit.db.embedded import DatabaseStartFailed, DataDirectoryInUse

    try:
        yield
    except (DatabaseStartFailed, DataDirectoryInUse) as error:
        raise CliError(str(error)) from None


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Leave the block on SIGTERM as on Ctrl-C, so that the database is stopped on the way out."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def on_database(work: "Callable[[Database], Awaitable[T]]") -> T:
    """Run a function on the database, which is made and migrated where it is new."""
    import asyncio

    import asyncpg

    from cairn.kit.db.migrate import MigrationError
    from cairn.kit.http.problems import Problem

    try:
        with local_database(read_settings()) as url:
            return asyncio.run(_with_database(url, work))
    except Problem as problem:
        raise from_problem(
            problem.document("", None) | {"errors": _fields(problem)}, problem.status
        ) from None
    except MigrationError as error:
        raise CliError(str(error), hint="`cairn db status` tells more.") from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CliError(f"The database cannot be used: {error}") from None


async def _with_database(url: str, work: "Callable[[Database], Awaitable[T]]") -> T:
    from cairn.api import load_domains
    from cairn.kit.db import migrate
    from cairn.kit.db.work import Database

    await migrate.ensure_head(url)
    load_domains()  # what else begins with an account, such as its areas, is made by their handlers
    database = await Database.connect(url, size=2)
    try:
        return await work(database)
    finally:
        await database.close()


def _fields(problem: Any) -> list[dict[str, str]]:
    return [{"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in problem.errors]
