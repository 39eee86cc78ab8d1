"""`cairn serve --workers N` with real processes: deaths, renewal under load, and ends."""

import asyncio
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest

from cairn.kit.db.embedded import EmbeddedPostgres
from tests.cli.conftest import PASSWORD, Server, Shell, start

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SERVERS = 2


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers") / "data"


@pytest.fixture(scope="module")
def crew(data_dir: Path) -> Iterator[Server]:
    running = crew_at(data_dir)
    until(lambda: len(children(running)) == SERVERS + 1)  # the worker may come after the first answer
    yield running
    if running.process.poll() is None:
        running.stop()


def crew_at(data_dir: Path) -> Server:
    return start(
        "serve",
        "--port=0",
        f"--workers={SERVERS}",
        CAIRN_DATA_DIR=str(data_dir),
        CAIRN_AUTH__SIGNUP="open",
        CAIRN_LIMITS__ENABLED="false",
    )


def children(crew: Server, kind: str | None = None) -> set[psutil.Process]:
    """Return the processes that serve or work, or those of one kind."""
    found = set()
    for child in psutil.Process(crew.process.pid).children():
        with suppress(psutil.NoSuchProcess):  # it has just ended
            line = child.cmdline()
            if "cairn.child" in line and (kind is None or kind in line):
                found.add(child)
    return found


def until(is_so: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_each_process_serves_and_one_works(crew: Server) -> None:
    assert re.search(r"ready at http://127\.0\.0\.1:\d+  \(2 server processes", crew.said[-1])
    assert len(children(crew, "server")) == SERVERS
    assert len(children(crew, "worker")) == 1
    assert httpx.get(f"{crew.url}/ready").status_code == 200


@pytest.mark.parametrize("kind", ["server", "worker"])
def test_one_that_is_killed_is_replaced(crew: Server, kind: str) -> None:
    before = children(crew, kind)
    victim = min(before, key=lambda child: child.pid)
    victim.kill()
    assert httpx.get(f"{crew.url}/ready", timeout=30).status_code == 200, "the others go on"
    until(lambda: victim not in children(crew, kind) and len(children(crew, kind)) == len(before))


async def test_renewal_under_load_fails_no_request(crew: Server) -> None:
    before = children(crew)
    ended = asyncio.Event()
    answers: list[int] = []

    async def use(*, keep: bool) -> None:
        """Write one after the other, on one connection or on a new one each time."""
        limits = httpx.Limits(max_keepalive_connections=None if keep else 0)
        async with httpx.AsyncClient(base_url=f"{crew.url}/api/v1", limits=limits, timeout=60) as http:
            http.headers["Authorization"] = f"Bearer {token}"
            while not ended.is_set():
                made = await http.post("/tasks", json={"title": "Go on"})
                answers.append(made.status_code)

    async with httpx.AsyncClient(base_url=f"{crew.url}/api/v1", timeout=60) as http:
        body = {"email": "load@example.org", "password": PASSWORD}
        token = (await http.post("/auth/signup", json=body)).json()["access_token"]
        users = [asyncio.create_task(use(keep=number % 2 == 0)) for number in range(6)]
        try:
            crew.process.send_signal(signal.SIGHUP)
            await asyncio.to_thread(until, lambda: not before & children(crew))
        finally:
            ended.set()
            await asyncio.gather(*users)
        http.headers["Authorization"] = f"Bearer {token}"
        kept = (await http.get("/tasks", params={"page_size": 1})).json()["total"]
    assert set(answers) == {201}
    assert kept == len(answers) > SERVERS
    assert len(children(crew)) == len(before)


def test_where_the_new_ones_do_not_start_the_old_ones_go_on(crew: Server, data_dir: Path) -> None:
    before = children(crew)

    async def set_revision(revision: str) -> str:
        connection = await asyncpg.connect(EmbeddedPostgres(data_dir).url())
        try:
            old: str = await connection.fetchval("SELECT version_num FROM alembic_version")
            await connection.execute("UPDATE alembic_version SET version_num = $1", revision)
        finally:
            await connection.close()
        return old

    revision = asyncio.run(set_revision("999912312359"))
    try:
        crew.process.send_signal(signal.SIGHUP)
        until(lambda: any("the old ones go on" in line and "newer version" in line for line in crew.said))
    finally:
        asyncio.run(set_revision(revision))
    until(lambda: children(crew) == before)
    assert httpx.get(f"{crew.url}/ready", timeout=30).status_code == 200


def test_kill_9_of_the_parent_ends_them_and_the_next_start_goes_on(crew: Server, data_dir: Path) -> None:
    body = {"email": "kept@example.org", "password": PASSWORD}
    assert httpx.post(f"{crew.url}/api/v1/auth/signup", json=body, timeout=30).status_code == 201
    left = children(crew)
    assert crew.stop(signal.SIGKILL) == -signal.SIGKILL
    assert not psutil.wait_procs(left, timeout=30)[1]
    again = crew_at(data_dir)
    try:
        assert httpx.post(f"{again.url}/api/v1/auth/login", json=body, timeout=30).status_code == 200
    finally:
        family = psutil.Process(again.process.pid).children(recursive=True)
        assert again.stop() == 0
    assert not psutil.wait_procs(family, timeout=5)[1]


@pytest.mark.parametrize("arguments", [(), ("--workers=1",)])
def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shell = Shell({"CAIRN_DATABASE_URL": f"postgresql://nobody@/none?host={tmp_path}"})
    refused = shell.process("serve", "--port=0", *arguments)
    assert refused.code == 1
    assert "The database cannot be used" in refused.err
    assert "Traceback" not in refused.err
