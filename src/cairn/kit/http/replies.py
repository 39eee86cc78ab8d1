"""Answers: JSON that is encoded already, ETags, and the replay of repeated POSTs.

`Idempotency-Key`: the key is claimed in the same transaction as the change and the answer is kept with it,
so that after any crash the change and the answer are both there or both not. A second request with the key
waits for the first one's transaction, then gets its answer.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request, Response

from cairn.kit.db.owned import Written
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Work
from cairn.kit.http.problems import Conflict, Invalid
from cairn.kit.json import encode_json

JSON = "application/json"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')
_CLAIM = Query(
    "INSERT INTO idempotency_key (user_id, key, fingerprint, created_at)"
    " VALUES (:owner, :key, :fingerprint, :now) ON CONFLICT DO NOTHING RETURNING true"
)
_KEPT = Query(
    "SELECT fingerprint, status, headers, body FROM idempotency_key WHERE user_id = :owner AND key = :key"
)
_KEEP = Query(
    "UPDATE idempotency_key SET status = :status, headers = :headers, body = :body"
    " WHERE user_id = :owner AND key = :key"
)


class Replay(Exception):  # noqa: N818 - not an error: the answer that was given before
    """Ends a repeated request with the answer of the first one."""

    def __init__(self, response: Response) -> None:
        """Carry the answer to the exception handler."""
        super().__init__()
        self.response = response


class KeyReused(Conflict):
    """The `Idempotency-Key` was used for another request. Use a new key for a new request."""

    type, title = "idempotency-key-reused", "This Idempotency-Key belongs to another request"


async def claim(work: Work, request: Request) -> None:
    """Claim the request's Idempotency-Key, if it has one; raises Replay, KeyReused or Invalid."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return
    if not _KEY.fullmatch(key):
        raise Invalid.field(
            "header:idempotency-key", "malformed", "Send 1 to 200 visible ASCII characters, e.g. a UUID."
        )
    seen = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    await _read_content(request, seen.update)
    fingerprint = seen.digest()
    work.idempotency = key
    if await work.db.value(_CLAIM, key=key, fingerprint=fingerprint, now=work.clock.now()):
        return
    kept = await work.db.row(_KEPT, key=key)
    if kept is None or kept.fingerprint != fingerprint:
        raise KeyReused
    headers = {**(kept.headers or {}), "Idempotency-Replayed": "true"}
    raise Replay(Response(kept.body, kept.status, headers, JSON if kept.body else None))


async def _read_content(request: Request, into: Callable[[bytes], None]) -> None:
    """Feed what the request says; a form by its parts, since its body is used up by now."""
    if not request.headers.get("content-type", "").startswith("multipart/"):
        into(await request.body())
        return
    for name, value in (await request.form()).multi_items():
        into(f"{name}\n".encode())
        if isinstance(value, str):
            into(value.encode())
            continue
        into(f"{value.filename}\n".encode())
        while chunk := await value.read(1 << 20):
            into(chunk)
        await value.seek(0)


async def reply(
    work: Work, content: object, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Return the answer to a POST, and keep it under the request's Idempotency-Key.

    `content` is JSON bytes, or something to encode; None for an empty body.
    """
    body = b"" if content is None else content if isinstance(content, bytes) else encode_json(content)
    headers = headers or {}
    if work.idempotency is not None:
        await work.db.run(_KEEP, key=work.idempotency, status=status, headers=headers, body=body)
    return Response(body, status, headers, JSON if body else None)


async def created(work: Work, written: Written, path: str) -> Response:
    """Return 201 with the new row, its address and its ETag."""
    headers = {"Location": f"{path}/{written.id}", "ETag": etag(written.version)}
    return await reply(work, written.body, status=201, headers=headers)


async def changed(work: Work, written: Written) -> Response:
    """Return 200 with the row as it now stands, and its ETag."""
    return await reply(work, written.body, headers={"ETag": etag(written.version)})


def shown(request: Request, written: Written) -> Response:
    """Return the row with its ETag, or 304 where the client has this version."""
    tag = etag(written.version)
    if _has_version(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(written.body, headers={"ETag": tag}, media_type=JSON)


def json_response(body: bytes) -> Response:
    """Return 200 with JSON that is encoded already."""
    return Response(body, media_type=JSON)


def extended(body: bytes, **more: object) -> bytes:
    """Return a JSON object with further members."""
    return body.rstrip()[:-1] + b"," + encode_json(more)[1:]


def _has_version(given: str | None, tag: str) -> bool:
    """Return whether `If-None-Match` names the tag; a proxy that compresses makes it a weak one."""
    if given is None:
        return False
    tags = [one.strip().removeprefix("W/") for one in given.split(",")]
    return tag in tags or tags == ["*"]


def etag(version: int) -> str:
    """Return the entity tag of a version."""
    return f'"{version}"'


async def _if_match(request: Request) -> int | None:
    given = request.headers.get("if-match")
    if given is None or given.strip() == "*":
        return None
    found = _TAG.fullmatch(given.strip())
    if found is None:
        raise Invalid.field("header:if-match", "malformed", 'Send the ETag as it was given, e.g. "3".')
    return int(found[1])


IfMatch = Annotated[int | None, Depends(_if_match)]
"""The version that the client has seen, from `If-Match`; None where it does not care."""
