"""Nobody reaches another person's rows: not without signing in, not by id, list, reference or filter."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.contract.catalogue import SAMPLES
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation, by_id
from tests.contract.samples import Row
from tests.contract.schemas import places, put
from tests.contract.secrets import SECRETS
from tests.contract.world import UUIDS, Call, World

MALFORMED = "not-an-id"


def _same_for_all(answer: httpx.Response) -> dict[str, Any]:
    """Return the problem without what differs between any two requests."""
    return {name: value for name, value in answer.json().items() if name not in {"instance", "request_id"}}


@each(lambda o: not o.is_open)
async def test_anonymous_is_refused(house: House, operation: Operation) -> None:
    ids = {name: str(uuid4()) for name in operation.path_names}
    url = operation.path.format(**ids)
    bodies: tuple[Any, ...] = (None, {}) if operation.body is not None else (None,)
    for body in bodies:
        answer = await Call(operation.method, url, body).send(house.anonymous)
        assert answer.status_code == 401, answer.text
    answer = await Call(operation.method, url).send(house.anonymous, Authorization="Bearer nonsense")
    assert answer.status_code == 401, answer.text


@each(lambda o: o.is_admin)
async def test_member_is_no_administrator(house: House, operation: Operation) -> None:
    call = await house.owner.call(operation)
    answer = await call.send(house.ada.http)
    assert answer.status_code == 403, answer.text


@each(lambda o: o.has_ids)
async def test_id_of_somebody_else_is_not_found(house: House, operation: Operation) -> None:
    owner = await house.who(operation)
    asks = owner if operation.is_admin else house.ben
    theirs = await owner.call(operation)
    call = theirs if operation.is_admin else (await asks.call(operation)).but(url=theirs.url)
    ids = {name: str(uuid4()) for name in operation.path_names}
    absent = await call.but(url=operation.path.format(**ids)).send(asks.http)
    assert absent.status_code == 404, absent.text
    if operation.is_admin:
        return
    before = await house.rows()
    foreign = await call.send(asks.http)
    assert foreign.status_code == 404, foreign.text
    assert _same_for_all(foreign) == _same_for_all(absent)
    assert await house.rows() == before
    mine = await theirs.send(owner.http)
    assert mine.is_success, f"the row was harmed: {mine.text}"


@each(lambda o: len(o.path_names) > 1)
async def test_own_place_does_not_lead_to_the_row_of_somebody_else(
    house: House, operation: Operation
) -> None:
    theirs = await house.ada.path_ids(operation)
    for asks in (house.ben, house.ada):
        mine = await asks.path_ids(operation)
        (_, *inner) = operation.path_names
        ids = {**mine, **{name: theirs[name] for name in inner}}
        call = (await asks.call(operation)).but(url=operation.path.format(**ids))
        answer = await call.send(asks.http)
        assert answer.status_code == 404, answer.text


@each(lambda o: bool(o.path_names))
async def test_malformed_id_is_invalid(house: House, operation: Operation) -> None:
    asks = await house.who(operation)
    call = await asks.call(operation)
    answer = await call.but(url=operation.path.format(**dict.fromkeys(operation.path_names, MALFORMED))).send(
        asks.http
    )
    assert answer.status_code == 422, answer.text
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {f"path:{name}" for name in operation.path_names}


@each(lambda o: o.method == "GET" and not o.is_open and not o.is_admin)
async def test_reading_shows_nothing_of_somebody_else(house: House, operation: Operation) -> None:
    owner, asks = await house.who(operation), await house.somebody()
    mine = await (await owner.call(operation)).send(owner.http)
    ids = await asks.path_ids(operation)
    call = Call("GET", operation.path.format(**ids), query=(await asks.call(operation)).query)
    theirs = await call.send(asks.http)
    assert theirs.status_code == 200, theirs.text
    if SAMPLES[operation.id].shows is not None and (operation.is_list or operation.is_feed):
        assert set(UUIDS.findall(mine.text)), "the sample shows nothing"
    shared = set(UUIDS.findall(mine.text)) & set(UUIDS.findall(theirs.text))
    assert shared == set()


def _references() -> list[Any]:
    found = []
    for name, sample in SAMPLES.items():
        for index, body in enumerate(sample.bodies):
            for place, value in places(body):
                if isinstance(value, Row) and value.kind not in {"email", "refresh_token", *SECRETS}:
                    label = ".".join(map(str, place))
                    found.append(pytest.param(name, index, place, value, id=f"{name}-{index}-{label}"))
    return found


@pytest.mark.parametrize(("name", "index", "place", "row"), _references())
async def test_reference_to_a_row_of_somebody_else_is_refused(
    house: House, name: str, index: int, place: tuple[str | int, ...], row: Row
) -> None:
    operation = by_id(name)
    asks = await house.who(operation)
    call = await asks.call(operation, index)
    foreign = await house.ben.make(row.kind)
    before = await house.rows()
    answers = [
        await call.but(body=put(call.body, place, target)).send(asks.http)
        for target in (foreign, str(uuid4()))
    ]
    assert await house.rows() == before
    for answer in answers:
        assert answer.status_code in {404, 422}, answer.text
        if answer.status_code == 422:
            pointers = [error["pointer"] for error in answer.json()["errors"]]
            assert pointers == ["/" + "/".join(map(str, place))], answer.text
    assert _same_for_all(answers[0]) == _same_for_all(answers[1])


@each(
    lambda o: (
        any(isinstance(value, Row) for value in SAMPLES[o.id].query.values()) if o.id in SAMPLES else False
    )
)
async def test_filter_by_a_row_of_somebody_else_finds_nothing(house: House, operation: Operation) -> None:
    sample = SAMPLES[operation.id]
    asks: World = await house.who(operation)
    call = await asks.call(operation)
    for name, template in sample.query.items():
        if isinstance(template, Row):
            foreign = await house.ben.make(template.kind)
            answers = [
                await call.but(query={**call.query, name: target}).send(asks.http)
                for target in (foreign, str(uuid4()))
            ]
            for answer in answers:
                assert answer.status_code in {200, 404, 422}, answer.text
                assert answer.status_code != 200 or answer.json()["items"] == [], answer.text
            assert answers[0].status_code == answers[1].status_code
