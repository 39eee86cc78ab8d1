"""Personal access tokens: every operation has a scope, and is closed to a token without it."""

from uuid import uuid4

import httpx

from cairn.identity.scopes import SIGNING_IN, allows, known_scopes, required_scope
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation
from tests.contract.world import Call, World

REFUSED = "/problems/insufficient-scope"


def scope_of(operation: Operation) -> str | None:
    (tag,) = operation.route.tags
    return required_scope(str(tag), operation.method)


async def with_token(world: World, operation: Operation, scopes: list[str]) -> httpx.Response:
    """Send a request of the operation, as far as its rights go, with a new token."""
    made = await world.post("/auth/tokens", {"name": "x", "scopes": scopes})
    url = operation.path.format(**{name: str(uuid4()) for name in operation.path_names})
    body: dict[str, str] | None = {} if operation.body is not None else None
    headers = {"Authorization": f"Bearer {made['token']}"}
    return await world.http.request(operation.method, url, json=body, headers=headers)


def is_refused(answer: httpx.Response) -> bool:
    return answer.status_code == 403 and answer.json()["type"] == REFUSED


@each(lambda o: not o.is_open)
def test_operation_has_a_scope(operation: Operation) -> None:
    (tag,) = operation.route.tags
    assert tag == SIGNING_IN or scope_of(operation) in known_scopes()


@each(lambda o: not o.is_open)
async def test_token_without_the_scope_is_refused(house: House, operation: Operation) -> None:
    scope = scope_of(operation)
    others = sorted(s for s in known_scopes() if scope is None or not allows([s], scope))
    assert is_refused(await with_token(house.owner, operation, others)), others


@each(lambda o: scope_of(o) is not None and not o.is_open and not o.is_admin)
async def test_token_with_the_scope_is_let_in(house: House, operation: Operation) -> None:
    scope = scope_of(operation)
    assert scope is not None
    world = await house.somebody()
    assert not is_refused(await with_token(world, operation, [scope]))


@each(lambda o: o.is_admin)
async def test_scope_of_administrators_is_worth_nothing_to_others(house: House, operation: Operation) -> None:
    answer = await with_token(house.owner, operation, ["admin"])
    assert not is_refused(answer), answer.text
    member = await with_token(house.ada, operation, ["admin", "write"])
    assert member.status_code == 403, member.text


async def test_token_that_reads_cannot_write(house: House) -> None:
    made = await house.ada.post("/auth/tokens", {"name": "x", "scopes": ["areas:read"]})
    headers = {"Authorization": f"Bearer {made['token']}"}
    assert (await Call("GET", "/api/v1/areas").send(house.anonymous, **headers)).status_code == 200
    body = {"name": "Garden of a token"}
    assert is_refused(await Call("POST", "/api/v1/areas", body).send(house.anonymous, **headers))
