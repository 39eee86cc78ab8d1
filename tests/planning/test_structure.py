"""Pillars and areas, and the structure that a new account starts with (P-12, A-01)."""

from datetime import timedelta

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.trash import purge
from cairn.kit.db.work import Database, Scope
from cairn.kit.http.problems import Invalid
from cairn.kit.ids import new_id
from cairn.planning.models import Area, Pillar, Task
from cairn.planning.queries.structure import AREAS, PILLARS
from cairn.planning.queries.tasks import TASKS
from tests.fixtures.application import Person

SLUGS = ["health", "wealth", "love", "happiness", "operations", "day-job"]
_ANALYSED = Query("SELECT last_analyze FROM pg_stat_user_tables WHERE relname = 'pillar'")
_EVENTS = Query("SELECT count(*) FROM audit_event WHERE user_id = :owner AND entity_id = :id")
_STATEMENTS_OF_SIX_AREAS = 1


async def test_a_new_account_has_six_areas(ada: Person) -> None:
    areas = (await ada.get("/areas"))["items"]
    assert [area["slug"] for area in areas] == SLUGS
    assert all(4 <= len(area["sub_categories"]) <= 6 for area in areas)
    ends = {area["slug"]: (area["sub_categories"][0], area["sub_categories"][-1]) for area in areas}
    assert ends == {
        "health": ("Physical", "Exercise"),
        "wealth": ("Income", "Net Worth"),
        "love": ("Romantic", "Social"),
        "happiness": ("Joy", "Peace"),
        "operations": ("Productivity", "Habits"),
        "day-job": ("Career", "Performance"),
    }
    assert [area["slug"] for area in areas if area["is_work"]] == ["day-job"]
    assert {area["point_factor"] for area in areas} == {1.0}


async def test_the_default_areas_are_made_by_one_statement_and_audited(
    ada: Person, database: Database
) -> None:
    area = (await ada.get("/areas"))["items"][0]
    async with database.read(ada.id) as work:
        assert await work.db.value(_EVENTS, id=area["id"]) == 1
    database.trace = []
    try:
        async with database.work(ada.id) as work:
            await AREAS.add_many(work, [Area(name=f"Field {n}", slug=f"field-{n}") for n in range(6)])
        assert len(database.trace) == _STATEMENTS_OF_SIX_AREAS
    finally:
        database.trace = None


async def test_a_default_area_can_be_changed_and_deleted(ada: Person, ben: Person) -> None:
    health, wealth = (await ada.get("/areas"))["items"][:2]
    renamed = await ada.http.patch(
        f"/api/v1/areas/{health['id']}", json={"name": "Body", "sub_categories": ["Sleep"]}
    )
    assert renamed.json()["name"] == "Body"
    assert (await ada.http.delete(f"/api/v1/areas/{wealth['id']}")).status_code == 204
    assert [a["name"] for a in (await ada.get("/areas"))["items"]][:2] == ["Body", "Love"]
    assert len((await ben.get("/areas"))["items"]) == len(SLUGS)


async def test_pillars_are_made_changed_archived_and_restored(ada: Person, ben: Person) -> None:
    made = await ada.make("/pillars", name="Vitality", target_share=0.4, vision="Hale at eighty")
    path = f"/api/v1/pillars/{made['id']}"
    await ada.make("/areas", name="Running", pillar_id=made["id"])
    assert (await ada.get(f"/pillars/{made['id']}"))["area_count"] == 1
    changed = await ada.http.patch(path, json={"target_share": 0.25}, headers={"If-Match": '"1"'})
    assert (changed.json()["target_share"], changed.json()["version"]) == (0.25, 2)
    stale = await ada.http.patch(path, json={"name": "x"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412

    assert (await ada.http.post(f"{path}/archive")).json()["archived_at"] is not None
    assert (await ada.get("/pillars"))["total"] == 0
    assert (await ada.get("/pillars", archived=True))["total"] == 1
    assert (await ada.http.post(f"{path}/restore")).json()["archived_at"] is None

    assert (await ada.http.delete(path)).status_code == 204
    assert (await ada.http.get(path)).status_code == 404
    assert (await ada.http.post(f"{path}/restore")).status_code == 200
    for answer in (
        await ben.http.get(path),
        await ben.http.patch(path, json={"name": "mine"}),
        await ben.http.delete(path),
        await ben.http.post(f"{path}/archive"),
    ):
        assert answer.status_code == 404
    assert (await ben.get("/pillars"))["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "x", "target_share": 1.5},
        {"name": "x", "colour": "red"},
        {"name": "x", "unknown": 1},
        {},
    ],
)
async def test_a_pillar_out_of_range_is_refused(ada: Person, body: dict[str, object]) -> None:
    assert (await ada.http.post("/api/v1/pillars", json=body)).status_code == 422


async def test_add_many_writes_rows_that_refer_to_each_other(ada: Person, database: Database) -> None:
    ids = [new_id(), new_id()]
    async with database.work(ada.id) as work:
        tasks = [Task(title="Whole", tags=["a", "b"]), Task(title="Part", parent_id=ids[0])]
        assert await TASKS.add_many(work, tasks, row_ids=ids) == ids
    part = await ada.get(f"/tasks/{ids[1]}")
    assert (part["parent_id"], part["version"]) == (str(ids[0]), 1)
    assert (await ada.get(f"/tasks/{ids[0]}"))["tags"] == ["a", "b"]
    async with database.read(ada.id) as work:
        assert await work.db.value(_EVENTS, id=ids[1]) == 1


async def test_add_many_refuses_all_rows_when_one_refers_to_nothing(
    ada: Person, ben: Person, database: Database
) -> None:
    foreign = (await ben.make("/pillars", name="Ben's"))["id"]
    async with database.work(ada.id) as work:
        (trashed,) = await PILLARS.add_many(work, [Pillar(name="Old")])
        await PILLARS.remove(work, trashed)
        areas = [
            Area(name="A", slug="a"),
            Area(name="B", slug="b", pillar_id=foreign),
            Area(name="C", slug="c", pillar_id=trashed),
        ]
        with pytest.raises(Invalid) as refused:
            await AREAS.add_many(work, areas)
    assert [error.pointer for error in refused.value.errors] == ["/1/pillar_id", "/2/pillar_id"]
    assert [area["slug"] for area in (await ada.get("/areas"))["items"]] == SLUGS


async def test_the_planner_is_told_of_many_rows(ada: Person, database: Database) -> None:
    async def analysed(count: int) -> object:
        async with database.work(ada.id) as work:
            await PILLARS.add_many(work, [Pillar(name="One of many") for _ in range(count)])
        async with database.read(scope=Scope.SYSTEM) as read:
            return await read.db.value(_ANALYSED)

    before = await analysed(1)
    assert await analysed(1) == before
    assert await analysed(500) != before


async def test_the_trash_is_emptied_of_old_rows_only(
    ada: Person, ben: Person, database: Database, clock: FixedClock
) -> None:
    old, new, kept = [await ada.make("/pillars", name=name) for name in ("old", "new", "kept")]
    bens = await ben.make("/pillars", name="Ben's")
    await ada.http.delete(f"/api/v1/pillars/{old['id']}")
    await ben.http.delete(f"/api/v1/pillars/{bens['id']}")
    clock.advance(timedelta(days=31))
    await _sign_in_again(ada)
    await ada.http.delete(f"/api/v1/pillars/{new['id']}")
    before = clock.now() - timedelta(days=30)
    async with database.work(ada.id) as work:
        assert await purge(work, before) == 1
    async with database.work(ada.id) as work:
        assert await purge(work, before) == 0
    assert (await ada.http.post(f"/api/v1/pillars/{old['id']}/restore")).status_code == 404
    assert (await ada.http.post(f"/api/v1/pillars/{new['id']}/restore")).status_code == 200
    assert (await ada.get(f"/pillars/{kept['id']}"))["name"] == "kept"
    async with database.work(ben.id) as work:
        assert await purge(work, before) == 1


async def _sign_in_again(person: Person) -> None:
    """An access token does not outlive the days that the clock was moved by."""
    from tests.fixtures.application import PASSWORD

    answer = await person.http.post("/api/v1/auth/login", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    person.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
