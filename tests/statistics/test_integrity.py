"""Whether data agree with themselves: what is wrong is found and named; the operator sees numbers."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.statistics.jobs import keep_night
from tests.fixtures.application import Person
from tests.planning.steps import complete


async def _check(person: Person) -> dict[str, Any]:
    answer = await person.http.post("/api/v1/integrity/check")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert await person.get("/integrity") == found
    return found


async def _break(database: Database, person: Person, sql: str, **values: Any) -> None:
    """Change what no route would change."""
    async with database.work(person.id) as work:
        assert await work.db.run(Query(sql), **values) == 1


async def test_a_sound_life_has_no_findings(ada: Person) -> None:
    assert await ada.get("/integrity") == {"checked_at": None, "status": "never_checked", "findings": []}
    goal = await ada.make("/goals", title="Run")
    await ada.make(f"/goals/{goal['id']}/criteria", text="Five")
    task = await ada.make("/tasks", title="Shoes")
    await ada.make(f"/goals/{goal['id']}/links", entity_id=task["id"])
    await complete(ada, task)
    reward = await ada.make("/rewards", name="Cake", cost=1)
    had = (await ada.http.post(f"/api/v1/rewards/{reward['id']}/redeem", json={})).json()
    await ada.http.post(f"/api/v1/redemptions/{had['id']}/refund")
    await ada.http.post(f"/api/v1/tasks/{task['id']}/reopen")
    found = await _check(ada)
    assert (found["status"], found["findings"]) == ("ok", [])


async def test_progress_that_does_not_follow_from_its_sources(ada: Person, database: Database) -> None:
    goal = await ada.make("/goals", title="Run")
    criterion = await ada.make(f"/goals/{goal['id']}/criteria", text="Five")
    await ada.http.post(f"/api/v1/goals/{goal['id']}/criteria/{criterion['id']}/complete")
    wrong = "UPDATE goal SET progress_pct = 40 WHERE user_id = :owner AND id = CAST(:id AS uuid)"
    await _break(database, ada, wrong, id=goal["id"])
    found = await _check(ada)
    assert found["status"] == "findings"
    assert found["findings"] == [
        {
            "kind": "wrong_progress",
            "entity_kind": "goal",
            "entity_id": goal["id"],
            "expected": "100.0",
            "found": "40.0",
        }
    ]


async def test_things_that_are_parts_of_themselves(ada: Person, database: Database) -> None:
    one = await ada.make("/goals", title="One")
    two = await ada.make("/goals", title="Two", parent_id=one["id"])
    loop = (
        "UPDATE goal SET parent_id = CAST(:above AS uuid) WHERE user_id = :owner AND id = CAST(:id AS uuid)"
    )
    await _break(database, ada, loop, id=one["id"], above=two["id"])
    found = (await _check(ada))["findings"]
    assert {(f["kind"], f["entity_id"]) for f in found} == {("cycle", one["id"]), ("cycle", two["id"])}


async def test_registry_without_row_and_the_link_to_it(ada: Person, database: Database) -> None:
    task, goal = await ada.make("/tasks", title="Gone"), await ada.make("/goals", title="Left")
    link = await ada.make("/links", from_id=goal["id"], to_id=task["id"])
    await _break(
        database, ada, "DELETE FROM task WHERE user_id = :owner AND id = CAST(:id AS uuid)", id=task["id"]
    )
    found = (await _check(ada))["findings"]
    assert {(f["kind"], f["entity_kind"], f["entity_id"]) for f in found} == {
        ("entry_without_row", "task", task["id"]),
        ("orphan_link", "link", link["id"]),
    }


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE redemption SET cost = cost + 1 WHERE user_id = :owner", "redemption_differs"),
        ("UPDATE redemption SET refunded_at = :now WHERE user_id = :owner", "refund_without_movement"),
        ("DELETE FROM redemption WHERE user_id = :owner", "spent_without_redemption"),
    ],
)
async def test_rewards_that_disagree_with_the_ledger(
    ada: Person, database: Database, clock: FixedClock, sql: str, kind: str
) -> None:
    await complete(ada, await ada.make("/tasks", title="Earn"))
    reward = await ada.make("/rewards", name="Cake", cost=1)
    await ada.http.post(f"/api/v1/rewards/{reward['id']}/redeem", json={})
    await _break(database, ada, sql, now=clock.now())
    kinds = {found["kind"] for found in (await _check(ada))["findings"]}
    assert kind in kinds


async def test_reversal_that_takes_back_something_else(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    await complete(ada, await ada.make("/tasks", title="Earn"))
    forge = (
        "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, idempotency_key,"
        " economy_version, reverses_id, local_date, timezone) SELECT user_id, gen_random_uuid(), :now,"
        " currency, -1, 'clawback', 'forged', 'forged', economy_version, id, local_date, timezone"
        " FROM ledger_entry WHERE user_id = :owner"
    )
    await _break(database, ada, forge, now=clock.now())
    (found,) = (await _check(ada))["findings"]
    assert (found["kind"], found["found"]) == ("reversal_differs", "-1")


async def test_each_night_looks_and_the_operator_sees_numbers_alone(
    new_person: Callable[..., Awaitable[Person]], database: Database, clock: FixedClock
) -> None:
    admin = await new_person()
    ada = await new_person()
    make_admin = Query("UPDATE user_account SET role = 'admin' WHERE id = CAST(:person AS uuid)")
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(make_admin, person=str(admin.id))
    goal = await ada.make("/goals", title="Secret wish")
    await ada.make(f"/goals/{goal['id']}/criteria", text="x")
    wrong = "UPDATE goal SET progress_pct = 40 WHERE user_id = :owner AND id = CAST(:id AS uuid)"
    await _break(database, ada, wrong, id=goal["id"])
    clock.advance(timedelta(hours=20))
    await keep_night(database, str(ada.id), "2026-11-24")
    await ada.renew()
    await admin.renew()
    assert (await ada.get("/integrity"))["status"] == "findings"
    counts = await admin.get("/admin/integrity")
    assert counts["people_checked"] >= 1
    assert {"kind", "count", "people"} == set(counts["counts"][0])
    assert goal["id"] not in str(counts)
    assert (await ada.http.get("/api/v1/admin/integrity")).status_code == 403
