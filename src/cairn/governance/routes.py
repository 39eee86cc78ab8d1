"""Consents and the audit log of whoever asks."""

from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from cairn.governance.live import require_room, watch
from cairn.governance.queries import ADMIN_AUDIT, AUDIT, AUDIT_OF_ENTITY, DECISIONS
from cairn.governance.schemas import (
    AdminEventOut,
    AuditEventOut,
    AuditQuery,
    ConsentCreate,
    ConsentOut,
    ConsentsOut,
)
from cairn.governance.service import consents, decide
from cairn.identity.deps import ActorDep, AdminWorkDep, DatabaseDep, ReadDep, WorkDep
from cairn.kit.http.paging import Cursor, CursorDep, decode_cursor, stretch
from cairn.kit.http.problems import Forbidden, TooManyRequests, problems
from cairn.kit.http.replies import json_response, reply
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/me", "governance")
admin_router = make_router("/admin/audit", "administration")
events = make_router("/events", "governance")
EVENTS = "text/event-stream"
_EVENT = {
    "type": "object",
    "description": "One event of the stream.",
    "required": ["event", "data"],
    "properties": {
        "event": {"type": "string", "enum": ["ready", "changed"], "description": "What it tells."},
        "data": {"type": "string", "description": "JSON: empty, or `kinds` and `requests`."},
        "retry": {"type": "integer", "description": "Milliseconds after which to come back."},
    },
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "The stream.", "content": {EVENTS: {"schema": _EVENT}}}
}


@router.get("/consents", response_model=ConsentsOut, responses=problems())
async def get_consents(work: ReadDep) -> Response:
    """Return what you allow. Everything is off until you have allowed it."""
    return json_response(encode_json(await consents(work)))


@router.post("/consents", status_code=201, response_model=ConsentsOut, responses=problems())
async def record_consent(work: WorkDep, body: ConsentCreate) -> Response:
    """Allow a purpose or withdraw it. The decision is appended; earlier ones stay on record."""
    await decide(work, body)
    return await reply(work, await consents(work), status=201)


@router.get("/consents/history", response_model=Cursor[ConsentOut], responses=problems())
async def list_consent_history(work: ReadDep, query: CursorDep) -> Response:
    """List all your decisions, newest first."""
    before = decode_cursor(query.cursor)[1] if query.cursor else None
    rows = await work.db.rows(DECISIONS, before=before, limit=query.limit + 1)
    return json_response(stretch(rows, query.limit))


@router.get("/audit", response_model=Cursor[AuditEventOut], responses=problems())
async def list_audit_events(work: ReadDep, query: Annotated[AuditQuery, Query()]) -> Response:
    """List what happened to your data, newest first: when, what, by whom, in which request."""
    before = decode_cursor(query.cursor)[1] if query.cursor else None
    if query.entity_id is None:
        rows = await work.db.rows(AUDIT, before=before, limit=query.limit + 1)
    else:
        rows = await work.db.rows(
            AUDIT_OF_ENTITY, entity=query.entity_id, before=before, limit=query.limit + 1
        )
    return json_response(stretch(rows, query.limit))


@admin_router.get(
    "", response_model=Cursor[AdminEventOut], openapi_extra={"x-plain": True}, responses=problems(Forbidden)
)
async def list_admin_events(work: AdminWorkDep, query: CursorDep) -> Response:
    """List what was done in the administration, newest first: to accounts, invitations, jobs; and by whom."""
    before = decode_cursor(query.cursor)[1] if query.cursor else None
    rows = await work.db.rows(ADMIN_AUDIT, before=before, limit=query.limit + 1)
    return json_response(stretch(rows, query.limit))


@events.get(
    "",
    response_class=StreamingResponse,
    openapi_extra={"x-plain": True},
    responses={**_STREAM, **problems(TooManyRequests)},
)
async def follow_changes(database: DatabaseDep, actor: ActorDep, request: Request) -> Response:
    """Tell of changes to your data as they are made, as server-sent events, for as long as you listen.

    `ready` comes first, then `changed` with `kinds` (what was changed) and `requests` (ids of the requests
    that did it, by which a client knows its own). Whoever does not accept `text/event-stream` gets `ready`
    and the end.
    """
    require_room(database, actor)
    follow = EVENTS in request.headers.get("accept", "")
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(watch(database, actor, follow=follow), media_type=EVENTS, headers=headers)
