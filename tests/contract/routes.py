"""The operations of the application, from its routers and its OpenAPI document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from cairn import system
from cairn.api import routers
from cairn.app import create_app
from cairn.identity.deps import get_admin_work
from cairn.identity.routes.auth import well_known
from cairn.kit.http.problems import Problem
from cairn.kit.http.replies import IfMatch
from tests.fixtures.application import make_settings

LIST_KEYS = {"items", "total", "page", "page_size"}
FEED_KEYS = {"items", "next_cursor"}


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one address."""

    route: APIRoute
    path: str
    """With `{names}` for the ids and days in it."""
    document: dict[str, Any]
    """Its part of the OpenAPI document."""

    @property
    def id(self) -> str:
        return self.route.name

    @cached_property
    def method(self) -> str:
        (method,) = self.route.methods or {"GET"}
        return method

    @cached_property
    def path_names(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def has_ids(self) -> bool:
        """Whether it speaks of a row by its id; a day, say, is no secret of anybody."""
        return any(name.endswith("_id") for name in self.path_names)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"{\w+}", "[^/]+", self.path))

    @cached_property
    def out(self) -> TypeAdapter[Any] | None:
        model = self.route.response_model
        return None if model is None else TypeAdapter(model)

    @cached_property
    def out_fields(self) -> frozenset[str]:
        model = self.route.response_model
        return frozenset(getattr(model, "model_fields", ()))

    @cached_property
    def depends_on(self) -> frozenset[Any]:
        return frozenset(_calls(self.route.dependant))

    @property
    def is_open(self) -> bool:
        """Whether it needs no credential."""
        return not self.document["security"]

    @property
    def is_plain(self) -> bool:
        """Whether it has neither versions nor repetition."""
        return bool((self.route.openapi_extra or {}).get("x-plain"))

    @property
    def is_admin(self) -> bool:
        return get_admin_work in self.depends_on

    @property
    def is_list(self) -> bool:
        return self.out_fields == LIST_KEYS

    @property
    def is_feed(self) -> bool:
        return self.out_fields == FEED_KEYS

    @property
    def has_version(self) -> bool:
        """Whether its answer is one row with a version."""
        return {"version", "updated_at"} <= self.out_fields

    @property
    def takes_if_match(self) -> bool:
        (depends,) = get_args(IfMatch)[1:]
        return depends.dependency in self.depends_on

    @property
    def repeats(self) -> bool:
        """Whether a POST takes an Idempotency-Key."""
        return "Idempotency-Key" in self.headers

    @cached_property
    def headers(self) -> dict[str, Any]:
        """The documented request headers, by name."""
        return {p["name"]: p for p in self.document.get("parameters", ()) if p["in"] == "header"}

    @cached_property
    def query(self) -> dict[str, dict[str, Any]]:
        """The schemas of the query parameters, by name."""
        return {p["name"]: p["schema"] for p in self.document.get("parameters", ()) if p["in"] == "query"}

    @property
    def paging(self) -> frozenset[str]:
        """The query parameters that say which part of a list is meant."""
        return frozenset(
            {"page", "page_size"} if self.is_list else {"cursor", "limit"} if self.is_feed else ()
        )

    @cached_property
    def body(self) -> dict[str, Any] | None:
        """The schema of the JSON body, where it takes one."""
        content = self.document.get("requestBody", {}).get("content", {})
        found: dict[str, Any] | None = content.get("application/json", {}).get("schema")
        return found

    @property
    def is_upload(self) -> bool:
        """Whether it takes a file, as a form."""
        return "multipart/form-data" in self.document.get("requestBody", {}).get("content", {})


@lru_cache(maxsize=1)
def described_app() -> FastAPI:
    """Return an application that is only looked at: it never starts."""
    return create_app(make_settings(Path("nowhere")), "postgresql://nowhere/none")


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    return described_app().openapi()


@lru_cache(maxsize=1)
def operations() -> tuple[Operation, ...]:
    """Return every operation of every router, whether or not it is in the document's index."""
    return tuple(_operations())


def by_id(operation_id: str) -> Operation:
    (found,) = (o for o in operations() if o.id == operation_id)
    return found


def matching(method: str, path: str) -> Operation | None:
    """Return the operation that answers a request; a fixed address goes before one with ids."""
    fits = [o for o in operations() if o.method == method and o.pattern.fullmatch(path)]
    return min(fits, key=lambda o: len(o.path_names), default=None)


def _operations() -> Iterator[Operation]:
    known = document()["paths"]
    for router in (system.router, well_known, *routers()):
        for route in router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    yield Operation(route, route.path, known[route.path][method.lower()])


def _calls(dependant: Dependant) -> Iterator[Any]:
    for child in dependant.dependencies:
        yield child.call
        yield from _calls(child)


@lru_cache(maxsize=1)
def problem_types() -> frozenset[str]:
    """Return the types of all problems that the program can answer with."""
    described_app()
    found, kinds = set(), [Problem]
    while kinds:
        kind = kinds.pop()
        found.add(kind.type)
        kinds += kind.__subclasses__()
    return frozenset(found)
