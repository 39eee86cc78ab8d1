"""Problem documents: what they say, and where."""

from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from cairn.kit.http import problems
from cairn.kit.http.problems import (
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    Problem,
    TooLarge,
    Unauthenticated,
)


class Leg(BaseModel):
    kind: int | str
    parts: list[int] = []


class Trip(BaseModel):
    title: str
    legs: list[Leg]


def _errors(body: Any) -> list[tuple[str, str]]:
    try:
        TypeAdapter(Trip).validate_python(body)
    except ValidationError as error:
        placed = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        problem = problems.from_validation(RequestValidationError(placed, body=body))
        return [(found.pointer, found.code) for found in problem.errors]
    return []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"legs": []}, [("/title", "missing")]),
        ({"title": 1, "legs": [{}]}, [("/title", "string_type"), ("/legs/0/kind", "missing")]),
        (
            {"title": "x", "legs": [{"kind": []}]},
            [("/legs/0/kind", "int_type"), ("/legs/0/kind", "string_type")],
        ),
        ({"title": "x", "legs": [{"kind": 1, "parts": [1, "x"]}]}, [("/legs/0/parts/1", "int_parsing")]),
    ],
)
def test_pointer_names_the_place_in_the_body(body: Any, expected: list[tuple[str, str]]) -> None:
    assert _errors(body) == expected


def test_document_has_what_is_known_and_no_more() -> None:
    assert NotFound().document("/x", None) == {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "instance": "/x",
    }
    told = Conflict("Twice.", version=3).document("/x", "id-12345")
    assert (told["detail"], told["version"], told["request_id"]) == ("Twice.", 3, "id-12345")


def test_field_is_told_below_another() -> None:
    inner = Invalid.field("/due_date", "too_late", "Earlier.")
    assert inner.below("/to").errors == (FieldError("/to/due_date", "too_late", "Earlier."),)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotFound),
        (413, TooLarge),
        (401, Unauthenticated),
        (400, Invalid),
        (418, Invalid),
        (502, Problem),
    ],
)
def test_errors_of_the_framework_become_problems(status: int, kind: type[Problem]) -> None:
    assert type(problems.from_http(HTTPException(status))) is kind


def test_two_problems_of_one_status_share_its_entry() -> None:
    class Full(Conflict):
        """No more fits."""

        type = "full"

    (entry,) = problems.problems(Conflict, Full).values()
    assert "`conflict`" in entry["description"]
    assert "`full`: No more fits." in entry["description"]
    assert set(entry["content"]) == {problems.MEDIA_TYPE}
