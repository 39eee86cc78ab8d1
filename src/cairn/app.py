"""The web application: routers, problem handlers, the edge, and what lives as long as the process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from cairn import __version__, system
from cairn.api import routers
from cairn.examples import WORDS
from cairn.identity.keys import Keyring
from cairn.identity.problems import CsrfRefused, InsufficientScope
from cairn.identity.routes.auth import well_known
from cairn.identity.secret import server_secret
from cairn.identity.tokens import Authenticator
from cairn.kit.clock import Clock
from cairn.kit.db.work import Database
from cairn.kit.http import problems
from cairn.kit.http.compress import Compress
from cairn.kit.http.edge import Edge, EdgeConfig
from cairn.kit.http.faults import fault, problem_of
from cairn.kit.http.openapi import document
from cairn.kit.http.replies import Replay
from cairn.kit.http.routing import API, ByResource, operation_id
from cairn.settings import Settings
from cairn.web.site import Site

DESCRIPTION = "A private, self-hosted companion for personal growth and coaching."
CLOSED_PROBLEMS = (InsufficientScope, CsrfRefused)
SHARED_PROBLEMS = (problems.Unauthenticated, problems.Invalid, problems.TooManyRequests, problems.Unavailable)


def create_app(settings: Settings, database_url: str, *, clock: Clock | None = None) -> FastAPI:
    """Return the application, which connects to a migrated database when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = await Database.connect(
            database_url, size=settings.db.pool_size, clock=clock, prepared=settings.db.prepared
        )
        database.settings = settings
        try:
            keyring = await Keyring.load(database, server_secret(settings), settings.auth)
            app.state.database = database
            app.state.keyring = keyring
            authenticator.keyring = keyring
            app.state.authenticator = authenticator
            yield
        finally:
            await database.close()

    authenticator = Authenticator(clock, settings.http.public_url)
    app = FastAPI(
        title="Cairn",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=operation_id,
    )
    app.state.settings = settings
    app.router.routes.append(ByResource(routers()))  # first, because most requests are for these
    app.include_router(system.router)
    app.include_router(well_known)
    app.router.routes.append(Site())
    app.openapi = lambda: document(app, SHARED_PROBLEMS, WORDS, closed=CLOSED_PROBLEMS)  # type: ignore[method-assign]
    _handle_errors(app)
    app.add_middleware(Compress, minimum_size=1_000, compresslevel=3)
    if settings.http.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.http.cors_origins),
            allow_methods=["*"],
            allow_headers=["*"],
        )
    # Around everything, the answer to a fault of the program too, which `add_middleware` would leave outside.
    inner = app.build_middleware_stack
    app.build_middleware_stack = lambda: Edge(inner(), _edge(settings, authenticator))  # type: ignore[method-assign]
    return app


def _edge(settings: Settings, authenticator: Authenticator) -> EdgeConfig:
    limits = settings.limits
    by_group = {
        "auth": limits.auth_per_minute,
        "ai": limits.ai_per_minute,
        "page": limits.page_per_minute,
        "other": limits.other_per_minute,
    }
    return EdgeConfig(
        authenticate=authenticator,
        group_of=_group_of,
        limits=by_group if limits.enabled else {},
        max_body_bytes=lambda path: (
            settings.http.max_import_bytes + 100_000
            if path.startswith(f"{API}/imports")
            else settings.http.max_body_bytes
        ),
    )


def _group_of(path: str, by_page: bool) -> str:  # noqa: FBT001 - called by position
    if not path.startswith(API):
        return "unlimited"
    if path.startswith((f"{API}/auth/login", f"{API}/auth/signup", f"{API}/auth/refresh")):
        return "auth"
    if path.startswith(
        (
            f"{API}/auth/password",
            f"{API}/auth/reauthenticate",
            f"{API}/auth/email",
            f"{API}/auth/second-factor",
        )
    ):
        return "auth"
    if path.startswith(f"{API}/ai/"):
        return "ai"
    return "page" if by_page else "other"


def _handle_errors(app: FastAPI) -> None:
    """Turn everything that can be raised into a problem document."""

    @app.exception_handler(problems.Problem)
    async def _problem(request: Request, error: problems.Problem) -> Response:
        return problems.render(error, request)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        return problems.render(problems.from_validation(error), request)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problems.render(problems.from_http(error), request)

    @app.exception_handler(Replay)
    async def _replay(_request: Request, replay: Replay) -> Response:
        return replay.response

    @app.exception_handler(asyncpg.PostgresError)
    @app.exception_handler(asyncpg.InterfaceError)
    @app.exception_handler(asyncpg.InternalClientError)
    @app.exception_handler(TimeoutError)
    @app.exception_handler(OSError)
    async def _database(request: Request, error: Exception) -> Response:
        return problems.render(problem_of(request, error), request)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        return problems.render(fault(request, error), request)
