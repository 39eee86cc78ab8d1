"""Invitations over HTTP, accounts at the command line, housekeeping."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from cairn.identity.jobs import tidy
from cairn.identity.schemas.accounts import InviteOut, NewInviteOut
from cairn.identity.service.admin import invite_as_operator, list_accounts, reset_password, set_status
from cairn.identity.service.signup import NewAccount, create_account
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Scope
from cairn.kit.http.problems import Conflict, Invalid, NotFound
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import NewApp, at_address, bearer, log_in, signed_up

INVITES = "/api/v1/admin/invites"


@pytest_asyncio.fixture
async def own_app(new_app: NewApp) -> FastAPI:
    """Start an application whose owner is about to be made."""
    return await new_app(auth={"signup": "invite"})


@pytest.fixture
def own_database(own_app: FastAPI) -> Database:
    """Return the connection pool of that application."""
    database: Database = own_app.state.database
    return database


async def test_administrators_invite(own_app: FastAPI) -> None:
    owner = (await signed_up(own_app, "owner@example.org")).json()
    async with at_address(own_app) as http:
        http.headers.update(bearer(owner["access_token"]))
        answer = await http.post(INVITES, json={"email": "Eve@example.org", "role": "therapist", "days": 2})
        assert answer.status_code == 201, answer.text
        made = NewInviteOut.model_validate_json(answer.content)
        assert (made.email, made.role, made.used_at) == ("eve@example.org", "therapist", None)
        assert made.created_by == UUID(owner["user"]["id"])
        assert made.expires_at - made.created_at == timedelta(days=2)

        (listed,) = (await http.get(INVITES)).json()["items"]
        assert "code" not in listed
        InviteOut.model_validate(listed)

        eve = await signed_up(own_app, "eve@example.org", invite_code=made.code)
        assert eve.json()["user"]["role"] == "therapist"
        (used,) = (await http.get(INVITES)).json()["items"]
        assert used["used_by"] == eve.json()["user"]["id"]
        assert (await http.delete(f"{INVITES}/{made.id}")).status_code == 404


async def test_withdrawn_invitation_is_worthless(own_app: FastAPI) -> None:
    owner = (await signed_up(own_app, "owner@example.org")).json()
    async with at_address(own_app) as http:
        http.headers.update(bearer(owner["access_token"]))
        made = (await http.post(INVITES, json={})).json()
        assert (await http.delete(f"{INVITES}/{made['id']}")).status_code == 204
        assert (await http.delete(f"{INVITES}/{made['id']}")).status_code == 404
    late = await signed_up(own_app, "late@example.org", invite_code=made["code"])
    assert late.json()["type"] == "/problems/invite-invalid"


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("DELETE", "/{id}")])
async def test_others_may_not(
    own_app: FastAPI, own_database: Database, client: httpx.AsyncClient, method: str, path: str
) -> None:
    await signed_up(own_app, "owner@example.org")
    invitation = await invite_as_operator(own_database)
    member = (await signed_up(own_app, "member@example.org", invite_code=invitation.code)).json()
    url = INVITES + path.format(id=invitation.row.id)
    async with at_address(own_app) as http:
        body: dict[str, str] | None = {} if method == "POST" else None
        refused = await http.request(method, url, headers=bearer(member["access_token"]), json=body)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
        assert (await http.request(method, url, json=body)).status_code == 401


async def test_role_is_not_taken_from_an_old_token(own_app: FastAPI, own_database: Database) -> None:
    owner = (await signed_up(own_app, "owner@example.org")).json()
    async with own_database.work(scope=Scope.SYSTEM) as work:
        await work.db.raw("UPDATE user_account SET role = 'member'")
    async with at_address(own_app) as http:
        answer = await http.get(INVITES, headers=bearer(owner["access_token"]))
    assert answer.status_code == 403


@pytest.mark.parametrize("body", [{"role": "owner"}, {"days": 0}, {"days": 366}, {"email": "x"}, {"more": 1}])
async def test_invitations_are_validated(own_app: FastAPI, body: dict[str, object]) -> None:
    owner = (await signed_up(own_app, "owner@example.org")).json()
    async with at_address(own_app) as http:
        answer = await http.post(INVITES, json=body, headers=bearer(owner["access_token"]))
    assert answer.status_code == 422


async def test_operator_makes_accounts_whatever_the_mode(own_app: FastAPI, own_database: Database) -> None:
    first = await create_account(own_database, NewAccount("one@example.org", PASSWORD))
    await create_account(
        own_database, NewAccount("two@example.org", PASSWORD, timezone="Europe/Vienna"), role="coach"
    )
    with pytest.raises(Conflict):
        await create_account(own_database, NewAccount("one@example.org", PASSWORD))
    with pytest.raises(Invalid):
        await create_account(own_database, NewAccount("three@example.org", "password"))
    accounts = await list_accounts(own_database)
    assert [(a.email, a.role, a.is_owner, a.status, a.last_used_at) for a in accounts] == [
        ("one@example.org", "admin", True, "active", None),
        ("two@example.org", "coach", False, "active", None),
    ]
    assert accounts[0].id == first
    assert (await log_in(own_app, "two@example.org")).status_code == 200
    assert (await list_accounts(own_database))[1].last_used_at is not None


async def test_operator_resets_passwords(app: FastAPI, database: Database, ada: Person) -> None:
    made = await reset_password(database, ada.email.upper())
    assert (await ada.http.get("/api/v1/auth/me")).status_code == 401
    assert (await log_in(app, ada.email)).status_code == 401
    assert (await log_in(app, ada.email, made)).status_code == 200
    assert await reset_password(database, ada.email, "yet another sentence") == "yet another sentence"
    with pytest.raises(Invalid):
        await reset_password(database, ada.email, "12345678")
    with pytest.raises(NotFound, match="no account with the address"):
        await reset_password(database, "nobody@example.org")
    with pytest.raises(NotFound):
        await set_status(database, "nobody@example.org", "disabled")


async def test_housekeeping_removes_what_no_longer_counts(
    own_app: FastAPI, own_database: Database, clock: FixedClock
) -> None:
    await signed_up(own_app, "owner@example.org")
    await log_in(own_app, "owner@example.org", "wrong")
    await invite_as_operator(own_database)

    async def left() -> tuple[int, ...]:
        tables = ("login_throttle", "auth_session", "invite")
        async with own_database.read(scope=Scope.SYSTEM) as work:
            return tuple([await work.db.raw(f"SELECT count(*) FROM {table}") for table in tables])  # noqa: S608

    await tidy(own_database)
    assert await left() == (3, 1, 1)
    clock.advance(timedelta(days=1, seconds=1))
    await tidy(own_database)
    assert await left() == (0, 1, 1)
    clock.advance(timedelta(days=120))
    await tidy(own_database)
    assert await left() == (0, 0, 0)
