"""A small HTTP/1.1 load generator: keep-alive connections over asyncio, nothing but bytes.

It is lighter than a client library, so that on two cores the server is what is measured.
"""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Build = Callable[[int], bytes]
"""Makes the n-th request, as bytes."""


@dataclass(frozen=True)
class Times:
    """Latencies of one measurement, in milliseconds, and requests a second."""

    p50: float
    p95: float
    p99: float
    per_second: float
    count: int
    failed: int
    """Answers whose status was not the expected one."""


def request(method: str, path: str, token: str, body: bytes = b"", extra: str = "") -> bytes:
    """Return a request."""
    head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{extra}"
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    elif method == "POST":
        head += "Content-Length: 0\r\n"
    return head.encode() + b"\r\n" + body


async def run(
    port: int, build: Build, *, clients: int, seconds: float, limit: int = 100_000, warm_up: int = 20
) -> Times:
    """Send requests from a number of connections until the time or the limit is used up."""
    numbers = itertools.count()
    await _client(port, build, numbers, time.perf_counter() + 60, warm_up)
    started = time.perf_counter()
    lists = await asyncio.gather(
        *(_client(port, build, numbers, started + seconds, limit // clients) for _ in range(clients))
    )
    passed = time.perf_counter() - started
    taken = sorted(itertools.chain.from_iterable(times for times, _ in lists))
    return summary(taken, passed, sum(failed for _, failed in lists))


def summary(taken: Sequence[float], passed: float, failed: int = 0) -> Times:
    """Return the percentiles of sorted seconds."""

    def at(share: float) -> float:
        return round(taken[min(int(len(taken) * share), len(taken) - 1)] * 1000, 3)

    return Times(at(0.5), at(0.95), at(0.99), round(len(taken) / passed, 1), len(taken), failed)


async def _client(
    port: int, build: Build, numbers: Iterator[int], until: float, limit: int
) -> tuple[list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken: list[float] = []
    failed = 0
    try:
        while len(taken) < limit and time.perf_counter() < until:
            data = build(next(numbers))
            started = time.perf_counter()
            writer.write(data)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _length(head)
            if length:
                await reader.readexactly(length)
            taken.append(time.perf_counter() - started)
            failed += not head.startswith((b"HTTP/1.1 20", b"HTTP/1.1 304"))
    finally:
        writer.close()
    return taken, failed


def _length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return int(head[at + 15 : head.index(b"\r\n", at)]) if at >= 0 else 0
