"""Windows of a person are told what has changed, and nobody else is."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from typing import Any, cast
from uuid import UUID

from fastapi import FastAPI

from cairn.governance import live
from cairn.governance.live import MAX_WINDOWS, READY, watch
from cairn.kit.actor import Actor
from cairn.kit.db.work import Database
from tests.fixtures.application import Person

EVENTS = "/api/v1/events"


def actor_of(app: FastAPI, person: Person) -> Actor:
    who = app.state.authenticator._by_token(person.tokens["access_token"])
    assert isinstance(who, Actor)
    return who


@asynccontextmanager
async def window(app: FastAPI, person: Person) -> AsyncIterator[AsyncGenerator[bytes]]:
    """A stream that has said that it is ready."""
    database: Database = app.state.database
    stream = cast("AsyncGenerator[bytes]", watch(database, actor_of(app, person), follow=True))
    try:
        assert await anext(stream) == READY
        yield stream
    finally:
        await stream.aclose()


def told(event: bytes) -> dict[str, Any]:
    name, data = event.decode().strip().split("\n")
    assert name == "event: changed"
    return cast("dict[str, Any]", json.loads(data.removeprefix("data: ")))


async def test_change_is_told_with_what_it_was_and_which_request_did_it(app: FastAPI, ada: Person) -> None:
    async with window(app, ada) as stream:
        made = await ada.http.post(
            "/api/v1/areas", json={"name": "Garden"}, headers={"X-Request-Id": "window-1.7"}
        )
        assert made.status_code == 201
        assert told(await anext(stream)) == {"kinds": ["area"], "requests": ["window-1.7"]}


async def test_nobody_hears_of_the_changes_of_others(app: FastAPI, ada: Person, ben: Person) -> None:
    async with window(app, ben) as stream:
        await ada.make("/areas", name="Secret")
        await ben.make("/pillars", name="Mine")
        assert told(await anext(stream))["kinds"] == ["pillar"]


async def test_change_of_another_process_is_seen_by_looking(
    app: FastAPI, ada: Person, monkeypatch: Any
) -> None:
    monkeypatch.setattr(app.state.database.changes, "tell", lambda _owner: None)
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.05)
    async with window(app, ada) as stream:
        await ada.make("/areas", name="Garden")
        assert told(await anext(stream))["kinds"] == ["area"]


async def test_stream_ends_with_the_session(app: FastAPI, ada: Person) -> None:
    async with window(app, ada) as stream:
        assert (await ada.http.post("/api/v1/auth/logout")).status_code == 204
        assert [event async for event in stream] == []
    assert app.state.database.changes.count(UUID(str(ada.id))) == 0


async def test_silence_is_broken_for_the_proxies(app: FastAPI, ada: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.01)
    async with window(app, ada) as stream:
        assert (await anext(stream)).startswith(b":")


async def test_process_that_ends_lets_everybody_go(app: FastAPI, ada: Person) -> None:
    changes = app.state.database.changes
    async with window(app, ada) as stream:
        rest = asyncio.ensure_future(anext(stream, None))
        changes.end()
        try:
            assert await rest is None
        finally:
            changes.is_over = False


async def test_windows_of_one_person_are_bounded(app: FastAPI, ada: Person, ben: Person) -> None:
    changes = app.state.database.changes
    with ExitStack() as windows:
        for _ in range(MAX_WINDOWS):
            windows.enter_context(changes.waiting(UUID(str(ada.id))))
        assert (await ada.http.get(EVENTS)).status_code == 429
        answer = await ben.http.get(EVENTS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.content == READY
