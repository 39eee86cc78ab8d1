"""P-02: refresh with rotation and reuse detection, logout, the list of sessions, change of password."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from cairn.identity.devices import device_words
from cairn.identity.ids import SessionId
from cairn.identity.service.admin import set_status
from cairn.identity.throttle import place
from cairn.identity.tokens import RefreshToken, new_refresh_token, read_refresh_token
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Scope
from cairn.kit.ids import new_id
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import ME, REFRESH, at_address, bearer, log_in

NEW = "another long and quiet sentence"


async def refreshed(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post(REFRESH, json={"refresh_token": token})


async def alive(http: httpx.AsyncClient, tokens: dict[str, Any]) -> bool:
    """Whether an access token opens anything."""
    answer = await http.get(ME, headers=bearer(tokens["access_token"]))
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


def held_by(person: Person) -> RefreshToken:
    held = read_refresh_token(person.tokens["refresh_token"])
    assert held is not None
    return held


async def test_refresh_gives_new_tokens_of_the_same_session(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    clock.advance(timedelta(minutes=15))
    assert not await alive(client, ada.tokens)
    answer = await refreshed(client, ada.tokens["refresh_token"])
    assert answer.status_code == 200, answer.text
    tokens = answer.json()
    assert tokens["session_id"] == ada.tokens["session_id"]
    assert tokens["refresh_token"] != ada.tokens["refresh_token"]
    assert tokens["user"]["id"] == str(ada.id)
    assert await alive(client, tokens)
    assert (await refreshed(client, tokens["refresh_token"])).status_code == 200


async def test_reuse_ends_the_session_for_everybody(
    app: FastAPI, client: httpx.AsyncClient, database: Database, clock: FixedClock, ada: Person
) -> None:
    stolen = ada.tokens["refresh_token"]
    thief = (await refreshed(client, stolen)).json()
    clock.advance(timedelta(seconds=11))
    owner = await refreshed(client, stolen)
    assert (owner.status_code, owner.json()["type"]) == (401, "/problems/session-ended")
    assert (await refreshed(client, thief["refresh_token"])).status_code == 401
    assert not await alive(client, thief)
    async with database.read(ada.id) as work:
        reason = await work.db.raw(
            "SELECT revoked_reason FROM auth_session WHERE user_id = $1 AND id = $2::text::uuid",
            ada.id,
            ada.tokens["session_id"],
        )
        audited = await work.db.raw(
            "SELECT changes->'revoked_reason'->>1 FROM audit_event WHERE user_id = $1 AND action = 'end'",
            ada.id,
        )
    assert reason == audited == "refresh_reuse"
    assert (await log_in(app, ada.email)).status_code == 200


async def test_of_two_refreshes_at_once_one_wins_and_nothing_ends(
    client: httpx.AsyncClient, ada: Person
) -> None:
    token = ada.tokens["refresh_token"]
    answers = await asyncio.gather(*(refreshed(client, token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    (won,) = [answer.json() for answer in answers if answer.status_code == 200]
    (kind,) = {answer.json()["type"] for answer in answers if answer.status_code == 409}
    assert kind == "/problems/refresh-raced"
    assert await alive(client, won)
    assert (await refreshed(client, won["refresh_token"])).status_code == 200


async def test_repetition_within_ten_seconds_is_no_theft(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    following = (await refreshed(client, ada.tokens["refresh_token"])).json()
    clock.advance(timedelta(seconds=10))
    assert (await refreshed(client, ada.tokens["refresh_token"])).status_code == 409
    assert await alive(client, following)


async def test_unused_session_ends_and_a_used_one_goes_on(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    clock.advance(timedelta(days=29))
    following = (await refreshed(client, ada.tokens["refresh_token"])).json()
    clock.advance(timedelta(days=29))
    last = await refreshed(client, following["refresh_token"])
    assert last.status_code == 200
    clock.advance(timedelta(days=30))
    assert (await refreshed(client, last.json()["refresh_token"])).status_code == 401


async def test_chain_keeps_no_links_that_are_too_old_to_matter(
    client: httpx.AsyncClient, database: Database, clock: FixedClock, ada: Person
) -> None:
    token = ada.tokens["refresh_token"]
    for _ in range(4):
        clock.advance(timedelta(days=20))
        token = (await refreshed(client, token)).json()["refresh_token"]
    async with database.read(ada.id) as work:
        links = await work.db.raw("SELECT count(*) FROM refresh_token WHERE user_id = $1", ada.id)
    assert links == 2


async def test_only_hashes_of_refresh_tokens_are_stored(database: Database, ada: Person) -> None:
    async with database.read(ada.id) as work:
        row = await work.db.raw("SELECT t::text FROM refresh_token t WHERE user_id = $1", ada.id)
    held = held_by(ada)
    assert held.digest.hex() in row
    assert held.text not in row


@pytest.mark.parametrize(
    "text",
    ["x", "cr_", "cr_!!!!", "cr_" + "A" * 85, "cr_" + "A" * 86, "cr_" + "é" * 86, "A" * 86, "cr_AAAA="],
)
async def test_malformed_refresh_tokens_are_refused(client: httpx.AsyncClient, text: str) -> None:
    answer = await refreshed(client, text)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session-ended")


@pytest.mark.parametrize("session", ["same", "other"])
async def test_forged_refresh_tokens_end_nothing(
    client: httpx.AsyncClient, ada: Person, session: str
) -> None:
    held = held_by(ada)
    forged = new_refresh_token(held.user_id, held.session_id if session == "same" else SessionId(new_id()))
    assert (await refreshed(client, forged.text)).status_code == 401
    assert await alive(client, ada.tokens)


async def test_token_of_one_person_is_not_found_under_another(
    client: httpx.AsyncClient, ada: Person, ben: Person
) -> None:
    swapped = new_refresh_token(held_by(ben).user_id, held_by(ada).session_id)
    assert (await refreshed(client, swapped.text)).status_code == 401
    assert await alive(client, ada.tokens)


async def test_logout_ends_both_tokens_at_once(client: httpx.AsyncClient, ada: Person) -> None:
    answer = await ada.http.post("/api/v1/auth/logout")
    assert (answer.status_code, answer.content) == (204, b"")
    after = await ada.http.get(ME)
    assert (after.status_code, after.json()["type"]) == (401, "/problems/unauthenticated")
    assert (await ada.http.get("/api/v1/areas")).status_code == 401
    assert (await refreshed(client, ada.tokens["refresh_token"])).status_code == 401


async def test_sessions_are_listed_and_ended_one_by_one(
    app: FastAPI, client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    clock.advance(timedelta(minutes=1))
    other = (await log_in(app, ada.email)).json()
    listed = await ada.get("/auth/sessions")
    assert listed["total"] == 2
    assert [(one["id"], one["is_current"]) for one in listed["items"]] == [
        (other["session_id"], False),
        (ada.tokens["session_id"], True),
    ]
    assert listed["items"][0]["address"] == "203.0.113.0/24"
    ended = await ada.http.delete(f"/api/v1/auth/sessions/{other['session_id']}")
    assert ended.status_code == 204
    assert not await alive(client, other)
    assert await alive(client, ada.tokens)
    again = await ada.http.delete(f"/api/v1/auth/sessions/{other['session_id']}")
    assert again.status_code == 404


async def test_sessions_of_others_are_not_there(client: httpx.AsyncClient, ada: Person, ben: Person) -> None:
    answer = await ben.http.delete(f"/api/v1/auth/sessions/{ada.tokens['session_id']}")
    assert answer.status_code == 404
    assert await alive(client, ada.tokens)
    assert [one["id"] for one in (await ben.get("/auth/sessions"))["items"]] == [ben.tokens["session_id"]]


async def test_other_sessions_end_together(app: FastAPI, client: httpx.AsyncClient, ada: Person) -> None:
    others = [(await log_in(app, ada.email)).json() for _ in range(2)]
    answer = await ada.http.post("/api/v1/auth/sessions/revoke-others")
    assert answer.json() == {"ended": 2}
    assert [await alive(client, tokens) for tokens in (*others, ada.tokens)] == [False, False, True]


async def change(person: Person, current: str, new: str) -> httpx.Response:
    body = {"current_password": current, "new_password": new}
    return await person.http.post("/api/v1/auth/password", json=body)


async def test_change_of_password_ends_the_other_sessions(
    app: FastAPI, client: httpx.AsyncClient, ada: Person
) -> None:
    other = (await log_in(app, ada.email)).json()
    answer = await change(ada, PASSWORD, NEW)
    assert (answer.status_code, answer.json()) == (200, {"ended": 1})
    assert not await alive(client, other)
    assert await alive(client, ada.tokens)
    assert (await refreshed(client, ada.tokens["refresh_token"])).status_code == 200
    assert (await log_in(app, ada.email)).status_code == 401
    assert (await log_in(app, ada.email, NEW)).status_code == 200


async def test_change_of_password_needs_the_current_one(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    wrong = await change(ada, "a guess", NEW)
    assert (wrong.status_code, wrong.json()["type"]) == (403, "/problems/wrong-password")
    weak = await change(ada, PASSWORD, "password1")
    assert weak.json()["errors"][0]["pointer"] == "/new_password"
    guesses = [(await change(ada, "a guess", NEW)).status_code for _ in range(5)]
    assert guesses == [403] * 4 + [429]
    assert (await change(ada, PASSWORD, NEW)).status_code == 429
    clock.advance(timedelta(seconds=15))
    assert (await change(ada, PASSWORD, NEW)).status_code == 200


async def test_two_changes_at_once_leave_one_password(app: FastAPI, ada: Person) -> None:
    answers = await asyncio.gather(change(ada, PASSWORD, NEW), change(ada, PASSWORD, NEW + "!"))
    assert sorted(answer.status_code for answer in answers) == [200, 403]


async def test_disabled_account_is_out_at_once(
    app: FastAPI, client: httpx.AsyncClient, database: Database, ada: Person
) -> None:
    await set_status(database, ada.email, "disabled")
    assert not await alive(client, ada.tokens)
    assert (await refreshed(client, ada.tokens["refresh_token"])).status_code == 401
    await set_status(database, ada.email, "active")
    assert (await log_in(app, ada.email)).status_code == 200


async def test_tokens_of_other_people_are_unreachable_below_the_application(
    database: Database, ada: Person, ben: Person
) -> None:
    for table in ("auth_session", "refresh_token", "profile"):
        async with database.read(ben.id) as work:
            seen = await work.db.raw(f"SELECT count(*) FROM {table} WHERE user_id = $1", ada.id)  # noqa: S608
        async with database.read(scope=Scope.SYSTEM) as work:
            there = await work.db.raw(f"SELECT count(*) FROM {table} WHERE user_id = $1", ada.id)  # noqa: S608
        assert (seen, there) == (0, 1), table


async def test_refresh_moves_the_session_to_its_new_address(app: FastAPI, ada: Person) -> None:
    async with at_address(app, "198.51.100.77") as http:
        tokens = (await refreshed(http, ada.tokens["refresh_token"])).json()
        listed = await http.get("/api/v1/auth/sessions", headers=bearer(tokens["access_token"]))
    assert [one["address"] for one in listed.json()["items"]] == ["198.51.100.0/24"]


async def test_signing_out_everywhere_ends_this_session_too(
    app: FastAPI, client: httpx.AsyncClient, ada: Person
) -> None:
    other = (await log_in(app, ada.email)).json()
    assert (await ada.http.post("/api/v1/auth/sessions/revoke-all")).json() == {"ended": 2}
    assert [await alive(client, tokens) for tokens in (other, ada.tokens)] == [False, False]


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1 Version/18.6 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Something)", "A browser"),
        ("cairn-cli/0.1.0 (x)", "cairn-cli/0.1.0"),
        ("", None),
        ("ünïcode", None),
    ],
)
def test_devices_are_kept_in_coarse_words(agent: str, words: str | None) -> None:
    assert device_words(agent) == words


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("testclient", None),
        (None, None),
    ],
)
def test_only_the_network_of_an_address_is_shown(address: str | None, shown: str | None) -> None:
    assert place(address) == shown
