"""The web page: tokens in cookies that no script reads, and no act that another site's page makes."""

from collections.abc import AsyncIterator
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from cairn.identity.cookies import ACCESS, CSRF, REFRESH
from cairn.kit.clock import FixedClock
from tests.fixtures.application import PASSWORD, Person, anonymous
from tests.identity.conftest import LOGIN, ME, SIGN_UP, NewApp, at_address
from tests.identity.conftest import REFRESH as REFRESH_PATH

LOGOUT = "/api/v1/auth/logout"
AREAS = "/api/v1/areas"
OTHER_SITE = {"Origin": "https://evil.example"}


def set_by(answer: httpx.Response) -> SimpleCookie:
    """Return the cookies that an answer sets."""
    jar = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return jar


async def enter(http: httpx.AsyncClient, email: str, **headers: str) -> httpx.Response:
    body = {"email": email, "password": PASSWORD, "transport": "cookie"}
    return await http.post(LOGIN, json=body, headers=headers)


@pytest_asyncio.fixture
async def page(app: FastAPI, ada: Person) -> AsyncIterator[httpx.AsyncClient]:
    """Return Ada's browser, which keeps cookies and knows nothing else."""
    async with anonymous(app) as http:
        answer = await enter(http, ada.email)
        assert answer.status_code == 200, answer.text
        yield http


def guarded(http: httpx.AsyncClient, **headers: str) -> dict[str, str]:
    """Return the headers of a request that changes something, as the page makes it."""
    return {"X-CSRF-Token": http.cookies[CSRF], "Origin": "http://cairn.test", **headers}


async def test_tokens_are_in_cookies_and_not_in_the_answer(app: FastAPI, ada: Person) -> None:
    async with anonymous(app) as http:
        answer = await enter(http, ada.email)
    jar, body = set_by(answer), answer.json()
    assert set(jar) == {ACCESS, REFRESH, CSRF}
    assert (body["access_token"], body["refresh_token"], body["token_type"]) == (None, None, "Cookie")
    assert body["csrf_token"] == jar[CSRF].value
    assert jar[ACCESS].value not in answer.text
    assert jar[REFRESH].value not in answer.text
    assert {name: bool(jar[name]["httponly"]) for name in jar} == {ACCESS: True, REFRESH: True, CSRF: False}
    assert {(one["samesite"], one["path"], one["domain"]) for one in jar.values()} == {("strict", "/", "")}
    assert (jar[ACCESS]["max-age"], jar[REFRESH]["max-age"]) == ("900", str(30 * 86_400))


async def test_program_gets_no_cookies(app: FastAPI, ada: Person) -> None:
    async with anonymous(app) as http:
        answer = await http.post(LOGIN, json={"email": ada.email, "password": PASSWORD})
    assert "set-cookie" not in answer.headers
    assert answer.json()["csrf_token"] is None


async def test_page_reads_and_writes(page: httpx.AsyncClient, ada: Person) -> None:
    assert (await page.get(ME)).json()["id"] == str(ada.id)
    made = await page.post(AREAS, json={"name": "Garden"}, headers=guarded(page))
    assert made.status_code == 201, made.text
    assert (await ada.get(f"/areas/{made.json()['id']}"))["name"] == "Garden"


async def test_sign_up_can_answer_with_cookies(app: FastAPI) -> None:
    async with anonymous(app) as http:
        body = {"email": "page@example.net", "password": PASSWORD, "transport": "cookie"}
        assert (await http.post(SIGN_UP, json=body)).status_code == 201
        assert (await http.get(ME)).json()["email"] == "page@example.net"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "x" * 43},
        {"X-CSRF-Token": "é"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
async def test_change_needs_the_token_of_the_session(
    page: httpx.AsyncClient, ada: Person, method: str, headers: dict[str, str]
) -> None:
    area = await ada.make("/areas", name="Garden")
    path = AREAS if method == "POST" else f"{AREAS}/{area['id']}"
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    answer = await page.request(method, path, json={"name": "Other"}, headers=raw)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf-refused")
    assert (await ada.get(f"/areas/{area['id']}"))["name"] == "Garden"
    assert "Other" not in [one["name"] for one in (await ada.get("/areas"))["items"]]


async def test_token_of_another_session_is_refused(
    app: FastAPI, page: httpx.AsyncClient, ben: Person
) -> None:
    async with anonymous(app) as http:
        foreign = (await enter(http, ben.email)).json()["csrf_token"]
    answer = await page.post(AREAS, json={"name": "Meadow"}, headers={"X-CSRF-Token": foreign})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        OTHER_SITE,
        {"Origin": "null"},
        {"Origin": "https://cairn.test"},
        {"Origin": "http://cairn.test:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_page_of_another_origin_is_refused_even_with_the_token(
    app: FastAPI, page: httpx.AsyncClient, ada: Person, headers: dict[str, str]
) -> None:
    answer = await page.post(AREAS, json={"name": "Meadow"}, headers={**guarded(page), **headers})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf-refused")
    again = await page.post(REFRESH_PATH, json={}, headers={**guarded(page), **headers})
    assert again.status_code == 403
    async with anonymous(app) as http:
        entered = await enter(http, ada.email, **headers)
    assert entered.status_code == 403
    assert "set-cookie" not in entered.headers


async def test_cookies_count_for_nothing_beside_a_bearer(page: httpx.AsyncClient, ben: Person) -> None:
    headers = {"Authorization": ben.http.headers["Authorization"]}
    assert (await page.get(ME, headers=headers)).json()["id"] == str(ben.id)
    assert (await page.post(AREAS, json={"name": "Ben's"}, headers=headers)).status_code == 201
    assert (await page.get(ME, headers={"Authorization": "Bearer nonsense"})).status_code == 401


async def test_page_refreshes_by_its_cookie(page: httpx.AsyncClient, clock: FixedClock) -> None:
    before = page.cookies[REFRESH]
    clock.advance(timedelta(minutes=15))
    assert (await page.get(ME)).status_code == 401
    assert (await page.post(REFRESH_PATH, json={})).status_code == 403
    answer = await page.post(REFRESH_PATH, json={}, headers=guarded(page))
    assert answer.status_code == 200, answer.text
    assert answer.json()["refresh_token"] is None
    assert page.cookies[REFRESH] != before
    assert (await page.get(ME)).status_code == 200
    assert (await page.post(AREAS, json={"name": "Orchard"}, headers=guarded(page))).status_code == 201


async def test_ended_session_takes_its_cookies_along(page: httpx.AsyncClient, ada: Person) -> None:
    await ada.http.post("/api/v1/auth/sessions/revoke-others")
    answer = await page.post(REFRESH_PATH, json={}, headers=guarded(page))
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session-ended")
    assert {one["max-age"] for one in set_by(answer).values()} == {"0"}
    assert dict(page.cookies) == {}
    assert (await page.post(REFRESH_PATH, json={})).status_code == 401


async def test_logout_takes_the_cookies_along(page: httpx.AsyncClient) -> None:
    kept = dict(page.cookies)
    assert (await page.post(LOGOUT)).status_code == 403
    answer = await page.post(LOGOUT, headers=guarded(page))
    assert answer.status_code == 204
    assert dict(page.cookies) == {}
    page.cookies.update(kept)
    assert (await page.get(ME)).status_code == 401


@pytest.mark.parametrize("text", ["nonsense", "x" * 3_000, "a.b.c", '"', "cr_AAAA"])
async def test_malformed_cookies_are_refused(app: FastAPI, text: str) -> None:
    async with anonymous(app) as http:
        headers = {"Cookie": f"{ACCESS}={text}; {REFRESH}={text}"}
        assert (await http.get(ME, headers=headers)).status_code == 401
        assert (await http.post(REFRESH_PATH, json={}, headers=headers)).status_code == 401


async def secured(new_app: NewApp, **http: Any) -> FastAPI:
    return await new_app(auth={"signup": "open"}, http=http)


async def test_over_https_the_cookies_are_bound_to_the_host(new_app: NewApp) -> None:
    app = await secured(new_app, public_url="https://cairn.example.org")
    origin = {"Origin": "https://cairn.example.org"}
    async with at_address(app) as http:  # a proxy ends the encryption and changes the Host header
        body = {"email": "a@example.org", "password": PASSWORD, "transport": "cookie"}
        answer = await http.post(SIGN_UP, json=body, headers=origin)
        jar = set_by(answer)
        assert set(jar) == {f"__Host-{name}" for name in (ACCESS, REFRESH, CSRF)}
        assert all(one["secure"] for one in jar.values())
        cookies = "; ".join(f"{name}={one.value}" for name, one in jar.items())
        headers = {"Cookie": cookies, "X-CSRF-Token": jar[f"__Host-{CSRF}"].value}
        made = await http.post(AREAS, json={"name": "Meadow"}, headers={**headers, **origin})
        assert made.status_code == 201, made.text
        # What has no prefix, a neighbouring host or an unencrypted page may have set.
        planted = {"Cookie": cookies.replace("__Host-", "")}
        assert (await http.get(ME, headers=planted)).status_code == 401
        refused = await http.post(AREAS, json={"name": "Meadow"}, headers={**headers, **OTHER_SITE})
        assert refused.status_code == 403
