"""Processes killed at any moment: what was acknowledged is there, once, and service comes back by itself.

Eight rounds here; `make crash` does up to a hundred and prints how long each kind of death was felt.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from statistics import median
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from tests.crash.installation import Installation, asked, zone_at_noon
from tests.crash.people import AGAIN_SECONDS, Writer
from tests.fixtures.application import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROUNDS = asked("CRASH_ROUNDS", 8)
SECONDS = asked("CRASH_SECONDS", 300)
"""When no further round is begun."""
WRITERS = 4
ORDER = ("server", "worker", "database", "together", "server", "parent", "database", "everything")
ENQUEUE = (
    "procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'identity.turn_day', 0, 'owner:' || $1, NULL,"
    " jsonb_build_object('user_id', $1::text, 'today', CURRENT_DATE::text), NULL"
    ")]::procrastinate_job_to_defer_v1[])"
)
JOBS = 6
"""Turns of the day that each round enqueues, each for a task that was left undone yesterday."""


@pytest_asyncio.fixture(scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("crash") / "data")
    await asyncio.to_thread(made.start)
    yield made
    assert made.running is not None
    unhandled = [line for line in made.running.said if '"unhandled"' in line]
    assert not unhandled, "\n".join(unhandled)
    assert await asyncio.to_thread(made.stop) == 0


async def signed_up(url: str, name: str) -> dict[str, Any]:
    body = {"email": f"{name}@example.org", "password": PASSWORD, "timezone": zone_at_noon()}
    async with httpx.AsyncClient(timeout=60) as http:
        answer = await http.post(f"{url}/api/v1/auth/signup", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def fetch(url: str, sql: str, *values: object) -> list[asyncpg.Record]:
    """Ask the database, which may be starting again."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection = await asyncpg.connect(url)
            try:
                rows: list[asyncpg.Record] = await connection.fetch(sql, *values)
                return rows
            finally:
                await connection.close()
        except (OSError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


async def leave_undone(url: str, owner: str) -> None:
    """Plan open tasks for a day that is over, and enqueue a turn of the day for each, in one transaction."""
    await fetch(
        url,
        "WITH moved AS (UPDATE task SET scheduled_for = CURRENT_DATE - 2, rollover_count = 0"  # noqa: S608
        "  WHERE user_id = $1 AND title LIKE 'undone %' AND completed_at IS NULL AND scheduled_for IS NULL"
        "  AND id IN (SELECT id FROM task WHERE user_id = $1 AND title LIKE 'undone %'"
        "    AND scheduled_for IS NULL ORDER BY id LIMIT $2) RETURNING id)"
        " SELECT " + ENQUEUE + " FROM moved",
        owner,
        JOBS,
    )


async def test_what_was_acknowledged_is_there_once(installation: Installation) -> None:
    person = await signed_up(installation.url, "writer")
    url, owner = installation.database_url, person["user"]["id"]
    writers = [Writer(installation.url, person["access_token"], number) for number in range(WRITERS)]
    keeper = Writer(installation.url, person["access_token"], WRITERS)
    for number in range(min(ROUNDS, 20) * JOBS):
        await keeper.insist("/tasks", title=f"undone {number}")
    running = [asyncio.create_task(writer.run()) for writer in writers]
    felt: dict[str, list[float]] = defaultdict(list)
    started = time.monotonic()
    try:
        for number in range(ROUNDS):
            if time.monotonic() - started > SECONDS:
                break
            victim = ORDER[number % len(ORDER)]
            await leave_undone(url, owner)
            await asyncio.sleep(installation.rng.uniform(0, 0.2))
            before = [writer.count for writer in writers]
            began = time.monotonic()
            await installation.kill(victim)
            # Two answers each: the second one was asked for after the death.
            while any(writer.count < count + 2 for writer, count in zip(writers, before, strict=True)):
                for task in running:
                    if task.done():
                        task.result()
                assert time.monotonic() - began < AGAIN_SECONDS, f"{victim} is felt for too long"
                await asyncio.sleep(0.02)
            felt[victim].append(time.monotonic() - began)
    finally:
        for writer in writers:
            writer.ended = True
        await asyncio.gather(*running)
    slept, killed_at = await kill_in_the_middle(installation)
    await check_writes(url, owner, writers)
    await check_jobs(url, owner, slept)
    felt["job of a worker"].append(time.monotonic() - killed_at)
    tell(writers, felt)


async def check_writes(url: str, owner: str, writers: list[Writer]) -> None:
    """Compare what is in the database with what the writers were told."""
    told = {title: task_id for writer in writers for title, task_id in writer.acknowledged.items()}
    done = {task_id for writer in writers for task_id in writer.completed}
    rows = await fetch(
        url,
        "SELECT t.id, t.title, t.status, t.completion_count,"
        " (SELECT count(*) FROM entity e WHERE e.user_id = t.user_id AND e.id = t.id) AS entities,"
        " (SELECT count(*) FROM audit_event a WHERE a.user_id = t.user_id AND a.entity_id = t.id"
        "  AND a.action = 'create') AS created,"
        " (SELECT count(*) FROM ledger_entry l WHERE l.user_id = t.user_id"
        "  AND l.idempotency_key LIKE t.id || ':%') AS paid"
        " FROM task t WHERE t.user_id = $1 AND t.title LIKE 'crash %'",
        owner,
    )
    assert {row["title"]: str(row["id"]) for row in rows} == told
    assert len(rows) == len(told) > WRITERS
    for row in rows:
        was_done = str(row["id"]) in done
        assert (row["entities"], row["created"]) == (1, 1)
        assert (row["status"] == "done", row["completion_count"], row["paid"]) == (
            was_done,
            was_done,
            was_done,
        )


async def check_jobs(url: str, owner: str, slept: str) -> None:
    """Wait until no job is left, for at most a minute; each task was carried over exactly once."""
    deadline = time.monotonic() + 60
    while True:
        left = await fetch(
            url,
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE task_name = 'identity.turn_day' GROUP BY status",
        )
        if not left:
            break
        assert time.monotonic() < deadline, [tuple(row) for row in left]
        await asyncio.sleep(0.2)
    rows = await fetch(
        url,
        "SELECT t.rollover_count, (SELECT count(*) FROM audit_event a WHERE a.user_id = t.user_id"
        " AND a.entity_id = t.id AND a.action = 'roll_over') AS noted FROM task t"
        " WHERE t.user_id = $1 AND t.title LIKE 'undone %' AND t.scheduled_for IS NOT NULL OR t.id = $2",
        owner,
        slept,
    )
    assert {(row["rollover_count"], row["noted"]) for row in rows} == {(1, 1)}


def tell(writers: list[Writer], felt: dict[str, list[float]]) -> None:
    """Print the figures, for docs/explanation/reliability.md."""
    told = sum(len(writer.acknowledged) + len(writer.completed) for writer in writers)
    repeated = sum(writer.repeated for writer in writers)
    rounds = sum(map(len, felt.values())) - 1
    print(f"\n{rounds} rounds; {told} writes acknowledged, {repeated} attempts repeated")  # noqa: T201
    for victim, seconds in sorted(felt.items()):
        print(f"  {victim}: {len(seconds)} times, median {median(seconds):.1f} s, max {max(seconds):.1f} s")  # noqa: T201


async def kill_in_the_middle(installation: Installation) -> tuple[str, float]:
    """Kill the worker while it is in the middle of a job; return the id of the job's task, and when."""
    person = await signed_up(installation.url, "sleeper")
    url, owner = installation.database_url, person["user"]["id"]
    made = await Writer(installation.url, person["access_token"], 0).insist("/tasks", title="undone")
    holder = await asyncpg.connect(url)
    try:
        await holder.execute("UPDATE task SET scheduled_for = CURRENT_DATE - 2 WHERE id = $1", made["id"])
        held = holder.transaction()
        await held.start()
        # The job stands still at this row, with all before it done and nothing committed.
        await holder.execute("SELECT FROM task WHERE id = $1 FOR UPDATE", made["id"])
        await fetch(url, f"SELECT {ENQUEUE}", owner)
        while not await fetch(url, "SELECT FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110 - a table's
            await asyncio.sleep(0.05)
        await installation.kill("worker")
        await held.commit()
    finally:
        await holder.close()
    return made["id"], time.monotonic()
