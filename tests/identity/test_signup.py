"""PX-18: signing up, by mode; the owner; invitations; which passwords are accepted."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from cairn.identity.events import AccountCreated
from cairn.identity.service.admin import invite_as_operator
from cairn.kit import events
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Work
from tests.fixtures.application import PASSWORD
from tests.identity.conftest import ME, SIGN_UP, NewApp, at_address, bearer, log_in, plain, signed_up


def database_of(app: FastAPI) -> Database:
    database: Database = app.state.database
    return database


@pytest.mark.parametrize("mode", ["open", "invite", "closed"])
async def test_first_account_is_accepted_and_owns_the_server(new_app: NewApp, mode: str) -> None:
    app = await new_app(auth={"signup": mode})
    answer = await signed_up(app, "First@Example.org", timezone="Europe/Berlin", day_start_hour=4)
    assert answer.status_code == 201, answer.text
    user = answer.json()["user"]
    assert (user["is_owner"], user["role"], user["email"]) == (True, "admin", "first@example.org")
    assert (user["timezone"], user["day_start_hour"]) == ("Europe/Berlin", 4)
    async with at_address(app) as http:
        me = await http.get(ME, headers=bearer(answer.json()["access_token"]))
    assert me.json() == user


async def test_open_sign_up_makes_members(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "open"})
    await signed_up(app, "first@example.org")
    answer = await signed_up(app, "second@example.org")
    assert answer.status_code == 201
    assert (answer.json()["user"]["is_owner"], answer.json()["user"]["role"]) == (False, "member")


async def test_closed_sign_up_refuses_even_the_invited(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "closed"})
    await signed_up(app, "first@example.org")
    code = (await invite_as_operator(database_of(app))).code
    answer = await signed_up(app, "second@example.org", invite_code=code)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/sign-up-closed"


@pytest.mark.parametrize(("mode", "accepted"), [("open", 4), ("closed", 1)])
async def test_of_simultaneous_first_sign_ups_one_is_the_owner(
    new_app: NewApp, mode: str, accepted: int
) -> None:
    app = await new_app(auth={"signup": mode})
    answers = await asyncio.gather(*(signed_up(app, f"p{n}@example.org") for n in range(4)))
    made = [answer.json()["user"] for answer in answers if answer.status_code == 201]
    assert len(made) == accepted
    assert [user["role"] for user in made if user["is_owner"]] == ["admin"]


async def test_invitation_is_used_once_and_gives_its_role(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "invite"})
    await signed_up(app, "first@example.org")
    code = (await invite_as_operator(database_of(app), role="coach")).code
    answers = await asyncio.gather(*(signed_up(app, f"c{n}@example.org", invite_code=code) for n in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 403, 403]
    (made,) = [answer.json()["user"] for answer in answers if answer.status_code == 201]
    assert made["role"] == "coach"
    assert {answer.json()["type"] for answer in answers if answer.status_code == 403} == {
        "/problems/invite-invalid"
    }


async def test_invitation_for_one_address_and_its_end(new_app: NewApp, clock: FixedClock) -> None:
    app = await new_app(auth={"signup": "invite"})
    await signed_up(app, "first@example.org")
    code = (await invite_as_operator(database_of(app), email="Eve@Example.org", days=3)).code
    other = await signed_up(app, "mallory@example.org", invite_code=code)
    unknown = await signed_up(app, "eve@example.org", invite_code="ci_made-up")
    clock.advance(timedelta(days=3))
    late = await signed_up(app, "eve@example.org", invite_code=code)
    clock.advance(timedelta(seconds=-1))
    right = await signed_up(app, "eve@example.org", invite_code=code)
    assert [a.status_code for a in (other, unknown, late, right)] == [403, 403, 403, 201]
    assert plain(other) == plain(unknown) == plain(late)


async def test_without_an_invitation_nobody_learns_who_has_an_account(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "invite"})
    await signed_up(app, "first@example.org")
    taken, free = await signed_up(app, "first@example.org"), await signed_up(app, "free@example.org")
    assert taken.status_code == free.status_code == 403
    assert plain(taken) == plain(free)


async def test_taken_address_leaves_the_invitation_unused(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "invite"})
    await signed_up(app, "first@example.org")
    code = (await invite_as_operator(database_of(app))).code
    taken = await signed_up(app, "FIRST@example.org", invite_code=code)
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/email-taken")
    assert (await signed_up(app, "second@example.org", invite_code=code)).status_code == 201


async def test_lists_of_addresses_cannot_be_tried(new_app: NewApp, clock: FixedClock) -> None:
    app = await new_app(auth={"signup": "open"})
    await signed_up(app, "first@example.org")
    statuses = [(await signed_up(app, "first@example.org")).status_code for _ in range(31)]
    assert statuses == [409] * 30 + [429]
    assert (await signed_up(app, "second@example.org")).status_code == 201  # an honest one is let in
    clock.advance(timedelta(seconds=15))
    assert (await signed_up(app, "first@example.org")).status_code == 409


async def test_same_address_twice_at_once_makes_one_account(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "open"})
    answers = await asyncio.gather(*(signed_up(app, "twin@example.org") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


@pytest.mark.parametrize(
    "weak",
    [
        "short 7",
        "password",
        "Passwort123!",
        "12345678",
        "876543210",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "qwertyuiop1",
        "cairn2026",
        "x" * 4 + "yz" * 127,
        "weak@example.org",
        "WEAK@example.org",
        "ﬀﬀ１２３",  # six characters that become seven after NFKC
    ],
)
async def test_weak_passwords_are_refused(here: httpx.AsyncClient, weak: str) -> None:
    answer = await here.post(SIGN_UP, json={"email": "weak@example.org", "password": weak})
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/password", "weak_password")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no-at-sign"),
        ("email", "two@at@signs.org"),
        ("email", "a b@example.org"),
        ("email", "a@.example.org"),
        ("email", "x" * 65 + "@example.org"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../etc/passwd"),
        ("day_start_hour", 13),
        ("week_start", 7),
        ("locale", "english please"),
        ("display_name", " "),
        ("role", "admin"),
        ("is_owner", True),
    ],
)
async def test_fields_are_validated(here: httpx.AsyncClient, field: str, value: object) -> None:
    body = {"email": "some@example.org", "password": PASSWORD, field: value}
    answer = await here.post(SIGN_UP, json=body)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{field}"]


async def test_addresses_of_private_networks_are_accepted(here: httpx.AsyncClient) -> None:
    answer = await here.post(SIGN_UP, json={"email": " Me@Home.LAN ", "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    assert answer.json()["user"]["email"] == "me@home.lan"


@pytest.fixture
def handlers() -> Iterator[list[events.Handler[AccountCreated]]]:
    """Return the handlers of new accounts, and restore them afterwards."""
    registered = events._handlers.setdefault(AccountCreated, [])
    before = list(registered)
    yield registered
    registered[:] = before


async def test_new_account_is_announced_in_its_own_transaction(
    new_app: NewApp, handlers: list[events.Handler[AccountCreated]]
) -> None:
    app = await new_app(auth={"signup": "open"})
    heard: list[AccountCreated] = []

    async def listen(work: Work, event: AccountCreated) -> None:
        assert work.owner == event.user_id
        heard.append(event)

    async def fail(_work: Work, _event: AccountCreated) -> None:
        raise RuntimeError("a fault of a higher domain")

    handlers[:] = [listen, fail]
    assert (await signed_up(app, "fragile@example.org")).status_code == 500
    assert (await log_in(app, "fragile@example.org")).status_code == 401
    handlers[:] = [listen]
    answer = await signed_up(app, "fragile@example.org")
    assert answer.status_code == 201
    assert str(heard[-1].user_id) == answer.json()["user"]["id"]
