"""`cairn serve` and `cairn worker`."""

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError

from cairn.cli.exits import FAILED, USAGE
from cairn.kit.db.embedded import DatabaseStartFailed, DataDirectoryInUse
from cairn.kit.db.migrate import MigrationError
from cairn.serve import CannotStart, database_of
from cairn.serve import serve as run_server
from cairn.serve import work_only
from cairn.settings import Settings, load_settings

EXPECTED = (CannotStart, DataDirectoryInUse, DatabaseStartFailed, MigrationError)


def say(text: str) -> None:
    """Tell the person at the terminal."""
    typer.echo(text, err=True)


def read_settings() -> Settings:
    """Return the settings, or end the program with a sentence for each that is wrong."""
    try:
        return load_settings()
    except ValidationError as error:
        for item in error.errors():
            name = "CAIRN_" + "__".join(str(part) for part in item["loc"]).upper()
            say(f"{name}: {item['msg']}")
        raise typer.Exit(USAGE) from None


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    worker: Annotated[bool, typer.Option(help="Run the job worker in this process too.")] = True,
) -> None:
    """Start the server, with its own database unless CAIRN_DATABASE_URL names one."""
    settings = read_settings()
    changes = {k: v for k, v in {"host": host, "port": port}.items() if v is not None}
    settings = settings.model_copy(update={"http": settings.http.model_copy(update=changes)})
    try:
        run_server(settings, with_worker=worker, announce=say)
    except EXPECTED as error:
        say(str(error))
        raise typer.Exit(FAILED) from None


def worker() -> None:
    """Run a job worker of its own, beside servers that were started with --no-worker."""
    settings = read_settings()
    try:
        with database_of(settings, say) as url:
            asyncio.run(work_only(settings, url, say))
    except EXPECTED as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
