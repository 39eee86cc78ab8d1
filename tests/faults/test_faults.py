"""What goes wrong around the program: each time a sane answer, no hang, and recovery without a restart."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx
import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.db import migrate, work
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.db.work import Database
from tests.cli.conftest import start
from tests.fixtures.application import MONDAY_MORNING, PASSWORD, Person, make_settings, sign_up

pytestmark = pytest.mark.slow
SMALL_DISK = "160m"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """Start a database that tests may stop."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp("faults"), settings={"fsync": "off"})
    server.start()
    server.ensure_database()
    asyncio.run(migrate.ensure_head(server.url()))
    yield server
    server.stop()


@pytest_asyncio.fixture
async def own_app(own_server: EmbeddedPostgres, tmp_path: Path, clock: FixedClock) -> AsyncIterator[FastAPI]:
    app = create_app(make_settings(tmp_path, db={"pool_size": 3}), own_server.url(), clock=clock)
    async with LifespanManager(app):
        yield app


@pytest_asyncio.fixture
async def eve(own_app: FastAPI) -> AsyncIterator[Person]:
    person = await sign_up(own_app)
    yield person
    await person.http.aclose()


def is_sane(answer: httpx.Response) -> bool:
    """Whether somebody is told to come back."""
    document = answer.json()
    assert document["type"] == "/problems/unavailable", document
    return answer.status_code == 503 and answer.headers["retry-after"].isdigit()


async def test_the_database_restarts(eve: Person, own_server: EmbeddedPostgres) -> None:
    """A request meets a server that is gone, and the next one a server that is back."""
    await eve.make("/tasks", title="Before")
    await asyncio.to_thread(own_server.stop)
    try:
        for method, path in (("GET", "/api/v1/tasks"), ("POST", "/api/v1/tasks"), ("GET", "/ready")):
            answer = await eve.http.request(method, path, json={"title": "During"})
            assert is_sane(answer), path
        assert (await eve.http.get("/health")).status_code == 200
    finally:
        await asyncio.to_thread(own_server.start)
    await eve.make("/tasks", title="After")
    assert (await eve.get("/tasks"))["total"] == 2


async def test_the_database_has_no_connection_left(
    own_app: FastAPI, eve: Person, own_server: EmbeddedPostgres
) -> None:
    database: Database = own_app.state.database
    async with AsyncExitStack() as held:
        with suppress(asyncpg.TooManyConnectionsError):
            while True:
                connection = await asyncpg.connect(own_server.url())
                held.push_async_callback(connection.close)
        # More at once than the pool has connections: one of them needs a new one.
        answers = await asyncio.gather(*(eve.http.get("/api/v1/tasks") for _ in range(6)))
        assert {answer.status_code for answer in answers} <= {200, 503}
        assert all(is_sane(answer) for answer in answers if answer.status_code == 503)
    answers = await asyncio.gather(*(eve.http.get("/api/v1/tasks") for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    await database.ping()


async def test_every_connection_is_at_work(
    own_app: FastAPI, eve: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "ACQUIRE_SECONDS", 0.2)
    database: Database = own_app.state.database
    async with AsyncExitStack() as held:
        for _ in range(3):
            await (await held.enter_async_context(database.work())).db.raw("SELECT 1")
        assert is_sane(await eve.http.get("/api/v1/tasks"))
        assert is_sane(await eve.http.get("/ready"))
    assert (await eve.http.get("/api/v1/tasks")).status_code == 200


@pytest.mark.parametrize("jump", [timedelta(hours=-3), timedelta(days=-400)])
async def test_the_clock_jumps_back(eve: Person, clock: FixedClock, jump: timedelta) -> None:
    """Tokens come from the future then: they are refused or taken, and a new sign-in always works."""
    headers = {"Idempotency-Key": f"jump {jump.days}".replace(" ", "-")}
    made = await eve.http.post("/api/v1/tasks", json={"title": "Jump"}, headers=headers)
    task_id = made.json()["id"]
    timer = await eve.http.post("/api/v1/timer/start", json={"entity_id": task_id})
    assert timer.status_code == 201
    clock.advance(jump)
    for path in ("/tasks", "/today", "/timer", "/me/audit"):
        assert (await eve.http.get(f"/api/v1{path}")).status_code in {200, 401}, path
    login = await eve.http.post("/api/v1/auth/login", json={"email": eve.email, "password": PASSWORD})
    assert login.status_code == 200, login.text
    eve.http.headers["Authorization"] = f"Bearer {login.json()['access_token']}"
    again = await eve.http.post("/api/v1/tasks", json={"title": "Jump"}, headers=headers)
    assert (again.status_code, again.json()["id"]) == (201, task_id)
    stopped = await eve.http.post("/api/v1/timer/stop")
    assert stopped.status_code in {200, 409, 422}, stopped.text
    assert (await eve.http.post(f"/api/v1/tasks/{task_id}/complete")).status_code == 200
    assert (await eve.http.get("/api/v1/today")).status_code == 200


async def test_the_clock_jumps_ahead(eve: Person, clock: FixedClock) -> None:
    made = await eve.make("/tasks", title="Jump")
    clock.advance(timedelta(days=400))
    assert (await eve.http.get("/api/v1/tasks")).status_code == 401, "the token has ended"
    login = await eve.http.post("/api/v1/auth/login", json={"email": eve.email, "password": PASSWORD})
    eve.http.headers["Authorization"] = f"Bearer {login.json()['access_token']}"
    assert (await eve.http.post(f"/api/v1/tasks/{made['id']}/complete")).status_code == 200
    clock.advance(MONDAY_MORNING - clock.now())
    assert (await eve.http.get("/health")).status_code == 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small file system can be mounted by root only")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0755", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)  # noqa: S603 - the system's
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607 - the system's


def fill_up(folder: Path) -> Path:
    """Leave no byte on the file system."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65_536)
        except OSError:
            pass
    return ballast


@pytest.mark.timeout(240)
def test_the_disk_is_full(small_disk: Path) -> None:
    """Writes are refused in good order, and go on when there is room again."""
    server = start(
        "serve",
        "--port=0",
        CAIRN_DATA_DIR=str(small_disk / "data"),
        CAIRN_AUTH__SIGNUP="open",
        CAIRN_LIMITS__ENABLED="false",
    )
    try:
        with httpx.Client(base_url=f"{server.url}/api/v1", timeout=60) as http:
            body = {"email": "eve@example.org", "password": PASSWORD}
            token = http.post("/auth/signup", json=body).json()["access_token"]
            http.headers["Authorization"] = f"Bearer {token}"
            note = "x" * 9_000
            ballast = fill_up(small_disk)
            kept = 0
            for number in range(3_000):
                answer = http.post("/tasks", json={"title": f"{number}", "description": note})
                if answer.status_code != 201:
                    break
                kept += 1
            assert is_sane(answer)
            assert http.get(f"{server.url}/health").status_code == 200
            ballast.unlink()
            until(lambda: http.post("/tasks", json={"title": "Room again"}).status_code == 201)
            assert http.get("/tasks", params={"page_size": 1}).json()["total"] >= kept + 1
        assert server.process.poll() is None, "without a restart"
        assert not [line for line in server.said if '"unhandled"' in line], server.said
    finally:
        server.stop()


def until(is_so: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


async def test_slow_clients_take_nothing_from_others(tmp_path: Path) -> None:
    """More of them than there are connections to the database, in the middle of a body."""
    server = await asyncio.to_thread(
        start,
        "serve",
        "--port=0",
        CAIRN_DATA_DIR=str(tmp_path / "data"),
        CAIRN_AUTH__SIGNUP="open",
        CAIRN_LIMITS__ENABLED="false",
    )
    writers = []
    try:
        async with httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=60) as http:
            body = {"email": "eve@example.org", "password": PASSWORD}
            token = (await http.post("/auth/signup", json=body)).json()["access_token"]
            http.headers["Authorization"] = f"Bearer {token}"
            port = int(server.url.rpartition(":")[2])
            head = (
                f"POST /api/v1/tasks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n"
                "Idempotency-Key: slow\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            )
            for _ in range(60):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(head.encode())
                await writer.drain()
                writers.append(writer)
            answers = await asyncio.gather(*(http.post("/tasks", json={"title": "Quick"}) for _ in range(20)))
            assert {answer.status_code for answer in answers} == {201}
    finally:
        for writer in writers:
            writer.close()
        await asyncio.to_thread(server.stop)
