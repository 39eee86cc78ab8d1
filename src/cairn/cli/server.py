"""`cairn serve` and `cairn worker`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cairn.cli.errors import CliError
from cairn.cli.local import ended_by_sigterm, local_database, read_settings
from cairn.cli.screen import screen


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = None,
    worker: Annotated[bool, typer.Option(help="Run the job worker too.")] = True,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Serve with this many processes, and a parent that replaces them when they die, or on SIGHUP"
            " without an interruption. When absent, one process does everything.",
            min=1,
            max=64,
        ),
    ] = None,
) -> None:
    """Start Cairn. Uses a database of its own, unless CAIRN_DATABASE_URL names one."""
    settings = read_settings()
    changes = {k: v for k, v in {"host": host, "port": port}.items() if v is not None}
    settings = settings.model_copy(update={"http": settings.http.model_copy(update=changes)})
    # Until the server itself takes the signal, its database has to be stopped all the same.
    with _told(), ended_by_sigterm():
        if workers is None:
            from cairn.serve import serve as run_server

            run_server(settings, with_worker=worker, announce=_announcer())
        else:
            from cairn.supervise import supervise

            supervise(settings, workers, with_worker=worker, announce=_announcer())


def worker() -> None:
    """Run a job worker alone. It serves beside servers that were started with --no-worker."""
    import asyncio

    from cairn.serve import work_only

    settings = read_settings()
    with _told(), local_database(settings) as url:
        asyncio.run(work_only(settings, url, _announcer()))


def _announcer() -> Callable[[str], None]:
    return _announce_line if screen.json else screen.note


def _announce_line(text: str) -> None:
    screen.line({"message": text})
    screen.flush()


@contextmanager
def _told() -> Iterator[None]:
    """Turn the reasons for not starting into a message."""
    from cairn.kit.db.embedded import DatabaseStartFailed, DataDirectoryInUse
    from cairn.kit.db.migrate import MigrationError
    from cairn.serve import CannotStart

    try:
        yield
    except (CannotStart, DataDirectoryInUse, DatabaseStartFailed, MigrationError) as error:
        raise CliError(str(error)) from None
    except Exception as error:
        import asyncpg  # not before: the database starts while the heavy libraries are imported

        if not isinstance(error, (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)):
            raise
        raise CliError(f"The database cannot be used: {error}") from None
