"""The edge: what every request meets first, and every answer last."""

import gzip
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.http.edge import SECURITY_HEADERS
from cairn.kit.logs import JsonLines
from tests.fixtures.application import MONDAY_MORNING, PASSWORD, Person, anonymous, make_settings, sign_up

PLANTED = "the-words-of-a-person"


@asynccontextmanager
async def running(url: str, tmp_path: Path, **sections: Any) -> AsyncIterator[FastAPI]:
    """Run an application with settings of its own."""
    app = create_app(make_settings(tmp_path, **sections), url, clock=FixedClock(MONDAY_MORNING))
    async with LifespanManager(app):
        yield app


async def test_requests_over_the_limit_wait(database_url: str, tmp_path: Path) -> None:
    async with running(database_url, tmp_path, limits={"enabled": True}) as app, anonymous(app) as http:
        person = await sign_up(app)
        answers = [await person.http.get("/api/v1/me/profile") for _ in range(101)]
        first, last = answers[0], answers[-1]
        assert {a.status_code for a in answers[:100]} == {200}
        assert first.headers["x-ratelimit-limit"] == "100"
        assert [a.headers["x-ratelimit-remaining"] for a in answers[:2]] == ["99", "98"]
        assert 1 <= int(first.headers["x-ratelimit-reset"]) <= 60
        assert (last.status_code, last.json()["type"]) == (429, "/problems/too-many-requests")
        assert last.headers["retry-after"] == last.headers["x-ratelimit-reset"]
        assert last.headers["x-ratelimit-remaining"] == "0"
        other = await sign_up(app)
        assert (await other.http.get("/api/v1/me/profile")).status_code == 200
        wrong = {"email": "nobody@example.org", "password": "x"}
        statuses = [(await http.post("/api/v1/auth/login", json=wrong)).status_code for _ in range(10)]
        assert 429 in statuses
        assert (await http.get("/health")).status_code == 200
        assert "x-ratelimit-limit" not in (await http.get("/health")).headers


async def test_page_may_ask_more_often_than_a_program(database_url: str, tmp_path: Path) -> None:
    async with running(database_url, tmp_path, limits={"enabled": True}) as app, anonymous(app) as http:
        person = await sign_up(app)
        who = {"email": person.email, "password": PASSWORD, "transport": "cookie"}
        assert (await http.post("/api/v1/auth/login", json=who)).status_code == 200
        by_page = await http.get("/api/v1/me/profile")
        assert by_page.headers["x-ratelimit-limit"] == "600"
        http.cookies.clear()
        made_up = await http.get("/api/v1/me/profile", headers={"Cookie": "cairn_access=nothing"})
        assert (made_up.status_code, made_up.headers["x-ratelimit-limit"]) == (401, "100")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0a1b2c3d-client.id_7", True),
        ("short", False),
        ("x" * 65, False),
        ("two words here", False),
        ("line\tbreak-line", False),
    ],
)
async def test_request_id_is_kept_where_it_is_harmless(
    client: httpx.AsyncClient, *, given: str, kept: bool
) -> None:
    answer = await client.get("/api/v1/areas", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given) is kept
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/docs", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/api/v1/areas", 401),
        ("GET", "/nowhere", 404),
        ("PUT", "/health", 405),
        ("POST", "/api/v1/auth/login", 422),
    ],
)
async def test_every_answer_has_the_security_headers(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value or (path == "/docs" and name == "Content-Security-Policy")
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


async def test_other_sites_may_not_ask_by_default(client: httpx.AsyncClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    asked = {**origin, "Access-Control-Request-Method": "GET"}
    for answer in (
        await client.get("/health", headers=origin),
        await client.options("/api/v1/areas", headers=asked),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_named_sites_may_ask(database_url: str, tmp_path: Path) -> None:
    http_settings = {"cors_origins": ("https://mine.example",)}
    async with running(database_url, tmp_path, http=http_settings) as app, anonymous(app) as http:
        for origin, allowed in (("https://mine.example", True), ("https://elsewhere.example", False)):
            answer = await http.get("/health", headers={"Origin": origin})
            assert (answer.headers.get("access-control-allow-origin") == origin) is allowed


async def test_long_answers_are_compressed(ada: Person) -> None:
    for number in range(10):
        await ada.make("/tasks", title=f"Task {number}")
    request = ada.http.build_request("GET", "/api/v1/tasks", headers={"Accept-Encoding": "gzip"})
    answer = await ada.http.send(request, stream=True)
    packed = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert json.loads(gzip.decompress(packed))["total"] == 10
    plain = await ada.http.get("/api/v1/tasks", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


async def _chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1_000):
        yield b"x" * 1_000


async def test_body_beyond_the_limit_is_refused(new_database: Callable[[], str], tmp_path: Path) -> None:
    limits = {"max_body_bytes": 2_000, "max_import_bytes": 5_000}
    async with running(new_database(), tmp_path, http=limits) as app:
        ada = await sign_up(app)
        post = ada.http.post
        known = await post("/api/v1/areas", content=b"x" * 3_000)
        chunked = await post("/api/v1/areas", content=_chunks(3_000))
        upload = await post("/api/v1/imports", files={"file": ("a.csv", b"x" * 6_000, "text/csv")})
        for answer in (known, chunked, upload):
            assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large"), answer.text
        assert (await post("/api/v1/areas", json={"name": "Small"})).status_code == 201


async def test_health_and_readiness(client: httpx.AsyncClient) -> None:
    health = (await client.get("/health")).json()
    assert set(health) == {"status", "stage", "version", "time"}
    assert health["status"] == "ok"
    assert (await client.get("/ready")).json() == {"status": "ready", "database": "ok"}


async def test_not_ready_without_a_database(new_database: Callable[[], str], tmp_path: Path) -> None:
    async with running(new_database(), tmp_path) as app, anonymous(app) as http:
        await app.state.database.close()
        answer = await http.get("/ready")
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
        assert answer.headers["retry-after"]
        assert (await http.get("/health")).status_code == 200


async def test_metrics_are_for_this_machine(app: FastAPI, client: httpx.AsyncClient) -> None:
    await client.get("/api/v1/areas/01a20134-3177-742d-9269-9d2e57709588")
    seen = await client.get("/metrics")
    assert seen.status_code == 200
    assert 'route="/api/v1/areas/{area_id}"' in seen.text
    assert "01a20134" not in seen.text
    away = httpx.ASGITransport(app, client=("203.0.113.9", 1))
    async with httpx.AsyncClient(transport=away, base_url="http://cairn.test") as stranger:
        assert (await stranger.get("/metrics")).status_code == 403


async def test_page_asks_nobody_else(client: httpx.AsyncClient) -> None:
    answer = await client.get("/docs")
    assert answer.headers["content-type"].startswith("text/html")
    assert not re.findall(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", answer.text)
    assert "<script" not in answer.text
    assert "@import" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


async def test_fault_of_the_program_shows_and_logs_no_content(
    app: FastAPI, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The statement fails inside the driver, whose errors carry the values that were sent."""
    area = await ada.make("/areas", name="Garden")
    async with app.state.database._pool.acquire() as connection:
        await connection.execute(
            "CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION 'fault with %', NEW.description; END $$"
        )
        await connection.execute(
            "CREATE TRIGGER fault BEFORE UPDATE ON area FOR EACH ROW"
            f" WHEN (NEW.description = '{PLANTED}') EXECUTE FUNCTION fault()"
        )
    try:
        with caplog.at_level(logging.DEBUG):
            answer = await ada.http.patch(f"/api/v1/areas/{area['id']}", json={"description": PLANTED})
    finally:
        async with app.state.database._pool.acquire() as connection:
            await connection.execute("DROP TRIGGER fault ON area")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert set(answer.json()) == {"type", "title", "status", "instance", "request_id"}
    written = [JsonLines().format(record) for record in caplog.records]
    (line,) = [json.loads(text) for text in written if '"unhandled"' in text]
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["where"]
    for text in (answer.text, *written):
        assert PLANTED not in text
        assert ada.email not in text


async def test_what_is_refused_is_not_logged_either(
    ada: Person, caplog: pytest.LogCaptureFixture, new_person: Callable[..., Awaitable[Person]]
) -> None:
    with caplog.at_level(logging.DEBUG):
        await ada.http.post("/api/v1/areas", json={"name": "x", PLANTED: PLANTED})
        await ada.http.get("/api/v1/tasks", params={"q": PLANTED, "nothing": PLANTED})
        await ada.http.get(f"/api/v1/areas/{PLANTED}")
        await ada.http.post(
            "/api/v1/auth/login", json={"email": f"{PLANTED}@example.org", "password": PLANTED}
        )
        await ada.make("/areas", name=PLANTED)
    events = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name.startswith("cairn")]
    assert len([e for e in events if e["event"] == "request"]) == 5
    assert PLANTED not in json.dumps(events)
