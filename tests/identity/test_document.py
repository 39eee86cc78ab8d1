"""What the API's document says of the routes of accounts."""

from typing import Any

import httpx
import pytest


async def operation(client: httpx.AsyncClient, method: str, path: str) -> dict[str, Any]:
    document = (await client.get("/openapi.json")).json()
    found: dict[str, Any] = document["paths"][path][method]
    return found


def headers_of(found: dict[str, Any]) -> set[str]:
    return {one["name"] for one in found["parameters"] if one["in"] == "header"}


@pytest.mark.parametrize("name", ["signup", "login", "refresh"])
async def test_open_routes_need_no_credential_and_keep_no_answer(
    client: httpx.AsyncClient, name: str
) -> None:
    found = await operation(client, "post", f"/api/v1/auth/{name}")
    assert found["security"] == []
    assert headers_of(found) == set()
    assert not [key for key in found if key.startswith("x-")]


async def test_secrets_are_not_kept_for_repetition(client: httpx.AsyncClient) -> None:
    for path in ("/api/v1/auth/password", "/api/v1/admin/invites"):
        found = await operation(client, "post", path)
        assert found["security"] == [{"bearer": []}]
        assert headers_of(found) == set()


async def test_other_routes_take_the_common_headers(client: httpx.AsyncClient) -> None:
    assert headers_of(await operation(client, "post", "/api/v1/me/consents")) == {"Idempotency-Key"}
    assert headers_of(await operation(client, "patch", "/api/v1/auth/me")) == {"If-Match"}
