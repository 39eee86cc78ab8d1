"""P-02: which access tokens are accepted; every other one is a 401 problem, never a fault."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from starlette.datastructures import Headers

from cairn.identity.keys import Keyring
from cairn.identity.tokens import Authenticator, issue_access_token
from cairn.kit.actor import Actor
from cairn.kit.clock import FixedClock
from cairn.kit.http.problems import Unauthenticated
from cairn.kit.ids import UserId, new_id
from tests.fixtures.application import Person
from tests.identity.conftest import ME, bearer

Forge = Callable[[dict[str, Any], str, Any, bytes], str]
GET = {"type": "http", "method": "GET", "scheme": "http"}
FOREIGN = Ed25519PrivateKey.generate()


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def without(claims: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in claims.items() if key != name}


FORGERIES: dict[str, Forge] = {
    "none": lambda c, kid, _private, _public: f"{part({'alg': 'none', 'typ': 'JWT', 'kid': kid})}.{part(c)}.",
    "hmac with the public key": lambda c, kid, _private, public: jwt.encode(
        c, public, algorithm="HS256", headers={"kid": kid}
    ),
    "another key": lambda c, kid, _private, _public: jwt.encode(c, FOREIGN, "EdDSA", headers={"kid": kid}),
    "unknown kid": lambda c, _kid, private, _public: jwt.encode(c, private, "EdDSA", headers={"kid": "who"}),
    "no kid": lambda c, _kid, private, _public: jwt.encode(c, private, "EdDSA"),
    "other audience": lambda c, kid, private, _public: jwt.encode(
        {**c, "aud": "elsewhere"}, private, "EdDSA", headers={"kid": kid}
    ),
    "other issuer": lambda c, kid, private, _public: jwt.encode(
        {**c, "iss": "elsewhere"}, private, "EdDSA", headers={"kid": kid}
    ),
    "end that is no number": lambda c, kid, private, _public: jwt.encode(
        {**c, "exp": "never"}, private, "EdDSA", headers={"kid": kid}
    ),
    "session that is no id": lambda c, kid, private, _public: jwt.encode(
        {**c, "sid": 7}, private, "EdDSA", headers={"kid": kid}
    ),
    "person that is no id": lambda c, kid, private, _public: jwt.encode(
        {**c, "sub": "ada"}, private, "EdDSA", headers={"kid": kid}
    ),
    "claims that are no object": lambda _c, kid, private, _public: jwt.api_jws.encode(
        b"[1]", private, "EdDSA", headers={"kid": kid}
    ),
    **{
        f"without {name}": lambda c, kid, private, _public, name=name: jwt.encode(  # type: ignore[misc]
            without(c, name), private, "EdDSA", headers={"kid": kid}
        )
        for name in ("iss", "aud", "sub", "sid", "role", "iat", "exp", "jti")
    },
}


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


@pytest.mark.parametrize("name", FORGERIES)
async def test_forged_tokens_are_refused(
    app: FastAPI, client: httpx.AsyncClient, ada: Person, name: str
) -> None:
    keyring: Keyring = app.state.keyring
    kid, private = await keyring.signing()
    public = private.public_key().public_bytes_raw()
    forged = FORGERIES[name](claims_of(ada.tokens["access_token"]), kid, private, public)
    answer = await client.get(ME, headers=bearer(forged))
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    genuine = jwt.encode(claims_of(ada.tokens["access_token"]), private, "EdDSA", headers={"kid": kid})
    assert (await client.get(ME, headers=bearer(genuine))).status_code == 200


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer a.b.c",
        "Bearer ....",
        "Bearer é",
        "Bearer \x80\xff.\xfe.\xfd",
        "Bearer " + "a" * 5_000,
        "Bearer eyJhbGciOiJFZERTQSJ9.e30.",
        f"Bearer {part([1])}.{part({})}.x",
        f"Bearer {part({'alg': 'EdDSA', 'kid': 5})}.{part({})}.x",
    ],
)
async def test_malformed_credentials_are_refused(client: httpx.AsyncClient, value: str) -> None:
    answer = await client.get(ME, headers={b"Authorization": value.encode("latin-1")})
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")


async def test_token_ends_after_fifteen_minutes_though_it_was_seen_before(
    client: httpx.AsyncClient, clock: FixedClock, ada: Person
) -> None:
    headers = bearer(ada.tokens["access_token"])
    assert ada.tokens["expires_in"] == 900
    clock.advance(timedelta(seconds=899))
    assert (await client.get(ME, headers=headers)).status_code == 200
    clock.advance(timedelta(seconds=1))
    ended = await client.get(ME, headers=headers)
    assert (ended.status_code, ended.json()["detail"]) == (401, "The access token has expired; refresh it.")


async def test_scheme_is_compared_without_case(client: httpx.AsyncClient, ada: Person) -> None:
    answer = await client.get(ME, headers={"Authorization": f"bearer {ada.tokens['access_token']}"})
    assert answer.status_code == 200


async def test_published_keys_verify_tokens_for_anybody(client: httpx.AsyncClient, ada: Person) -> None:
    answer = await client.get("/.well-known/jwks.json")
    assert answer.status_code == 200
    token = ada.tokens["access_token"]
    key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(token)["kid"]]
    claims = jwt.decode(
        token,
        key,
        algorithms=["EdDSA"],
        audience="cairn-api",
        issuer="cairn",
        options={"verify_exp": False, "verify_iat": False},  # the tests' clock stands elsewhere
    )
    assert claims["sub"] == str(ada.id)
    assert claims["exp"] - claims["iat"] == 900
    assert all(set(one) == {"kid", "use", "alg", "kty", "crv", "x"} for one in answer.json()["keys"])


async def test_memory_of_seen_tokens_is_bounded(
    app: FastAPI, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cairn.identity.tokens._CACHED", 3)
    authenticator = Authenticator(clock)
    authenticator.keyring = app.state.keyring
    actors = [Actor(UserId(new_id()), new_id(), "member") for _ in range(5)]
    tokens = [await issue_access_token(app.state.keyring, a, life=timedelta(minutes=1)) for a in actors]
    proven = [await authenticator(GET, Headers(bearer(token))) for token in tokens]
    assert proven == actors
    assert len(authenticator._seen) == 3
    assert await authenticator(GET, Headers(bearer(tokens[0]))) == actors[0]


async def test_nobody_is_let_in_before_the_keys_are_there(clock: FixedClock) -> None:
    token = jwt.encode({"sub": "x"}, FOREIGN, "EdDSA", headers={"kid": "k"})
    found = await Authenticator(clock)(GET, Headers(bearer(token)))
    assert isinstance(found, Unauthenticated)


async def test_no_credential_is_no_problem_yet(clock: FixedClock) -> None:
    assert await Authenticator(clock)(GET, Headers({})) is None
