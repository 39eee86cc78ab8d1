"""Nothing that a client can send is a fault of the program: it is taken, or refused with its place."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.contract.catalogue import SAMPLES
from tests.contract.conftest import House
from tests.contract.marks import each
from tests.contract.routes import Operation
from tests.contract.schemas import Field, fields, put
from tests.contract.world import Call, World

NUL, LONE = "nul\x00nul", "lone\ud800lone"
WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "string": (7, True, ["text"], {"text": 1}),
    "integer": ("many", 1.5, [1], {"number": 1}, 10**30, -(10**30)),
    "number": ("many", [1], {"number": 1}, 1e300, -1e300),
    "boolean": ("perhaps", 7, [True]),
    "array": ("text", 7, {"list": 1}),
    "object": ("text", 7, ["text"]),
}
NOT_NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999")
MARK = "\ue000 a number that JSON does not have"


def takes_json(operation: Operation) -> bool:
    return operation.body is not None


def _fields(operation: Operation, body: Any) -> list[Field]:
    assert operation.body is not None
    return list(fields(operation.body, body))


def _wrong(field: Field) -> Iterator[Any]:
    """Yield values that no schema of the field allows."""
    if "any" in field.types:
        return
    if not field.nullable:
        yield None
    allowed = {type(v) for kind in field.types for v in _instances(kind)}
    for kind in field.types - {"null"}:
        for value in WRONG_TYPES[kind]:
            if not isinstance(value, tuple(allowed)) or isinstance(value, bool) or abs_of(value) > 10**20:
                yield value
    text = field.option("string")
    if text and "format" not in text:
        yield "x" * (text.get("maxLength", 100_000) + 1)


def abs_of(value: Any) -> float:
    return abs(value) if isinstance(value, (int, float)) else 0


def _instances(kind: str) -> tuple[Any, ...]:
    return {
        "string": ("",),
        "integer": (1,),
        "number": (1, 1.5),
        "boolean": (True,),
        "array": ([],),
        "object": ({},),
    }.get(kind, ())


async def _refused(answer: httpx.Response, pointer: str, sent: Any) -> None:
    assert answer.status_code == 422, f"{sent!r} at {pointer}: {answer.text[:300]}"
    pointers = [error["pointer"] for error in answer.json().get("errors", ())]
    assert any(p == pointer or p.startswith(pointer + "/") for p in pointers), f"{sent!r}: {pointers}"


@each(takes_json)
async def test_wrong_values_are_refused_with_their_place(house: House, operation: Operation) -> None:
    """Each round has one wrong value in every field at once; all of them have to be named."""
    for index in range(len(SAMPLES[operation.id].bodies)):
        world = await house.who(operation)
        call = await world.call(operation, index)
        before = await house.rows()
        for wrong in _rounds(_fields(operation, call.body)):
            body = call.body
            for field, value in wrong:
                body = put(body, field.place, value)
            answer = await call.but(body=body).send(world.http)
            for field, value in wrong:
                await _refused(answer, field.pointer, value)
        assert await house.rows() == before


def _rounds(found: list[Field]) -> Iterator[list[tuple[Field, Any]]]:
    """Yield sets of wrong values that do not hide each other."""
    parents = {field.place[:-1] for field in found}
    leaves = [field for field in found if field.place not in parents and not field.is_tag]
    columns = [(field, list(_wrong(field))) for field in leaves]
    for number in range(max((len(values) for _, values in columns), default=0)):
        yield [(field, values[number]) for field, values in columns if number < len(values)]
    for field in found:
        if field not in leaves:
            yield from ([(field, value)] for value in _wrong(field))
        elif "string" in field.types:
            yield from ([(field, text)] for text in (NUL, LONE))


@each(takes_json)
async def test_numbers_that_json_does_not_have_are_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    found = [f for f in _fields(operation, call.body) if not f.is_tag and "any" not in f.types]
    body = call.body
    for field in sorted(found, key=lambda f: len(f.place)):
        if not isinstance(field.value, dict):
            body = put(body, field.place, MARK)
    raw = json.dumps(body)
    for literal in NOT_NUMBERS:
        answer = await _raw(world, call, raw.replace(json.dumps(MARK), literal).encode())
        for field in found:
            if not isinstance(field.value, dict):
                await _refused(answer, field.pointer, literal)


@each(takes_json)
async def test_unstorable_text_is_refused_wherever_it_stands(house: House, operation: Operation) -> None:
    """In keys of unknown fields and in lists too; a pointer cannot be asked for there."""
    world = await house.who(operation)
    call = await world.call(operation)
    for text in (NUL, LONE):
        for body in ({**call.body, text: 1}, {**call.body, "unknown": [{"deep": [text]}]}, [text], text):
            answer = await call.but(body=body).send(world.http)
            assert answer.status_code == 422, answer.text
        for field in _fields(operation, call.body):
            if field.types & {"array", "object"}:
                for value in ([text], {text: text}, {"0": text}):
                    answer = await call.but(body=put(call.body, field.place, value)).send(world.http)
                    assert answer.status_code == 422, f"{field.pointer}: {value!r} {answer.text}"


@each(takes_json)
async def test_unknown_field_is_refused(house: House, operation: Operation) -> None:
    for index in range(len(SAMPLES[operation.id].bodies)):
        world = await house.who(operation)
        call = await world.call(operation, index)
        answer = await call.but(body={**call.body, "no_such_field": 1}).send(world.http)
        await _refused(answer, "/no_such_field", 1)


@each()
async def test_unknown_query_parameter_is_refused(house: House, operation: Operation) -> None:
    if operation.path in {"/health", "/ready", "/metrics"}:
        pytest.skip("monitors may add parameters of their own")
    world = await house.who(operation)
    call = await world.call(operation)
    answer = await call.but(query={**call.query, "no_such_parameter": "1"}).send(world.http)
    await _refused(answer, "query:no_such_parameter", "1")


@each(lambda o: bool(o.query))
async def test_wrong_query_values_are_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation, query=True)
    free = {"q", "tag", "category"}
    for name in operation.query:
        texts = ["nul\x00", *([] if name in free else ["\U0001f33f no such value", "9" * 40, ""])]
        for text in texts:
            answer = await call.but(query={**call.query, name: text}).send(world.http)
            assert answer.status_code == 422, f"{name}={text!r}: {answer.status_code} {answer.text[:300]}"
            assert [e["pointer"].split(".")[0] for e in answer.json()["errors"]] == [f"query:{name}"]


MALFORMED = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a text": b'"text"',
    "a number": b"7",
    "null": b"null",
    "no UTF-8": b'{"name": "\xff\xfe"}',
    "two objects": b"{}{}",
    "deep nesting": b"[" * 50_000 + b"]" * 50_000,
    "many digits": b'{"position": ' + b"9" * 10_000 + b"}",
}


@each(takes_json)
async def test_body_that_is_no_object_is_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    may_be_absent = not operation.document["requestBody"].get("required", False)
    for name, content in MALFORMED.items():
        answer = await _raw(world, call, content)
        if may_be_absent and name in {"nothing", "null"}:
            continue
        assert answer.status_code == 422, f"{name}: {answer.status_code} {answer.text[:300]}"
        assert answer.json()["errors"], name


@each(takes_json)
async def test_other_media_types_are_refused(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    content = json.dumps(call.body).encode()
    documented = operation.document["requestBody"]["content"]
    for kind in {"text/plain", "application/x-www-form-urlencoded", "application/xml"} - set(documented):
        answer = await _raw(world, call, content, kind)
        assert answer.status_code in {415, 422}, f"{kind}: {answer.text[:300]}"


async def _raw(world: World, call: Call, content: bytes, kind: str = "application/json") -> httpx.Response:
    return await world.http.request(
        call.method, call.url, content=content, headers={"Content-Type": kind}, params=call.query
    )


@each(lambda o: o.is_upload)
async def test_forms_are_read_as_strictly(house: House, operation: Operation) -> None:
    world = await house.who(operation)
    call = await world.call(operation)
    answer = await call.but(form={**call.form, "no_such_field": "1"}).send(world.http)
    await _refused(answer, "/no_such_field", "1")
    for name in call.form:
        answer = await call.but(form={**call.form, name: NUL}).send(world.http)
        await _refused(answer, f"/{name}", NUL)
    answer = await call.but(files={}).send(world.http)
    assert answer.status_code == 422, answer.text
    answer = await call.but(files={"file": ("a\x00b.csv", b"\x00\xff\xfe", "text/csv")}).send(world.http)
    assert answer.status_code in {201, 422}, answer.text
