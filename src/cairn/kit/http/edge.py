"""The outermost layer: one pure ASGI middleware around every request.

Request id, identity, rate limit, security headers, access log, metrics and the largest body, in one place,
because each middleware of its own costs what a query costs.
"""

import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cairn.kit.actor import Actor
from cairn.kit.http.limits import Limiter
from cairn.kit.http.problems import Problem, TooLarge, TooManyRequests, render
from cairn.kit.ids import new_id
from cairn.kit.logs import log
from cairn.kit.metrics import IN_FLIGHT, LIMITED, REQUESTS

NOT_MODIFIED = 304
POLICY = "Content-Security-Policy"
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    POLICY: "default-src 'none'; frame-ancestors 'none'",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(frozen=True, slots=True)
class EdgeConfig:
    """What the edge needs to know of the application."""

    authenticate: Callable[[Scope, Headers], Awaitable[Actor | Problem | None]]
    """Proves the credential of a request: its actor, the problem with it, or None where there is none."""
    group_of: Callable[[str, bool], str]
    """Maps a path, and whether a page with a session of its own asks, to the rate-limit group."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Requests a minute by group; an absent group is not limited."""
    max_body_bytes: Callable[[str], int] = lambda _path: 10_000_000
    """Largest body by path."""


class Edge:
    """See the module."""

    def __init__(self, app: ASGIApp, config: EdgeConfig) -> None:
        """Wrap an application."""
        self.app = app
        self.config = config
        self.limiter = Limiter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        state = scope.setdefault("state", {})
        state["request_id"] = request_id = given if _REQUEST_ID.fullmatch(given) else str(new_id())
        extra = {"X-Request-Id": request_id}
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                present = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in SECURITY_HEADERS.items():
                    # What a 304 says takes the place of what the kept answer said, which had its own policy.
                    if status != NOT_MODIFIED or name != POLICY:
                        present.setdefault(name, value)
                for name, value in extra.items():
                    present[name] = value
            await send(message)

        IN_FLIGHT.inc()
        try:
            refusal = await self._admit(scope, headers, extra)
            if refusal is None:
                bounded = _bounded(receive, self.config.max_body_bytes(scope["path"]))
                await self.app(scope, bounded, send_with_headers)
            else:
                await render(refusal, Request(scope))(scope, receive, send_with_headers)
        except Exception as error:  # noqa: BLE001 - see below
            # The application has logged it and, unless the answer had begun, sent its problem document.
            # Passed on, the server would log the traceback with the values in it.
            log.debug("answered", request_id=request_id, error_type=type(error).__name__)
        finally:
            IN_FLIGHT.dec()
            self._record(scope, status, time.perf_counter() - started)

    async def _admit(self, scope: Scope, headers: Headers, extra: dict[str, str]) -> Problem | None:
        """Prove the identity, count the request; return the refusal, if any."""
        path = scope["path"]
        who = await self.config.authenticate(scope, headers)
        scope["state"]["actor"] = who
        size = headers.get("content-length", "0")
        if size.isdigit() and int(size) > self.config.max_body_bytes(path):
            return TooLarge(f"The body may have {self.config.max_body_bytes(path)} bytes at most.")
        by_page = isinstance(who, Actor) and "authorization" not in headers
        group = self.config.group_of(path, by_page)
        limit = self.config.limits.get(group)
        if limit is None:
            return None
        address = scope["client"][0] if scope.get("client") else "local"
        key = str(who.user_id) if isinstance(who, Actor) and group != "auth" else address
        verdict = self.limiter.hit(group, key, limit, time.monotonic())
        extra["X-RateLimit-Limit"] = str(limit)
        extra["X-RateLimit-Remaining"] = str(max(verdict.remaining, 0))
        extra["X-RateLimit-Reset"] = str(verdict.reset_seconds)
        if verdict.remaining >= 0:
            return None
        LIMITED.labels(group).inc()
        return TooManyRequests(
            f"At most {limit} requests a minute are answered here.",
            headers={"Retry-After": str(verdict.reset_seconds)},
        )

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        template = _template(scope)
        REQUESTS.labels(scope["method"], template, str(status)).observe(seconds)
        log.info(
            "request",
            request_id=scope["state"]["request_id"],
            method=scope["method"],
            route=template,
            status=status,
            ms=round(seconds * 1000, 2),
        )


def _template(scope: Scope) -> str:
    """Return the path of the route with its parameters unfilled: a label with few values and no ids."""
    matched = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(matched, "path", None) or "unmatched"


def _bounded(receive: Receive, limit: int) -> Receive:
    """Return a receive that refuses a body (also a chunked one) beyond the limit."""
    seen = 0

    async def receive_bounded() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise TooLarge(f"The body may have {limit} bytes at most.")
        return message

    return receive_bounded
