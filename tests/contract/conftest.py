"""The application and the people of the contract suites, shared by all tests of a process."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Scope
from cairn.kit.json import decode_json
from cairn.models import Base
from tests.contract.answers import CheckedTransport
from tests.contract.catalogue import SAMPLES
from tests.contract.routes import Operation
from tests.contract.world import World
from tests.fixtures.application import MONDAY_MORNING, Person, make_settings, sign_up

# One row a table: a function takes at most a hundred arguments.
_ROWS = [f"SELECT '{name}' AS name, count(*) AS n FROM {name}" for name in sorted(Base.metadata.tables)]  # noqa: S608
COUNTS = f"SELECT json_object_agg(name, n) FROM ({' UNION ALL '.join(_ROWS)}) counted"  # noqa: S608


@dataclass(frozen=True)
class House:
    """The application with its people."""

    app: FastAPI
    owner: World
    """The first account: an administrator."""
    ada: World
    ben: World
    """Somebody else, who has nothing but what a new account has."""
    anonymous: httpx.AsyncClient

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    async def somebody(self) -> World:
        """Return a person who has just signed up."""
        return World(checked(self.app, await sign_up(self.app)), self.owner.person)

    async def who(self, operation: Operation) -> World:
        """Return who makes an operation's requests: its administrator, or a person of its own, or Ada."""
        if SAMPLES[operation.id].alone:
            return await self.somebody()
        return self.owner if operation.is_admin else self.ada

    async def rows(self) -> dict[str, int]:
        """Return how many rows each table has, to see whether something was written."""
        async with self.database.read(scope=Scope.SYSTEM) as work:
            counts: dict[str, int] = decode_json(await work.db.raw(COUNTS))
        return counts


def checked(app: FastAPI, person: Person) -> Person:
    """Return the person with a client that holds every answer against the document."""
    http = client(app)
    http.headers["Authorization"] = person.http.headers["Authorization"]
    return Person(person.id, person.email, http, person.tokens)


def client(app: FastAPI) -> httpx.AsyncClient:
    transport = CheckedTransport(httpx.ASGITransport(app, raise_app_exceptions=False))
    return httpx.AsyncClient(transport=transport, base_url="http://cairn.test")


@pytest_asyncio.fixture(scope="session")
async def house(
    new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Start an application on a database of its own, so that the first account is known."""
    settings = make_settings(Path(tmp_path_factory.mktemp("contract")))
    app = create_app(settings, new_database(), clock=FixedClock(MONDAY_MORNING))
    async with LifespanManager(app):
        owner, ada, ben = [checked(app, await sign_up(app)) for _ in range(3)]
        yield House(app, World(owner, owner), World(ada, owner), World(ben, owner), client(app))
