"""The database keeps people apart by itself, without one condition of the application's own."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import ForeignKeyConstraint, Table

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from cairn.kit.ids import UserId
from cairn.models import APPEND_ONLY, GLOBAL_TABLES, Base
from tests.contract.rows import TENANT_TABLES, Rule, fill, insert, required_values, rules, tenant_keys
from tests.fixtures.application import MONDAY_MORNING

TABLES = pytest.mark.parametrize("table", TENANT_TABLES, ids=lambda t: t.name)
RULES = [rule for table in Base.metadata.sorted_tables for rule in rules(table)]
KEYS = [(table, key) for table in TENANT_TABLES for key in tenant_keys(table)]


@dataclass
class Town:
    """Two people with a row in every table, and the connection of a superuser that sees both."""

    root: asyncpg.Connection
    database: Database
    ada: UserId
    ben: UserId
    rows_of_ada: dict[str, dict[str, Any]]
    rows_of_ben: dict[str, dict[str, Any]]


@pytest_asyncio.fixture(scope="session")
async def town(new_database: Callable[[], str]) -> AsyncIterator[Town]:
    url = new_database()
    root = await asyncpg.connect(url)
    database = await Database.connect(url, size=2, clock=FixedClock(MONDAY_MORNING))
    people = [UserId(uuid4()), UserId(uuid4())]
    rows = []
    for number, user_id in enumerate(people):
        await root.execute(
            "INSERT INTO user_account (id, email, password_hash, role, is_owner, plan, status, locale,"
            " timezone, day_start_hour, week_start, created_at, updated_at, version) VALUES ($1, $2, 'x',"
            " 'member', false, 'standard', 'active', 'en', 'UTC', 0, 0, now(), now(), 1)",
            user_id,
            f"person{number}@example.org",
        )
        rows.append(await fill(root, user_id))
    yield Town(root, database, people[0], people[1], rows[0], rows[1])
    await database.close()
    await root.close()


def test_every_table_is_a_tenant_s_or_known_to_be_global() -> None:
    assert {t.name for t in TENANT_TABLES} | GLOBAL_TABLES == set(Base.metadata.tables)
    assert all("user_id" in table.columns for table in TENANT_TABLES)
    assert all(next(iter(table.primary_key.columns.keys())) == "user_id" for table in TENANT_TABLES)


@TABLES
async def test_only_own_rows_are_seen(town: Town, table: Table) -> None:
    async with town.database.read(town.ben) as work:
        owners = await work.db.raw(f"SELECT array_agg(DISTINCT user_id) FROM {table.name}")  # noqa: S608
    assert owners == [town.ben]
    async with town.database.read() as work:
        assert await work.db.raw(f"SELECT count(*) FROM {table.name}") == 0  # noqa: S608


class Enough(Exception):  # noqa: N818 - no error: the way out of a transaction that shall not last
    """Ends a transaction without its changes."""


@TABLES
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
async def test_only_own_rows_are_changed(town: Town, table: Table, verb: str) -> None:
    changes = {
        "UPDATE": f"UPDATE {table.name} SET user_id = user_id",  # noqa: S608
        "DELETE": f"DELETE FROM {table.name}",  # noqa: S608
    }
    touched = f"WITH hit AS ({changes[verb]} RETURNING user_id) SELECT array_agg(DISTINCT user_id) FROM hit"  # noqa: S608
    if table.name in APPEND_ONLY:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await _owners_touched(town, touched)
    else:
        assert await _owners_touched(town, touched) == [town.ben]


async def _owners_touched(town: Town, statement: str) -> Any:
    """Run a statement as Ben, take it back, and return whose rows it touched."""
    owners = None
    with suppress(Enough):
        async with town.database.work(town.ben) as work:
            owners = await work.db.raw(statement)
            raise Enough
    return owners


@TABLES
async def test_table_cannot_be_emptied(town: Town, table: Table) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with town.database.work(town.ben) as work:
            await work.db.raw(f"TRUNCATE {table.name} CASCADE")


@TABLES
async def test_row_cannot_be_given_to_somebody_else(town: Town, table: Table) -> None:
    names = ", ".join(c.name for c in table.columns if c.computed is None and c.name != "user_id")
    copy = f"INSERT INTO {table.name} (user_id, {names}) SELECT '{town.ada}', {names} FROM {table.name}"  # noqa: S608
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with town.database.work(town.ben) as work:
            await work.db.raw(copy)
    if table.name not in APPEND_ONLY:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            async with town.database.work(town.ben) as work:
                await work.db.raw(f"UPDATE {table.name} SET user_id = '{town.ada}'")  # noqa: S608


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda x: str(getattr(x, "name", x)))
async def test_reference_to_a_row_of_somebody_else_is_refused(
    town: Town, table: Table, key: ForeignKeyConstraint
) -> None:
    assert "user_id" in key.column_keys
    column = next(name for name in key.column_keys if name != "user_id")
    target = town.rows_of_ada[key.referred_table.name]["id"]
    one = f"ctid = (SELECT min(ctid) FROM {table.name} WHERE user_id = $2)"  # noqa: S608
    statement = f"UPDATE {table.name} SET {column} = $1 WHERE {one}"  # noqa: S608
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await town.root.execute(statement, target, town.ben)


def test_every_reference_between_tenants_names_the_person() -> None:
    for table in TENANT_TABLES:
        for key in table.foreign_key_constraints:
            if key.referred_table.name not in GLOBAL_TABLES:
                assert "user_id" in key.column_keys, f"{table.name}: {key.column_keys}"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.constraint)
async def test_values_out_of_range_are_refused_by_the_database(town: Town, rule: Rule) -> None:
    if rule.table not in town.rows_of_ben:
        await _need_row(town, rule.table)
    for value in rule.wrong:
        text = f"'{value}'" if isinstance(value, str) else str(value)
        with pytest.raises(asyncpg.CheckViolationError, match=rule.constraint):
            await town.root.execute(f"UPDATE {rule.table} SET {rule.column} = {text}")  # noqa: S608


async def _need_row(town: Town, table: str) -> None:
    if await town.root.fetchval(f"SELECT count(*) FROM {table}") == 0:  # noqa: S608
        found = Base.metadata.tables[table]
        await insert(town.root, found, required_values(found, uuid4()))


async def test_what_an_account_owns_goes_with_it(town: Town) -> None:
    user_id = UserId(uuid4())
    await town.root.execute(
        "INSERT INTO user_account SELECT $1, 'gone@example.org', password_hash, role, false, plan, status,"
        " locale, timezone, day_start_hour, week_start, created_at, updated_at, version"
        " FROM user_account WHERE id = $2",
        user_id,
        town.ben,
    )
    await fill(town.root, user_id)
    await town.root.execute("DELETE FROM user_account WHERE id = $1", user_id)
    for table in TENANT_TABLES:
        left = f"SELECT count(*) FROM {table.name} WHERE user_id = $1"  # noqa: S608
        assert await town.root.fetchval(left, user_id) == 0
