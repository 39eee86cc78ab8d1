"""Traces of requests, sent to a collector of OpenTelemetry (OTLP over HTTP), where one is configured.

A span holds the method, the route with its parameters unfilled, the status, the request's id: nothing of what
a person wrote, and no id of theirs. The libraries are imported when a collector is set, and at no other time.
"""

from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SERVER_FAULT = 500


class TracesMissing(RuntimeError):  # noqa: N818 - it says what happened
    """The libraries are not installed; the text says how to get them."""


class Traced:
    """The application with a span around each request."""

    def __init__(self, app: ASGIApp, endpoint: str, version: str) -> None:
        """Send to the collector at a URL such as http://127.0.0.1:4318/v1/traces; raises TracesMissing."""
        try:
            from opentelemetry import propagate
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
            from opentelemetry.trace import SpanKind, Status, StatusCode
        except ImportError as error:
            raise TracesMissing("Traces need the extra `otel`: pip install 'cairn[otel]'") from error
        self.app = app
        resource = Resource.create({"service.name": "cairn", "service.version": version})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
        self._tracer = self._provider.get_tracer("cairn")
        self._extract: Callable[[dict[str, str]], Any] = propagate.extract
        self._kind = SpanKind.SERVER
        self._failed = Status(StatusCode.ERROR)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live as long as the application."""
        if scope["type"] == "lifespan":
            try:
                await self.app(scope, receive, send)
            finally:
                self._provider.shutdown()
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = _SERVER_FAULT

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        carried = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        context = self._extract({n: v for n, v in carried.items() if n in {"traceparent", "tracestate"}})
        span = self._tracer.start_span(scope["method"], context=context, kind=self._kind)
        try:
            await self.app(scope, receive, note)
        finally:
            matched = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
            route = getattr(matched, "path", None) or "unmatched"
            span.update_name(f"{scope['method']} {route}")
            span.set_attribute("http.request.method", scope["method"])
            span.set_attribute("http.route", route)
            span.set_attribute("http.response.status_code", status)
            span.set_attribute("cairn.request_id", str(scope.get("state", {}).get("request_id", "")))
            if status >= _SERVER_FAULT:
                span.set_status(self._failed)
            span.end()
