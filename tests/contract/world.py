"""People of the contract suites, and the requests they make."""

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from cairn.kit.db.sql import Query
from cairn.kit.http.routing import API
from cairn.kit.jobs import enqueue, run_job
from tests.contract.answers import CheckedTransport
from tests.contract.catalogue import RECIPES, SAMPLES
from tests.contract.routes import Operation
from tests.contract.samples import Files, Row, Template, Unique
from tests.contract.secrets import SECRETS, secret
from tests.fixtures.application import MONDAY_MORNING, PASSWORD, Person

_numbers = itertools.count(1)
_days = (MONDAY_MORNING.date() - timedelta(days=n) for n in itertools.count(1))
SIGNED_IN = {"session": "session_id", "refresh_token": "refresh_token"}
_KILL_NEWEST_JOB = Query(
    "UPDATE procrastinate_jobs SET status = 'failed', attempts = 5"
    " WHERE id = (SELECT max(id) FROM procrastinate_jobs) RETURNING id"
)
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Call:
    """A request that is ready to be sent."""

    method: str
    url: str
    body: Any = None
    query: Mapping[str, Any] = field(default_factory=dict)
    files: Files | None = None
    form: Mapping[str, Any] = field(default_factory=dict)

    async def send(self, http: httpx.AsyncClient, **headers: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.files is not None:
            return await http.request(
                self.method, self.url, params=self.query, files=self.files, data=self.form, headers=names
            )
        content = None if self.body is None else json.dumps(self.body).encode()
        if content is not None:
            names.setdefault("Content-Type", "application/json")
        return await http.request(self.method, self.url, params=self.query, content=content, headers=names)

    def but(self, **changes: Any) -> "Call":
        return replace(self, **changes)


@dataclass(frozen=True)
class World:
    """One person and what they can make."""

    person: Person
    administrator: Person

    @property
    def http(self) -> httpx.AsyncClient:
        return self.person.http

    async def make(self, kind: str, ids: Mapping[str, str] | None = None) -> str:
        """Make a row of a kind and return its id."""
        if kind in SIGNED_IN:
            return await self._sign_in(kind)
        if kind == "email":
            return self.person.email
        if kind in SECRETS:
            return await secret(self, kind, application(self.http).state.database)
        if kind == "job":
            return await self._dead_job()
        if kind == "export_file":
            return await self._export()
        recipe = RECIPES[kind]
        used = {name: await self.make(row.kind) for name, row in recipe.uses.items()}
        path = recipe.path.format(**{"day": next(_days), **(ids or {}), **used})
        made = await self.post(path, await self.fill(recipe.body), recipe.files, method=recipe.method)
        row_id = _member(made, recipe.id)
        for then, body in recipe.then:
            await self.post(then.format(id=row_id, **(ids or {})), await self.fill(body))
        return row_id

    async def post(
        self, path: str, body: Any, files: Files | None = None, *, method: str = "POST"
    ) -> dict[str, Any]:
        answer = await self.http.request(method, API + path, json=body, files=files)
        assert answer.status_code in {200, 201}, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def _sign_in(self, kind: str) -> str:
        body = {"email": self.person.email, "password": PASSWORD}
        return _member(await self.post("/auth/login", body), SIGNED_IN[kind])

    async def _dead_job(self) -> str:
        """Enqueue a job for the person, and let its attempts be used up."""
        async with application(self.http).state.database.work(self.person.id) as work:
            await enqueue(work, "identity.turn_day", user_id=self.person.id, today=MONDAY_MORNING.date())
            return str(await work.db.value(_KILL_NEWEST_JOB))

    async def _export(self) -> str:
        """Ask for an export, and do what the worker does."""
        made = await self.post("/data/export", None)
        await run_job(
            application(self.http).state.database,
            "data.export",
            {"user_id": str(self.person.id), "request_id": made["id"]},
        )
        return str(made["id"])

    async def fill(self, template: Template) -> Any:
        """Return the template with its placeholders replaced."""
        if isinstance(template, Row):
            return await self.make(template.kind)
        if isinstance(template, Unique):
            return template.pattern.format(next(_numbers))
        if isinstance(template, dict):
            return {name: await self.fill(value) for name, value in template.items()}
        if isinstance(template, list):
            return [await self.fill(value) for value in template]
        return template

    async def path_ids(self, operation: Operation) -> dict[str, str]:
        """Make the rows that the address names, in order, each within those before it."""
        ids: dict[str, str] = {}
        for name in operation.path_names:
            template = SAMPLES[operation.id].path.get(name, Row(name.removesuffix("_id")))
            ids[name] = (
                await self.make(template.kind, ids)
                if isinstance(template, Row)
                else await self.fill(template)
            )
        return ids

    async def call(self, operation: Operation, body: int = -1, *, query: bool = False) -> Call:
        """Prepare a valid request, with one of the sample's bodies, and every parameter if `query`."""
        sample = SAMPLES[operation.id]
        for path, template in sample.before:
            await self.post(path, await self.fill(template))
        ids = await self.path_ids(operation)
        if sample.shows is not None:
            await self.make(sample.shows.kind, ids)
        asked = {n: v for n, v in sample.query.items() if query or n in sample.needs_query}
        return Call(
            operation.method,
            operation.path.format(**ids),
            await self.fill(sample.bodies[body]) if sample.bodies else None,
            await self.fill(asked),
            sample.files,
            sample.form,
        )


def application(http: httpx.AsyncClient) -> FastAPI:
    """Return the application that a client of the suites talks to."""
    transport = http._transport
    assert isinstance(transport, CheckedTransport)
    assert isinstance(transport.inner, httpx.ASGITransport)
    app = transport.inner.app
    assert isinstance(app, FastAPI)
    return app


def _member(content: Any, place: str) -> str:
    for step in filter(None, place.split(".")):
        content = content[int(step) if step.isdigit() else step]
    return str(content)
