"""The HTTP server as strangers meet it: bounds on slow and endless requests, and an end that nobody notices.

The server's library waits for the rest of a request for ever, and keeps headers of any length. Whoever opens
many connections and sends a byte now and then would hold all of them.
"""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from cairn.kit.json import encode_json

HEAD_BYTES = 64 * 1024
"""Longest request line and headers together."""
DRAIN_SECONDS = 5.0
"""How long a server that is being replaced keeps connections on which nothing is asked."""
_BYTES_A_SECOND = 1_000
"""Slowest sender of a body that is borne, on the average since it began."""
_TICKS_A_SECOND = 10


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a client may take of the server's patience."""

    head_seconds: float = 20.0
    """From the connection, or a request's first byte, to the end of its headers."""
    body_seconds: float = 30.0
    """From there to the end of the body; more for a long one that goes on arriving."""
    connections: int = 1_000
    """Open at once; a further one is answered 503."""


class _State(ServerState):
    """What the connections of a server share."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self.bounds = bounds
        self.draining = False


class Protocol(HttpToolsProtocol):
    """One connection."""

    server_state: _State
    cycle: Any  # None before the first request, whatever the library's annotation says
    _head_since: float | None = None
    """When the present request began, or the connection; None while no headers are expected."""
    _body_since: float | None = None
    """When the body began; None while no body is expected."""
    _head_bytes = 0
    _body_bytes = 0
    _raw_bytes = 0
    """Bytes of the body as they arrived, with the frames of its chunks."""
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See the base."""
        super().connection_made(transport)
        self._head_since = self.loop.time()
        if len(self.connections) > self.server_state.bounds.connections:
            self._refuse(503, "unavailable", "Not available right now")

    def data_received(self, data: bytes) -> None:
        """See the base; bounds what is kept of headers that do not end."""
        if self._refused:
            return
        if self._body_since is None:
            if self._head_since is not None:
                self._head_bytes += len(data)
        else:
            self._raw_bytes += len(data)
        super().data_received(data)
        if self._is_idle():  # an empty line, say, which has ended the patience with an idle connection
            self._head_since, self._head_bytes = self.loop.time(), len(data)
        if self._head_since is not None and self._head_bytes > HEAD_BYTES:
            self._refuse(431, "headers-too-large", "The headers are too large")
        elif self._body_since is not None and self._raw_bytes > HEAD_BYTES + 16 * self._body_bytes:
            self._refuse(400, "unreadable-request", "The request cannot be read")

    def on_message_begin(self) -> None:
        """See the base."""
        super().on_message_begin()
        if self._head_since is None:
            self._head_since = self.loop.time()
            self._head_bytes = 0

    def on_headers_complete(self) -> None:
        """See the base."""
        self._head_since = None
        self._body_since = self.loop.time()
        self._body_bytes = self._raw_bytes = 0
        super().on_headers_complete()
        if self.server_state.draining and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """See the base."""
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """See the base."""
        self._body_since = None
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the library's words
        """Answer what is not HTTP with a problem document, as everything else."""
        if not self._refused:
            self._refuse(400, "unreadable-request", "The request cannot be read")

    def look(self, now: float) -> None:
        """End the connection where its client has used up the time that it has."""
        bounds = self.server_state.bounds
        if self._head_since is not None and now - self._head_since > bounds.head_seconds:
            self._refuse(408, "request-timeout", "The request took too long to arrive")
        elif self._body_since is not None:
            allowed = bounds.body_seconds + self._body_bytes / _BYTES_A_SECOND
            # While the application does not take what has arrived, the client cannot send more.
            if now - self._body_since > allowed and not self.flow.read_paused:
                self._refuse(408, "request-timeout", "The request took too long to arrive")

    def _is_idle(self) -> bool:
        """Whether nothing is asked, and no timer bounds that."""
        answered = self.cycle is None or self.cycle.response_complete
        timer = self.timeout_keep_alive_task  # check: allow kit_words (a name of the library)
        timed = self._head_since is not None or self._body_since is not None or timer
        return answered and not timed

    def _refuse(self, status: int, kind: str, title: str) -> None:
        """Answer with a problem, unless an answer has begun, and close the connection."""
        self._refused = True
        in_body = self._body_since is not None
        self._head_since = self._body_since = None
        if self.transport.is_closing():
            return
        cycle = self.cycle
        if cycle is None or (not cycle.response_started if in_body else cycle.response_complete):
            body = encode_json({"type": f"/problems/{kind}", "title": title, "status": status})
            more = b"retry-after: 2\r\n" if status == 503 else b""  # noqa: PLR2004 - Service Unavailable
            self.transport.write(
                b"HTTP/1.1 %d \r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
                b"cache-control: no-store\r\n%bcontent-length: %d\r\n\r\n%b" % (status, more, len(body), body)
            )
        self.transport.close()


class Server(uvicorn.Server):
    """The server of one process."""

    server_state: _State

    def __init__(self, config: uvicorn.Config, bounds: Bounds | None = None) -> None:
        """Take the configuration; its protocol has to be `Protocol`."""
        super().__init__(config)
        self.server_state = _State(bounds or Bounds())
        self.leaving: Callable[[], None] = lambda: None
        """Called when the server begins to end: for what would otherwise go on answering."""

    def drain(self) -> None:
        """End without a request that fails: others take new connections, and these are told to go there."""
        self.server_state.draining = True
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """See the base; looks at the connections once a second."""
        if counter % _TICKS_A_SECOND == 0:
            self._look()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See the base."""
        self.leaving()
        if self.server_state.draining:
            await self._drained([*self.servers, *(sockets or [])])
        await super().shutdown(sockets)

    async def _drained(self, listening: list[Any]) -> None:
        """Wait until no connection is left, but for those on which nothing is asked for some seconds.

        The next answer on each tells the client that the connection ends with it. Closing an idle one at once
        would cut off the request that is on its way on it.
        """
        for one in listening:
            one.close()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + DRAIN_SECONDS
        while self.server_state.connections and loop.time() < deadline and not self.force_exit:
            await asyncio.sleep(0.05)
            self._look()

    def _look(self) -> None:
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            if isinstance(connection, Protocol):
                connection.look(now)
