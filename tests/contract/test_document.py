"""The OpenAPI document: complete, in words and examples, and the same as the file in docs/."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from tests.contract.marks import each
from tests.contract.routes import Operation, described_app, document, operations, problem_types
from tools.openapi import TARGET, rendered

PROBLEMS_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "problems.md"


def _objects() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in document()["components"]["schemas"].items():
        if schema.get("type") == "object":
            yield name, schema


def test_operation_ids_are_the_names_of_their_functions_and_unique() -> None:
    ids = [operation.document["operationId"] for operation in operations()]
    assert ids == [operation.route.endpoint.__name__ for operation in operations()]
    assert len(set(ids)) == len(ids)


@each()
def test_operation_is_described(operation: Operation) -> None:
    assert operation.document["summary"]
    assert operation.document["description"].endswith("."), operation.document["description"]
    assert operation.document["tags"]
    for parameter in operation.document.get("parameters", ()):
        if parameter["in"] != "path":
            assert parameter.get("description"), parameter["name"]
    for status, response in operation.document["responses"].items():
        assert response["description"], status


def test_every_field_is_described() -> None:
    bare = [
        f"{name}.{field}"
        for name, schema in _objects()
        for field, described in schema.get("properties", {}).items()
        if not described.get("description") and "const" not in described
    ]
    assert bare == []


def test_every_schema_is_described_and_closed() -> None:
    open_ones = {"Problem"}
    for name, schema in _objects():
        assert schema.get("description"), name
        assert schema.get("additionalProperties") is False or name in open_ones, name


def test_answers_have_no_defaults() -> None:
    for operation in operations():
        for schema in _answer_schemas(operation):
            for field, described in schema.get("properties", {}).items():
                assert "default" not in described, f"{operation.id}.{field}"
            assert set(schema.get("required", ())) == set(schema.get("properties", {})), operation.id


def _answer_schemas(operation: Operation) -> list[dict[str, Any]]:
    schemas = document()["components"]["schemas"]
    found: dict[str, dict[str, Any]] = {}

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found[name] = schemas[name]
                walk(schemas[name])
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    for status, response in operation.document["responses"].items():
        if status < "300":
            walk(response.get("content", {}))
    return list(found.values())


@each()
def test_problems_are_declared_by_type(operation: Operation) -> None:
    responses = operation.document["responses"]
    assert {"401", "422", "429", "503"} <= set(responses) or operation.is_open
    if operation.has_ids:
        assert "404" in responses
    for status, response in responses.items():
        if status >= "400":
            assert set(response["content"]) == {"application/problem+json"}
            named = response["description"].split("`")[1::2]
            assert any(name in problem_types() for name in named), status


def test_every_problem_has_its_place_in_the_reference() -> None:
    page = PROBLEMS_PAGE.read_text()
    assert [kind for kind in problem_types() if f"\n## {kind}\n" not in page] == []


@each(lambda o: o.body is not None and o.route.body_field is not None)
def test_example_of_the_body_is_valid(operation: Operation) -> None:
    content = operation.document["requestBody"]["content"]["application/json"]
    field = operation.route.body_field
    assert field is not None  # one that reads its body itself, in several forms, has none
    _value, errors = field.validate(content["example"], {}, loc=("body",))
    assert not errors


@each(lambda o: o.out is not None)
def test_example_of_the_answer_is_valid(operation: Operation) -> None:
    status = str(operation.route.status_code or 200)
    content = operation.document["responses"][status]["content"]["application/json"]
    TypeAdapter(operation.route.response_model).validate_json(json.dumps(content["example"]), strict=True)


def test_the_file_is_current() -> None:
    assert TARGET.read_text() == rendered(), "run: make openapi"


def test_the_document_can_be_read_by_others() -> None:
    served = described_app().openapi()
    assert served["openapi"].startswith("3.1")
    assert served["info"]["version"]
    assert json.loads(json.dumps(served)) == served
