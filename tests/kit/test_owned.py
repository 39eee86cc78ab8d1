"""The owned-resource kernel, on real tables: one statement a write, with its registry entry and its event."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.owned import Owned
from cairn.kit.db.work import Database
from cairn.kit.http.problems import Invalid, NotFound, Stale
from cairn.kit.json import decode_json
from cairn.planning.models import Area, Task
from cairn.planning.queries.structure import AREAS
from cairn.planning.queries.tasks import TASKS
from tests.fixtures.application import Person


def _area(name: str, **fields: Any) -> Area:
    return Area(name=name, slug=name.lower(), **fields)


async def _add(database: Database, person: Person, resource: Owned[Any], row: Any) -> UUID:
    async with database.work(person.id) as work:
        return (await resource.add(work, row)).id


async def _events(database: Database, person: Person, row_id: UUID) -> list[tuple[str, Any]]:
    async with database.read(person.id) as work:
        found = await work.db.raw(
            "SELECT json_agg(json_build_array(action, changes) ORDER BY id) FROM audit_event"
            " WHERE entity_id = $1",
            row_id,
        )
    return [(action, changes) for action, changes in decode_json(found or b"[]")]


async def test_adding_registers_and_records(database: Database, ada: Person) -> None:
    database.trace = []
    try:
        row_id = await _add(database, ada, AREAS, _area("Pond"))
        assert len(database.trace) == 1
    finally:
        database.trace = None
    async with database.read(ada.id) as work:
        assert await work.db.raw("SELECT kind FROM entity WHERE id = $1", row_id) == "area"
    assert await _events(database, ada, row_id) == [("create", None)]


async def test_change_is_recorded_without_a_person_s_own_words(database: Database, ada: Person) -> None:
    row_id = await _add(database, ada, AREAS, _area("Pond"))
    async with database.work(ada.id) as work:
        written = await AREAS.patch(work, row_id, {"importance": 5, "description": "secret"})
    assert written.version == 2
    assert (await _events(database, ada, row_id))[-1] == (
        "update",
        {"importance": [3, 5], "description": [None, None]},
    )


async def test_every_reference_that_leads_nowhere_is_named(database: Database, ada: Person) -> None:
    task = Task(title="Dig", area_id=uuid4(), project_id=uuid4())
    with pytest.raises(Invalid) as refused:
        await _add(database, ada, TASKS, task)
    assert [e.pointer for e in refused.value.errors] == ["/area_id", "/project_id"]


async def test_row_in_the_trash_is_no_target(database: Database, ada: Person) -> None:
    area_id = await _add(database, ada, AREAS, _area("Pond"))
    task_id = await _add(database, ada, TASKS, Task(title="Dig"))
    async with database.work(ada.id) as work:
        await AREAS.remove(work, area_id)
    with pytest.raises(Invalid):
        await _add(database, ada, TASKS, Task(title="Dig", area_id=area_id))
    async with database.work(ada.id) as work:
        with pytest.raises(Invalid):
            await TASKS.patch(work, task_id, {"area_id": area_id})
        with pytest.raises(NotFound):
            await AREAS.show(work, area_id)
        with pytest.raises(NotFound):
            await AREAS.remove(work, area_id)
        assert (await AREAS.restore(work, area_id)).version == 3
        assert (await TASKS.patch(work, task_id, {"area_id": area_id})).version == 2


async def test_many_are_added_in_one_statement_and_may_refer_to_each_other(
    database: Database, ada: Person
) -> None:
    ids = [uuid4(), uuid4()]
    database.trace = []
    try:
        async with database.work(ada.id) as work:
            rows = [Task(title="Whole"), Task(title="Part", parent_id=ids[0])]
            assert await TASKS.add_many(work, rows, row_ids=ids) == ids
        assert len(database.trace) == 1
    finally:
        database.trace = None
    async with database.read(ada.id) as work:
        assert (await TASKS.get(work, ids[1])).parent_id == ids[0]
    assert await _events(database, ada, ids[1]) == [("create", None)]


async def test_of_many_all_are_added_or_none(database: Database, ada: Person) -> None:
    ids = [uuid4(), uuid4()]
    rows = [Task(title="Right"), Task(title="Wrong", area_id=uuid4())]
    async with database.work(ada.id) as work:
        with pytest.raises(Invalid) as refused:
            await TASKS.add_many(work, rows, row_ids=ids)
        assert [e.pointer for e in refused.value.errors] == ["/1/area_id"]
        with pytest.raises(NotFound):
            await TASKS.get(work, ids[0])


async def test_version_that_is_not_the_newest_is_stale(database: Database, ada: Person) -> None:
    row_id = await _add(database, ada, AREAS, _area("Pond"))
    async with database.work(ada.id) as work:
        with pytest.raises(Stale) as refused:
            await AREAS.patch(work, row_id, {"importance": 5}, if_match=7)
        assert refused.value.extensions == {"version": 1}
        with pytest.raises(NotFound):
            await AREAS.patch(work, uuid4(), {"importance": 5}, if_match=7)


async def test_somebody_else_s_row_is_as_good_as_none(database: Database, ada: Person, ben: Person) -> None:
    row_id = await _add(database, ada, AREAS, _area("Pond"))
    async with database.work(ben.id) as work:
        for attempt in (
            AREAS.show(work, row_id),
            AREAS.get(work, row_id, lock=True),
            AREAS.patch(work, row_id, {"importance": 1}),
            AREAS.remove(work, row_id),
            AREAS.restore(work, row_id),
            AREAS.archive(work, row_id),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert await _events(database, ada, row_id) == [("create", None)]


async def test_times_are_those_of_the_clock(database: Database, ada: Person, clock: FixedClock) -> None:
    row_id = await _add(database, ada, AREAS, _area("Pond"))
    async with database.read(ada.id) as work:
        row = await AREAS.get(work, row_id)
    assert row.created_at == row.updated_at == clock.now()


async def test_what_a_table_cannot_show_is_refused_at_import() -> None:
    from cairn.planning.schemas.tasks import TaskOut

    with pytest.raises(TypeError, match="cannot show"):
        Owned(Area, TaskOut)
