"""Habits and metrics count towards goals."""

from datetime import date, timedelta

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.goals.steps import change, kept, link, new_goal, new_task
from tests.tracking.steps import TODAY, day, done, new_habit, remove, turn_day


async def test_a_metric_counts_by_its_way_to_the_target(ada: Person) -> None:
    goal = await new_goal(ada)
    metric = await ada.make("/metrics", name="Kilometres", baseline=0, target=10)
    linked = await link(ada, goal, metric["id"])
    assert (linked["entity_kind"], linked["title"]) == ("metric", "Kilometres")
    assert await kept(ada, goal) is None
    first = await ada.make(f"/metrics/{metric['id']}/logs", value=4)
    assert await kept(ada, goal) == 40
    await ada.make(f"/metrics/{metric['id']}/logs", value=12)
    assert await kept(ada, goal) == 100
    await change(ada, f"/metrics/{metric['id']}", target=24)
    assert await kept(ada, goal) == 50
    logs = (await ada.get(f"/metrics/{metric['id']}/logs"))["items"]
    await remove(ada, f"/metrics/{metric['id']}/logs/{next(x['id'] for x in logs if x['value'] == 12)}")
    assert await kept(ada, goal) == 16.7
    await remove(ada, f"/metrics/{metric['id']}/logs/{first['id']}")
    assert await kept(ada, goal) is None
    parts = (await ada.get(f"/goals/{goal['id']}/progress"))["parts"]
    assert next(p for p in parts if p["source"] == "metrics")["value"] is None


async def test_a_habit_counts_from_the_day_of_its_link(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    goal = await new_goal(ada)
    habit = await new_habit(ada, start_date=day(20))
    for back in (3, 2, 1):
        await done(ada, habit, back)
    await link(ada, goal, habit["id"])
    assert await kept(ada, goal) is None
    await done(ada, habit, 0)
    assert await kept(ada, goal) == 100
    clock.advance(timedelta(days=2))
    await ada.renew()
    await turn_day(database, ada, TODAY + timedelta(days=1))
    assert await kept(ada, goal) == 50
    await ada.make(f"/habits/{habit['id']}/logs", local_date=date(2026, 11, 24).isoformat())
    assert await kept(ada, goal) == 100
    health = (await ada.get(f"/goals/{goal['id']}/progress"))["health"]
    assert health["parts"]["structure"] == 0.25


async def test_all_sources_together(ada: Person) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    await link(ada, goal, task)
    metric = await ada.make("/metrics", name="Weight", direction="target", target=70, tolerance=4)
    await link(ada, goal, metric["id"])
    await ada.make(f"/metrics/{metric['id']}/logs", value=71)
    # Tasks 30 at nothing, metrics 20 at .75.
    assert await kept(ada, goal) == 30
    await remove(ada, f"/metrics/{metric['id']}")
    assert await kept(ada, goal) == 0


async def test_only_one_s_own_can_be_linked(ada: Person, ben: Person) -> None:
    goal = await new_goal(ada)
    for kind in ("habits", "metrics"):
        his = await ben.make(f"/{kind}", name="His")
        answer = await ada.http.post(f"/api/v1/goals/{goal['id']}/links", json={"entity_id": his["id"]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/entity_id"
