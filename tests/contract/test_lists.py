"""Lists: their bounds, their orders, and that pages neither repeat nor leave out."""

from typing import Any

import pytest

from tests.contract.catalogue import SAMPLES
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation, operations
from tests.contract.schemas import resolve
from tests.contract.world import Call, World

ROWS, SIZE = 11, 4
GARBAGE = ("garbage", "AAAA", "%%%", "A" * 200, "Zm9v", "-" * 32)


@each(lambda o: o.is_list)
async def test_page_bounds_are_refused_not_clamped(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    for name, value in (("page_size", 301), ("page_size", 0), ("page", 0), ("page", -1), ("page", 100_001)):
        answer = await call.but(query={**call.query, name: value}).send(world.http)
        assert answer.status_code == 422, answer.text
        assert [e["pointer"] for e in answer.json()["errors"]] == [f"query:{name}"]
    whole = await call.but(query={**call.query, "page_size": 300}).send(world.http)
    assert whole.status_code == 200
    beyond = await call.but(query={**call.query, "page": 100_000, "page_size": 300}).send(world.http)
    assert beyond.json()["items"] == []
    assert beyond.json()["total"] == whole.json()["total"]


@each(lambda o: o.is_feed)
async def test_feed_bounds_and_cursors_are_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    wrong = [("limit", 301), ("limit", 0), *(("cursor", text) for text in GARBAGE)]
    for name, value in wrong:
        answer = await call.but(query={**call.query, name: value}).send(world.http)
        assert answer.status_code == 422, f"{name}={value}: {answer.text}"
        assert [e["pointer"] for e in answer.json()["errors"]] == [f"query:{name}"]


def _orders() -> list[object]:
    return [
        pytest.param(operation, sort, id=f"{operation.id}-{sort}")
        for operation in operations()
        if operation.is_list
        for sort in resolve(operation.query.get("sort", {"enum": [""]})).get("enum", [""])
    ]


@pytest.mark.parametrize(("operation", "sort"), _orders())
async def test_pages_of_every_order_are_the_whole_list(house: House, operation: Operation, sort: str) -> None:
    world = await house.who(operation)
    call = await _filled(world, operation)
    query = {**call.query, **({"sort": sort} if sort else {})}
    whole = (await call.but(query={**query, "page_size": 300}).send(world.http)).json()
    size = max(SIZE, whole["total"] // 10)
    seen: list[Any] = []
    for page in range(1, -(-whole["total"] // size) + 1):
        answer = (await call.but(query={**query, "page": page, "page_size": size}).send(world.http)).json()
        assert (answer["page"], answer["page_size"], answer["total"]) == (page, size, whole["total"])
        seen += answer["items"]
    assert seen[:300] == whole["items"]
    assert len(seen) == whole["total"]
    keys = [str(sorted(item.items(), key=lambda pair: pair[0])) for item in seen]
    assert len(set(keys)) == len(keys)


@each(lambda o: o.is_feed)
async def test_stretches_of_a_feed_are_the_whole_feed(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await _filled(world, operation)
    whole = (await call.but(query={**call.query, "limit": 300}).send(world.http)).json()["items"]
    assert whole or SAMPLES[operation.id].shows is None
    seen: list[Any] = []
    cursor = None
    while len(seen) < len(whole):
        query = {**call.query, "limit": max(SIZE, len(whole) // 10), **({"cursor": cursor} if cursor else {})}
        answer = (await call.but(query=query).send(world.http)).json()
        seen += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert seen[: len(whole)] == whole


async def _filled(world: World, operation: Operation) -> Call:
    call = await world.call(operation)
    sample = SAMPLES[operation.id]
    if sample.shows is not None:
        ids = await world.path_ids(operation)
        for _ in range(ROWS):
            await world.make(sample.shows.kind, ids)
        call = call.but(url=operation.path.format(**ids))
    return call
