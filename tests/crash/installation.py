"""An installation of several processes that can be killed, and is started again as a supervisor would."""

import asyncio
import os
import random
import re
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from cairn.kit.db.embedded import EmbeddedPostgres
from tests.cli.conftest import Server, start

RESTART_SECONDS = 60
VICTIMS = ("server", "worker", "database", "together", "parent", "everything")


@dataclass
class Installation:
    """`cairn serve --workers 2` on a folder and a port of its own."""

    folder: Path
    port: int = 0
    running: Server | None = None
    rng: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - chooses a victim

    def __post_init__(self) -> None:
        """Take a free port, which every start has from then on."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        return EmbeddedPostgres(self.folder).url()

    def start(self) -> None:
        """Start, again and again while the port is still held by what was killed."""
        deadline = time.monotonic() + RESTART_SECONDS
        while True:
            try:
                self.running = start(
                    "serve",
                    f"--port={self.port}",
                    "--workers=2",
                    CAIRN_DATA_DIR=str(self.folder),
                    CAIRN_AUTH__SIGNUP="open",
                    CAIRN_LIMITS__ENABLED="false",
                )
            except AssertionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self) -> int:
        """End it in order, and return the exit code."""
        assert self.running is not None
        return self.running.stop(seconds=60)

    def processes(self, kind: str) -> list[psutil.Process]:
        """Return the servers, or the worker."""
        assert self.running is not None
        found = []
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.running.process.pid).children():
                with suppress(psutil.NoSuchProcess):
                    if {"cairn.child", kind} <= set(child.cmdline()):
                        found.append(child)
        return found

    def postmaster(self) -> int | None:
        with suppress(FileNotFoundError, IndexError, ValueError):
            return int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])
        return None

    async def kill(self, victim: str) -> None:
        """Kill with signal 9, and start again where nobody is left who would."""
        assert self.running is not None
        servers = self.processes("server")
        workers = self.processes("worker")
        pids: dict[str, list[int | None]] = {
            "server": [p.pid for p in servers[:1]],
            "worker": [p.pid for p in workers],
            "database": [self.postmaster()],
            "together": [*(p.pid for p in (*servers, *workers)), self.postmaster()],
            "parent": [self.running.process.pid],
            "everything": [self.running.process.pid, *(p.pid for p in servers), self.postmaster()],
        }
        for pid in pids[victim]:
            with suppress(ProcessLookupError):
                if pid is not None:
                    os.kill(pid, signal.SIGKILL)
        if victim in {"parent", "everything"}:
            await asyncio.to_thread(self.running.process.wait, 10)
            await asyncio.to_thread(self.start)


def zone_at_noon() -> str:
    """Return a zone where it is about noon, so that no day ends while a test runs."""
    offset = 12 - time.gmtime().tm_hour
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


def asked(name: str, default: int) -> int:
    """Return a number from the environment."""
    given = os.environ.get(name, "")
    return int(given) if re.fullmatch(r"[0-9]+", given) else default
