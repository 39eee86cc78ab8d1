"""Jobs: in the transaction, once a key, run by a real worker, recovered from a dead one."""

import asyncio
from collections.abc import Callable, Iterator
from uuid import uuid4

import psycopg
import pytest

from cairn.kit.db.work import Database
from cairn.kit.jobs import REGISTRY, enqueue, job
from cairn.worker import queue, running

ran: list[str] = []
attempts: dict[str, int] = {}


async def note(_database: Database, word: str) -> None:
    ran.append(word)


async def stumble(_database: Database, word: str) -> None:
    attempts[word] = attempts.get(word, 0) + 1
    if attempts[word] < 2:
        raise RuntimeError(word)
    ran.append(word)


@pytest.fixture(scope="module", autouse=True)
def jobs() -> Iterator[None]:
    """Register the jobs of this module, for as long as its tests run."""
    job("test.note")(note)
    job("test.stumble", attempts=3)(stumble)
    yield
    for name in ("test.note", "test.stumble"):
        del REGISTRY[name]


@pytest.fixture
async def store(new_database: Callable[[], str]) -> tuple[str, Database]:
    url = new_database()
    return url, await Database.connect(url, size=3)


async def _drain(url: str, database: Database) -> None:
    app = queue(url, database)
    async with app.open_async():
        await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


async def test_a_job_exists_only_if_its_transaction_commits(store: tuple[str, Database]) -> None:
    url, database = store
    kept, lost = str(uuid4()), str(uuid4())
    async with database.work() as work:
        await enqueue(work, "test.note", word=kept)

    async def fail() -> None:
        async with database.work() as work:
            await enqueue(work, "test.note", word=lost)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    await _drain(url, database)
    assert kept in ran
    assert lost not in ran
    await database.close()


async def test_one_waiting_job_a_key_even_from_two_transactions_at_once(store: tuple[str, Database]) -> None:
    url, database = store
    word = str(uuid4())

    async def ask() -> None:
        async with database.work() as work:
            await enqueue(work, "test.note", key=word, word=word)

    await asyncio.gather(*(ask() for _ in range(6)))
    await _drain(url, database)
    assert ran.count(word) == 1
    await ask()
    await _drain(url, database)
    assert ran.count(word) == 2
    await database.close()


async def test_a_worker_hears_of_a_job_and_tries_a_failed_one_again(store: tuple[str, Database]) -> None:
    url, database = store
    word = str(uuid4())
    async with running(url, database):
        await asyncio.sleep(0.3)
        async with database.work() as work:
            await enqueue(work, "test.stumble", word=word)
        for _ in range(400):
            if word in ran:
                break
            await asyncio.sleep(0.05)
    assert ran.count(word) == 1
    assert attempts[word] == 2
    await database.close()


async def test_the_job_of_a_dead_worker_runs_again(store: tuple[str, Database]) -> None:
    url, database = store
    word = str(uuid4())
    async with database.work() as work:
        await enqueue(work, "test.note", word=word)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        # What a killed worker leaves behind: a job in hand, and a heartbeat that has stopped.
        await connection.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '5 minutes') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = 1, worker_id = dead.id FROM dead"
        )
    async with running(url, database):
        for _ in range(400):
            if word in ran:
                break
            await asyncio.sleep(0.05)
    assert ran.count(word) == 1
    await database.close()


async def test_the_job_of_a_dead_worker_gives_way_to_one_that_waits(store: tuple[str, Database]) -> None:
    """Both have one key, and the queue holds one waiting job of a key."""
    url, database = store
    word = str(uuid4())

    async def ask() -> None:
        async with database.work() as work:
            await enqueue(work, "test.note", key=word, word=word)

    await ask()
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '5 minutes') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = 1, worker_id = dead.id FROM dead"
        )
        await ask()
        async with running(url, database):
            for _ in range(400):
                left = await (
                    await connection.execute(
                        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'test.note'"
                    )
                ).fetchone()
                if left == (0,):
                    break
                await asyncio.sleep(0.05)
    assert left == (0,)
    assert ran.count(word) == 1
    await database.close()


async def test_jobs_of_one_person_follow_each_other_at_once(store: tuple[str, Database]) -> None:
    """One at a time, and none waits for the worker's next look at the queue."""
    url, database = store
    words = [str(uuid4()) for _ in range(20)]
    async with database.work() as work:
        for word in words:
            await enqueue(work, "test.note", word=word)
    async with running(url, database), asyncio.timeout(60):
        while len(set(words) & set(ran)) < len(words):  # noqa: ASYNC110 - the jobs run elsewhere
            await asyncio.sleep(0.05)
    assert [word for word in ran if word in words] == words
    await database.close()


async def test_a_worker_ends_at_any_moment(store: tuple[str, Database]) -> None:
    url, database = store
    for pause in (0.0, 0.01, 0.02, 0.05, 0.1):
        async with asyncio.timeout(30), running(url, database):
            await asyncio.sleep(pause)
    await database.close()


def test_every_job_is_named_after_its_domain() -> None:
    assert all(name.count(".") == 1 for name in REGISTRY)


async def test_a_worker_that_lost_its_connections_goes_on(store: tuple[str, Database]) -> None:
    url, database = store
    word = str(uuid4())
    async with running(url, database):
        await asyncio.sleep(0.5)
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await asyncio.sleep(0.2)
        async with database.work() as work:
            await enqueue(work, "test.note", word=word)
        for _ in range(400):
            if word in ran:
                break
            await asyncio.sleep(0.05)
    assert ran.count(word) == 1
    await database.close()
