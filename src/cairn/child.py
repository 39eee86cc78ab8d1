"""One process of `cairn serve --workers N`. Its parent starts it and speaks to it over a socket.

`python -m cairn.child server 5 6` serves on the listening socket 6 and hears the parent on the socket 5;
`python -m cairn.child worker 5` runs jobs. It imports while the parent's database starts, then reads a line
with the database's URL (no argument, for it may hold a password), and answers with a line: that it is ready,
or why it cannot be. Later words are `drain` and `stop`; the socket's end is the parent's, and so the child's.
"""

import asyncio
import contextlib
import json
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cairn.settings import Settings

Told = Callable[[str], None]


def main(kind: str, channel_fd: str, *listener_fd: str) -> int:
    """Return the exit code, after the parent's word or its end."""
    for number in (signal.SIGINT, signal.SIGHUP):  # the terminal sends these to all; the parent acts on them
        signal.signal(number, signal.SIG_IGN)
    channel = socket.socket(fileno=int(channel_fd))
    listener = socket.socket(fileno=int(listener_fd[0])) if listener_fd else None
    _import(kind)
    first = _first_line(channel)
    if not first.startswith(b"{"):  # told to stop before it began, or alone in the world
        return 0
    url = json.loads(first)["url"]
    import asyncpg

    from cairn.kit.db.migrate import MigrationError
    from cairn.serve import CannotStart
    from cairn.settings import load_settings

    settings = load_settings()
    try:
        if listener is None:
            asyncio.run(_work(settings, url, channel))
        else:
            import uvloop

            uvloop.run(_serve(settings, url, channel, listener))
    except (CannotStart, MigrationError) as error:
        _say(channel, error=str(error))
        return 1
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        _say(channel, error=f"The database cannot be used: {error}")
        return 1
    return 0


def _first_line(channel: socket.socket) -> bytes:
    """Return what the parent says first, and leave the words that follow in the socket."""
    line = b""
    while not line.endswith(b"\n") and (byte := channel.recv(1)):
        line += byte
    return line


def _import(kind: str) -> None:
    from cairn.kit.start import fast_imports

    with fast_imports():
        if kind == "server":
            import cairn.app
        else:
            import cairn.worker  # noqa: F401


async def _serve(settings: "Settings", url: str, channel: socket.socket, listener: socket.socket) -> None:
    from cairn.kit.db import migrate
    from cairn.kit.logs import configure_logs
    from cairn.serve import CannotStart, make_server

    configure_logs(settings.log.level, settings.log.format)
    await migrate.ensure_head(settings.direct(url))
    server = make_server(settings, url, with_worker=False)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]

    def obey(word: str) -> None:
        if word == "drain":
            server.drain()
        else:
            server.force_exit = server.should_exit
            server.should_exit = True

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, obey, "stop")
    _listen_to(channel, obey)
    ready = asyncio.create_task(_say_when(lambda: server.started, channel))
    await server.serve(sockets=[listener])
    ready.cancel()
    if not server.started:
        raise CannotStart("A server process did not start; the log above says why.")


async def _work(settings: "Settings", url: str, channel: socket.socket) -> None:
    from cairn.serve import work_only

    ended = asyncio.Event()
    _listen_to(channel, lambda _word: ended.set())
    await work_only(settings, url, lambda _text: _say(channel, ready=True), ended)


def _listen_to(channel: socket.socket, obey: Told) -> None:
    """Call for each of the parent's words, and with `stop` when the parent has ended."""
    channel.setblocking(False)
    loop = asyncio.get_running_loop()

    def read() -> None:
        try:
            heard = channel.recv(1024)
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        if not heard:
            loop.remove_reader(channel)
            obey("stop")
        for word in heard.decode().split():
            obey(word)

    loop.add_reader(channel, read)


async def _say_when(is_so: Callable[[], bool], channel: socket.socket) -> None:
    while not is_so():  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.01)
    _say(channel, ready=True)


def _say(channel: socket.socket, **message: object) -> None:
    try:
        channel.send(json.dumps(message).encode() + b"\n")
    except OSError:  # the parent has ended; whoever reads the socket acts on that
        return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
