"""The log of what happened to a person's data: whole, their own, and unchangeable."""

import asyncpg
import pytest

from cairn.governance.schemas import AuditEventOut
from cairn.kit.db.work import Database
from cairn.kit.http.paging import Cursor
from tests.fixtures.application import Person


async def test_own_events_with_actor_and_request(ada: Person, ben: Person) -> None:
    changed = await ada.http.patch("/api/v1/auth/me", json={"week_start": 6})
    await ben.http.patch("/api/v1/auth/me", json={"week_start": 5})
    found = Cursor[AuditEventOut].model_validate(await ada.get("/me/audit"))
    newest = found.items[0]
    assert (newest.action, newest.entity_kind, newest.changes) == (
        "update",
        "user_account",
        {"week_start": [0, 6]},
    )
    assert str(newest.actor_id) == str(newest.entity_id) == str(ada.id)
    assert newest.request_id == changed.headers["x-request-id"]
    actions = [(event.action, event.entity_kind) for event in found.items]
    assert ("sign_up", "auth_session") in actions
    assert ("create", "user_account") in actions
    assert {str(event.actor_id) for event in found.items} <= {str(ada.id), "None"}
    assert str(ben.id) not in str(found)


async def test_feed_is_read_in_stretches_without_gaps(ada: Person) -> None:
    for day in range(6):
        await ada.http.patch("/api/v1/auth/me", json={"week_start": day})
    whole = (await ada.get("/me/audit"))["items"]
    assert len(whole) >= 8
    pieces, cursor = [], None
    while True:
        piece = await ada.get("/me/audit", limit=3, **({"cursor": cursor} if cursor else {}))
        pieces += piece["items"]
        cursor = piece["next_cursor"]
        if cursor is None:
            break
        assert len(piece["items"]) == 3
    assert pieces == whole


async def test_history_of_one_row(ada: Person) -> None:
    area = await ada.make("/areas", name="Garden")
    await ada.http.patch(f"/api/v1/areas/{area['id']}", json={"name": "Orchard"})
    found = await ada.get("/me/audit", entity_id=area["id"])
    assert [(event["action"], event["entity_kind"]) for event in found["items"]] == [
        ("update", "area"),
        ("create", "area"),
    ]


async def test_own_words_are_not_copied_into_the_log(ada: Person) -> None:
    await ada.http.patch("/api/v1/me/profile", json={"display_name": "Zerbinetta", "planned_minutes": 45})
    newest = (await ada.get("/me/audit"))["items"][0]
    assert newest["changes"] == {"display_name": [None, None], "planned_minutes": [None, 45]}


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 301}, {"cursor": "x"}, {"entity_id": "x"}, {"odd": 1}]
)
async def test_queries_are_validated(ada: Person, query: dict[str, str]) -> None:
    assert (await ada.http.get("/api/v1/me/audit", params=query)).status_code == 422


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
async def test_log_cannot_be_rewritten_below_the_application(
    ada: Person, database: Database, statement: str
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.work(ada.id) as work:
            await work.db.raw(statement)
    assert (await ada.get("/me/audit"))["items"]
