"""`cairn serve --workers N`: a parent that owns the database and the listening socket, and its processes.

The parent imports no web server. Every child shares the parent's socket, so that a connection that nobody has
taken yet waits for whichever child is next. A child that dies is followed by another. On SIGHUP a new set of
children is started, with the program as it is then installed; when all of them are ready the old ones take no
more connections, answer what they have, and end.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.logs import configure_logs, log
from cairn.serve import CannotStart, address, listen

if TYPE_CHECKING:
    from cairn.settings import Settings

READY_SECONDS = 90.0
"""Longest time for a child to become ready, with the database's recovery and migrations."""
STOP_SECONDS = 20.0
"""Longest time for a child to end: it gives requests ten seconds, and jobs as many."""
STEADY_SECONDS = 30.0
"""A child that lived this long died of something new: the next one is started at once."""
LATEST_SECONDS = 30.0
"""Longest pause before the next child, where each dies early."""

Url = Callable[[], str]


def supervise(
    settings: "Settings", servers: int, *, with_worker: bool, announce: Callable[[str], None]
) -> None:
    """Serve with several processes until Ctrl-C or SIGTERM.

    Raises CannotStart, DataDirectoryInUse or DatabaseStartFailed.
    """
    configure_logs(settings.log.level, settings.log.format)
    listener = listen(settings.http.host, settings.http.port)
    listener.listen(2048)  # from now on whoever connects waits for a child and is not refused
    kinds = ["server"] * servers + ["worker"] * with_worker
    try:
        with _database(settings, announce) as url:
            asyncio.run(Crew(kinds, listener, url, announce).run())
    finally:
        listener.close()


@contextmanager
def _database(settings: "Settings", announce: Callable[[str], None]) -> Iterator[Url]:
    """Start the embedded database in the background; yield a function that waits for it and tells its URL."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value
        return
    server = EmbeddedPostgres(settings.data_dir)
    if not (settings.data_dir / "postgres").exists():
        announce("Making a database for the first start …")
    ready = server.start_in_background()

    @cache  # asked again while the database is down, it is to say what it said before
    def url() -> str:
        ready()
        server.ensure_database()
        return server.url()

    try:
        yield url
    finally:
        server.stop()


@dataclass(eq=False)
class Child:
    """A process and the parent's end of its socket."""

    kind: str
    process: asyncio.subprocess.Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    started: float = field(default_factory=time.monotonic)
    failures: int = 0
    """How many before it, in its place, died early one after the other."""

    def tell(self, word: str) -> None:
        """Send a line; nothing happens where the process has ended."""
        if not self.writer.is_closing():
            self.writer.write(f"{word}\n".encode())

    async def ready(self, url: str) -> None:
        """Wait until it has started; raises CannotStart."""
        self.tell(json.dumps({"url": url}))
        try:
            line = await asyncio.wait_for(self.reader.readline(), READY_SECONDS)
        except (TimeoutError, ConnectionError):
            line = b""
        answer: dict[str, Any] = json.loads(line) if line else {}
        if "ready" not in answer:
            raise CannotStart(answer.get("error", f"A {self.kind} process did not start; see the log above."))

    async def end(self, word: str) -> None:
        """Tell it to end, and wait until it has."""
        self.tell(word)
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            log.warning("process_killed", kind=self.kind, pid=self.process.pid)
            self.process.kill()
            await self.process.wait()
        finally:
            self.writer.close()


class Crew:
    """The children, and what happens to them."""

    def __init__(
        self, kinds: list[str], listener: socket.socket, url: Url, announce: Callable[[str], None]
    ) -> None:
        """Take what each child is to be."""
        self._kinds = kinds
        self._listener = listener
        self._url = url
        self._announce = announce
        self._present: set[Child] = set()
        """Those at work; one that ends while it is here has died."""
        self._all: set[Child] = set()
        """Every one that has not ended yet."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._renewal = asyncio.Event()

    async def run(self) -> None:
        """Start all and keep them until a signal; raises CannotStart."""
        loop = asyncio.get_running_loop()
        work = asyncio.create_task(self._run())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, work.cancel)
        loop.add_signal_handler(signal.SIGHUP, self._renewal.set)
        try:
            await asyncio.wait([work])
            if not work.cancelled():
                work.result()
        finally:
            for task in (*self._tasks, *self._replacing):
                task.cancel()
            self._present.clear()
            await asyncio.gather(*(child.end("stop") for child in self._all), return_exceptions=True)

    async def _run(self) -> None:
        await self._start_all()
        servers = self._kinds.count("server")
        counted = "one server process" if servers == 1 else f"{servers} server processes"
        self._announce(f"Cairn is ready at {address(self._listener)}  ({counted}; Ctrl-C ends it)")
        while True:
            await self._renewal.wait()
            self._renewal.clear()
            await self._renew()

    async def _renew(self) -> None:
        """Replace every child; the old ones go on where the new ones do not start."""
        for task in self._replacing:
            task.cancel()
        old = set(self._present)
        try:
            await self._start_all()
        except CannotStart as error:
            log.error("renewal_failed", error_type=type(error).__name__)
            self._announce(f"The new processes do not start, the old ones go on: {error}")
            return
        self._present -= old
        for child in old:
            self._keep(child.end("drain"))
        log.info("renewed", count=len(self._present))
        self._announce("New processes serve; the old ones finish what they have.")

    async def _start_all(self) -> None:
        """Start a child of each kind at once, and add them when all are ready; raises CannotStart."""
        children = [await self._spawn(kind) for kind in self._kinds]
        try:
            url = await asyncio.to_thread(self._url)
            await asyncio.gather(*(child.ready(url) for child in children))
        except BaseException:
            for child in children:
                self._keep(child.end("stop"))
            raise
        for child in children:
            self._present.add(child)
            self._keep(self._watch(child))

    async def _spawn(self, kind: str) -> Child:
        ours, theirs = socket.socketpair()
        with theirs:
            passed = [theirs.fileno()] + ([self._listener.fileno()] if kind == "server" else [])
            # A fresh interpreter, not a fork: it runs the program as it is installed now. `-P`: and no other
            # that happens to lie in the working directory.
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "cairn.child", kind, *map(str, passed),
                stdin=asyncio.subprocess.DEVNULL, pass_fds=passed, env=os.environ,
            )  # fmt: skip
        reader, writer = await asyncio.open_connection(sock=ours)
        child = Child(kind, process, reader, writer)
        self._all.add(child)
        self._keep(self._forget(child))
        return child

    async def _forget(self, child: Child) -> None:
        await child.process.wait()
        self._all.discard(child)

    async def _watch(self, child: Child) -> None:
        """Put another in the place of one that dies at work."""
        code = await child.process.wait()
        if child not in self._present:
            return
        self._present.discard(child)
        child.writer.close()
        log.error("process_died", kind=child.kind, pid=child.process.pid, exit_code=code)
        steady = time.monotonic() - child.started > STEADY_SECONDS
        task = asyncio.create_task(self._replace(child.kind, 0 if steady else child.failures + 1))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replace(self, kind: str, failures: int) -> None:
        while True:
            # At once after the first early death, as after `kill -9`; then ever more slowly.
            await asyncio.sleep(min(LATEST_SECONDS, 0.25 * 2**failures) if failures > 1 else 0)
            child = await self._spawn(kind)
            child.failures = failures
            try:
                await child.ready(await asyncio.to_thread(self._url))
            except BaseException as error:
                self._keep(child.end("stop"))
                if not isinstance(error, Exception):
                    raise
                failures += 1
                log.error(
                    "process_does_not_start", kind=kind, attempts=failures, error_type=type(error).__name__
                )
                continue
            self._present.add(child)
            self._keep(self._watch(child))
            log.info("process_replaced", kind=kind, pid=child.process.pid)
            return

    def _keep(self, work: Any) -> None:
        """Run in the background, held so that it is not collected."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
