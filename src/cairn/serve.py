"""`cairn serve`: database, migrations, web application and worker as one process that ends cleanly.

The order is the start-up time: the embedded server starts on a thread while the heavy libraries are
imported, and the schema is compared with two small queries.
"""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from cairn.kit.db.embedded import EmbeddedPostgres

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp

    from cairn.kit.db.work import Database
    from cairn.kit.http.server import Server
    from cairn.settings import Settings

WORKER_DELAY_SECONDS = 1.0
WORKER_RETRY_SECONDS = 5.0
OPEN_FILES = 65_536


class CannotStart(Exception):  # noqa: N818 - it says what happened, to the person at the terminal
    """Why the server does not start, and what to do about it."""


@contextmanager
def database_of(settings: "Settings", announce: Callable[[str], None]) -> Iterator[str]:
    """Start the embedded database, unless another one is configured; yield its URL, stop it afterwards."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    server = EmbeddedPostgres(settings.data_dir)
    if not (settings.data_dir / "postgres").exists():
        announce("Making a database for the first start …")
    ready = server.start_in_background()
    try:
        import_the_rest()
        ready()
        server.ensure_database()
        yield server.url()
    finally:
        server.stop()


def import_the_rest() -> None:
    """Import what the application needs, while the database starts."""
    from cairn.kit.start import fast_imports

    with fast_imports():
        import cairn.app  # noqa: F401


def serve(settings: "Settings", *, with_worker: bool, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; raises CannotStart, DataDirectoryInUse or MigrationError."""
    import uvloop  # a third less CPU time for a small request than the loop of the standard library

    listener = listen(settings.http.host, settings.http.port)
    try:
        with database_of(settings, announce) as url:
            uvloop.run(_run(settings, url, listener, with_worker=with_worker, announce=announce))
    finally:
        listener.close()


async def _run(
    settings: "Settings",
    url: str,
    listener: socket.socket,
    *,
    with_worker: bool,
    announce: Callable[[str], None],
) -> None:
    from cairn.kit.db import migrate
    from cairn.kit.logs import configure_logs

    configure_logs(settings.log.level, settings.log.format)
    applied = await migrate.ensure_head(settings.direct(url))
    if applied:
        announce(f"Brought the database up to date ({len(applied)} migrations).")
    server = make_server(settings, url, with_worker=with_worker)
    with _stopped_by_signals(server):
        ready = asyncio.create_task(_say_when_ready(server, listener, announce))
        await server.serve(sockets=[listener])
        ready.cancel()
    if not server.started:
        raise CannotStart("The application did not start; the log above says why.")


def make_server(settings: "Settings", url: str, *, with_worker: bool) -> "Server":
    """Return the server of one process, for a migrated database."""
    import uvicorn

    from cairn.app import create_app
    from cairn.kit.http.server import Bounds, Protocol, Server

    app = create_app(settings, url)
    if with_worker:
        lifespan = _with_worker(app.router.lifespan_context, settings.direct(url))
        app.router.lifespan_context = lifespan  # type: ignore[assignment]
    config = uvicorn.Config(
        _traced(app, settings),
        log_config=None,
        access_log=False,
        http=Protocol,
        ws="none",
        server_header=False,
        forwarded_allow_ips=settings.http.forwarded_allow_ips,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=65,
    )
    _allow_open_files()
    server = Server(config, Bounds(connections=settings.http.max_connections))

    def let_listeners_go() -> None:
        app.state.database.changes.end()

    server.leaving = let_listeners_go
    return server


def _traced(app: "FastAPI", settings: "Settings") -> "ASGIApp":
    if settings.traces.endpoint is None:
        return app
    from cairn import __version__
    from cairn.kit.http.traces import Traced, TracesMissing

    try:
        return Traced(app, settings.traces.endpoint, __version__)
    except TracesMissing as error:
        raise CannotStart(str(error)) from error


def _allow_open_files() -> None:
    """Let the process open more files, where the system allows it, than the usual 1,024."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft not in (resource.RLIM_INFINITY, wanted) and soft < wanted:
        with contextlib.suppress(ValueError, OSError):  # macOS allows less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _with_worker(
    lifespan: "Callable[[FastAPI], AbstractAsyncContextManager[object]]", url: str
) -> "Callable[[FastAPI], AbstractAsyncContextManager[object]]":
    """Run the job worker for as long as the application lives, from just after it is ready.

    The queue's library takes a third of a second to import, which the first request need not wait for.
    """
    from cairn.kit.logs import log

    async def work(database: "Database", ended: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), WORKER_DELAY_SECONDS)
            return
        worker = await asyncio.to_thread(import_module, "cairn.worker")
        while not ended.is_set():
            try:
                async with worker.running(url, database):
                    await ended.wait()
            except Exception as error:  # noqa: BLE001 - whatever it is, the jobs must go on without a restart
                log.error("worker_failed", error_type=type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ended.wait(), WORKER_RETRY_SECONDS)

    @asynccontextmanager
    async def both(app: "FastAPI") -> AsyncIterator[object]:
        async with lifespan(app) as state:
            ended = asyncio.Event()
            worker = asyncio.create_task(work(app.state.database, ended))
            try:
                yield state
            finally:
                ended.set()
                await worker

    return both


@contextmanager
def _stopped_by_signals(server: "Server") -> Iterator[None]:
    """End the server on the first signal, at once on the second, and return normally afterwards."""

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    loop = asyncio.get_running_loop()
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    yield
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.remove_signal_handler(number)


async def _say_when_ready(server: "Server", listener: socket.socket, announce: Callable[[str], None]) -> None:
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    announce(f"Cairn is ready at {address(listener)}  (Ctrl-C ends it)")


def address(listener: socket.socket) -> str:
    """Return the URL of what listens there."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound; raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The event loop sends an answer's parts without delay only where the protocol is named: 45 ms a request.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror}). Another program may have it: "
            "choose another with --port."
        ) from error
    listener.set_inheritable(False)
    return listener


async def work_only(
    settings: "Settings", url: str, announce: Callable[[str], None], ended: asyncio.Event | None = None
) -> None:
    """Run a worker without a web server until a signal, or the event, ends it."""
    from cairn.kit.db import migrate
    from cairn.kit.db.work import Database
    from cairn.kit.logs import configure_logs
    from cairn.worker import running

    configure_logs(settings.log.level, settings.log.format)
    await migrate.ensure_head(settings.direct(url))
    ended = ended or asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    database = await Database.connect(url, size=settings.db.pool_size, prepared=settings.db.prepared)
    database.settings = settings
    try:
        async with running(settings.direct(url), database):
            announce("The worker is ready.")
            await ended.wait()
    finally:
        await database.close()
