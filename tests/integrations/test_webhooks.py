"""Webhooks, delivered to a real HTTP server."""

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from cairn.identity.days import DayTurned
from cairn.integrations.service.webhooks import DISABLED_AFTER, FORMER_SECRET_LIFE, RETRIES
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from cairn.kit.events import publish
from cairn.settings import WebhookSettings
from tests.fixtures.application import Person
from tests.integrations.receiver import Receiver, receiver, work_off

ALL = ["task.created", "task.updated", "task.completed", "task.reopened", "task.deleted"]


@pytest.fixture(autouse=True)
def private(database: Database) -> Iterator[None]:
    """Let webhooks reach this machine, where the receiver is."""
    before = database.settings
    assert before is not None
    database.settings = before.model_copy(update={"webhooks": WebhookSettings(allow_private=True)})
    yield
    database.settings = before


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


async def listen(person: Person, url: str, events: list[str] = ALL) -> dict[str, Any]:
    return await person.make("/webhooks", name="lamp", url=url, events=events)


async def deliveries(person: Person, webhook: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    found = await person.get(f"/webhooks/{webhook['id']}/deliveries", **query)
    items: list[dict[str, Any]] = found["items"]
    return items


def is_signed(headers: dict[str, str], body: bytes, secret: str) -> bool:
    """Verify as a receiver does, from the headers and the secret alone."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


async def test_every_event_arrives_signed(
    ada: Person, database: Database, hook: Receiver, clock: FixedClock
) -> None:
    webhook = await listen(ada, hook.url)
    task = await ada.make("/tasks", title="Sweep üñí")
    path = f"/api/v1/tasks/{task['id']}"
    await ada.http.patch(path, json={"title": "Mop"})
    await ada.http.post(f"{path}/complete")
    await ada.http.post(f"{path}/reopen")
    await ada.http.delete(path)
    assert hook.requests == [], "nothing is sent within the requests"
    await work_off(ada, database)
    bodies = [json.loads(body) for _, body in hook.requests]
    assert [body["type"] for body in bodies] == ALL
    assert {body["data"]["id"] for body in bodies} == {task["id"]}
    assert bodies[0]["data"]["title"] == "Sweep üñí", "as it was when it happened"
    assert bodies[1]["data"]["title"] == "Mop"
    assert bodies[2]["data"]["status"] == "done"
    assert set(bodies[4]["data"]) == {"id"}
    for headers, body in hook.requests:
        assert is_signed(headers, body, webhook["secret"])
        assert headers["webhook-timestamp"] == str(int(clock.now().timestamp()))
        assert headers["content-type"] == "application/json"
    told = await deliveries(ada, webhook)
    assert [d["event"] for d in reversed(told)] == ALL
    assert {d["status"] for d in told} == {"delivered"}
    assert [d["id"] for d in reversed(told)] == [headers["webhook-id"] for headers, _ in hook.requests]
    assert [t["status"] for t in told[0]["tries"]] == [204]


async def test_only_the_chosen_events_of_this_person(
    ada: Person, ben: Person, database: Database, hook: Receiver
) -> None:
    webhook = await listen(ada, hook.url, ["task.completed"])
    await ben.make("/tasks", title="Ben's")
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    await work_off(ben, database)
    assert hook.requests == []
    assert await deliveries(ada, webhook) == []


async def test_what_did_not_happen_is_not_told(ada: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url)
    answer = await ada.http.post(
        "/api/v1/tasks", json={"title": "a", "project_id": "01a20134-3177-742d-9269-9d2e57709588"}
    )
    assert answer.status_code == 422
    assert await deliveries(ada, webhook) == []


async def test_failures_are_tried_again_and_end(ada: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url)
    hook.answers = [500, 503]
    await ada.make("/tasks", title="a")
    planned = await work_off(ada, database)
    assert len(hook.requests) == len(planned) == 3
    assert len({headers["webhook-id"] for headers, _ in hook.requests}) == 1
    (told,) = await deliveries(ada, webhook)
    assert (told["status"], told["attempts"], told["next_at"]) == ("delivered", 3, None)
    assert [(t["status"], t["error"]) for t in told["tries"]] == [
        (500, "status"),
        (503, "status"),
        (204, None),
    ]
    hook.answers = [500] * 20
    await ada.make("/tasks", title="b")
    planned = await work_off(ada, database)
    assert len(planned) == len(RETRIES) + 1
    (dead,) = await deliveries(ada, webhook, status="dead")
    assert dead["attempts"] == len(RETRIES) + 1
    shown = await ada.get(f"/webhooks/{webhook['id']}")
    assert (shown["status"], shown["failing_since"] is not None) == ("enabled", True)
    assert shown["version"] == 1, "its health is no change of it"


async def test_waits_grow_and_are_spread(
    ada: Person, database: Database, hook: Receiver, clock: FixedClock
) -> None:
    webhook = await listen(ada, hook.url)
    hook.answers = [500] * 20
    await ada.make("/tasks", title="a")
    first, *later = await work_off(ada, database)
    assert first is None, "the first attempt is made at once"
    waits = [at - clock.now() for at in later]
    for wait, base in zip(waits, RETRIES, strict=True):
        assert 0.8 * base <= wait <= 1.2 * base
    assert (await deliveries(ada, webhook))[0]["status"] == "dead"


async def test_sent_again_by_hand(ada: Person, ben: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url)
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    (told,) = await deliveries(ada, webhook)
    path = f"/api/v1/webhooks/{webhook['id']}/deliveries/{told['id']}/send"
    assert (await ben.http.post(path)).status_code == 404
    assert (await ada.http.post(path)).status_code == 204
    await work_off(ada, database)
    ids = [headers["webhook-id"] for headers, _ in hook.requests]
    assert ids == [told["id"]] * 2, "a receiver can tell that it knows it"
    await ada.http.patch(f"/api/v1/webhooks/{webhook['id']}", json={"status": "disabled"})
    refused = await ada.http.post(path)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/webhook-disabled")


async def test_a_new_secret_signs_beside_the_former_one_for_a_day(
    ada: Person, database: Database, hook: Receiver, clock: FixedClock
) -> None:
    webhook = await listen(ada, hook.url)
    answer = await ada.http.post(f"/api/v1/webhooks/{webhook['id']}/secret")
    secret = answer.json()["secret"]
    assert secret != webhook["secret"]
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    assert is_signed(*hook.requests[0], secret)
    assert is_signed(*hook.requests[0], webhook["secret"])
    clock.advance(FORMER_SECRET_LIFE + timedelta(minutes=1))
    await ada.renew()
    await ada.make("/tasks", title="b")
    await work_off(ada, database)
    assert is_signed(*hook.requests[1], secret)
    assert not is_signed(*hook.requests[1], webhook["secret"])
    assert "secret" not in await ada.get(f"/webhooks/{webhook['id']}")


async def test_long_failure_disables(
    ada: Person, database: Database, hook: Receiver, clock: FixedClock
) -> None:
    webhook = await listen(ada, hook.url)
    hook.answers = [500] * 40
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    clock.advance(DISABLED_AFTER + timedelta(minutes=1))
    await ada.renew()
    await ada.make("/tasks", title="b")
    await work_off(ada, database)
    shown = await ada.get(f"/webhooks/{webhook['id']}")
    assert (shown["status"], shown["disabled_reason"]) == ("disabled", "failing")
    (latest, _) = await deliveries(ada, webhook)
    assert [t["error"] for t in latest["tries"]] == ["status", "disabled"]
    await ada.make("/tasks", title="c")
    assert len(await deliveries(ada, webhook)) == 2, "a disabled one is told of nothing"
    enabled = await ada.http.patch(f"/api/v1/webhooks/{webhook['id']}", json={"status": "enabled"})
    assert (enabled.json()["disabled_reason"], enabled.json()["failing_since"]) == (None, None)


async def test_gone_disables_at_once(ada: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url)
    hook.answers = [410]
    await ada.make("/tasks", title="a")
    assert len(await work_off(ada, database)) == 1
    assert (await ada.get(f"/webhooks/{webhook['id']}"))["disabled_reason"] == "gone"


async def test_redirects_are_not_followed_and_long_answers_not_read(
    ada: Person, database: Database, hook: Receiver
) -> None:
    webhook = await listen(ada, hook.url)
    hook.answers, hook.headers = [302, 204], {"Location": hook.url}
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    assert len(hook.requests) == 2
    (told,) = await deliveries(ada, webhook)
    assert [t["status"] for t in told["tries"]] == [302, 204]
    hook.answers, hook.headers, hook.body = [200], {}, b"x" * 10_000_000
    await ada.make("/tasks", title="b")
    await work_off(ada, database)
    assert (await deliveries(ada, webhook))[0]["status"] == "delivered"


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://127.0.0.1:9/", "connection"),
        ("http://nowhere.invalid/", "name"),
    ],
)
async def test_no_server_is_an_outcome(ada: Person, database: Database, url: str, word: str) -> None:
    webhook = await listen(ada, url)
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    (told,) = await deliveries(ada, webhook)
    assert {(t["status"], t["error"]) for t in told["tries"]} == {(None, word)}


async def test_another_protocol_is_an_outcome(ada: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url.replace("http://", "https://"))
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    (told,) = await deliveries(ada, webhook)
    assert {t["error"] for t in told["tries"]} <= {"tls", "connection"}


async def test_private_addresses_are_refused_unless_allowed(
    ada: Person, database: Database, hook: Receiver
) -> None:
    assert database.settings is not None
    database.settings = database.settings.model_copy(update={"webhooks": WebhookSettings()})
    port = hook.url.rpartition(":")[2]
    webhook = await listen(ada, f"http://localhost:{port}")
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    assert hook.requests == []
    (told,) = await deliveries(ada, webhook)
    assert {t["error"] for t in told["tries"]} == {"address"}


async def test_switched_off_nothing_leaves(ada: Person, database: Database, hook: Receiver) -> None:
    webhook = await listen(ada, hook.url)
    assert database.settings is not None
    off = WebhookSettings(enabled=False, allow_private=True)
    database.settings = database.settings.model_copy(update={"webhooks": off})
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    assert hook.requests == []
    (told,) = await deliveries(ada, webhook)
    assert (told["status"], told["tries"][0]["error"]) == ("dead", "disabled")


async def test_deliveries_are_forgotten_after_a_month(
    ada: Person, database: Database, hook: Receiver, clock: FixedClock
) -> None:
    webhook = await listen(ada, hook.url)
    await ada.make("/tasks", title="a")
    await work_off(ada, database)
    clock.advance(timedelta(days=31))
    async with database.work(ada.id) as work:
        today = clock.now().date()
        await publish(work, DayTurned(today - timedelta(days=1), today))
    clock.advance(timedelta(days=-31))
    assert await deliveries(ada, webhook) == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "https://user:secret@example.org/",
        "https:///path",
        "javascript:alert(1)",
        "example.org",
    ],
)
async def test_other_addresses_are_refused(ada: Person, url: str) -> None:
    body = {"name": "a", "url": url, "events": ["task.created"]}
    answer = await ada.http.post("/api/v1/webhooks", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/url")
