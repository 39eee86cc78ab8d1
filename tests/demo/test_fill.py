"""The story in an account: the same for everybody, and in keeping with the rules."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.demo.account import EMAIL, DemoExists, make_demo
from cairn.demo.fill import fill
from cairn.imports.service.order import in_order
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.rewards.rules import task_points
from tests.fixtures.application import PASSWORD, Person, make_settings
from tests.identity.conftest import log_in, signed_up

TODAY = date(2026, 11, 23)
_TASKS = Query(
    "SELECT title, status, priority, tags, due_date, scheduled_for, created_at, completed_at, completed_on,"
    " recurrence_text FROM task WHERE user_id = :owner ORDER BY created_at, title, completed_at"
)
_EDGES = Query("SELECT task_id, blocked_by_id FROM task_dependency WHERE user_id = :owner")
_PAID = Query(
    "SELECT t.story_points, t.estimate_minutes, t.priority, t.completed_at, t.completed_on, l.amount,"
    " l.local_date, l.created_at, l.economy_version FROM task t LEFT JOIN ledger_entry l"
    " ON l.user_id = t.user_id AND l.idempotency_key = t.id || ':task_completed:' || t.completion_count"
    " WHERE t.user_id = :owner AND t.status = 'done'"
)
_SUM = Query("SELECT sum(amount) FROM ledger_entry WHERE user_id = :owner AND currency = 'points'")


@pytest_asyncio.fixture
async def empty_app(
    new_database: Callable[[], str], tmp_path: Path, clock: FixedClock
) -> AsyncIterator[FastAPI]:
    """An application that nobody has an account at, by invitation."""
    app = create_app(make_settings(tmp_path, auth={"signup": "invite"}), new_database(), clock=clock)
    async with LifespanManager(app):
        yield app


async def rows(database: Database, person: Person, query: Query) -> list[dict[str, Any]]:
    async with database.read(person.id) as work:
        return [dict(row) for row in await work.db.rows(query)]


async def test_two_people_get_the_same_two_years(ada: Person, ben: Person, database: Database) -> None:
    counts = await fill(database, ada.id, TODAY)
    assert counts == await fill(database, ben.id, TODAY)
    hers, his = await rows(database, ada, _TASKS), await rows(database, ben, _TASKS)
    assert hers == his
    assert len(hers) == counts["tasks"]
    goals = [
        [(g["title"], g["progress_pct"], g["health"]) for g in (await p.get("/goals"))["items"]]
        for p in (ada, ben)
    ]
    assert goals[0] == goals[1]


async def test_it_keeps_the_rules(ada: Person, database: Database) -> None:
    counts = await fill(database, ada.id, TODAY)
    paid = await rows(database, ada, _PAID)
    assert len(paid) == counts["ledger_entries"] > 1_200
    for row in paid:
        points = task_points(
            story_points=row["story_points"],
            estimate_minutes=row["estimate_minutes"],
            priority=row["priority"],
            area_factor=Decimal(1),
        )
        assert (row["amount"], row["local_date"]) == (points, row["completed_on"])
        assert (row["created_at"], row["economy_version"]) == (row["completed_at"], "econ-1")
    total = (await rows(database, ada, _SUM))[0]["sum"]
    wallet = await ada.get("/wallet")
    assert wallet["points"]["balance"] == total
    assert wallet["points"]["earned"] == sum(row["amount"] for row in paid)
    assert wallet["alignment"]["balance"] > 0
    edges = await rows(database, ada, _EDGES)
    needs: dict[Any, list[Any]] = {}
    for edge in edges:
        needs.setdefault(edge["task_id"], []).append(edge["blocked_by_id"])
    nodes = {end for edge in edges for end in edge.values()}
    assert len(edges) == counts["dependencies"] > 20
    assert in_order(sorted(nodes), needs)[1] == []


async def test_the_program_can_work_with_it(ada: Person, database: Database) -> None:
    await fill(database, ada.id, TODAY)
    goals = {goal["title"]: goal for goal in (await ada.get("/goals"))["items"]}
    assert sum(goal["status"] == "achieved" for goal in goals.values()) == 3
    assert {goal["health"] for goal in goals.values() if goal["status"] == "active"} >= {"on_track", "behind"}
    marathon = goals["Finish the marathon"]
    snapshots = await ada.get(f"/goals/{marathon['id']}/snapshots", page_size=5)
    assert snapshots["total"] == 140
    assert abs(snapshots["items"][0]["progress_pct"] - marathon["progress_pct"]) < 1
    run = (await ada.get("/tasks", q="run before breakfast", status="todo"))["items"][0]
    done = await ada.http.post(f"/api/v1/tasks/{run['id']}/complete")
    assert done.status_code == 200
    assert done.json()["next_task_id"] is not None
    today = await ada.get("/today")
    assert len(today["items"]) > 5


async def test_its_days_journal_rewards_and_numbers_agree(ada: Person, database: Database) -> None:
    counts = await fill(database, ada.id, TODAY)
    assert (await ada.get("/days"))["total"] == counts["day_entries"] > 500
    assert counts["journal_entries"] > 80
    assert counts["redemptions"] > 50
    found = (await ada.http.post("/api/v1/integrity/check")).json()
    assert found["findings"] == []
    life = (await ada.get("/statistics"))["lifetime"]
    assert life["day_entries"] == counts["day_entries"]
    assert life["momentum_score"] is not None
    assert life["alignment_score"] is not None
    reviews = (await ada.get("/reviews", period_type="week"))["items"]
    assert [review["status"] for review in reviews] == ["generated", *["completed"] * 5]
    numbers = reviews[0]["numbers"]
    assert numbers["before"]["mood_mean"] is not None
    assert len(numbers["habits"]) == counts["habits"]
    assert {move["metric_id"] for move in numbers["metric_moves"]} != set()
    habits = {habit["name"]: habit for habit in (await ada.get("/habits"))["items"]}
    assert 0.3 < habits["Stretch after getting up"]["standing"]["strength"] < 1


async def test_the_demonstration_owns_nothing_and_can_be_made_anew(
    empty_app: FastAPI,
) -> None:
    app = empty_app
    database: Database = app.state.database
    first = await make_demo(database, timezone="Europe/Berlin")
    assert first.email == EMAIL
    assert (await log_in(app, EMAIL, first.password)).status_code == 200
    with pytest.raises(DemoExists):
        await make_demo(database, timezone="Europe/Berlin")
    owner = await signed_up(app, "owner@example.org")
    assert owner.status_code == 201, "the first person can still sign up"
    assert owner.json()["user"]["role"] == "admin"
    second = await make_demo(database, timezone="Europe/Berlin", again=True)
    assert second.counts == first.counts
    assert (await log_in(app, EMAIL, first.password)).status_code == 401
    assert (await log_in(app, EMAIL, second.password)).status_code == 200
    assert (await log_in(app, "owner@example.org", PASSWORD)).status_code == 200
