"""Jobs in the hands of administrators: seen, run again, discarded; and the log of what they did."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import enqueue
from cairn.kit.jobs.upkeep import DEAD_KEPT, forget_dead
from cairn.worker import queue
from tests.fixtures.application import Person, sign_up
from tests.identity.conftest import NewApp

_NEWEST = Query("SELECT max(id) FROM procrastinate_jobs")
_SET = Query(
    "UPDATE procrastinate_jobs SET status = CAST(:status AS procrastinate_job_status) WHERE id = :id"
)
_AGE = Query("UPDATE procrastinate_events SET at = :at WHERE job_id = :id")
_STATUS = Query("SELECT status FROM procrastinate_jobs WHERE id = :id")


async def a_job(database: Database, person: Person, status: str = "failed") -> int:
    """Leave a job in a state of the queue's; return its number."""
    async with database.work(person.id) as work:
        await enqueue(work, "identity.turn_day", user_id=person.id, today="2026-11-23")
        job_id: int = await work.db.value(_NEWEST)
        if status != "todo":
            await work.db.run(_SET, id=job_id, status=status)
    return job_id


@pytest.fixture
def own_url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
async def own_app(new_app: NewApp, own_url: str) -> FastAPI:
    return await new_app(own_url, auth={"signup": "invite"})


@pytest.fixture
def own_database(own_app: FastAPI) -> Database:
    database: Database = own_app.state.database
    return database


@pytest.fixture
async def admin(own_app: FastAPI) -> Person:
    """Return the first person, who owns the server."""
    return await sign_up(own_app, email="owner@example.org")


async def test_dead_letters_are_listed_run_again_and_done(
    admin: Person, own_database: Database, own_url: str
) -> None:
    job_id = await a_job(own_database, admin)
    waiting = await a_job(own_database, admin, "todo")
    listed = await admin.get("/admin/jobs", state="dead", name="identity.turn_day")
    assert [job["id"] for job in listed["items"]] == [job_id]
    shown = listed["items"][0]
    assert shown["ids"] == {"user_id": str(admin.id), "today": "2026-11-23"}
    assert shown == await admin.get(f"/admin/jobs/{job_id}")
    assert (await admin.get("/admin/jobs"))["total"] == 2
    again = await admin.http.post(f"/api/v1/admin/jobs/{job_id}/retry")
    assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (200, "waiting", 0)
    app = queue(own_url, own_database)
    async with app.open_async():
        await app.run_worker_async(
            wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="successful"
        )
    for done in (job_id, waiting):
        gone = await admin.http.get(f"/api/v1/admin/jobs/{done}")
        assert gone.status_code == 404, gone.text


@pytest.mark.parametrize(
    ("status", "retried", "discarded"),
    [("todo", 409, 204), ("doing", 409, 409), ("failed", 200, 204), ("aborted", 200, 204)],
)
async def test_the_state_decides(
    admin: Person, own_database: Database, status: str, retried: int, discarded: int
) -> None:
    job_id = await a_job(own_database, admin, status)
    assert (await admin.http.delete(f"/api/v1/admin/jobs/{job_id}")).status_code == discarded
    job_id = await a_job(own_database, admin, status) if discarded == 204 else job_id
    answer = await admin.http.post(f"/api/v1/admin/jobs/{job_id}/retry")
    assert answer.status_code == retried
    if retried == 409:
        assert answer.json()["type"] == "/problems/job-state"


async def test_others_are_refused_and_what_is_done_is_on_record(
    own_app: FastAPI, admin: Person, own_database: Database
) -> None:
    invited = await admin.make("/admin/invites")
    member = await sign_up(own_app, email="member@example.org", invite_code=invited["code"])
    job_id = await a_job(own_database, member)
    for method, path in (("GET", ""), ("POST", f"/{job_id}/retry"), ("DELETE", f"/{job_id}")):
        answer = await member.http.request(method, f"/api/v1/admin/jobs{path}")
        assert answer.status_code == 403
    assert (await member.http.get("/api/v1/admin/audit")).status_code == 403
    assert (await admin.http.delete(f"/api/v1/admin/jobs/{job_id}")).status_code == 204
    events: list[dict[str, Any]] = (await admin.get("/admin/audit"))["items"]
    newest = events[0]
    assert (newest["action"], newest["entity_kind"], newest["actor_id"]) == ("discard", "job", str(admin.id))
    assert newest["changes"] == {"job_id": [job_id, job_id], "state": ["dead", None]}
    assert ("create", "invite") in {(event["action"], event["entity_kind"]) for event in events}
    assert all(event["actor_id"] in {str(admin.id), None} for event in events)


async def test_a_job_takes_ids_only(admin: Person, own_database: Database) -> None:
    async def ask(value: object) -> None:
        async with own_database.work(admin.id) as work:
            await enqueue(work, "identity.turn_day", user_id=value, today="2026-11-23")

    for words in ("what I wrote in my diary", "", "x" * 65):
        with pytest.raises(ValueError, match="arguments are ids"):
            await ask(words)
    await ask(uuid4())


async def test_dead_letters_are_forgotten_after_a_month(admin: Person, own_database: Database) -> None:
    old, young = await a_job(own_database, admin), await a_job(own_database, admin)
    async with own_database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(_AGE, id=old, at=work.clock.now() - 2 * DEAD_KEPT)
        await work.db.run(_AGE, id=young, at=work.clock.now())
    await forget_dead(own_database)
    async with own_database.read(scope=Scope.SYSTEM) as read:
        assert await read.db.value(_STATUS, id=old) is None
        assert await read.db.value(_STATUS, id=young) == "failed"


async def test_two_administrators_at_once_retry_once(admin: Person, own_database: Database) -> None:
    job_id = await a_job(own_database, admin)
    answers = await asyncio.gather(*(admin.http.post(f"/api/v1/admin/jobs/{job_id}/retry") for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
