"""What the document adds to each operation, and what routes refuse."""

from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Query, Request, Response

from cairn.kit.http import problems
from cairn.kit.http.openapi import document
from cairn.kit.http.routing import router
from cairn.kit.http.schemas import Input, Output


class Thing(Output):
    """A thing."""

    version: int
    """Its version."""
    updated_at: str
    """When it was changed."""


class ThingIn(Input):
    """A thing to make."""

    label: str
    """What it says."""
    size: int = 3
    """How large it is."""


class Filter(Input):
    """Which things."""

    q: str = ""
    """Text in it."""


@pytest.fixture(scope="module")
def small_app() -> FastAPI:
    things = router("/things", "things", root="")

    @things.get("/{name}", response_model=Thing)
    async def get_thing(name: str) -> Response:
        """Return a thing."""
        return Response(name)

    @things.get("", response_model=list[Thing])
    async def list_things(query: Annotated[Filter, Query()]) -> Response:
        """List things."""
        return Response(query.q)

    @things.post("", status_code=201, response_model=Thing)
    async def make_thing(body: ThingIn) -> Response:
        """Make a thing."""
        return Response(body.label)

    @things.post("/open", openapi_extra={"x-open": True})
    async def knock() -> None:
        """Knock."""

    @things.delete("/{name}", status_code=204, openapi_extra={"x-plain": True})
    async def drop_thing(name: str) -> None:
        """Drop a thing."""

    app = FastAPI()
    app.include_router(things)

    @app.exception_handler(problems.Problem)
    async def _problem(request: Request, error: problems.Problem) -> Response:
        return problems.render(error, request)

    return app


@pytest.fixture(scope="module")
def operations(small_app: FastAPI) -> dict[str, dict[str, Any]]:
    made = document(small_app, (problems.Unauthenticated,), {"label": "Lantern"})
    return {o["operationId"]: o for item in made["paths"].values() for o in item.values()}


def _headers(operation: dict[str, Any]) -> set[str]:
    return {p["name"] for p in operation["parameters"] if p["in"] == "header"}


def test_headers_follow_from_the_operation(operations: dict[str, dict[str, Any]]) -> None:
    assert {name: _headers(operation) for name, operation in operations.items()} == {
        "get_thing": {"If-None-Match"},
        "list_things": set(),
        "make_thing": {"Idempotency-Key"},
        "knock": set(),
        "drop_thing": set(),
    }
    assert set(operations["make_thing"]["responses"]["201"]["headers"]) == {"ETag", "Location"}


def test_credentials_are_asked_of_all_but_the_open(operations: dict[str, dict[str, Any]]) -> None:
    assert {name for name, operation in operations.items() if operation["security"] == []} == {"knock"}


def test_statuses_follow_from_the_operation(operations: dict[str, dict[str, Any]]) -> None:
    assert set(operations["make_thing"]["responses"]) == {"201", "401", "409", "413"}
    assert "idempotency-key-reused" in operations["make_thing"]["responses"]["409"]["description"]
    assert set(operations["get_thing"]["responses"]) == {"200", "304", "401"}


def test_examples_use_the_vocabulary(operations: dict[str, dict[str, Any]]) -> None:
    body = operations["make_thing"]["requestBody"]["content"]["application/json"]
    assert body["example"] == {"label": "Lantern"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/things/x", 200),
        ("GET", "/things/x?y=1", 422),
        ("POST", "/things/open?=", 422),
        ("GET", "/things?q=1", 200),
    ],
)
async def test_parameters_that_are_not_there_are_refused(
    small_app: FastAPI, method: str, path: str, status: int
) -> None:
    transport = httpx.ASGITransport(small_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://small.test") as http:
        answer = await http.request(method, path)
    assert answer.status_code == status, answer.text
