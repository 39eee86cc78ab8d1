"""A table as SQL text: what of it goes into an archive."""

# ruff: noqa: S608 - the kernel's own tables and columns, no values

from sqlalchemy import Table

from cairn.data.rules import Leaves, leaving, owner_column, shown_columns
from cairn.kit.db.sql import Query

REVISION = Query("SELECT version_num FROM alembic_version")
OWNER_IS_PERSON = "(SELECT current_setting('app.user_id')::uuid)"


def rows_of(table: Table) -> str:
    """Return the statement that selects a person's rows, in the order of their keys."""
    columns = ", ".join(column.name for column in shown_columns(table))
    key = ", ".join(column.name for column in table.primary_key.columns)
    return f"SELECT {columns} FROM {table.name} WHERE {_mine(table)} ORDER BY {key}"


def lines_of(table: Table) -> str:
    """Return the statement that selects a person's rows as JSON objects, one a row."""
    return f"SELECT row_to_json(r) FROM ({rows_of(table)}) r"


def count_of(tables: list[Table]) -> str:
    """Return the statement that counts a person's rows over all these tables."""
    counts = " + ".join(f"(SELECT count(*) FROM {t.name} WHERE {_mine(t)})" for t in tables)
    return f"SELECT {counts}"


def _mine(table: Table) -> str:
    mine = f"{owner_column(table)} = {OWNER_IS_PERSON}"
    if table.name == "entity":  # the registry speaks of facts, too
        kinds = ", ".join(f"'{other.name}'" for other in leaving(Leaves.FACTS))
        return f"{mine} AND kind NOT IN ({kinds})"
    return mine
