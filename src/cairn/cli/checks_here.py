"""Checks of this machine: Python, packages, the data directory."""

import os
import re
import shutil
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from cairn.cli.findings import Finding, fail, ok, warn

if TYPE_CHECKING:
    from cairn.settings import Settings

PYTHON = (3, 11)
LOCK = Path(__file__).resolve().parents[3] / "uv.lock"
SETUP = "Run `make setup` in the folder of the sources."
_MEBIBYTE = 1 << 20
OLD_BACKUP = timedelta(days=2)
LITTLE_SPACE = 1024 * _MEBIBYTE
NO_SPACE = 200 * _MEBIBYTE
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def check_python(running: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Python is new enough."""
    shown = ".".join(map(str, running))
    if running < PYTHON:
        return fail(
            "python", f"Python {shown} is too old.", "Install Python 3.11 or newer, and set up again."
        )
    return ok("python", f"Python {shown}")


def check_packages(lock: Path = LOCK) -> Finding:
    """Every package that Cairn needs is there, in the version of the lock file where there is one."""
    needed = _needed("cairn")
    missing = sorted(name for name, found in needed.items() if found is None)
    if missing:
        return fail("packages", f"Packages are missing: {', '.join(missing)}.", SETUP)
    if not lock.exists():
        return ok("packages", f"{len(needed)} packages (installed without a lock file)")
    listed = tomllib.loads(lock.read_text("utf-8"))["package"]
    locked = {_normal(p["name"]): p.get("version") for p in listed}
    other = sorted(
        f"{name} {found} (locked: {locked[name]})"
        for name, found in needed.items()
        if locked.get(name) not in {None, found}
    )
    if other:
        return warn("packages", f"Packages differ from uv.lock: {', '.join(other)}.", SETUP)
    return ok("packages", f"{len(needed)} packages as in uv.lock")


def _needed(root: str) -> dict[str, str | None]:
    """Return the version of each package that a package needs, directly or not; None where it is missing."""
    found: dict[str, str | None] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
            continue
        # One with a marker may not be meant for this machine; if it is there, it is compared below.
        waiting += [
            _normal(match[0])
            for line in requires(name) or ()
            if ";" not in line and (match := _NAME.match(line))
        ]
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def check_backups(settings: "Settings", now: datetime | None = None) -> Finding:
    """The last good backup is young, and the last attempt was no failure."""
    from cairn.backup.state import read_state
    from cairn.kit.clock import SystemClock

    state = read_state(settings.data_dir)
    mend = "Set CAIRN_BACKUP__FOLDER and let a worker run, or call `cairn backup FILE` every day."
    if state.failed_at is not None:
        return warn("backups", f"The last backup failed ({state.failure}), {_of(state.failed_at)}.", mend)
    if state.made_at is None:
        return warn("backups", "No backup was made yet.", mend)
    told = f"The last good backup is {state.file}, {_of(state.made_at)}"
    if (now or SystemClock().now()) - state.made_at > OLD_BACKUP:
        return warn("backups", f"{told}, which is too long ago.", mend)
    return ok("backups", told)


def _of(at: datetime) -> str:
    return f"of {at:%Y-%m-%d %H:%M} UTC"


def check_data_dir(settings: "Settings") -> Iterator[Finding]:
    """The data directory can be written, is private, and has room."""
    folder = settings.data_dir
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    mend = "Give the folder to the account that runs Cairn, or name another with CAIRN_DATA_DIR."
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        yield fail("data_dir", f"{nearest} cannot be written: {error.strerror}.", mend)
        return
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
        yield fail("data_dir", f"Others may write to {folder}.", f"chmod go-w '{folder}'")
    elif folder.exists():
        owner = "" if folder.stat().st_uid == os.geteuid() else " (it belongs to another account)"
        yield ok("data_dir", f"Data are kept in {folder}{owner}")
    else:
        yield ok("data_dir", f"Data will be kept in {folder}, which is made at the first start")
    free = shutil.disk_usage(nearest).free
    shown = f"{free / _MEBIBYTE / 1024:.1f} GiB free"
    advice = "Make room, or move the data to a larger disk."
    if free < NO_SPACE:
        yield fail("free_space", f"The disk of {folder} is full: {shown}.", advice)
    elif free < LITTLE_SPACE:
        yield warn("free_space", f"The disk of {folder} is nearly full: {shown}.", advice)
    else:
        yield ok("free_space", shown)
