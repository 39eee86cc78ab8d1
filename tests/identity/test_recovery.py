"""What is proven by mail: forgotten passwords, changed addresses, invitations."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from cairn.identity.jobs import tidy
from cairn.identity.service.admin import set_status
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import ME, NewApp, at_address, bearer, log_in, signed_up
from tests.identity.post import Post

FORGOTTEN = "/api/v1/auth/password/forgotten"
RESET = "/api/v1/auth/password/reset"
EMAIL = "/api/v1/auth/email"
CONFIRM = "/api/v1/auth/email/confirm"
NEW = "another long and quiet sentence"


async def forgotten(app: FastAPI, email: str, address: str = "203.0.113.90") -> httpx.Response:
    async with at_address(app, address) as http:
        return await http.post(FORGOTTEN, json={"email": email})


async def reset(app: FastAPI, token: str, password: str = NEW) -> httpx.Response:
    async with at_address(app) as http:
        return await http.post(RESET, json={"token": token, "new_password": password})


async def test_forgotten_password_is_replaced_once(app: FastAPI, ada: Person, post: Post) -> None:
    assert (await forgotten(app, ada.email.upper(), "203.0.113.91")).status_code == 202
    token = await post.secret_to(ada.email)
    assert (await reset(app, token)).status_code == 204
    assert (await log_in(app, ada.email)).status_code == 401
    assert (await log_in(app, ada.email, NEW)).status_code == 200
    assert (await ada.http.get(ME)).status_code == 401, "the sessions must have ended"
    again = await reset(app, token, NEW + "!")
    assert (again.status_code, again.json()["type"]) == (403, "/problems/link-invalid")
    assert (await post.to(ada.email))[-1].text.startswith("Your password was changed.")


async def test_mail_proves_the_address(app: FastAPI, ada: Person, post: Post) -> None:
    assert (await ada.get("/auth/me"))["email_verified_at"] is None
    await forgotten(app, ada.email, "203.0.113.92")
    await reset(app, await post.secret_to(ada.email))
    tokens = (await log_in(app, ada.email, NEW)).json()
    assert tokens["user"]["email_verified_at"] is not None


async def test_nothing_tells_whether_there_is_an_account(
    app: FastAPI, ada: Person, database: Database, post: Post
) -> None:
    await post.deliver()  # what other tests have left
    answers: list[httpx.Response] = []
    statements: list[list[str]] = []
    for email in (ada.email, "nobody-at-all@example.org"):
        database.trace = []
        answers.append(await forgotten(app, email, f"203.0.113.{93 + len(answers)}"))
        statements.append(database.trace)
        database.trace = None
    assert [(a.status_code, a.content) for a in answers] == [(202, b"")] * 2
    assert statements[0] == statements[1]
    assert await post.deliver() == 2
    assert await post.to("nobody-at-all@example.org") == []


async def test_mailbox_is_not_flooded(app: FastAPI, clock: FixedClock, ada: Person, post: Post) -> None:
    answers = [await forgotten(app, ada.email, f"198.51.100.{n}") for n in range(30, 34)]
    assert [a.status_code for a in answers] == [202, 202, 202, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert await post.deliver() == 1, "one waiting mail is enough"
    clock.advance(timedelta(hours=1))
    assert (await forgotten(app, ada.email, "198.51.100.35")).status_code == 202
    await post.deliver()


async def test_link_ends_after_an_hour_and_with_the_next_password(
    app: FastAPI, clock: FixedClock, ada: Person, post: Post
) -> None:
    await forgotten(app, ada.email, "203.0.113.95")
    first = await post.secret_to(ada.email)
    await forgotten(app, ada.email, "203.0.113.95")
    second = await post.secret_to(ada.email)
    assert first != second
    weak = await reset(app, first, "password1")
    assert weak.json()["errors"][0]["pointer"] == "/new_password"
    assert (await reset(app, first)).status_code == 204
    assert (await reset(app, second)).status_code == 403, "all links to a password end with one"
    await forgotten(app, ada.email, "203.0.113.96")
    third = await post.secret_to(ada.email)
    clock.advance(timedelta(hours=1))
    assert (await reset(app, third)).status_code == 403


async def test_of_two_uses_at_once_one_counts(app: FastAPI, ada: Person, post: Post) -> None:
    await forgotten(app, ada.email, "203.0.113.97")
    token = await post.secret_to(ada.email)
    answers = await asyncio.gather(*(reset(app, token, f"{NEW} {n}") for n in range(3)))
    assert sorted(a.status_code for a in answers) == [204, 403, 403]


@pytest.mark.parametrize("text", ["x", "cm_", "cm_!!!!", "cm_" + "A" * 86, "cr_" + "A" * 107])
async def test_malformed_links_are_refused(app: FastAPI, text: str) -> None:
    answer = await reset(app, text)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/link-invalid")


async def test_link_of_one_kind_does_not_serve_for_another(app: FastAPI, ada: Person, post: Post) -> None:
    await ada.http.post(EMAIL, json={"email": "elsewhere1@example.org"})
    assert (await reset(app, await post.secret_to("elsewhere1@example.org"))).status_code == 403


async def test_disabled_account_gets_no_link_and_uses_none(
    app: FastAPI, ada: Person, database: Database, post: Post
) -> None:
    await forgotten(app, ada.email, "203.0.113.98")
    token = await post.secret_to(ada.email)
    await set_status(database, ada.email, "disabled")
    assert (await reset(app, token)).status_code == 403
    before = len(await post.to(ada.email))
    assert (await forgotten(app, ada.email, "203.0.113.98")).status_code == 202
    assert len(await post.to(ada.email)) == before


async def test_only_a_hash_of_the_link_is_stored(
    app: FastAPI, ada: Person, database: Database, post: Post
) -> None:
    await forgotten(app, ada.email, "203.0.113.99")
    token = await post.secret_to(ada.email)
    async with database.read(ada.id) as work:
        row = await work.db.raw(
            "SELECT string_agg(t::text, ' ') FROM mail_token t WHERE user_id = $1", ada.id
        )
    assert token not in row


async def test_address_changes_when_it_is_confirmed(app: FastAPI, ada: Person, post: Post) -> None:
    asked = await ada.http.post(EMAIL, json={"email": "Elsewhere2@Example.org"})
    assert (asked.status_code, asked.content) == (202, b"")
    token = await post.secret_to("elsewhere2@example.org")
    assert "asked to change" in (await post.to(ada.email))[-1].text
    assert (await ada.get("/auth/me"))["email"] == ada.email
    async with at_address(app) as http:
        assert (await http.post(CONFIRM, json={"token": token})).status_code == 204
        assert (await http.post(CONFIRM, json={"token": token})).status_code == 403
    account = await ada.get("/auth/me")
    assert account["email"] == "elsewhere2@example.org"
    assert account["email_verified_at"] is not None
    assert (await log_in(app, ada.email)).status_code == 401
    assert (await log_in(app, "elsewhere2@example.org")).status_code == 200
    actions = [event["action"] for event in (await ada.get("/me/audit"))["items"]]
    assert {"ask_for_address", "confirm_address"} <= set(actions)


async def test_address_of_another_account_is_not_taken_and_not_told(
    app: FastAPI, ada: Person, ben: Person, post: Post
) -> None:
    answer = await ada.http.post(EMAIL, json={"email": ben.email})
    assert (answer.status_code, answer.content) == (202, b"")
    (mail,) = await post.to(ben.email)
    assert "#" not in mail.text
    assert "stays with yours" in mail.text


async def test_address_that_was_taken_meanwhile_is_refused(app: FastAPI, ada: Person, post: Post) -> None:
    await ada.http.post(EMAIL, json={"email": "elsewhere3@example.org"})
    token = await post.secret_to("elsewhere3@example.org")
    assert (await signed_up(app, "elsewhere3@example.org")).status_code == 201
    async with at_address(app) as http:
        answer = await http.post(CONFIRM, json={"token": token})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/email-taken")


async def test_invitation_comes_by_mail(new_app: NewApp) -> None:
    app = await new_app(auth={"signup": "invite"}, http={"public_url": "https://cairn.example.org"})
    owner = (await signed_up(app, "owner@example.org")).json()
    post = Post(app.state.database)
    async with at_address(app) as http:
        headers = bearer(owner["access_token"])
        lost = await http.post("/api/v1/admin/invites", json={"send": True}, headers=headers)
        assert lost.json()["errors"][0]["pointer"] == "/email"
        body = {"email": "guest@example.org", "send": True}
        made = (await http.post("/api/v1/admin/invites", json=body, headers=headers)).json()
    (mail,) = await post.to("guest@example.org")
    assert "https://cairn.example.org/sign-up#ci_" in mail.text
    code = await post.secret_to("guest@example.org")
    assert code != made["code"]
    assert (await signed_up(app, "guest@example.org", invite_code=code)).status_code == 201
    refused = await signed_up(app, "guest@example.org", invite_code=made["code"])
    assert refused.json()["type"] == "/problems/invite-invalid", "both codes are of one invitation"


async def test_mails_and_lapsed_links_are_forgotten(
    new_database: Callable[[], str], new_app: NewApp, clock: FixedClock
) -> None:
    app = await new_app()
    database: Database = app.state.database
    await signed_up(app, "someone@example.org")
    await forgotten(app, "someone@example.org")
    post = Post(database)
    assert len(await post.to("someone@example.org")) == 1
    clock.advance(timedelta(hours=2))
    await tidy(database)
    async with database.read() as work:
        assert await work.db.raw("SELECT count(*) FROM mail_token") == 0
    clock.advance(timedelta(days=3_650))  # the files carry the time of the machine
    await tidy(database)
    assert await post.to("someone@example.org") == []


async def test_password_is_still_needed_to_ask_for_an_address(
    app: FastAPI, ada: Person, clock: FixedClock
) -> None:
    clock.advance(timedelta(minutes=6))
    answer = await ada.http.post(EMAIL, json={"email": "x@example.org"})
    assert answer.json()["type"] == "/problems/reauthentication-required"
    await ada.http.post("/api/v1/auth/reauthenticate", json={"password": PASSWORD})
    assert (await ada.http.post(EMAIL, json={"email": "x@example.org"})).status_code == 202
