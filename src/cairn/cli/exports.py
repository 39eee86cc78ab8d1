"""`cairn export`: everything that one owns, as one file."""

import hashlib
import os
import time
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import USAGE
from cairn.cli.screen import plain, screen
from cairn.cli.tree import require

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 3.0
_PIECE = 1 << 18
_PARTIAL = 206
_ATTEMPTS = 5


def export(
    file: Annotated[Path, typer.Argument(help="The archive to write, such as cairn.zip.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write everything you own into one archive."""
    require(force or not file.exists(), f"{file} is there already: --force replaces it.")
    require(file.absolute().parent.is_dir(), f"There is no folder {file.absolute().parent}.")
    client = Client()
    made = _wait(client, client.post("/data/export"))
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    try:
        _download(client, made, draft)
        draft.replace(file)
    except OSError as error:
        raise CliError(f"{file} cannot be written: {error.strerror}.", code=USAGE) from None
    if screen.json:
        screen.answer({"file": str(file), **made})
    else:
        screen.out.print(f"{made['done_rows']} rows, {made['file_bytes']} bytes: {plain(str(file))}")


def _wait(client: Client, made: dict[str, Any]) -> dict[str, Any]:
    """Follow the request until its file is there."""
    wait = _FIRST_WAIT
    while made["status"] in {"pending", "processing"}:
        time.sleep(wait)
        wait = min(wait * 1.5, _LONGEST_WAIT)
        made = client.call("GET", f"/data/requests/{made['id']}", patient=True).json()
        if made["total_rows"] and screen.err.is_terminal and not screen.json:
            screen.note(f"{made['done_rows']} of {made['total_rows']} rows")
    if made["status"] != "completed":
        raise CliError(
            f"The export has {made['status']}: {made['failure']}.", hint="The server's log tells more."
        )
    return made


def _download(client: Client, made: dict[str, Any], draft: Path) -> None:
    """Fetch the file, going on where a connection broke, and compare what has come with its digest."""
    digest = hashlib.sha256()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as out:
        for _ in range(_ATTEMPTS):
            headers = {"Range": f"bytes={out.tell()}-", "If-Range": f'"{made["file_sha256"]}"'}
            with client.download(f"/data/requests/{made['id']}/download", **headers) as got:
                _copy(got, out, digest)
            if out.tell() >= made["file_bytes"]:
                break
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != made["file_sha256"]:
        draft.unlink()
        raise CliError("What came is not what the server has made.", hint="Try it again.")


def _copy(got: HTTPResponse, out: IO[bytes], digest: Any) -> None:
    if out.tell() and got.status != _PARTIAL:
        raise CliError("The archive has changed on the way.", hint="Try it again.")
    while piece := got.read1(_PIECE):
        out.write(piece)
        digest.update(piece)
