"""One row of a person in every table, made from the metadata, so that no table can be forgotten."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table
from sqlalchemy.types import TypeEngine

from cairn.models import GLOBAL_TABLES, Base

TENANT_TABLES = [t for t in Base.metadata.sorted_tables if t.name not in GLOBAL_TABLES]
_IN = re.compile(r"(\w+) in \((.*)\)")
_BETWEEN = re.compile(r"(\w+) between (\S+) and (\S+)")


@dataclass(frozen=True)
class Rule:
    """A CHECK of one column, with values that it forbids."""

    table: str
    constraint: str
    column: str
    right: Any
    wrong: tuple[Any, ...]


def rules(table: Table) -> list[Rule]:
    """Return the enumerations and bounds of a table."""
    found = []
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            text, name = str(constraint.sqltext), str(constraint.name)
            if listed := _IN.fullmatch(text):
                values = re.findall(r"'([^']*)'", listed[2])
                wrong = ("no such value", "", values[0].upper())
                found.append(Rule(table.name, name, listed[1], values[0], wrong))
            elif bounds := _BETWEEN.fullmatch(text):
                low, high = Decimal(bounds[2]), Decimal(bounds[3])
                found.append(Rule(table.name, name, bounds[1], low, (low - 1, high + 1)))
    return sorted(found, key=lambda rule: rule.constraint)


def tenant_keys(table: Table) -> list[ForeignKeyConstraint]:
    """Return the foreign keys to rows of the same person."""
    found = [k for k in table.foreign_key_constraints if len(k.column_keys) > 1]
    return sorted(found, key=lambda key: str(key.name))


async def fill(connection: asyncpg.Connection, user_id: UUID) -> dict[str, dict[str, Any]]:
    """Insert one row of the person into every tenant table; return the key values of each."""
    made: dict[str, dict[str, Any]] = {}
    for table in TENANT_TABLES:
        made[table.name] = await _add(connection, table, user_id, made)
    return made


async def _add(
    connection: asyncpg.Connection, table: Table, user_id: UUID, made: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    values = required_values(table, user_id)
    if any("id" in key.column_keys for key in tenant_keys(table)):
        values["id"] = await _register(connection, user_id, table.name)
    pointed: set[str] = set()
    for key in tenant_keys(table):
        column = next(name for name in key.column_keys if name != "user_id")
        other = key.referred_table
        if column != "id" and other.name in made:
            # Two references to one table get two rows: some are forbidden to be the same.
            row = await _add(connection, other, user_id, {}) if other.name in pointed else made[other.name]
            values[column] = row["id"]
            pointed.add(other.name)
    await insert(connection, table, values)
    return values


async def _register(connection: asyncpg.Connection, user_id: UUID, kind: str) -> UUID:
    row_id = uuid4()
    await connection.execute(
        "INSERT INTO entity (user_id, id, kind, created_at) VALUES ($1, $2, $3, now())", user_id, row_id, kind
    )
    return row_id


async def insert(connection: asyncpg.Connection, table: Table, values: dict[str, Any]) -> None:
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    statement = f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({places})"  # noqa: S608 - our tables
    await connection.execute(statement, *values.values())


def required_values(table: Table, user_id: UUID) -> dict[str, Any]:
    """Return an allowed value of every column that must have one."""
    right = {rule.column: rule.right for rule in rules(table)}
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.computed is not None:
            continue
        if column.name == "user_id":
            values["user_id"] = user_id
        elif column.name in right and not column.nullable:
            values[column.name] = _typed(column, right[column.name])
        elif not column.nullable:
            values[column.name] = _plain(column.type)
    return values


def _typed(column: Column[Any], value: Any) -> Any:
    return int(value) if column.type.python_type is int else value


def _plain(kind: TypeEngine[Any]) -> Any:
    if kind.__class__.__name__ == "ARRAY":
        return []
    if kind.__class__.__name__ == "JSONB":
        return "{}"
    plain = {
        UUID: uuid4(),
        str: "x",
        int: 1,
        bool: False,
        bytes: b"x",
        date: date(2026, 11, 23),
        datetime: datetime(2026, 11, 23, tzinfo=UTC),
        Decimal: Decimal(1),
    }
    return plain[kind.python_type]
