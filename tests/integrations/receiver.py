"""A real HTTP server that receives webhooks, and the work of the worker done at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import run_job
from tests.fixtures.application import Person

TAKE = Query("""
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs WHERE task_name = 'integrations.deliver' AND status = 'todo'
        AND args ->> 'person' = CAST(:person AS text) ORDER BY id LIMIT 1)
RETURNING args, scheduled_at
""")


@dataclass
class Receiver:
    """What came in, and what is answered."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    """Statuses of the next answers; 204 when there are no more."""
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    """Headers, their names in small letters, and bodies."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of the answers."""
    body: bytes = b""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Serve on a free port of this machine until the block ends."""
    state = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(state.answers.pop(0) if state.answers else 204)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def work_off(person: Person, database: Database, *, most: int = 50) -> list[Any]:
    """Run the waiting deliveries of a person, also those that are for later; return when each was to be."""
    planned = []
    for _ in range(most):
        async with database.work(scope=Scope.SYSTEM) as work:
            row = await work.db.row(TAKE, person=str(person.id))
        if row is None:
            break
        planned.append(row.scheduled_at)
        await run_job(database, "integrations.deliver", row.args)
    return planned
