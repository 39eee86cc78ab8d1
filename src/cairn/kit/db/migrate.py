"""Migrations: under an advisory lock, each in its own transaction, with the checksum of every applied file.

A file that was applied may not change afterwards; `verify` names one that did. The check at start reads two
small tables and needs no Alembic, whose import would cost more than the whole start.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
LOCK_KEY = 0x6361_6972_6E  # "cairn"
_REVISION = re.compile(r'^revision = "([^"]+)"$', re.MULTILINE)
_PARENT = re.compile(r'^down_revision = (?:"([^"]+)"|None)$', re.MULTILINE)


class MigrationError(Exception):
    """The schema is not what this version of the program needs; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of `migrations/versions`."""

    revision: str
    parent: str | None
    path: Path
    checksum: str
    """SHA-256 of the file, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a database stands to the files."""

    current: str | None
    head: str
    pending: tuple[Migration, ...]
    changed: tuple[Migration, ...]
    """Applied files whose content is no longer what was applied."""
    unknown: bool
    """Whether the database is at a revision that this program does not have (a newer one made it)."""


@lru_cache(maxsize=4)
def migrations(folder: Path = MIGRATIONS) -> tuple[Migration, ...]:
    """Return the files of a folder, oldest first; raises MigrationError unless they form one line."""
    by_parent: dict[str | None, Migration] = {}
    for path in sorted((folder / "versions").glob("*.py")):
        source = path.read_bytes()
        text = source.decode()
        revision, parent = _REVISION.search(text), _PARENT.search(text)
        if revision is None or parent is None:
            raise MigrationError(f"{path.name} does not say its revision and down_revision.")
        found = Migration(revision[1], parent[1], path, hashlib.sha256(source).hexdigest())
        if found.parent in by_parent:
            raise MigrationError(f"{path.name} and {by_parent[found.parent].path.name} have the same parent.")
        by_parent[found.parent] = found
    line: list[Migration] = []
    while (following := by_parent.get(line[-1].revision if line else None)) is not None:
        line.append(following)
    return tuple(line)


async def status(connection: Any, folder: Path = MIGRATIONS) -> Status:
    """Compare a database with the files."""
    line = migrations(folder)
    try:
        current = await connection.fetchval("SELECT version_num FROM alembic_version")
        applied = dict(await connection.fetch("SELECT revision, checksum FROM schema_migration"))
    except asyncpg.UndefinedTableError:
        current, applied = None, {}
    known = [m.revision for m in line]
    done = known.index(current) + 1 if current in known else 0
    return Status(
        current=current,
        head=line[-1].revision,
        pending=line[done:],
        changed=tuple(m for m in line[:done] if applied.get(m.revision) != m.checksum),
        unknown=current is not None and current not in known,
    )


def require_usable(found: Status) -> None:
    """Raise MigrationError where a database must not be touched."""
    if found.unknown:
        raise MigrationError(
            f"The database is at revision {found.current}, which this version of Cairn does not know. "
            "It was made by a newer version: start that one, or restore a backup."
        )
    if found.changed:
        names = ", ".join(m.path.name for m in found.changed)
        raise MigrationError(
            f"Applied migrations have changed since: {names}. Restore the original files; "
            "a change of the schema is a new migration."
        )


async def ensure_head(url: str) -> tuple[str, ...]:
    """Bring a database to the newest revision; return the names of the files applied."""
    connection = await asyncpg.connect(url)
    try:
        found = await status(connection)
    finally:
        await connection.close()
    require_usable(found)
    if found.pending:
        import asyncio

        await asyncio.to_thread(upgrade, url)
    return tuple(m.path.name for m in found.pending)


def upgrade(url: str, revision: str = "head", folder: Path = MIGRATIONS) -> None:
    """Apply migrations up to a revision; a failed one leaves the database as it was before it."""
    from alembic import command

    command.upgrade(_config(url, folder), revision)


def downgrade(url: str, revision: str, folder: Path = MIGRATIONS) -> None:
    """Take migrations back down to a revision (`base`: all of them)."""
    from alembic import command

    command.downgrade(_config(url, folder), revision)


def _config(url: str, folder: Path) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["url"] = url
    config.attributes["folder"] = folder
    return config
