"""Measure Cairn: `python -m bench [--seconds S] [--growth MAX_TASKS] [--only NAME …]`."""

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, Self

import asyncpg

from bench import load, raw, report, seed, tracking
from bench.server import Server, free_port
from cairn.kit.db.embedded import EmbeddedPostgres

PASSWORD = "a long and quiet sentence"
ROUNDS = 3
UNKNOWN = "Cairn: an unknown path through the edge"
LIST, PLAIN_LIST = "Cairn: list of 50", "list of 50: plain FastAPI + ORM + response model"
CREATE, PLAIN_CREATE = "Cairn: create task", "create: plain FastAPI + ORM + response model"
NEW: dict[str, Any] = {"title": "Write the report", "priority": 2, "tags": ["bench"], "estimate_minutes": 30}


class Bench:
    """One run: a server, a person, and what is measured with them."""

    def __init__(self, folder: Path, seconds: float) -> None:
        """Prepare; nothing runs yet."""
        self.data_dir = folder / "data"
        self.server = Server(self.data_dir)
        self.seconds = seconds
        self.figures: dict[str, list[dict[str, Any]]] = {}
        self.tokens: dict[str, str] = {}
        self.person = ""
        """The reader, who has 300 tasks throughout."""
        self.writer = ""

    @property
    def url(self) -> str:
        """The database behind the server."""
        return EmbeddedPostgres(self.data_dir).url()

    def start_and_memory(self) -> None:
        """Cold start, warm starts, idle memory."""
        cold = self.server.start()
        self.server.stop()
        warm = sorted(self._restart() for _ in range(5))
        self.server.start()
        time.sleep(8)  # the worker has started and everything has settled
        memory = self.server.memory()
        self.figures["Start and memory"] = [
            {"what": "first ever start to first answer, s", "measured": round(cold, 2), "bar": 5},
            {"what": "warm start to first answer, s (of 5)", "measured": round(warm[2], 2), "bar": 1.5},
            {"what": "idle PSS of the server, MB", "measured": memory["server_mb"], "bar": ""},
            {"what": "idle PSS of the database, MB", "measured": memory["database_mb"], "bar": ""},
            {"what": "idle PSS together, MB", "measured": round(sum(memory.values()), 1), "bar": 120},
        ]

    def _restart(self) -> float:
        taken = self.server.start()
        self.server.stop()
        return taken

    def sign_up(self) -> None:
        """Make two people: one who reads and has 300 tasks, and one whose tasks grow while measured."""
        for name in ("writer", "reader"):
            body = {"email": f"{name}@example.org", "password": PASSWORD, "timezone": "UTC"}
            made = self.server.call("POST", "/api/v1/auth/signup", body)
            self.tokens[name] = made["access_token"]
            self.writer, self.person = self.person, made["user"]["id"]
        self._new_tasks(300, "reader")

    async def _analyze(self) -> None:
        """Give the planner its statistics, as autovacuum does within seconds of real use."""
        connection = await asyncpg.connect(self.url)
        await connection.execute("ANALYZE")
        await connection.close()

    async def requests(self) -> None:
        """Latency of one client, then saturation, of the routes people wait for."""
        first = self.server.call("GET", "/api/v1/tasks?page_size=1", token=self.tokens["reader"])["items"][0][
            "id"
        ]
        ids = iter(self._new_tasks(600, "writer"))
        new = json.dumps(NEW).encode()
        quick = b'{"text": "Call the dentist tomorrow at 9 !1 #health ~30m"}'
        cases: list[tuple[str, load.Build, int, str]] = [
            ("create task", lambda _: self._request("POST", "/tasks", new), 4000, "4 / 10"),
            ("read one task", lambda _: self._request("GET", f"/tasks/{first}"), 6000, "2"),
            ("list of 50", lambda _: self._request("GET", "/tasks?page_size=50"), 4000, "4"),
            ("list of 300", lambda _: self._request("GET", "/tasks?page_size=300"), 2000, "10"),
            ("complete task", lambda _: self._request("POST", f"/tasks/{next(ids)}/complete"), 500, ""),
            ("quick add", lambda _: self._request("POST", "/tasks/quick", quick), 2000, ""),
        ]
        rows = []
        for name, build, limit, bar in cases:
            alone = await load.run(
                self.server.port, build, clients=1, seconds=self.seconds, limit=limit, warm_up=30
            )
            row = {"request": name, **asdict(alone), "bar p50 (/ p95), ms": bar}
            await self._analyze()
            if name in ("create task", "list of 50", "list of 300", "read one task"):
                full = await load.run(self.server.port, build, clients=8, seconds=self.seconds)
                row["saturated, 8 clients, /s"] = full.per_second
            rows.append(row)
        self.figures["Requests, one client (ms)"] = rows

    def _request(self, method: str, path: str, body: bytes = b"") -> bytes:
        token = self.tokens["reader" if method == "GET" else "writer"]
        return load.request(method, f"/api/v1{path}", token, body)

    def _always(self, method: str, path: str, body: bytes = b"") -> load.Build:
        data = self._request(method, path, body)
        return lambda _: data

    def _any_task(self) -> str:
        page = self.server.call("GET", "/api/v1/tasks?page_size=1", token=self.tokens["reader"])
        found: str = page["items"][0]["id"]
        return found

    def _new_tasks(self, count: int, whose: str) -> list[str]:
        token = self.tokens[whose]
        return [self.server.call("POST", "/api/v1/tasks", NEW, token)["id"] for _ in range(count)]

    async def today(self) -> None:
        """Today with a thousand and ten thousand open tasks."""
        rows = []
        for count in (1_000, 10_000):
            connection = await asyncpg.connect(self.url)
            await connection.execute("DELETE FROM entity WHERE kind = 'task'")
            await seed.add_tasks(connection, [self.person], count, open_share=1.0)
            await connection.execute("ANALYZE task")
            await connection.close()
            found = await load.run(
                self.server.port,
                lambda _: self._request("GET", "/today"),
                clients=1,
                seconds=self.seconds,
                limit=100,
                warm_up=3,
            )
            rows.append({"open tasks": count, **asdict(found), "bar p50, ms": 100 if count == 10_000 else ""})
        self.figures["Today (ms)"] = rows

    async def bulk(self) -> None:
        """Ten thousand tasks: brought along by an import, and shown as a tree."""
        table = "title,due,project,priority\n" + "".join(
            f"Write page {n},2027-01-{n % 28 + 1:02},Book {n % 40},{n % 4 + 1}\n" for n in range(10_000)
        )
        started = time.perf_counter()
        run = self.server.upload("/api/v1/imports", "tasks.csv", table.encode(), self.tokens["writer"])
        self.server.call("POST", f"/api/v1/imports/{run['id']}/commit", token=self.tokens["writer"])
        taken = time.perf_counter() - started
        path = self._request("GET", "/hierarchy")
        tree = await load.run(
            self.server.port, lambda _: path, clients=1, seconds=self.seconds, limit=50, warm_up=2
        )
        self.figures["Ten thousand tasks"] = [
            {"what": "import of 10,000 tasks, preview and commit, s", "measured": round(taken, 2), "bar": 10},
            {"what": "hierarchy with 10,000 tasks, p50 ms", "measured": tree.p50, "bar": 100},
        ]

    async def ten_years(self) -> None:
        """Habits and metrics of ten years of one person."""
        args = (self.server, self.url, self.person, self.tokens["reader"], self.seconds)
        self.figures["Ten years of habits and metrics"] = await tracking.measure(*args)

    async def compare(self) -> None:
        """What the machine can do at most, and what one would write instead, by turns with the program."""
        limits = [
            {
                "limit": name,
                "/s": raw.pgbench(self.url, self.data_dir, script, clients=8, seconds=self.seconds),
            }
            for name, script in self._scripts().items()
        ]
        rates: dict[str, list[float]] = defaultdict(list)
        with Plain(self.url) as plain:
            ours, theirs = self.server.port, plain.port
            new = json.dumps(NEW).encode()
            cases = {
                "empty route, plain FastAPI": (theirs, b"GET /empty HTTP/1.1\r\nHost: b\r\n\r\n"),
                UNKNOWN: (ours, self._request("GET", "")),
                LIST: (ours, self._request("GET", "/tasks?page_size=50")),
                PLAIN_LIST: (theirs, plain.get("/tasks", self.person)),
                CREATE: (ours, self._request("POST", "/tasks", new)),
                PLAIN_CREATE: (theirs, plain.post("/tasks", self.person, NEW)),
            }
            await load.run(theirs, _same(cases[PLAIN_CREATE][1]), clients=1, seconds=60, limit=300)
            await self._analyze()
            for _ in range(ROUNDS):
                for name, (port, request) in cases.items():
                    found = await load.run(port, _same(request), clients=8, seconds=self.seconds / 2)
                    if found.failed and name != UNKNOWN:
                        raise RuntimeError(f"{name}: {found.failed} of {found.count} failed")
                    rates[name].append(found.per_second)
        limits += [{"limit": name, "/s": round(median(found), 1)} for name, found in rates.items()]
        for row in limits:
            base = {LIST: PLAIN_LIST, CREATE: PLAIN_CREATE}.get(str(row["limit"]))
            if base is not None:
                # of each round, since the machine may change its pace between them
                times = [a / b for a, b in zip(rates[str(row["limit"])], rates[base], strict=True)]
                row |= {"times the plain one": round(median(times), 2), "bar": "≥ 1,000/s and ≥ 2 ×"}
        self.figures["Against the limits, saturated with 8 clients"] = limits

    def _scripts(self) -> dict[str, str]:
        """Return the program's own statements for pgbench, with the transaction around them."""
        from cairn.planning.models import Task
        from cairn.planning.queries.tasks import TASKS

        flags = frozenset({("archived", False)})
        page = TASKS._page(frozenset({"archived"}), flags, "due", False)  # noqa: SLF001
        values = {"owner": self.person, "limit": 50, "offset": 0}
        task = Task(**NEW)
        columns = {name: getattr(task, name) for name in TASKS._own}  # noqa: SLF001
        # As the writer: what pgbench adds must not make the reader's list longer, which is measured next.
        who = {"owner": self.writer, "actor": self.writer, "request": "bench", "now": datetime.now(UTC)}
        new_id = raw.Sql("uuidv7()")
        insert = raw.inlined(TASKS._insert, {**columns, **who, "id": new_id, "event": new_id})  # noqa: SLF001
        return {
            "list of 50: the same SQL by pgbench": raw.entered(self.person, raw.inlined(page, values)),
            "create: the same SQL by pgbench": raw.entered(self.writer, insert),
        }

    async def growth(self, largest: int) -> None:
        """How the medians grow with the number of tasks in the database, at 100 tasks a person."""
        rows = []
        present = 0
        for total in (1_000, 10_000, 100_000, 1_000_000):
            if total > largest:
                break
            await seed.seed(self.url, people=(total - present) // 100, tasks_each=100)
            present = total
            row: dict[str, Any] = {"tasks": total, "people": total // 100}
            first = self.server.call("GET", "/api/v1/tasks?page_size=1", token=self.tokens["reader"])[
                "items"
            ][0]["id"]
            for name, method, path, body in (
                ("create", "POST", "/tasks", json.dumps(NEW).encode()),
                ("read", "GET", f"/tasks/{first}", b""),
                ("list of 50", "GET", "/tasks?page_size=50", b""),
            ):
                found = await load.run(
                    self.server.port,
                    self._always(method, path, body),
                    clients=1,
                    seconds=self.seconds,
                    limit=600,
                )
                row[f"{name} p50, ms"] = found.p50
            rows.append(row)
        if rows:
            keys = [key for key in rows[0] if key.endswith("ms")]
            grown = {key: round(rows[-1][key] / rows[0][key], 2) for key in keys}
            rows.append({"tasks": "growth", "people": "bar ≤ 1.2", **grown})
        self.figures["Growth"] = rows


def _same(data: bytes) -> load.Build:
    return lambda _: data


class Plain:
    """The plain application as a process."""

    def __init__(self, url: str) -> None:
        """Use it as a context."""
        self.url = url
        self.port = free_port()

    def __enter__(self) -> Self:
        program = Path(__file__).with_name("plain.py")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", program, self.url, str(self.port)], stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/empty", timeout=1).read()
                break
            except OSError:
                time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)

    def get(self, path: str, person: str) -> bytes:
        """Return a GET."""
        return f"GET {path} HTTP/1.1\r\nHost: b\r\nx-user: {person}\r\n\r\n".encode()

    def post(self, path: str, person: str, body: Any) -> bytes:
        """Return a POST."""
        data = json.dumps(body).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: b\r\nx-user: {person}\r\nContent-Type: application/json\r\n"
        return f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


def main() -> None:
    """Run everything and write it down."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--seconds", type=float, default=4, help="longest time of one measurement")
    parser.add_argument("--growth", type=int, default=1_000_000, help="largest number of tasks")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cairn-bench-"))
    bench = Bench(folder, options.seconds)
    try:
        bench.start_and_memory()
        bench.sign_up()
        asyncio.run(bench.requests())
        asyncio.run(bench.compare())
        asyncio.run(bench.growth(options.growth))
        asyncio.run(bench.today())
        asyncio.run(bench.bulk())
        asyncio.run(bench.ten_years())
    finally:
        bench.server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(report.tables(bench.figures))
    if not options.no_write:
        report.write(bench.figures)


if __name__ == "__main__":
    main()
