"""Every operation has a sample, every sample is whole, and what it says is accepted."""

import pytest

from tests.contract.catalogue import SAMPLES
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation, by_id, document, operations
from tests.contract.samples import Row
from tests.contract.schemas import places, variants


def test_every_operation_has_a_sample() -> None:
    assert {o.id for o in operations()} - set(SAMPLES) == set()


def test_no_sample_is_left_over() -> None:
    assert set(SAMPLES) - {o.id for o in operations()} == set()


def test_the_document_and_the_routers_name_the_same_operations() -> None:
    documented = [o["operationId"] for item in document()["paths"].values() for o in item.values()]
    assert sorted(documented) == sorted(o.id for o in operations())


@each()
def test_sample_names_every_field_and_parameter(operation: Operation) -> None:
    sample = SAMPLES[operation.id]
    assert set(operation.query) - operation.paging == set(sample.query)
    if operation.body is None:
        assert not sample.bodies
        return
    for variant in variants(operation.body):
        bodies = [body for body in sample.bodies if variant.fits(body)]
        assert bodies, f"no body for {variant.name}"
        named = set().union(*bodies)
        assert set(variant.properties) <= named, variant.name


@each()
def test_sample_makes_a_row_for_every_reference(operation: Operation) -> None:
    sample = SAMPLES[operation.id]
    for template in (*sample.bodies, dict(sample.query)):
        for place, value in places(template):
            name = place[-1] if isinstance(place[-1], str) else place[-2]
            if isinstance(name, str) and (name.endswith(("_id", "_ids")) or name == "ids"):
                assert isinstance(value, Row), place


@pytest.mark.parametrize(
    ("operation_id", "body"),
    [(name, index) for name, sample in SAMPLES.items() for index in range(max(1, len(sample.bodies)))],
)
async def test_sample_is_accepted(house: House, operation_id: str, body: int) -> None:
    operation = by_id(operation_id)
    world = await house.who(operation)
    answer = await (await world.call(operation, body)).send(world.http)
    assert answer.status_code == (operation.route.status_code or 200), answer.text


@each()
async def test_sample_query_is_accepted(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation, query=True)
    answer = await call.send(world.http)
    assert answer.is_success, answer.text
