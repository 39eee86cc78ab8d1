"""A database of one's own: an ordinary role owns it, no superuser is at hand."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from asgi_lifespan import LifespanManager

from cairn.app import create_app
from cairn.kit.db import migrate
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.settings import Settings
from tests.fixtures.application import sign_up


async def _as_superuser(cluster: EmbeddedPostgres, *statements: str, database: str = "postgres") -> None:
    connection = await asyncpg.connect(cluster.url(database))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _with_user(url: str, user: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{user}@{parts.netloc.rpartition('@')[2]}"))


async def _use(url: str, settings: Settings) -> None:
    app = create_app(settings, url)
    async with LifespanManager(app):
        person = await sign_up(app, email="owner@example.org")
        await person.make("/tasks", title="Try the database")
        other = await sign_up(app, email="other@example.org")
        assert (await person.get("/tasks"))["total"] == 1
        assert (await other.get("/tasks"))["total"] == 0
        await person.http.aclose()
        await other.http.aclose()


def test_an_owner_who_was_given_the_roles(
    cluster: EmbeddedPostgres, template: str, settings: Settings
) -> None:
    """The administrator has made the program's roles and granted them."""
    given = ("CREATE ROLE given LOGIN", "CREATE DATABASE of_given OWNER given")
    asyncio.run(_as_superuser(cluster, *given, "GRANT cairn_app, cairn_system TO given"))
    url = _with_user(cluster.url("of_given"), "given")
    asyncio.run(migrate.ensure_head(url))
    asyncio.run(_use(url, settings))
    migrate.downgrade(url, "base")


def test_an_owner_who_can_make_roles(tmp_path: Path, settings: Settings) -> None:
    """On a server that has never seen the program, the migration makes its roles."""
    server = EmbeddedPostgres(tmp_path, settings={"fsync": "off"})
    server.start()
    try:
        maker = ("CREATE ROLE maker LOGIN CREATEROLE", "CREATE DATABASE of_maker OWNER maker")
        asyncio.run(_as_superuser(server, *maker))
        url = _with_user(server.url("of_maker"), "maker")
        asyncio.run(migrate.ensure_head(url))
        asyncio.run(_use(url, settings))
    finally:
        server.stop()
