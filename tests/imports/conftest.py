"""What tests of imports share: a finished import, and the rows of the whole database."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio
from fastapi import FastAPI

from tests.factories.imports import EXPORT, RowCounts, commit, preview
from tests.fixtures.application import Person

_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_COUNT = 'SELECT count(*) FROM "{}"'


@pytest_asyncio.fixture
async def row_counts(app: FastAPI, database_url: str) -> AsyncIterator[RowCounts]:
    """Return a function that counts the rows of every table, whoever owns them."""
    connection = await asyncpg.connect(database_url)

    async def count() -> dict[str, int]:
        names = [row[0] for row in await connection.fetch(_TABLES)]
        return {name: await connection.fetchval(_COUNT.format(name)) for name in names}

    yield count
    await connection.close()


@pytest_asyncio.fixture
async def imported(ada: Person) -> AsyncIterator[dict[str, Any]]:
    """Ada's Taskwarrior, carried out."""
    yield await commit(ada, await preview(ada, EXPORT.read_bytes()))
