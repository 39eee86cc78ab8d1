"""What a successful request answers: versions, conditions on them, and no more statements than needed.

The transport (answers.py) holds each answer of all suites against its schema and the documented statuses.
"""

import asyncio

import httpx

from tests.contract.budgets import budget
from tests.contract.catalogue import SAMPLES
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation, matching
from tests.contract.samples import Row
from tests.contract.world import Call

OTHER_VERSION, MALFORMED = '"987654"', ("three", '"a"', '"1', "-1", '"12345678901"', "")
TWICE = 2


@each(lambda o: "If-None-Match" in o.headers)
async def test_reading_again_with_the_etag_is_not_modified(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    etag = (await call.send(world.http)).headers["etag"]
    again = await call.send(world.http, If_None_Match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    for other in (OTHER_VERSION, "nonsense"):
        assert (await call.send(world.http, If_None_Match=other)).status_code == 200
    for several in (f"{OTHER_VERSION}, {etag}", f"W/{etag}", "*"):
        assert (await call.send(world.http, If_None_Match=several)).status_code == 304, several


@each()
async def test_documented_headers_are_those_that_are_read(house: House, operation: Operation) -> None:
    assert ("If-Match" in operation.headers) == operation.takes_if_match
    asks_again = operation.method == "GET" and operation.has_version and not operation.is_plain
    assert ("If-None-Match" in operation.headers) == asks_again


@each(lambda o: o.takes_if_match)
async def test_change_of_a_version_that_is_not_the_newest_is_refused(
    house: House, operation: Operation
) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    before = await house.rows()
    answer = await call.send(world.http, If_Match=OTHER_VERSION)
    assert answer.status_code == 412, answer.text
    for text in MALFORMED:
        answer = await call.send(world.http, If_Match=text)
        assert answer.status_code == 422, f"{text!r}: {answer.text}"
        assert [e["pointer"].lower() for e in answer.json()["errors"]] == ["header:if-match"]
    assert await house.rows() == before
    read = matching("GET", call.url)
    if read is not None and read.has_version:
        etag = (await Call("GET", call.url).send(world.http)).headers["etag"]
        answer = await call.send(world.http, If_Match=etag)
        assert answer.is_success, answer.text
        if operation.method == "PATCH":
            assert (await call.send(world.http, If_Match=etag)).status_code == 412


@each(lambda o: o.repeats)
async def test_repeated_post_has_one_effect_and_one_answer(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    key = f"again-{operation.id}"
    first = await call.send(world.http, Idempotency_Key=key)
    assert first.is_success, first.text
    after = await house.rows()
    second = await call.send(world.http, Idempotency_Key=key)
    assert await house.rows() == after
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    for name in ("location", "etag", "content-type"):
        assert second.headers.get(name) == first.headers.get(name)
    other = await by_other(house, key, world.http.headers["authorization"])
    assert (other.status_code, other.json()["type"]) == (409, "/problems/idempotency-key-reused")
    if operation.body is not None and call.body:
        changed = await call.but(body={**call.body, "no": 1}).send(world.http, Idempotency_Key=key)
        assert changed.status_code in {409, 422}
    foreign = await house.ben.http.post("/api/v1/areas", json={"name": key}, headers={"Idempotency-Key": key})
    assert foreign.status_code == 201, "the key of somebody else stands in the way"
    assert await house.rows() != after


async def by_other(house: House, key: str, authorization: str) -> httpx.Response:
    """Use the key of a request for another one."""
    headers = {"Idempotency-Key": key, "Authorization": authorization}
    return await house.anonymous.post("/api/v1/areas", json={"name": "Another"}, headers=headers)


@each(lambda o: o.repeats)
async def test_two_equal_posts_at_once_have_one_effect(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    key = f"at-once-{operation.id}"
    answers = await asyncio.gather(*(call.send(world.http, Idempotency_Key=key) for _ in range(TWICE)))
    assert {(a.status_code, a.content) for a in answers} == {(answers[0].status_code, answers[0].content)}
    assert answers[0].is_success, answers[0].text
    assert sorted("idempotency-replayed" in a.headers for a in answers) == [False, True]


@each(lambda o: o.repeats)
async def test_malformed_key_is_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    before = await house.rows()
    for key in ("", "two words", "x" * 201):
        answer = await call.send(world.http, Idempotency_Key=key)
        assert answer.status_code == 422, f"{key!r}: {answer.text}"
        assert [e["pointer"] for e in answer.json()["errors"]] == ["header:idempotency-key"]
    assert await house.rows() == before


@each(lambda o: not o.is_open)
async def test_statements_stay_within_their_budget(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    used = await _traced(house, call, world.http)
    assert len(used) <= budget(operation), f"{len(used)}\n" + "\n".join(used)


@each(lambda o: (o.is_list or o.is_feed) and SAMPLES[o.id].shows is not None if o.id in SAMPLES else False)
async def test_long_list_takes_as_many_statements_as_a_short_one(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    few = await _traced(house, call, world.http)
    row = SAMPLES[operation.id].shows
    assert isinstance(row, Row)
    ids = {n: v for n, v in zip(operation.path.split("/"), call.url.split("/"), strict=True) if n[:1] == "{"}
    ids = {name.strip("{}"): value for name, value in ids.items()}
    for _ in range(50):
        await world.make(row.kind, ids)
    many = await _traced(house, call, world.http)
    assert len(many) == len(few)


async def _traced(house: House, call: Call, http: httpx.AsyncClient) -> list[str]:
    house.database.trace = []
    try:
        answer = await call.send(http)
        assert answer.is_success, answer.text
        return house.database.trace
    finally:
        house.database.trace = None
