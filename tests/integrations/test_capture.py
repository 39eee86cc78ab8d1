"""Capture: text from elsewhere becomes a task, with a key that can do nothing else."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from cairn.integrations.schemas.capture import Capture
from cairn.integrations.service import capture
from cairn.kit.clock import FixedClock
from cairn.kit.http.problems import TooManyRequests
from tests.factories.imports import tasks_of
from tests.fixtures.application import Person


@pytest.fixture
async def path(ada: Person) -> str:
    made = await ada.make("/capture-keys", name="telephone")
    assert made["url"] == f"http://cairn.test/api/v1/capture/{made['token']}"
    return f"/api/v1/capture/{made['token']}"


async def sent(client: httpx.AsyncClient, path: str, **request: Any) -> dict[str, Any]:
    answer = await client.post(path, **request)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


LINE = "Call Eva friday 3pm #love !2"


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"text": LINE}},
        {"data": {"text": LINE}},
        {"content": LINE.encode(), "headers": {"Content-Type": "text/plain; charset=utf-8"}},
    ],
    ids=["json", "form", "text"],
)
async def test_three_ways_to_send_a_line(
    ada: Person, client: httpx.AsyncClient, path: str, request_: dict[str, Any]
) -> None:
    made = await sent(client, path, **request_)
    assert made["message"] == "Added: Call Eva, due 2026-11-27."
    assert made["draft"]["priority"] == 2
    assert [span["text"] for span in made["understood"]] == ["friday 3pm", "#love", "!2"]
    (task,) = await tasks_of(ada)
    assert (task["id"], task["title"], task["priority"]) == (made["id"], "Call Eva", 2)
    assert task["due_at"].startswith("2026-11-27T14:00")


@pytest.mark.parametrize(
    ("fields", "made"),
    [
        ({"text": "first\nsecond\nthird"}, ("first", "second\nthird")),
        ({"title": "A page", "url": "https://example.org/a"}, ("A page", "https://example.org/a")),
        ({"title": "A page", "text": "a quotation"}, ("A page", "a quotation")),
        ({"title": "same", "text": "same"}, ("same", None)),
        ({"url": "https://example.org/a"}, ("https://example.org/a", None)),
        ({"text": "x" * 600}, ("x" * 499 + "…", "x" * 600)),
    ],
)
async def test_share_sheets(
    ada: Person, client: httpx.AsyncClient, path: str, fields: dict[str, str], made: tuple[str, str | None]
) -> None:
    await sent(client, path, data=fields)
    (task,) = await tasks_of(ada)
    assert (task["title"], task["description"]) == made


@pytest.mark.parametrize(
    ("request_", "pointer"),
    [
        ({"json": {}}, "/text"),
        ({"json": {"text": " \n "}}, "/text"),
        ({"json": {"text": 5}}, "/text"),
        ({"json": {"text": "a", "more": 1}}, "/more"),
        ({"json": {"text": "a" * 20_001}}, "/text"),
        ({"data": {"text": "a\0"}}, "/text"),
        ({"content": b"\xff", "headers": {"Content-Type": "text/plain"}}, "/"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, "/"),
    ],
)
async def test_what_cannot_be_is_refused(
    ada: Person, client: httpx.AsyncClient, path: str, request_: dict[str, Any], pointer: str
) -> None:
    answer = await client.post(path, **request_)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await tasks_of(ada) == []


async def test_a_repeated_request_adds_one_task(ada: Person, client: httpx.AsyncClient, path: str) -> None:
    headers = {"Idempotency-Key": "shortcut-1"}
    first = await sent(client, path, json={"text": "a"}, headers=headers)
    assert await sent(client, path, json={"text": "a"}, headers=headers) == first
    assert len(await tasks_of(ada)) == 1


async def test_the_key_can_do_nothing_else(ada: Person, client: httpx.AsyncClient, path: str) -> None:
    token = path.rpartition("/")[2]
    for other in ("/api/v1/tasks", "/api/v1/capture-keys"):
        answer = await client.get(other, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401
    assert (await client.get(f"/api/v1/calendars/{token}")).status_code == 422
    assert (await client.get(f"/api/v1/calendars/{token.replace('cc_', 'cf_')}")).status_code == 404


async def test_a_revoked_key_is_not_found(
    ada: Person, client: httpx.AsyncClient, path: str, clock: FixedClock
) -> None:
    await sent(client, path, json={"text": "a"})
    (key,) = (await ada.get("/capture-keys"))["items"]
    assert key["last_used_at"].startswith(clock.now().isoformat()[:19])
    assert key["version"] == 1
    assert (await ada.http.delete(f"/api/v1/capture-keys/{key['id']}")).status_code == 204
    gone = await client.post(path, json={"text": "b"})
    unknown = await client.post(f"{path[:-4]}AAAA", json={"text": "b"})
    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert len(await tasks_of(ada)) == 1


async def test_a_key_has_a_limit_of_its_own(path: str) -> None:
    token = path.rpartition("/")[2]
    for _ in range(3):
        capture.admit(token, 3)
    with pytest.raises(TooManyRequests) as refused:
        capture.admit(token, 3)
    assert int(refused.value.headers["Retry-After"]) >= 1


def test_what_may_be_sent_is_described_as_it_is(app: FastAPI) -> None:
    body = app.openapi()["paths"]["/api/v1/capture/{capture_token}"]["post"]["requestBody"]["content"]
    described = body["application/json"]["schema"]
    assert described == body["application/x-www-form-urlencoded"]["schema"]
    real = Capture.model_json_schema()
    assert described["additionalProperties"] is real["additionalProperties"]
    for name, field in real["properties"].items():
        assert described["properties"].pop(name) == {key: field[key] for key in ("anyOf", "description")}
    assert described["properties"] == {}
