"""What operators and monitors ask: health, readiness, metrics, the API's documentation."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response

from cairn import __version__
from cairn.identity.deps import DatabaseDep
from cairn.kit.http.problems import Forbidden, Unavailable, problems
from cairn.kit.http.reference import page
from cairn.kit.http.schemas import Output
from cairn.kit.metrics import exposition

router = APIRouter(tags=["system"])
OPEN = {"x-open": True}
LOOPBACK = ("127.0.0.1", "::1", "local")


class Health(Output):
    """That the process is alive."""

    status: Literal["ok"]
    """Always `ok`: an answer is the message."""
    stage: Literal["ready"]
    """Stage of the process's life; it answers only when ready."""
    version: str
    """Version of the program."""
    time: datetime
    """The server's clock, UTC."""


class Readiness(Output):
    """That the server can do its work."""

    status: Literal["ready"]
    """Always `ready`; otherwise the answer is 503."""
    database: Literal["ok"]
    """That the database has just answered."""


@router.get("/health", openapi_extra=OPEN, responses=problems())
async def get_health(database: DatabaseDep) -> Health:
    """Return that the process is alive, without asking the database."""
    return Health(status="ok", stage="ready", version=__version__, time=database.clock.now())


@router.get("/ready", openapi_extra=OPEN, responses=problems(Unavailable))
async def get_readiness(database: DatabaseDep) -> Readiness:
    """Return that the database answers; 503 while it does not."""
    await database.ping()
    return Readiness(status="ready", database="ok")


@router.get("/metrics", openapi_extra=OPEN, responses=problems(Forbidden), response_class=Response)
async def get_metrics(request: Request) -> Response:
    """Return the process's metrics in the text format of Prometheus; to this machine only, by default."""
    client = request.client.host if request.client else "local"
    if client not in LOOPBACK and not request.app.state.settings.http.metrics_public:
        raise Forbidden("Metrics are shown to this machine only; see CAIRN_HTTP__METRICS_PUBLIC.")
    return Response(exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/openapi.json", include_in_schema=False)
async def get_openapi_document(request: Request) -> Response:
    """Return the OpenAPI document."""
    from cairn.kit.json import encode_json

    return Response(encode_json(request.app.openapi()), media_type="application/json")


@router.get("/docs", include_in_schema=False)
async def get_reference(request: Request) -> Response:
    """Return the API's documentation as a page."""
    body, policy = page(request.app.openapi())
    return Response(body, media_type="text/html", headers={"Content-Security-Policy": policy})
