"""The HTTP server towards slow, endless and many clients, over real connections."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from cairn.kit.http.server import HEAD_BYTES, Bounds, Protocol, Server

QUICK = Bounds(head_seconds=0.3, body_seconds=0.3, connections=20)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the length of the body; on /wait only after a while."""
    assert scope["type"] == "http"
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    if scope["path"] == "/wait":
        await asyncio.sleep(0.5)
    body = str(size).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def running(bounds: Bounds = QUICK) -> AsyncIterator[tuple[Server, int]]:
    """Serve on a free port until the block ends."""
    config = uvicorn.Config(echo, log_config=None, http=Protocol, ws="none", lifespan="off")
    server = Server(config, bounds)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.01)
        port = listener.getsockname()[1]
        try:
            yield server, port
        finally:
            server.should_exit = True
            await serving


async def said(port: int, *parts: bytes, pause: float = 0.1) -> bytes:
    """Send the parts with pauses between them, and return what comes back until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HTTP/1.1\r\n", *[b"X-Slow: 1\r\n"] * 8),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n", *[b"x"] * 8),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 8),
    ],
    ids=["nothing", "headers", "body", "chunks"],
)
async def test_a_client_that_drips_is_sent_away(parts: tuple[bytes, ...]) -> None:
    async with running() as (_, port):
        answer = await said(port, *parts)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"/problems/request-timeout" in answer
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"http://127.0.0.1:{port}/")).status_code == 200


async def test_empty_lines_do_not_keep_an_idle_connection() -> None:
    async with running() as (_, port):
        request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        answer = await said(port, request, b"\r\n", b"\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1 408 ") == 1


async def test_a_long_body_may_take_its_time() -> None:
    async with running() as (_, port):
        head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n"
        answer = await said(port, head, *[b"x" * 10_000] * 10)
    assert answer.endswith(b"\r\n\r\n100000")


async def test_an_application_that_takes_its_time_is_waited_for() -> None:
    async with running() as (_, port), httpx.AsyncClient() as http:
        answer = await http.post(f"http://127.0.0.1:{port}/wait", content=b"x" * 200_000)
    assert answer.text == "200000"


@pytest.mark.parametrize(
    "parts",
    [
        (b"GET / HTTP/1.1\r\nX-Long: ", *[b"x" * 32_768] * 4),
        (b"GET / HTTP/1.1\r\n", *[b"X-Many: 1\r\n" * 3_000] * 4),
        (b"GET /", *[b"x" * 32_768] * 4),
    ],
    ids=["one header", "many headers", "path"],
)
async def test_headers_without_end_are_refused(parts: tuple[bytes, ...]) -> None:
    assert sum(len(part) for part in parts) > HEAD_BYTES
    async with running(Bounds()) as (_, port):
        answer = await said(port, *parts, pause=0.02)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


async def test_trailers_without_end_are_refused() -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    async with running(Bounds()) as (server, port):
        answer = await said(port, head, *[b"X-Trail: 1\r\n" * 3_000] * 4, pause=0.02)
        assert not server.server_state.connections
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")


async def test_what_is_not_http_is_answered_with_a_problem() -> None:
    async with running() as (_, port):
        answer = await said(port, b"\x16\x03\x01 hello\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in answer


async def test_one_connection_too_many_is_told_to_come_back() -> None:
    async with running(Bounds(connections=3)) as (_, port):
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        answer = await said(port)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 2" in answer
        for _, writer in held:
            writer.close()
            await writer.wait_closed()
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"http://127.0.0.1:{port}/")).status_code == 200


async def test_draining_answers_what_is_asked_and_asks_the_client_to_leave() -> None:
    limits = httpx.Limits(max_keepalive_connections=1)
    async with running(Bounds()) as (server, port), httpx.AsyncClient(limits=limits) as http:
        url = f"http://127.0.0.1:{port}"
        assert (await http.get(url)).headers.get("connection") is None
        under_way = asyncio.create_task(http.post(f"{url}/wait", content=b"abc"))
        await asyncio.sleep(0.1)
        server.drain()
        answer = await under_way
        assert (answer.text, answer.headers.get("connection")) == ("3", None)
        last: Any = await http.get(url)  # on the same connection: nobody listens for a new one
        assert (last.status_code, last.headers["connection"]) == (200, "close")
        with pytest.raises(httpx.ConnectError):
            await http.get(url)
