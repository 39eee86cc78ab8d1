"""The second factor: turned on by a code, asked for at each sign-in, never usable twice."""

import asyncio
from base64 import b32decode
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from cairn.identity import totp
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import LOGIN, ME, at_address, bearer, log_in
from tests.identity.post import Post

TOTP = "/api/v1/auth/totp"
SECOND = "/api/v1/auth/second-factor"


class Authenticator:
    """What a telephone does."""

    def __init__(self, secret: str, clock: FixedClock) -> None:
        self.secret = b32decode(secret)
        self.clock = clock

    def code(self, steps: int = 0) -> str:
        return totp.code_at(self.secret, totp.step_at(self.clock.now()) + steps)


async def enable(person: Person, clock: FixedClock) -> tuple[Authenticator, list[str]]:
    """Turn the second factor on; return the authenticator and the recovery codes."""
    begun = await person.http.post(TOTP)
    assert begun.status_code == 201, begun.text
    phone = Authenticator(begun.json()["secret"], clock)
    confirmed = await person.http.post(f"{TOTP}/confirm", json={"code": phone.code()})
    assert confirmed.status_code == 200, confirmed.text
    clock.advance(timedelta(seconds=30))
    codes: list[str] = confirmed.json()["codes"]
    return phone, codes


async def challenge(app: FastAPI, person: Person) -> str:
    answer = await log_in(app, person.email)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/second-factor-required")
    assert answer.json()["methods"] == ["totp", "recovery_code"]
    return str(answer.json()["challenge"])


async def second(app: FastAPI, given: str, code: str, **more: Any) -> httpx.Response:
    async with at_address(app) as http:
        return await http.post(SECOND, json={"challenge": given, "code": code, **more})


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B; the last six of its eight digits."""
    assert totp.code_at(b"12345678901234567890", seconds // 30) == code


async def test_signing_in_asks_for_a_code(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    assert await ada.get("/auth/totp") == {"enabled": False, "enabled_at": None, "recovery_codes_left": 0}
    phone, _ = await enable(ada, clock)
    shown = await ada.get("/auth/totp")
    assert (shown["enabled"], shown["recovery_codes_left"]) == (True, 10)
    given = await challenge(app, ada)
    async with at_address(app) as http:
        assert (await http.get(ME, headers=bearer(given))).status_code == 401, "half a sign-in opens nothing"
    answer = await second(app, given, phone.code())
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["id"] == str(ada.id)


async def test_second_step_can_answer_with_cookies(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    phone, _ = await enable(ada, clock)
    given = await challenge(app, ada)
    async with at_address(app) as http:
        body = {"challenge": given, "code": phone.code(), "transport": "cookie"}
        assert (await http.post(SECOND, json=body)).json()["access_token"] is None
        assert (await http.get(ME)).status_code == 200


async def test_it_is_off_until_a_code_confirms_it(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    begun = (await ada.http.post(TOTP)).json()
    assert begun["uri"].startswith(f"otpauth://totp/Cairn:{ada.email}?secret={begun['secret']}&issuer=Cairn")
    assert (await log_in(app, ada.email)).status_code == 200
    wrong = await ada.http.post(f"{TOTP}/confirm", json={"code": "000000"})
    assert wrong.json()["type"] == "/problems/wrong-code"
    again = (await ada.http.post(TOTP)).json()
    assert again["secret"] != begun["secret"], "a secret that was not confirmed is replaced"
    old = Authenticator(begun["secret"], clock)
    assert (await ada.http.post(f"{TOTP}/confirm", json={"code": old.code()})).status_code == 403


async def test_code_counts_once(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    phone, _ = await enable(ada, clock)
    given = await challenge(app, ada)
    code = phone.code()
    answers = await asyncio.gather(*(second(app, given, code) for _ in range(3)))
    assert sorted(a.status_code for a in answers) == [200, 403, 403]
    assert (await second(app, given, phone.code(-1))).status_code == 403, "nor does an earlier one"
    assert (await second(app, given, phone.code(1))).status_code == 200


@pytest.mark.parametrize(("steps", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403)])
async def test_clock_may_go_half_a_minute_wrong(
    app: FastAPI, clock: FixedClock, ada: Person, steps: int, status: int
) -> None:
    phone, _ = await enable(ada, clock)
    clock.advance(timedelta(minutes=2))
    given = await challenge(app, ada)
    assert (await second(app, given, phone.code(steps))).status_code == status


async def test_guesses_make_the_following_ones_wait(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    phone, _ = await enable(ada, clock)
    given = await challenge(app, ada)
    statuses = [(await second(app, given, "000000")).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    assert (await second(app, given, phone.code())).status_code == 429
    clock.advance(timedelta(seconds=15))
    assert (await second(app, given, phone.code())).status_code == 200


async def test_recovery_code_signs_in_once(app: FastAPI, clock: FixedClock, ada: Person, post: Post) -> None:
    _, codes = await enable(ada, clock)
    assert len(set(codes)) == 10
    given = await challenge(app, ada)
    assert (await second(app, given, codes[0].upper().replace("-", " "))).status_code == 200
    assert (await second(app, given, codes[0])).status_code == 403
    assert (await ada.get("/auth/totp"))["recovery_codes_left"] == 9
    assert any("recovery code was used" in mail.text for mail in await post.to(ada.email))
    renewed = (await ada.http.post(f"{TOTP}/recovery-codes")).json()["codes"]
    assert (await second(app, given, codes[1])).status_code == 403
    assert (await second(app, given, renewed[1])).status_code == 200


async def test_secrets_are_sealed_and_hashed(
    app: FastAPI, clock: FixedClock, ada: Person, database: Database
) -> None:
    phone, codes = await enable(ada, clock)
    async with database.read(ada.id) as work:
        factor = await work.db.raw("SELECT t::text FROM totp_factor t WHERE user_id = $1", ada.id)
        kept = await work.db.raw(
            "SELECT string_agg(t::text, ' ') FROM recovery_code t WHERE user_id = $1", ada.id
        )
        sealed = await work.db.raw("SELECT secret_sealed FROM totp_factor WHERE user_id = $1", ada.id)
    assert phone.secret.hex() not in factor
    assert not any(code.replace("-", "").encode().hex() in kept for code in codes)
    assert app.state.keyring.unseal(sealed, b"totp of another") is None


async def test_challenge_ends_with_time_and_with_the_password(
    app: FastAPI, clock: FixedClock, ada: Person
) -> None:
    phone, _ = await enable(ada, clock)
    given = await challenge(app, ada)
    body = {"current_password": PASSWORD, "new_password": "another long and quiet sentence"}
    assert (await ada.http.post("/api/v1/auth/password", json=body)).status_code == 200
    ended = await second(app, given, phone.code())
    assert (ended.status_code, ended.json()["type"]) == (401, "/problems/challenge-invalid")
    given = (await log_in(app, ada.email, body["new_password"])).json()["challenge"]
    clock.advance(timedelta(minutes=5))
    assert (await second(app, given, phone.code())).status_code == 401


@pytest.mark.parametrize("kind", ["nonsense", "access"])
async def test_other_tokens_are_no_challenge(app: FastAPI, ada: Person, kind: str) -> None:
    text = ada.tokens["access_token"] if kind == "access" else "a.b.c"
    assert (await second(app, text, "000000")).status_code == 401


async def test_wrong_password_tells_nothing_of_the_second_factor(
    app: FastAPI, clock: FixedClock, ada: Person
) -> None:
    await enable(ada, clock)
    assert (await log_in(app, ada.email, "a guess")).json()["type"] == "/problems/wrong-credentials"


async def test_proof_asks_for_a_code_too(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    phone, _ = await enable(ada, clock)
    clock.advance(timedelta(minutes=6))
    assert (await ada.http.delete(TOTP)).json()["type"] == "/problems/reauthentication-required"
    again = "/api/v1/auth/reauthenticate"
    assert (await ada.http.post(again, json={"password": PASSWORD})).status_code == 403
    body = {"password": PASSWORD, "code": phone.code()}
    assert (await ada.http.post(again, json=body)).status_code == 200
    assert (await ada.http.delete(TOTP)).status_code == 204
    assert (await ada.http.delete(TOTP)).json()["type"] == "/problems/factor-absent"
    assert (await log_in(app, ada.email)).status_code == 200


async def test_turning_it_on_and_off_is_audited_and_told(
    app: FastAPI, clock: FixedClock, ada: Person, post: Post
) -> None:
    await enable(ada, clock)
    assert (await ada.http.post(TOTP)).json()["type"] == "/problems/factor-present"
    assert (await ada.http.delete(TOTP)).status_code == 204
    actions = {event["action"] for event in (await ada.get("/me/audit"))["items"]}
    assert {"enable", "disable"} <= actions
    texts = " ".join(mail.text for mail in await post.to(ada.email))
    assert "now asks for a code" in texts
    assert "no longer asks" in texts


async def test_sign_in_of_others_goes_on_without(
    app: FastAPI, clock: FixedClock, ada: Person, ben: Person
) -> None:
    await enable(ada, clock)
    async with at_address(app) as http:
        answer = await http.post(LOGIN, json={"email": ben.email, "password": PASSWORD})
    assert answer.status_code == 200
