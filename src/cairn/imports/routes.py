"""Imports: a file is previewed, then carried out."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Form, Query, Request, Response
from fastapi.responses import StreamingResponse

from cairn.identity.deps import ActorDep, DatabaseDep, ReadDep, WorkDep
from cairn.imports import formats
from cairn.imports.ids import ImportId
from cairn.imports.problems import ImportCommitted, UnreadableImport
from cairn.imports.queries import RUNS, SUMMARIES
from cairn.imports.schemas import (
    ImportForm,
    ImportFormatOut,
    ImportFormatsOut,
    ImportOut,
    ImportQuery,
    ImportSummaryOut,
)
from cairn.imports.service import commit, preview
from cairn.kit.actor import Actor
from cairn.kit.db.work import Database
from cairn.kit.http.faults import problem_of
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Invalid, NotFound, Problem, Stale, TooLarge, problems
from cairn.kit.http.replies import IfMatch, changed, claim, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/imports", "imports")

NDJSON = "application/x-ndjson"
_PROGRESS: dict[str, Any] = {
    "responses": {
        "200": {
            "content": {
                NDJSON: {
                    "schema": {
                        "type": "string",
                        "description": "One JSON object on each line: `done` and `total` tasks while it is"
                        " under way, at last `result` with the import once it is committed, or `problem` with"
                        " a problem document, and then nothing was imported.",
                    },
                    "example": '{"done":0,"total":2}\n{"done":2,"total":2}\n{"result":{}}\n',
                }
            }
        }
    }
}


@router.get("/formats", response_model=ImportFormatsOut, responses=problems())
async def list_import_formats(_work: ReadDep) -> ImportFormatsOut:
    """List the kinds of files that can be imported."""
    items = [
        ImportFormatOut(
            name=known.name,
            title=known.title,
            suffixes=list(known.suffixes),
            is_table=known.inspect is not None,
        )
        for known in formats.FORMATS
    ]
    return ImportFormatsOut(items=items)


@router.get("", response_model=Page[ImportSummaryOut], responses=problems())
async def list_imports(work: ReadDep, query: Annotated[ImportQuery, Query()]) -> Response:
    """List the files that you uploaded, imported or not."""
    return json_response(await SUMMARIES.page(work, query, query.sort, query.filters()))


@router.post(
    "", status_code=201, response_model=ImportOut, responses=problems(TooLarge, Invalid, UnreadableImport)
)
async def preview_import(
    work: WorkDep, request: Request, form: Annotated[ImportForm, Form(media_type="multipart/form-data")]
) -> Response:
    """Upload a file and see what it would become. Nothing is imported before you commit it."""
    options = preview.read_options(form.options)
    limit: int = request.app.state.settings.http.max_import_bytes
    data = await form.file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"A file may have {limit:,} bytes at most.")
    written = await preview.preview_import(
        work, data, file_name=form.file.filename or "", form_name=form.format, options=options
    )
    return await created(work, written, "/api/v1/imports")


@router.get("/{import_id}", response_model=ImportOut, responses=problems(NotFound))
async def get_import(work: ReadDep, import_id: ImportId, request: Request) -> Response:
    """Return an import: what the file would become, or has become."""
    return shown(request, await RUNS.show(work, import_id))


@router.delete("/{import_id}", status_code=204, responses=problems(NotFound, Stale, ImportCommitted))
async def discard_import(work: WorkDep, import_id: ImportId, if_match: IfMatch) -> None:
    """Forget an uploaded file that you do not want to import."""
    await preview.discard(work, import_id, if_match=if_match)


@router.post(
    "/{import_id}/commit",
    response_model=ImportOut,
    responses=problems(NotFound, Invalid, UnreadableImport),
    openapi_extra=_PROGRESS,
)
async def commit_import(
    request: Request, actor: ActorDep, database: DatabaseDep, import_id: ImportId
) -> Response:
    """Import a file that you have previewed: all of it or, if anything fails, nothing.

    A second time changes nothing and gets the same answer. Tasks that were imported before, from this file or
    another of the same source, are left as they are. With `Accept: application/x-ndjson` the answer tells how
    far it is, line by line.
    """
    request_id = request.state.request_id
    if NDJSON not in request.headers.get("accept", ""):
        async with database.work(actor.user_id, actor=actor, request_id=request_id) as work:
            await claim(work, request)
            async for _ in commit.carry_out(work, import_id):
                pass
            return await changed(work, await RUNS.show(work, import_id))
    async with database.read(actor.user_id, actor=actor, request_id=request_id) as read:
        await RUNS.show(read, import_id)
    lines = _progress(database, actor, import_id, request)
    return StreamingResponse(lines, media_type=NDJSON)


async def _progress(
    database: Database, actor: Actor, import_id: ImportId, request: Request
) -> AsyncIterator[bytes]:
    """Carry an import out in a transaction of its own; the last line is sent when that has ended."""
    failed: Problem
    try:
        async with database.work(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
            async for progress in commit.carry_out(work, import_id):
                yield encode_json(progress) + b"\n"
            body = (await RUNS.show(work, import_id)).body
    except Problem as problem:
        failed = problem
    except Exception as error:  # noqa: BLE001 - the answer has begun: whatever it is, the client is told here
        failed = problem_of(request, error)
    else:
        yield b'{"result":' + body + b"}\n"
        return
    document = failed.document(request.url.path, request.state.request_id)
    yield encode_json({"problem": document}) + b"\n"
