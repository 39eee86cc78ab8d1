"""The whole path of a request, and jobs, through PgBouncer in transaction mode."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.jobs import REGISTRY, enqueue, job
from cairn.worker import running
from tests.fixtures.application import Person, make_settings, sign_up

pytestmark = pytest.mark.slow
KEEPS_PREPARED = (1, 21)
INSTALL = Path(__file__).resolve().parents[2] / "tools" / "install-pgbouncer.sh"


def installed() -> str:
    """Return the program, installed where that is allowed; skip with the reason where it is not."""
    if shutil.which("pgbouncer") is None:
        done = subprocess.run(["sh", str(INSTALL)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - our script
        if done.returncode != 0:
            pytest.skip(f"PgBouncer is not here and cannot be installed: {done.stderr.strip()[-300:]}")
    return shutil.which("pgbouncer") or "pgbouncer"


def version(program: str) -> tuple[int, int]:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"(\d+)\.(\d+)", told)
    assert found is not None
    return int(found[1]), int(found[2])


@pytest.fixture(scope="module")
def program() -> str:
    return installed()


@pytest.fixture(params=[True, False], ids=["prepared", "plain"])
def prepared(request: pytest.FixtureRequest, program: str) -> bool:
    wanted: bool = request.param
    if wanted and version(program) < KEEPS_PREPARED:
        pytest.skip("this PgBouncer keeps no prepared statements; 1.21 and newer do")
    return wanted


@pytest.fixture
def pooled_url(program: str, cluster: EmbeddedPostgres, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Start a PgBouncer with three connections to the database; return the URL of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    name = database_url.partition("@/")[2].partition("?")[0]
    keeps = "max_prepared_statements = 200\n" if version(program) >= KEEPS_PREPARED else ""
    config = tmp_path / "pgbouncer.ini"
    config.write_text(
        f"[databases]\n{name} = host={cluster._socket.parent} dbname={name} user=owner\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        f"pool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 200\n{keeps}"
    )
    account = cluster._account.name
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o755)
    command = [program, str(config)]
    if os.geteuid() == 0:  # it refuses to run as root, and the database lets in its own account
        command[1:1] = ["-u", account]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - the program under test
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "PgBouncer has ended"
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield f"postgresql://owner@127.0.0.1:{port}/{name}"
    finally:
        process.terminate()
        process.wait(10)


@pytest_asyncio.fixture
async def pooled(
    pooled_url: str,
    prepared: bool,  # noqa: FBT001 - a fixture
    tmp_path: Path,
    clock: FixedClock,
) -> AsyncIterator[FastAPI]:
    settings = make_settings(tmp_path / "data", db={"pool_size": 10, "prepared": prepared})
    app = create_app(settings, pooled_url, clock=clock)
    async with LifespanManager(app):
        yield app


async def work_a_day(person: Person) -> None:
    """Use what there is, with several requests at once."""
    made = await asyncio.gather(*(person.make("/tasks", title=f"Task {n}") for n in range(20)))
    headers = {"Idempotency-Key": f"key-{person.id}"}
    for _ in range(2):
        answer = await person.http.post("/api/v1/tasks", json={"title": "Once"}, headers=headers)
        assert answer.status_code == 201
    done = await asyncio.gather(
        *(person.http.post(f"/api/v1/tasks/{task['id']}/complete") for task in made[:10])
    )
    assert {answer.status_code for answer in done} == {200}
    assert (await person.get("/tasks"))["total"] == 21
    for path in ("/today", "/goals", "/wallet", "/me/audit", "/projects"):
        await person.get(path)
    refused = await person.http.post("/api/v1/tasks", json={"title": "x", "area_id": str(person.id)})
    assert refused.status_code == 422
    assert (await person.http.get(f"/api/v1/tasks/{person.id}")).status_code == 404


async def test_people_work_through_it_and_see_their_own(pooled: FastAPI) -> None:
    people = [await sign_up(pooled) for _ in range(4)]
    await asyncio.gather(*(work_a_day(person) for person in people))
    for person in people:
        assert (await person.get("/tasks"))["total"] == 21
        await person.http.aclose()


async def test_nothing_of_a_transaction_stays_on_the_connection(pooled: FastAPI, pooled_url: str) -> None:
    person = await sign_up(pooled)
    await asyncio.gather(*(person.get("/tasks") for _ in range(12)))
    await person.http.aclose()
    for _ in range(6):
        connection = await asyncpg.connect(pooled_url, statement_cache_size=0)
        try:
            async with connection.transaction():
                sql = "SELECT current_user::text, coalesce(current_setting('app.user_id', true), '')"
                row = await connection.fetchrow(sql)
        finally:
            await connection.close()
        assert tuple(row or ()) == ("owner", "")


async def test_jobs_are_heard_of_over_the_direct_url(
    pooled: FastAPI,
    database_url: str,
    prepared: bool,  # noqa: FBT001 - a fixture
) -> None:
    ran: list[str] = []

    async def note(_database: object, word: str) -> None:
        ran.append(word)

    word = f"pooled-{prepared}"
    job("test.pooled")(note)
    settings = make_settings(Path("unused"), db={"direct_url": database_url})
    try:
        database = pooled.state.database
        async with running(settings.direct("postgresql://nowhere/none"), database), asyncio.timeout(30):
            async with database.work() as work:
                await enqueue(work, "test.pooled", word=word)
            while word not in ran:  # noqa: ASYNC110 - the worker runs elsewhere
                await asyncio.sleep(0.05)
    finally:
        del REGISTRY["test.pooled"]
    assert ran == [word]
