"""Capture: keys for shortcuts and share sheets, and where they send what is to be remembered."""

import json
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from cairn.identity.deps import ActorDep, DatabaseDep, ReadDep, WorkDep
from cairn.integrations.ids import CaptureKeyId
from cairn.integrations.queries import KEYS
from cairn.integrations.routes.address import address
from cairn.integrations.schemas.capture import (
    Capture,
    CapturedOut,
    CaptureKeyCreate,
    CaptureKeyMadeOut,
    CaptureKeyOut,
    CaptureKeyQuery,
)
from cairn.integrations.service.capture import admit, capture, create_key, prove
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Invalid, NotFound, Stale, problems
from cairn.kit.http.replies import (
    JSON,
    IfMatch,
    claim,
    etag,
    extended,
    json_response,
    reply,
    shown,
)
from cairn.kit.http.routing import API
from cairn.kit.http.routing import router as make_router

router = make_router("/capture-keys", "integrations")
public = make_router("/capture", "integrations")

_PLAIN, _FORM = "text/plain", "application/x-www-form-urlencoded"
CaptureToken = Annotated[str, Path(pattern=r"^cc_[A-Za-z0-9_-]{86}$", description="The secret of the key.")]
# Written out, because asking the model for it would build the model at every start; a test compares the two.
_WORDS = {
    "text": "The first line is read like quick add (`Call Eva friday 3pm #love`); the others are"
    " the description.",
    "title": "A title, as share sheets send it: the first line, where `text` is something else.",
    "url": "An address, which goes into the description.",
}
_SHARED: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        name: {"anyOf": [{"type": "string", "maxLength": 20_000}, {"type": "null"}], "description": words}
        for name, words in _WORDS.items()
    },
}
_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        JSON: {"schema": _SHARED},
        _FORM: {"schema": _SHARED},
        _PLAIN: {"schema": {"type": "string"}, "example": "Call Eva friday 3pm #love"},
    },
}


@router.get("", response_model=Page[CaptureKeyOut], responses=problems())
async def list_capture_keys(work: ReadDep, query: Annotated[CaptureKeyQuery, Query()]) -> Response:
    """List your keys for capturing. The secrets are shown only when they are made."""
    return json_response(await KEYS.page(work, query, query.sort, query.filters()))


@router.post(
    "",
    status_code=201,
    response_model=CaptureKeyMadeOut,
    openapi_extra={"x-plain": True},
    responses=problems(),
)
async def create_capture_key(
    request: Request, actor: ActorDep, database: DatabaseDep, body: CaptureKeyCreate
) -> Response:
    """Make a key with which a shortcut or share sheet can add tasks, and do nothing else."""
    async with database.work(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
        written, token = await create_key(work, body)
    made = extended(written.body, token=token.text, url=address(request, f"{API}/capture/{token.text}"))
    return Response(made, 201, {"ETag": etag(written.version)}, JSON)


@router.get("/{capture_key_id}", response_model=CaptureKeyOut, responses=problems(NotFound))
async def get_capture_key(work: ReadDep, capture_key_id: CaptureKeyId, request: Request) -> Response:
    """Return one key for capturing."""
    return shown(request, await KEYS.show(work, capture_key_id))


@router.delete("/{capture_key_id}", status_code=204, responses=problems(NotFound, Stale))
async def revoke_capture_key(work: WorkDep, capture_key_id: CaptureKeyId, if_match: IfMatch) -> None:
    """Revoke a key: it is worthless at once."""
    await KEYS.remove(work, capture_key_id, if_match=if_match)


async def _given(request: Request) -> Capture:
    """Read what was sent, in whichever of the three forms; raises RequestValidationError or Invalid."""
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    sent: Any
    if kind not in {JSON, _FORM, _PLAIN}:
        raise Invalid.field("header:content-type", "unknown", f"Send {JSON}, {_FORM} or {_PLAIN}.")
    if kind == _FORM:
        sent = {name: str(value) for name, value in (await request.form()).multi_items()}
    else:
        try:
            text = (await request.body()).decode()
            sent = {"text": text} if kind == _PLAIN else json.loads(text)
        except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
            raise Invalid.field(
                "/", "unreadable", "The body could not be read in UTF-8, as what it is said to be."
            ) from None
    try:
        return Capture.model_validate(sent)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False)
        found = [{**item, "loc": ("body", *item["loc"])} for item in wrong]
        raise RequestValidationError(found, body=sent) from None


@public.post(
    "/{capture_token}",
    status_code=201,
    response_model=CapturedOut,
    openapi_extra={"x-open": True, "requestBody": _BODY},
    responses=problems(NotFound, Invalid),
)
async def capture_text(
    request: Request,
    database: DatabaseDep,
    capture_token: CaptureToken,
    given: Annotated[Capture, Depends(_given)],
) -> Response:
    """Add a task from a line of text, without signing in, and answer what was understood.

    As JSON, as a form, or as plain text. An `Idempotency-Key` makes a repeated request harmless.
    """
    limits = request.app.state.settings.limits
    token = admit(capture_token, limits.capture_per_minute if limits.enabled else None)
    async with database.work(token.user_id, request_id=request.state.request_id) as work:
        await prove(work, token)
        await claim(work, request)
        done = await capture(work, given)
        reading = done.reading
        answer = CapturedOut(
            id=done.task.id,
            message=done.message,
            draft=reading.draft(),
            understood=reading.spans(reading.understood),
            unresolved=reading.spans(reading.unresolved),
        )
        return await reply(work, answer.model_dump(), status=201)
