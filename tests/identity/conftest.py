"""Applications of one's own, with an empty database, and clients at chosen addresses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import PASSWORD, make_settings
from tests.identity.post import Post

NewApp = Callable[..., Awaitable[FastAPI]]
SIGN_UP = "/api/v1/auth/signup"
LOGIN = "/api/v1/auth/login"
REFRESH = "/api/v1/auth/refresh"
ME = "/api/v1/auth/me"


@pytest_asyncio.fixture
async def new_app(
    new_database: Callable[[], str], tmp_path: Path, clock: FixedClock
) -> AsyncIterator[NewApp]:
    """Return a function that starts an application; on a database of its own unless one is given."""
    async with AsyncExitStack() as running:

        async def start(url: str | None = None, **sections: Any) -> FastAPI:
            app = create_app(make_settings(tmp_path, **sections), url or new_database(), clock=clock)
            await running.enter_async_context(LifespanManager(app))
            return app

        yield start


def at_address(app: FastAPI, address: str = "203.0.113.7") -> httpx.AsyncClient:
    """Return a client whose requests come from a network address."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 40_000))
    return httpx.AsyncClient(transport=transport, base_url="http://cairn.test")


async def signed_up(app: FastAPI, email: str, **fields: Any) -> httpx.Response:
    """Sign somebody up and return the answer."""
    async with at_address(app, "192.0.2.1") as http:
        return await http.post(SIGN_UP, json={"email": email, "password": PASSWORD, **fields})


async def log_in(
    app: FastAPI, email: str, password: str = PASSWORD, *, address: str = "203.0.113.7"
) -> httpx.Response:
    """Sign in and return the answer."""
    async with at_address(app, address) as http:
        return await http.post(LOGIN, json={"email": email, "password": password})


def bearer(token: str) -> dict[str, str]:
    """Return the header of a credential."""
    return {"Authorization": f"Bearer {token}"}


def plain(answer: httpx.Response) -> dict[str, Any]:
    """Return a problem without what names the single request."""
    body: dict[str, Any] = answer.json()
    return {name: value for name, value in body.items() if name not in {"request_id", "instance"}}


@pytest_asyncio.fixture
async def here(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client of the shared application at an address that no other test uses."""
    async with at_address(app, "198.51.100.23") as http:
        yield http


@pytest.fixture
def password() -> str:
    """Return the password of everybody."""
    return PASSWORD


@pytest.fixture
def post(database: Database) -> Post:
    """Return the mails of the shared application."""
    return Post(database)
