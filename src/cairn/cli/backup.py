"""`cairn backup` and `cairn restore`: the whole installation as one file, and back."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from cairn.cli.errors import CliError
from cairn.cli.exits import USAGE
from cairn.cli.local import ended_by_sigterm, local_database, read_settings
from cairn.cli.screen import plain, screen
from cairn.cli.tree import Group, command, require

if TYPE_CHECKING:
    from cairn.backup.content import Summary

_MAKE = "make"


class _MakeUnlessNamed(Group):
    """`cairn backup FILE` is `cairn backup make FILE`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is meant."""
        return super().resolve_command(ctx, args if args[0] in self.commands else [_MAKE, *args])


app = typer.Typer(
    name="backup",
    help="The whole installation as one file: cairn backup FILE.",
    cls=_MakeUnlessNamed,
    no_args_is_help=True,
    rich_markup_mode=None,
)

Encrypt = Annotated[bool, typer.Option("--encrypt", help="Encrypt it; asks for the passphrase twice.")]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="File whose first line is the passphrase; that of the settings when absent."),
]


@command(app, _MAKE)
def make(
    file: Annotated[Path, typer.Argument(help="The backup to write, such as cairn.backup.")],
    encrypt: Encrypt = False,
    passphrase_file: PassphraseFile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Back up database, secret and files, while Cairn runs or not, and read the file again."""
    import asyncio

    from cairn.backup.make import make_backup
    from cairn.backup.state import note
    from cairn.kit.clock import SystemClock

    settings = read_settings()
    require(force or not file.exists(), f"{file} is there already: --force replaces it.")
    passphrase = _passphrase(passphrase_file or settings.backup.passphrase_file, ask=encrypt, confirm=True)
    target = file.absolute()
    with _told(file), local_database(settings, make=False) as url:
        made_at = SystemClock().now()
        summary = asyncio.run(make_backup(url, settings.data_dir, target, passphrase))
    note(settings.data_dir, made_at=made_at, file=str(target), failed_at=None, failure=None)
    _show(file, summary, "Backed up")
    if settings.secret_key is not None:
        screen.note("CAIRN_SECRET_KEY is set in the environment and not in the backup: keep it, too.")


@command(app)
def verify(
    file: Annotated[Path, typer.Argument(help="The backup.")], passphrase_file: PassphraseFile = None
) -> None:
    """Read a backup to its end and compare every digest in it. Nothing is restored."""
    from cairn.backup.restore import check

    with _told(file):
        summary = check(file, _passphrase_of(file, passphrase_file))
    _show(file, summary, "Whole")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")], passphrase_file: PassphraseFile = None
) -> None:
    """Restore a backup into an empty data directory, or an empty database that is configured."""
    from cairn.backup.restore import restore_embedded, restore_external

    settings = read_settings()
    with _told(file), ended_by_sigterm():
        passphrase = _passphrase_of(file, passphrase_file)
        if settings.database_url is None:
            summary = restore_embedded(file, settings.data_dir.absolute(), passphrase)
        else:
            url = settings.database_url.get_secret_value()
            summary = restore_external(file, url, settings.data_dir, passphrase)
    _show(file, summary, "Restored, and compared every row:")


def _show(file: Path, summary: "Summary", words: str) -> None:
    rows = sum(summary.tables.values())
    if screen.json:
        screen.answer(
            {
                "file": str(file),
                "bytes": file.stat().st_size,
                "encrypted": summary.encrypted,
                "made_at": summary.head["made_at"],
                "program_version": summary.head["program_version"],
                "revision": summary.head["revision"],
                "rows": rows,
                "tables": summary.tables,
                "files": summary.files,
            }
        )
        return
    kind = "encrypted" if summary.encrypted else "not encrypted"
    screen.out.print(
        f"{words} {rows} rows of {len(summary.tables)} tables and {summary.files} files,"
        f" {summary.head['made_at'][:16].replace('T', ' ')} UTC, {kind}: {plain(str(file))}",
        soft_wrap=True,
    )


def _passphrase_of(file: Path, passphrase_file: Path | None) -> bytes | None:
    """Return the passphrase of a file; None where it is not encrypted."""
    from cairn.kit.sealed import PassphraseError, SealedReader

    with file.open("rb") as opened:
        try:
            SealedReader(opened, None)
        except PassphraseError:
            chosen = passphrase_file or read_settings().backup.passphrase_file
            return _passphrase(chosen, ask=True, confirm=False)
    return None


def _passphrase(file: Path | None, *, ask: bool, confirm: bool) -> bytes | None:
    from cairn.backup.passphrase import PassphraseUnusableError, checked, read_passphrase

    try:
        if file is not None:
            return read_passphrase(file)
        if not ask:
            return None
        require(sys.stdin.isatty(), "There is nobody to ask for the passphrase: use --passphrase-file.")
        return checked(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
    except PassphraseUnusableError as error:
        raise CliError(str(error), code=USAGE) from None
    except OSError as error:
        raise CliError(f"{file} cannot be read: {error.strerror}.", code=USAGE) from None


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turn the reasons for not doing it into a sentence."""
    import asyncpg

    from cairn.backup.restore import Differs, NotEmpty
    from cairn.kit.db.embedded import DatabaseStartFailed, DataDirectoryInUse
    from cairn.kit.db.migrate import MigrationError
    from cairn.kit.sealed import SealError

    try:
        yield
    except (SealError, Differs) as error:
        raise CliError(f"{file} cannot be used. {error}", type="backup") from None
    except (NotEmpty, MigrationError, DatabaseStartFailed, DataDirectoryInUse) as error:
        raise CliError(str(error), type="backup") from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CliError(f"The database cannot be used: {type(error).__name__}.", type="backup") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise CliError(f"{error.filename or file}: {reason}.", type="backup") from None
