"""Proving again who one is: what it takes, how long it counts, and for which session."""

from datetime import timedelta
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI

from cairn.identity.deps import RecentActorDep
from cairn.identity.problems import ReauthenticationRequired
from cairn.kit.clock import FixedClock
from cairn.kit.http.problems import problems
from tests.fixtures.application import PASSWORD, Person, sign_up
from tests.identity.conftest import NewApp, bearer, log_in, signed_up

AGAIN = "/api/v1/auth/reauthenticate"
DANGER = "/danger"


@pytest_asyncio.fixture
async def house(new_app: NewApp) -> FastAPI:
    """Return an application with one more route, which is dangerous."""
    app = await new_app(auth={"signup": "open", "recent_minutes": 5})

    @app.post(DANGER, responses=problems(ReauthenticationRequired))
    async def danger(actor: RecentActorDep) -> dict[str, str]:
        return {"done": str(actor.user_id)}

    return app


async def prove(person: Person, password: str = PASSWORD, **headers: str) -> httpx.Response:
    return await person.http.post(AGAIN, json={"password": password}, headers=headers)


async def test_signing_in_counts_for_minutes_and_a_proof_for_as_many(
    house: FastAPI, clock: FixedClock
) -> None:
    ada = await sign_up(house)
    clock.advance(timedelta(minutes=5))
    assert (await ada.http.post(DANGER)).status_code == 200
    clock.advance(timedelta(seconds=1))
    refused = await ada.http.post(DANGER)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/reauthentication-required")
    assert refused.json()["max_age_seconds"] == 300
    answer = await prove(ada)
    assert answer.json() == {
        "valid_until": (clock.now() + timedelta(minutes=5)).isoformat().replace("+00:00", "Z")
    }
    clock.advance(timedelta(minutes=5))
    assert (await ada.http.post(DANGER)).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert (await ada.http.post(DANGER)).status_code == 403
    await ada.http.aclose()


async def test_refreshing_is_no_proof(house: FastAPI, clock: FixedClock) -> None:
    ada = await sign_up(house)
    clock.advance(timedelta(minutes=6))
    await ada.renew()
    assert (await ada.http.post(DANGER)).status_code == 403
    await ada.http.aclose()


async def test_proof_counts_for_its_own_session(house: FastAPI, clock: FixedClock) -> None:
    tokens: dict[str, Any] = (await signed_up(house, "two@example.org")).json()
    ada = await sign_up(house)
    other = (await log_in(house, ada.email)).json()
    clock.advance(timedelta(minutes=6))
    assert (await prove(ada)).status_code == 200
    assert (await ada.http.post(DANGER)).status_code == 200
    for foreign in (other, tokens):
        headers = bearer(foreign["access_token"])
        assert (await ada.http.post(DANGER, headers=headers)).status_code == 403
    await ada.http.aclose()


async def test_wrong_passwords_are_no_proof_and_are_counted(house: FastAPI, clock: FixedClock) -> None:
    ada = await sign_up(house)
    clock.advance(timedelta(minutes=6))
    statuses = [(await prove(ada, "a guess")).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    assert (await prove(ada)).status_code == 429
    assert (await ada.http.post(DANGER)).status_code == 403
    clock.advance(timedelta(seconds=15))
    assert (await prove(ada)).status_code == 200
    await ada.http.aclose()


async def test_proof_is_audited(ada: Person) -> None:
    assert (await prove(ada)).status_code == 200
    events = await ada.get("/me/audit")
    assert "reauthenticate" in [event["action"] for event in events["items"]]
