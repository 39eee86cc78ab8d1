"""The ledger: appended, never changed; a balance is its sum (P-09, P-20)."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.rewards.service import Occasion, clawback, earn, earned_with
from tests.fixtures.application import MONDAY_MORNING, Person

DAY: dict[str, Any] = {"local_date": MONDAY_MORNING.date(), "timezone": "Europe/Berlin"}


async def occasion(person: Person, n: int = 1) -> Occasion:
    """Return something that happened to a new task."""
    task = await person.make("/tasks", title="Worth it")
    return Occasion(UUID(task["id"]), "tested", n)


async def test_an_occasion_is_paid_and_taken_back_once(ada: Person, database: Database) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        assert [await earn(work, what, 70, **DAY) for _ in range(3)] == [70, 0, 0]
        assert await earned_with(work, what) == 70
        assert [await clawback(work, what, reason="undone", **DAY) for _ in range(3)] == [70, 0, 0]
        assert await earned_with(work, what) == 70

    taken, paid = (await ada.get("/wallet/transactions"))["items"]
    assert (paid["type"], paid["amount"], paid["reason"]) == ("earn", 70, "tested")
    assert (taken["type"], taken["amount"], taken["reason"]) == ("clawback", -70, "undone")
    assert taken["reverses_id"] == paid["id"]
    assert {entry["economy_version"] for entry in (taken, paid)} == {"econ-1"}
    assert (await ada.get("/wallet"))["points"] == {"balance": 0, "earned": 0, "spent": 0}


async def test_each_time_is_an_occasion_of_its_own(ada: Person, database: Database) -> None:
    first = await occasion(ada)
    second = Occasion(first.entity_id, first.event, 2)
    async with database.work(ada.id) as work:
        await earn(work, first, 10, **DAY)
        await earn(work, second, 10, **DAY)
        assert await clawback(work, first, reason="undone", **DAY) == 10
    assert (await ada.get("/wallet"))["points"]["balance"] == 10


async def test_nothing_is_no_entry(ada: Person, database: Database) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        assert await earn(work, what, 0, **DAY) == 0
        assert await clawback(work, what, reason="undone", **DAY) == 0
        assert await earned_with(work, what) == 0
    assert (await ada.get("/wallet/transactions"))["items"] == []


async def test_currencies_are_apart_and_a_balance_may_fall_below_zero(
    ada: Person, database: Database
) -> None:
    what = await occasion(ada)
    spend = Query(
        "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, idempotency_key,"
        " economy_version, local_date, timezone) VALUES (:owner, gen_random_uuid(), :now, 'points', -60,"
        " 'spend', 'reward', 'spent', 'econ-1', :day, 'UTC')"
    )
    async with database.work(ada.id) as work:
        await earn(work, what, 100, **DAY)
        await earn(work, Occasion(what.entity_id, "finished", 1), 125, currency="alignment", **DAY)
        await work.db.run(spend, now=work.clock.now(), day=DAY["local_date"])
        await clawback(work, what, reason="undone", **DAY)
    assert await ada.get("/wallet") == {
        "points": {"balance": -60, "earned": 0, "spent": 60},
        "alignment": {"balance": 125, "earned": 125, "spent": 0},
    }
    alignment = await ada.get("/wallet/transactions", currency="alignment")
    assert [entry["amount"] for entry in alignment["items"]] == [125]
    spent = await ada.get("/wallet/transactions", type="spend")
    assert [entry["amount"] for entry in spent["items"]] == [-60]
    of_task = await ada.get("/wallet/transactions", entity_id=str(what.entity_id))
    assert len(of_task["items"]) == 3


async def test_transactions_come_in_stretches_newest_first(ada: Person, database: Database) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        for n in range(1, 8):
            await earn(work, Occasion(what.entity_id, "tested", n), n, **DAY)

    seen: list[int] = []
    cursor = None
    for expected in (3, 3, 1):
        query = {"limit": 3} if cursor is None else {"limit": 3, "cursor": cursor}
        page = await ada.get("/wallet/transactions", **query)
        assert len(page["items"]) == expected
        seen += [entry["amount"] for entry in page["items"]]
        cursor = page["next_cursor"]
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert cursor is None


async def test_a_stretch_that_ends_with_the_feed_has_no_next(ada: Person, database: Database) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        for n in (1, 2):
            await earn(work, Occasion(what.entity_id, "tested", n), n, **DAY)
    assert (await ada.get("/wallet/transactions", limit=2))["next_cursor"] is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET amount = 1000000",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "INSERT INTO ledger_entry TABLE ledger_entry ON CONFLICT (user_id, id) DO UPDATE SET amount = 9",
    ],
)
async def test_no_statement_of_the_application_rewrites_the_ledger(
    ada: Person, database: Database, sql: str
) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        await earn(work, what, 70, **DAY)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.work(ada.id) as work:
            await work.db.raw(sql)
    assert (await ada.get("/wallet"))["points"]["balance"] == 70


async def test_the_ledger_is_ones_own(ada: Person, ben: Person, database: Database) -> None:
    what = await occasion(ada)
    async with database.work(ada.id) as work:
        await earn(work, what, 70, **DAY)
    async with database.work(ben.id) as work:
        assert await clawback(work, what, reason="undone", **DAY) == 0
    assert (await ben.get("/wallet"))["points"]["balance"] == 0
    assert (await ben.get("/wallet/transactions"))["items"] == []
    assert (await ada.get("/wallet"))["points"]["balance"] == 70
