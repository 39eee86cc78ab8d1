"""Schemathesis over the whole document, against the real application behind a real server."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from tests.contract.catalogue import RECIPES
from tests.contract.routes import document
from tests.contract.samples import Row, Unique
from tests.fixtures.application import MONDAY_MORNING, PASSWORD, make_settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]
CONFIG = {
    "base-url": "http://127.0.0.1",
    "generation": {"max-examples": 3, "deterministic": True, "database": "none"},
}
_numbers = itertools.count(1)
ENDS_SESSIONS = [
    "logout",
    "revoke_session",
    "revoke_other_sessions",
    "revoke_all_sessions",
    "change_password",
    "reauthenticate",
]
SLOW = ["sign_up", "login"]
"""Each request takes a password hash."""


def _schema(*, coverage: bool = True) -> schemathesis.BaseSchema:
    phases = {"coverage": {"enabled": coverage, "unexpected-methods": []}, "stateful": {"enabled": False}}
    config = schemathesis.Config.from_dict({**CONFIG, "phases": phases})
    return schemathesis.openapi.from_dict(document(), config=config)


CALM = _schema().exclude(operation_id=[*ENDS_SESSIONS, *SLOW])
HARD = _schema(coverage=False).include(operation_id=[*ENDS_SESSIONS, *SLOW])


@dataclass
class Visitor:
    """Somebody who is signed in to the server, with a row of every kind."""

    url: str
    headers: dict[str, str]
    rows: dict[str, str]


@dataclass
class Server:
    """The application, served from a thread."""

    url: str

    def sign_up(self) -> Visitor:
        body = {"email": f"visitor{next(_numbers)}@example.org", "password": PASSWORD}
        made = httpx.post(f"{self.url}/api/v1/auth/signup", json=body).json()
        return Visitor(self.url, {"Authorization": f"Bearer {made['access_token']}"}, {})


@pytest.fixture(scope="session")
def server(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = make_settings(Path(tmp_path_factory.mktemp("served")))
    app = create_app(settings, new_database(), clock=FixedClock(MONDAY_MORNING))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}")
    running.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def visitor(server: Server) -> Visitor:
    found = server.sign_up()
    for kind in ("pillar", "area", "project", "task", "goal", "entry"):
        found.rows[kind] = _make(found, kind)
    return found


def _make(visitor: Visitor, kind: str) -> str:
    recipe = RECIPES[kind]
    body = {n: _plain(visitor, v) for n, v in recipe.body.items()}
    answer = httpx.post(f"{visitor.url}/api/v1{recipe.path}", json=body, headers=visitor.headers)
    return str(answer.json()["id"])


def _plain(visitor: Visitor, template: Any) -> Any:
    if isinstance(template, Row):
        return visitor.rows[template.kind]
    return template.pattern.format("of a visitor") if isinstance(template, Unique) else template


def _check(case: schemathesis.Case[Any], visitor: Visitor) -> None:
    for name, value in case.path_parameters.items():
        row = visitor.rows.get(name.removesuffix("_id"))
        if row is not None and _is_id(value):
            case.path_parameters[name] = row
    case.call_and_validate(base_url=visitor.url, headers=visitor.headers, checks=CHECKS)


def _is_id(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


@CALM.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_documented(case: schemathesis.Case[Any], visitor: Visitor) -> None:
    _check(case, visitor)


@HARD.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_of_the_sessions_is_as_documented(case: schemathesis.Case[Any], server: Server) -> None:
    _check(case, server.sign_up())
