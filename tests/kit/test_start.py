"""What the start of the server must not pay for: structural guards, since times are too noisy to test."""

import asyncio
import gc
import json
import socket
import subprocess
import sys
from importlib import import_module
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel, Field, TypeAdapter
from pydantic.fields import FieldInfo

from cairn.kit.docstrings import descriptions
from cairn.kit.http import openapi, routing
from cairn.kit.http.schemas import Input, Output, Patch
from cairn.kit.start import fast_imports
from cairn.serve import listen
from cairn.settings import Settings
from tests.contract.routes import described_app, operations

HEAVY = (
    "alembic", "attr", "click", "croniter", "email_validator", "greenlet", "httpx", "jinja2",
    "jwt", "mako", "procrastinate", "psycopg", "psycopg_pool", "pydantic.v1", "pygments", "rich",
    "sqlalchemy.ext.asyncio", "structlog", "typer", "uvicorn", "websockets", "yaml",
)  # fmt: skip


@pytest.fixture(scope="module")
def started() -> dict[str, Any]:
    """What a fresh process looks like when it has imported the application as `cairn serve` does."""
    program = """
import gc, json, sys
from cairn.serve import import_the_rest
import_the_rest()
from cairn.api import routers
from cairn.kit.http.schemas import Input, Output
from fastapi.openapi.models import OpenAPI
def below(kind):
    for sub in kind.__subclasses__():
        yield sub
        yield from below(sub)
# Pydantic builds `Page` itself when `Page[TaskOut]` is written.
made = (OpenAPI, *below(Input), *below(Output))
models = [m for m in made if not m.__pydantic_generic_metadata__["parameters"]]
routes = [route for router in routers() for route in router.routes]
print(json.dumps({
    "modules": sorted(sys.modules),
    "models": len(models),
    "built_models": sorted(m.__name__ for m in models if m.__pydantic_complete__),
    "routes": len(routes),
    "built_routes": [route.name for route in routes if "dependant" in vars(route)],
    "collects": gc.isenabled(),
    "frozen": gc.get_freeze_count(),
}))
"""
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - it is ours
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_the_start_imports_nothing_that_only_some_commands_or_later_work_need(
    started: dict[str, Any],
) -> None:
    assert "cairn.app" in started["modules"]
    assert [name for name in HEAVY if name in started["modules"]] == []


def test_no_model_is_built_before_something_needs_it(started: dict[str, Any]) -> None:
    assert started["models"] > 100
    assert started["built_models"] == []


def test_no_route_is_analysed_before_something_needs_it(started: dict[str, Any]) -> None:
    assert started["routes"] > 50
    assert started["built_routes"] == []


def test_the_collector_works_again_and_leaves_out_what_was_imported(started: dict[str, Any]) -> None:
    assert started["collects"]
    assert started["frozen"] > 100_000


def test_a_failed_import_leaves_no_trace() -> None:
    with pytest.raises(ImportError), fast_imports():
        import_module("cairn.nowhere")
    assert gc.isenabled()
    assert "defer_build" not in BaseModel.model_config
    gc.unfreeze()


async def test_answers_are_sent_without_delay() -> None:
    """Without TCP_NODELAY the body of an answer waits for the client to acknowledge the head."""
    accepted: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()
    listener = listen("127.0.0.1", 0)
    async with await asyncio.start_server(lambda _reader, writer: accepted.put_nowait(writer), sock=listener):
        _, client = await asyncio.open_connection(*listener.getsockname())
        writer = await accepted.get()
        assert writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for end in (client, writer):
            end.close()
            await end.wait_closed()


class Walk(Input):
    """What to walk."""

    length: int = Field(ge=1)
    """Metres,
    to the end."""
    slope: float = Field(0, description="Said here.")
    """Not this."""
    name: str = ""

    class Pause(Input):
        """A rest."""

        length: int
        """Minutes."""


class Hike(Walk):
    """A longer walk."""

    name: str = "hike"
    """What it is called."""
    length: int = Field(ge=1000)


class WalkPatch(Patch):
    """A change."""

    first: str = Field("", alias="from")
    """Where it begins."""


class WalkOut(Output):
    """A walk."""

    walk: Walk
    """The walk itself."""
    walks: list[Walk]


def test_the_docstring_below_a_field_is_its_description() -> None:
    assert descriptions(Walk) == {"length": "Metres,\nto the end.", "slope": "Said here."}
    assert descriptions(Walk.Pause) == {"length": "Minutes."}


def test_a_field_that_is_declared_again_has_the_docstring_of_its_new_declaration() -> None:
    assert descriptions(Hike) == {"slope": "Said here.", "name": "What it is called."}


def test_settings_are_described_although_they_are_no_schemas() -> None:
    assert set(descriptions(Settings)) == set(Settings.model_fields)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_json_schemas_hold_the_descriptions(mode: Any) -> None:
    schema = TypeAdapter(WalkOut).json_schema(mode=mode)
    assert schema["$defs"]["Walk"]["properties"]["length"]["description"] == "Metres,\nto the end."
    assert schema["properties"]["walk"]["description"] == "The walk itself."
    assert "description" not in schema["properties"]["walks"]
    assert TypeAdapter(WalkPatch).json_schema()["properties"]["from"]["description"] == "Where it begins."


class WalkQuery(Input):
    """Which walks."""

    steepest: int = Field(10, ge=0)
    """Per cent."""


async def test_query_parameters_are_described_before_and_after_a_request() -> None:
    async def list_walks(query: Annotated[WalkQuery, Query()]) -> None:
        return None

    documents = []
    for is_asked_first in (False, True):
        app, router = FastAPI(openapi_url=None), routing.router("/walks", "walks", root="")
        router.add_api_route("", list_walks)
        app.include_router(router, prefix="/v1")
        if is_asked_first:
            assert await _status(app, "/v1/walks", b"steepest=5") == 200
            assert await _status(app, "/v1/walks", b"steepest=x") == 422
        documents.append(openapi.document(app, (), {})["paths"]["/v1/walks"]["get"]["parameters"])
    (parameter,) = documents[0]
    assert (parameter["description"], parameter["schema"]["description"]) == ("Per cent.", "Per cent.")
    assert documents[0] == documents[1]


async def _status(app: FastAPI, path: str, query: bytes) -> int:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    await app({**scope, "http_version": "1.1", "scheme": "http"}, receive, send)
    status: int = sent[0]["status"]
    return status


def test_every_field_of_every_operation_is_described() -> None:
    """The descriptions reach the document by three ways; none may lose one."""
    missing = [
        f"{operation.id} {name}"
        for operation in operations()
        for name, schema in operation.query.items()
        if "description" not in schema
    ]
    schemas = described_app().openapi()["components"]["schemas"]
    missing += [
        f"{name}.{field}"
        for kind in _below(Input) + _below(Output)
        if (name := kind.__name__) in schemas and kind.__module__.startswith("cairn.")
        for field, text in descriptions(kind).items()
        if schemas[name]["properties"][_shown(kind.model_fields[field], field)].get("description") != text
    ]
    assert missing == []


def test_a_route_is_built_at_the_first_question() -> None:
    router = routing.router("/walks", "walks", root="")
    assert isinstance(router, APIRouter)

    @router.get("")
    async def list_walks() -> None: ...

    (route,) = router.routes
    assert "dependant" not in vars(route)
    assert isinstance(route, routing.StrictRoute)
    assert route.path == "/walks"
    assert route.unique_id == "list_walks"
    with pytest.raises(AttributeError):
        _ = route.nothing_of_that_name  # type: ignore[attr-defined]


def _shown(field: FieldInfo, name: str) -> str:
    return field.alias or name


def _below(kind: type[BaseModel]) -> list[type[BaseModel]]:
    return [found for sub in kind.__subclasses__() for found in (sub, *_below(sub))]
