"""Personal access tokens: made after a recent proof, shown once, ended at once."""

from datetime import timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from cairn.identity.service.admin import reset_password, set_status
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import ME, at_address, bearer

TOKENS = "/api/v1/auth/tokens"


async def made(person: Person, *scopes: str, **more: Any) -> dict[str, Any]:
    return await person.make("/auth/tokens", name="Script", scopes=list(scopes or ("read",)), **more)


async def opens(http: httpx.AsyncClient, token: str) -> int:
    return (await http.get(ME, headers=bearer(token))).status_code


async def test_token_is_shown_once_and_stored_as_a_hash(database: Database, ada: Person) -> None:
    token = await made(ada, "tasks:read", "areas:write", "tasks:read")
    assert token["token"].startswith("cairn_pat_")
    assert token["prefix"] == f"cairn_pat_…{token['token'][-6:]}"
    assert token["scopes"] == ["areas:write", "tasks:read"]
    listed = await ada.http.get(TOKENS)
    assert [one["id"] for one in listed.json()["items"]] == [token["id"]]
    assert token["token"] not in listed.text
    async with database.read(ada.id) as work:
        row = await work.db.raw("SELECT t::text FROM personal_token t WHERE user_id = $1", ada.id)
    assert token["token"] not in row


async def test_last_use_is_noted_every_five_minutes(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    token = await made(ada)
    assert token["last_used_at"] is None
    uses = []
    for minutes in (0, 4, 1):
        clock.advance(timedelta(minutes=minutes))
        assert await opens(client, token["token"]) == 200
        uses.append((await ada.get("/auth/tokens"))["items"][0]["last_used_at"][11:19])
    assert uses == ["09:00:00", "09:00:00", "09:05:00"]


async def test_token_ends_at_once_when_it_is_revoked(client: httpx.AsyncClient, ada: Person) -> None:
    first, second = await made(ada), await made(ada)
    assert await opens(client, first["token"]) == 200
    assert (await ada.http.delete(f"{TOKENS}/{first['id']}")).status_code == 204
    assert await opens(client, first["token"]) == 401
    assert await opens(client, second["token"]) == 200
    assert (await ada.http.delete(f"{TOKENS}/{first['id']}")).status_code == 404
    assert [one["id"] for one in (await ada.get("/auth/tokens"))["items"]] == [second["id"]]


async def test_token_ends_with_its_days(client: httpx.AsyncClient, clock: FixedClock, ada: Person) -> None:
    token = await made(ada, days=1)
    assert await opens(client, token["token"]) == 200
    clock.advance(timedelta(days=1) - timedelta(seconds=1))
    assert await opens(client, token["token"]) == 200
    clock.advance(timedelta(seconds=1))
    assert await opens(client, token["token"]) == 401


async def test_tokens_end_with_the_account_and_when_the_password_was_lost(
    client: httpx.AsyncClient, database: Database, ada: Person, ben: Person
) -> None:
    tokens = [(await made(person))["token"] for person in (ada, ben)]
    assert [await opens(client, token) for token in tokens] == [200, 200]
    await set_status(database, ada.email, "disabled")
    await reset_password(database, ben.email, "another long and quiet sentence")
    assert [await opens(client, token) for token in tokens] == [401, 401]


async def test_tokens_are_no_sessions_and_stay_when_those_end(client: httpx.AsyncClient, ada: Person) -> None:
    token = (await made(ada))["token"]
    assert (await ada.get("/auth/sessions"))["total"] == 1
    body = {"current_password": PASSWORD, "new_password": "another long and quiet sentence"}
    assert (await ada.http.post("/api/v1/auth/password", json=body)).status_code == 200
    assert (await ada.http.post("/api/v1/auth/sessions/revoke-all")).json() == {"ended": 1}
    assert await opens(client, token) == 200


async def test_making_one_needs_a_recent_proof_that_no_token_gives(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    token = (await made(ada, "write", "admin"))["token"]
    body = {"name": "Another", "scopes": ["read"]}
    refused = await client.post(TOKENS, json=body, headers=bearer(token))
    assert refused.json()["type"] == "/problems/insufficient-scope"
    clock.advance(timedelta(minutes=6))
    refused = await ada.http.post(TOKENS, json=body)
    assert refused.json()["type"] == "/problems/reauthentication-required"


async def test_scopes_that_do_not_exist_are_refused(ada: Person) -> None:
    body = {"name": "x", "scopes": ["read", "nonsense:read", "signing-in:write"]}
    answer = await ada.http.post(TOKENS, json=body)
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/scopes/1", "/scopes/2"]


async def test_unknown_tokens_are_refused_and_tried_in_vain(app: FastAPI, ada: Person) -> None:
    token = (await made(ada))["token"]
    async with at_address(app, "198.51.100.201") as http:
        assert await opens(http, "cairn_pat_nonsense") == 401
        assert await opens(http, token[:-4] + "AAAA") == 401
        statuses = {await opens(http, token[:-4] + f"{n:04}") for n in range(70)}
        assert statuses <= {401, 429}
        assert 429 in statuses
    async with at_address(app, "198.51.100.202") as http:
        assert await opens(http, token) == 200
