"""Transactions that are opened along with their first statement."""

import asyncio

import asyncpg
import pytest

from cairn.kit.actor import Actor
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.ids import new_id
from cairn.planning.models import Pillar
from cairn.planning.queries.structure import PILLARS
from tests.fixtures.application import Person

_WHERE = Query("SELECT current_user || ' ' || current_setting('app.user_id', true)")
_PILLARS = Query("SELECT count(*) FROM pillar")
_RENAME = Query("UPDATE pillar SET name = :name")
_WAIT = Query("SELECT pg_sleep(60)")


async def test_each_statement_sees_its_owner_s_rows(ada: Person, ben: Person, database: Database) -> None:
    await ben.make("/pillars", name="Ben's")
    async with database.read(ada.id) as read:
        for _ in range(2):
            assert await read.db.value(_WHERE) == f"cairn_app {ada.id}"
            assert await read.db.value(_PILLARS) == 0
    async with database.work(ada.id) as work:
        await PILLARS.add(work, Pillar(name="Ada's"))
        assert await work.db.value(_PILLARS) == 1
    async with database.read(scope=Scope.SYSTEM) as read:
        assert (await read.db.value(_WHERE)).startswith("cairn_system ")


async def test_reading_cannot_write(ada: Person, database: Database) -> None:
    async with database.read(ada.id) as read:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await read.db.run(_RENAME, name="x")
        assert await read.db.value(_WHERE) == f"cairn_app {ada.id}"


@pytest.mark.parametrize("wrong", [Query("SELECT nothing"), Query("SELECT 1 / (SELECT 0)")])
async def test_after_a_first_statement_that_failed_none_runs_outside(
    ada: Person, database: Database, wrong: Query
) -> None:
    with pytest.raises(asyncpg.PostgresError):  # noqa: PT012 - what follows the caught failure is the point
        async with database.work(ada.id) as work:
            with pytest.raises(asyncpg.PostgresError):
                await work.db.value(wrong)
            assert await work.db.value(_WHERE) == f"cairn_app {ada.id}"
            await work.db.value(wrong)
    async with database.read(ada.id) as read:
        assert await read.db.value(_WHERE) == f"cairn_app {ada.id}"


async def test_value_of_the_wrong_type_leaves_nothing_behind(ada: Person, database: Database) -> None:
    for opened in (database.read, database.work):
        with pytest.raises(asyncpg.DataError):
            async with opened(ada.id) as work:
                await work.db.value(Query("SELECT CAST(:number AS integer)"), number="seven")
        async with database.read(ada.id) as read:
            assert await read.db.value(_WHERE) == f"cairn_app {ada.id}"


async def test_connection_is_good_after_a_statement_was_given_up(ada: Person, database: Database) -> None:
    for opened in (database.read, database.work):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), opened(ada.id) as work:
                await work.db.value(_WAIT)
        async with database.work(ada.id) as work:
            assert await work.db.value(_WHERE) == f"cairn_app {ada.id}"


async def test_session_is_proven_where_nothing_is_asked(ada: Person, database: Database) -> None:
    gone = Actor(ada.id, new_id(), "member")
    for opened in (database.read, database.work):
        with pytest.raises(asyncpg.PostgresError) as refused:
            async with opened(ada.id, actor=gone):
                pass
        assert refused.value.sqlstate == "CA401"
