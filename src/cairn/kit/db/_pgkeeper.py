"""What keeps the embedded server in order: its settings, its log, and another start where it died.

Imports little, as the module that uses it.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from cairn.kit.db._pghost import DatabaseStartFailed

_LOOK_SECONDS = 0.5
_LATEST_SECONDS = 10.0
_LOG_BYTES = 1 << 20
_LOG_CHECK_SECONDS = 600.0

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "cluster_name": "cairn",
    "max_connections": "60",
    # One person or a small group on a small machine: no process that waits for work which seldom comes.
    "io_method": "sync",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_worker_slots": "3",
    "autovacuum_naptime": "15s",  # after an import the planner knows nothing of the rows until it has passed
    "jit": "off",
    # A single machine: nothing follows the log, and 256 MB bound the recovery after a crash to seconds.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    # A statement and the detail of an error hold what people wrote. The application reports its own errors.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Kept(Protocol):
    """A server that can be brought back."""

    def revive(self) -> bool:
        """Start it where it has died; whether it had."""
        ...

    def trim_log(self) -> None:
        """Keep its log bounded."""
        ...


def keep(server: Kept, closing: threading.Event) -> None:
    """Look after a server until it is closed; whatever kills it (no memory, say) must not end the program."""
    from cairn.kit.logs import log  # here, on the thread: the start of the server waits for no import

    looked_at_log = time.monotonic()
    wait = _LOOK_SECONDS
    while not closing.wait(wait):
        wait = _LOOK_SECONDS
        try:
            if server.revive():
                log.error("database_restarted")
        except (DatabaseStartFailed, OSError) as error:  # as on a full disk, which somebody may clear
            if closing.is_set():
                return
            wait = _LATEST_SECONDS
            log.error("database_cannot_start", error_type=type(error).__name__)
        if time.monotonic() - looked_at_log > _LOG_CHECK_SECONDS:
            looked_at_log = time.monotonic()
            server.trim_log()


def process_lives(cluster: Path) -> bool:
    """Whether the process that the cluster's lock file names is its server; for one of another parent."""
    try:
        number = int((cluster / "postmaster.pid").read_text().split(maxsplit=1)[0])
        os.kill(number, 0)
        there = Path("/proc") / str(number) / "cwd"
        return not Path("/proc").exists() or there.samefile(cluster)
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return False
    except PermissionError:  # it is there, and of another account
        return True


def trim_log(log: Path) -> None:
    """Keep the log and one predecessor. The server appends to the open file, so emptying it is enough."""
    with suppress(OSError):
        if log.stat().st_size > _LOG_BYTES:
            from shutil import copyfile

            copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)
