"""Traces, as a collector receives them from a real server."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.cli.conftest import PASSWORD, start

pytestmark = pytest.mark.slow
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[Span]]]:
    """Listen as a collector does; return its address, and the spans that have come."""
    spans: list[Span] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            import gzip

            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    spans.extend(scope.spans)
            answer = ExportTraceServiceResponse().SerializeToString()
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/traces", spans
        server.shutdown()


def test_a_collector_hears_of_requests_and_of_nothing_that_was_written(
    collector: tuple[str, list[Span]], tmp_path: Path
) -> None:
    endpoint, spans = collector
    server = start(
        *("serve", "--port=0", "--no-worker"),
        CAIRN_DATA_DIR=str(tmp_path / "data"),
        CAIRN_AUTH__SIGNUP="open",
        CAIRN_TRACES__ENDPOINT=endpoint,
    )
    try:
        with httpx.Client(base_url=f"{server.url}/api/v1", timeout=60) as http:
            body = {"email": "ada@example.org", "password": PASSWORD}
            made = http.post("/auth/signup", json=body).json()
            http.headers["Authorization"] = f"Bearer {made['access_token']}"
            http.headers["traceparent"] = f"00-{TRACE}-{PARENT}-01"
            task = http.post("/tasks", json={"title": "A secret of mine"}).json()
            assert http.get(f"/tasks/{task['id']}", params={"secret": "of mine"}).status_code in {200, 422}
    finally:
        assert server.stop() == 0
    named = {span.name: span for span in spans}
    assert {"POST /api/v1/auth/signup", "POST /api/v1/tasks", "GET /api/v1/tasks/{task_id}"} <= set(named)
    created = named["POST /api/v1/tasks"]
    assert (created.trace_id.hex(), created.parent_span_id.hex()) == (TRACE, PARENT)
    assert {a.key: a.value.int_value for a in created.attributes}["http.response.status_code"] == 201
    whole = "".join(str(span) for span in spans)
    for word in ("secret", "ada@example.org", task["id"], made["user"]["id"], made["access_token"]):
        assert word not in whole
