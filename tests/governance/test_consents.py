"""UX-13, U-07: consents are off by default, appended, and cannot be rewritten by anybody."""

from datetime import timedelta

import asyncpg
import pytest

from cairn.governance.models import PURPOSES
from cairn.governance.queries import has_consented
from cairn.governance.schemas import ConsentsOut
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import Person


async def test_everything_is_off_until_allowed(ada: Person) -> None:
    found = await ada.get("/me/consents")
    assert [one["purpose"] for one in found["purposes"]] == list(PURPOSES)
    assert {(one["granted"], one["text_version"], one["decided_at"]) for one in found["purposes"]} == {
        (False, None, None)
    }
    assert found["history"] == []


async def test_newest_decision_holds_and_all_stay(
    ada: Person, ben: Person, database: Database, clock: FixedClock
) -> None:
    for granted, version in ((True, "v1"), (False, "v1"), (True, "v2")):
        clock.advance(timedelta(minutes=1))
        answer = await ada.make(
            "/me/consents", purpose="ai_processing", granted=granted, text_version=version
        )
    ConsentsOut.model_validate(answer)
    held = {one["purpose"]: one for one in answer["purposes"]}
    assert held["ai_processing"] == {
        "purpose": "ai_processing",
        "granted": True,
        "text_version": "v2",
        "decided_at": "2026-11-23T09:03:00Z",
    }
    assert not held["analytics"]["granted"]
    assert [(one["granted"], one["text_version"]) for one in answer["history"]] == [
        (True, "v2"),
        (False, "v1"),
        (True, "v1"),
    ]
    async with database.read(ada.id) as work:
        assert await has_consented(work, "ai_processing")
        assert not await has_consented(work, "analytics")
    async with database.read(ben.id) as work:
        assert not await has_consented(work, "ai_processing")
    assert (await ben.get("/me/consents"))["history"] == []


async def test_history_is_a_feed(ada: Person) -> None:
    for version in range(5):
        await ada.make("/me/consents", purpose="push", granted=True, text_version=f"v{version}")
    first = await ada.get("/me/consents/history", limit=3)
    second = await ada.get("/me/consents/history", limit=3, cursor=first["next_cursor"])
    versions = [one["text_version"] for one in first["items"] + second["items"]]
    assert versions == ["v4", "v3", "v2", "v1", "v0"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("statement", ["UPDATE consent SET granted = true", "DELETE FROM consent"])
async def test_decisions_cannot_be_rewritten_below_the_application(
    ada: Person, database: Database, statement: str
) -> None:
    await ada.make("/me/consents", purpose="research", granted=False, text_version="v1")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.work(ada.id) as work:
            await work.db.raw(statement)
    assert [one["granted"] for one in (await ada.get("/me/consents"))["history"]] == [False]


async def test_nobody_decides_for_another(ada: Person, ben: Person, database: Database) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.work(ben.id) as work:
            await work.db.raw(
                "INSERT INTO consent (user_id, id, created_at, purpose, granted, text_version, source)"
                " VALUES ($1, gen_random_uuid(), now(), 'push', true, 'v1', 'api')",
                ada.id,
            )


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"purpose": "world_domination"}, "/purpose"),
        ({"granted": None}, "/granted"),
        ({"text_version": " "}, "/text_version"),
        ({"text_version": "x" * 61}, "/text_version"),
        ({"source": "paper"}, "/source"),
    ],
)
async def test_decisions_are_validated(ada: Person, change: dict[str, object], pointer: str) -> None:
    body = {"purpose": "push", "granted": True, "text_version": "v1"} | change
    answer = await ada.http.post("/api/v1/me/consents", json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_repeated_request_is_one_decision(ada: Person) -> None:
    body = {"purpose": "push", "granted": True, "text_version": "v1"}
    answers = [
        await ada.http.post("/api/v1/me/consents", json=body, headers={"Idempotency-Key": "once-only"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len((await ada.get("/me/consents"))["history"]) == 1
