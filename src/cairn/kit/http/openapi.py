"""The OpenAPI document: what every operation shares is said once, here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from cairn.kit.docstrings import descriptions
from cairn.kit.http.examples import example
from cairn.kit.http.paging import Cursor, Page
from cairn.kit.http.problems import Problem, TooLarge, problems
from cairn.kit.http.replies import KeyReused
from cairn.kit.http.routing import ByResource
from cairn.kit.http.schemas import Input

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "instance"],
    "additionalProperties": True,
    "properties": {
        "type": {"type": "string", "description": "Stable name of the problem, under /problems/."},
        "title": {"type": "string", "description": "The same for every problem of the type."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "instance": {"type": "string", "description": "Path of the request."},
        "detail": {"type": "string", "description": "What happened this time."},
        "request_id": {"type": "string", "description": "Names the request in the server's log."},
        "errors": {
            "type": "array",
            "description": "What is wrong with each part of the input.",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON Pointer into the body, or query:, header:, path: and a name.",
                    },
                    "code": {"type": "string", "description": "Stable word for programs."},
                    "detail": {"type": "string", "description": "What would be right."},
                },
            },
        },
    },
}

_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "1 to 200 visible ASCII characters. A repeated request with the same key gets the first"
    " one's answer; kept 24 hours.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$", "example": "c0ffee00-1234"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "ETag of the version that the change is based on; a newer one is answered 412.",
    "schema": {"type": "string", "pattern": '^(\\*|(W/)?"[0-9]{1,9}")$', "example": '"1"'},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "ETags that the client has kept; where one is of the present version, the answer is 304.",
    "schema": {"type": "string", "example": '"1"'},
}
_ETAG = {"description": "Names the version of the row.", "schema": {"type": "string", "example": '"1"'}}
_LOCATION = {"description": "Address of the new row.", "schema": {"type": "string"}}


def document(
    app: FastAPI,
    always: tuple[type[Problem], ...],
    words: Mapping[str, Any],
    *,
    closed: tuple[type[Problem], ...] = (),
) -> dict[str, Any]:
    """Return the document, with the headers and problems that all operations share.

    `closed` are problems of all operations that need a credential.
    `words` are values for its examples, by the name of the field.
    """
    if app.openapi_schema:
        return app.openapi_schema
    _describe_queries(Input)
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=[*_flat(app.routes)],
        tags=app.openapi_tags,
    )
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for name, described in schemas.items():
        for shape in (Page, Cursor):  # a generic class hands its fields down, but not its docstring
            if name.startswith(f"{shape.__name__}_"):
                described.setdefault("description", shape.__doc__)
    schema["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    shared = {str(status): entry for status, entry in problems(*always).items()}
    for item in schema["paths"].values():
        for method, operation in item.items():
            _repeat_descriptions(operation.get("parameters", []))
            is_open = operation.get("x-open", False)
            _complete(method, operation, shared, schemas)
            for kind in () if is_open else closed:
                _also(operation["responses"], kind)
            _illustrate(operation, schemas, words)
    app.openapi_schema = schema
    return schema


def _flat(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        yield from route.routes if isinstance(route, ByResource) else (route,)


def _describe_queries(schema: type[Input]) -> None:
    """Give the fields their descriptions, where FastAPI looks for those of query parameters."""
    for name, text in descriptions(schema).items():
        schema.model_fields[name].description = text
    for narrower in schema.__subclasses__():
        _describe_queries(narrower)


def _repeat_descriptions(parameters: list[dict[str, Any]]) -> None:
    """Describe a parameter's schema too, as FastAPI does unless it has read such a parameter before."""
    for parameter in parameters:
        if "description" in parameter:
            parameter["schema"].setdefault("description", parameter["description"])


def _complete(
    method: str, operation: dict[str, Any], shared: dict[str, Any], schemas: dict[str, Any]
) -> None:
    """Add what all operations share.

    `x-open` marks one that needs no credential, `x-plain` one without repetition and versions: it changes
    what has no version, or its answer holds a secret that must not be kept.
    """
    is_open, is_plain = operation.pop("x-open", False), operation.pop("x-plain", False)
    parameters = operation.setdefault("parameters", [])
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
    promised = dict(shared)
    if method == "post" and not (is_open or is_plain):
        parameters.append(_IDEMPOTENCY)
        _also(responses, KeyReused)
    if method in ("put", "patch", "delete") and not is_plain:
        parameters.append(_IF_MATCH)
    if "requestBody" in operation:
        promised |= {str(status): entry for status, entry in problems(TooLarge).items()}
    if _is_versioned(responses, schemas):
        for status in {"200", "201"} & set(responses):
            responses[status].setdefault("headers", {})["ETag"] = _ETAG
        if method == "get" and not is_plain:
            parameters.append(_IF_NONE_MATCH)
            responses["304"] = {"description": "The version that the client has is the present one."}
    if "201" in responses and method == "post" and not (is_open or is_plain):
        responses["201"].setdefault("headers", {})["Location"] = _LOCATION
    for status, entry in promised.items():
        responses.setdefault(status, entry)
    operation["security"] = [] if is_open else [{"bearer": []}]


def _illustrate(operation: dict[str, Any], schemas: dict[str, Any], words: Mapping[str, Any]) -> None:
    """Add an example of the body and of the answer."""
    answers = [response for status, response in operation["responses"].items() if status < "300"]
    for part, whole in [(operation.get("requestBody", {}), False), *((answer, True) for answer in answers)]:
        content = part.get("content", {}).get("application/json")
        if content and content.get("schema"):
            content["example"] = example(content["schema"], schemas, words, whole=whole)


def _also(responses: dict[str, Any], kind: type[Problem]) -> None:
    """Add a problem to those that an operation may answer with."""
    for status, entry in problems(kind).items():
        present = responses.setdefault(str(status), {**entry, "description": ""})
        present["description"] = f"{present['description']} {entry['description']}".strip()


def _is_versioned(responses: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Return whether the answer is one row with a version."""
    answer = responses.get("200", responses.get("201", {}))
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    fields = schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
    return "version" in fields and "updated_at" in fields
