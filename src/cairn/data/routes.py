"""Requests about one's data: the export, and what becomes of a request."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from cairn.data.ids import DataRequestId
from cairn.data.problems import ExportUnderWay, NoFile
from cairn.data.queries.requests import REQUESTS
from cairn.data.schemas import DataRequestOut, DataRequestQuery
from cairn.data.service.export import ask_for_export, export_file
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.downloads import RangeNotThere, download
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, problems
from cairn.kit.http.replies import created, json_response, shown
from cairn.kit.http.routing import router as make_router

router = make_router("/data", "your data")

_ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
_FILE: dict[str, Any] = {
    "parameters": [
        {
            "name": "Range",
            "in": "header",
            "required": False,
            "description": "The part that is still missing, such as bytes=1000-; one range.",
            "schema": {"type": "string", "example": "bytes=0-"},
        },
        {
            "name": "If-Range",
            "in": "header",
            "required": False,
            "description": "ETag of the file that the first part is of; of another one all is sent.",
            "schema": {"type": "string", "example": '"5f70"'},
        },
    ],
    "responses": {
        "200": {"description": "The whole archive.", "content": _ZIP},
        "206": {"description": "The part that `Range` names.", "content": _ZIP},
    },
}


@router.post("/export", status_code=201, response_model=DataRequestOut, responses=problems(ExportUnderWay))
async def request_export(work: WorkDep) -> Response:
    """Ask for an archive of everything you own, made in the background; the request tells how far it is."""
    return await created(work, await ask_for_export(work), "/api/v1/data/requests")


@router.get("/requests", response_model=Page[DataRequestOut], responses=problems())
async def list_data_requests(work: ReadDep, query: Annotated[DataRequestQuery, Query()]) -> Response:
    """List what you have asked to be done with your data."""
    return json_response(await REQUESTS.page(work, query, query.sort, query.filters()))


@router.get("/requests/{request_id}", response_model=DataRequestOut, responses=problems(NotFound))
async def get_data_request(work: ReadDep, request_id: DataRequestId, request: Request) -> Response:
    """Return a request: how far it is, and what came of it."""
    return shown(request, await REQUESTS.show(work, request_id))


@router.get(
    "/requests/{request_id}/download",
    response_class=Response,
    responses=problems(NotFound, NoFile, RangeNotThere),
    openapi_extra=_FILE,
)
async def download_export(work: ReadDep, request_id: DataRequestId, request: Request) -> Response:
    """Download the archive, within 24 hours; a download that broke off goes on with `Range`."""
    found = await REQUESTS.get(work, request_id)
    expires = found.file_expires_at
    if found.file_sha256 is None or expires is None or expires <= work.clock.now():
        raise NoFile
    path = export_file(request.app.state.settings.data_dir, request_id)
    try:
        return await download(
            path,
            digest=found.file_sha256.hex(),
            name=f"cairn-{found.created_at:%Y-%m-%d}.zip",
            media_type="application/zip",
            headers=request.headers,
        )
    except FileNotFoundError:
        raise NoFile from None
