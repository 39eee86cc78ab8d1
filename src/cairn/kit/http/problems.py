"""Problem documents (RFC 9457): every error that leaves the server is one of these.

A domain adds a problem as a subclass beside its code. The docstring is the explanation that the reference
page shows; `type` is a stable name under `/problems/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from cairn.kit.json import encode_json

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one part of the input, and where."""

    pointer: str
    """JSON Pointer into the body (`/due_date`), or `query:page`, `header:if-match`, `path:id`."""
    code: str
    """Stable word for programs, e.g. `missing`, `too_long`, `not_found`."""
    detail: str
    """A sentence that says what would be right."""


class Problem(Exception):  # noqa: N818 - the standard's word is "problem"
    """An answer that is not what was asked for."""

    status: ClassVar[int] = 500
    type: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong on the server"

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extensions: Any,
    ) -> None:
        """Say what happened in `detail`; `extensions` become members of the document."""
        super().__init__(detail or self.title)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extensions = extensions

    def document(self, instance: str, request_id: str | None) -> dict[str, Any]:
        """Return the members of the problem document."""
        members: dict[str, Any] = {
            "type": f"/problems/{self.type}",
            "title": self.title,
            "status": self.status,
            "instance": instance,
        }
        if self.detail:
            members["detail"] = self.detail
        if request_id:
            members["request_id"] = request_id
        if self.errors:
            members["errors"] = self.errors
        return members | self.extensions


class Unauthenticated(Problem):
    """The request carries no credential, or one that is expired, revoked or malformed. Sign in again."""

    status, type, title = 401, "unauthenticated", "Sign in first"

    def __init__(self, detail: str | None = None, **extensions: Any) -> None:
        """Name the scheme that would be accepted, as RFC 9110 asks."""
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"}, **extensions)


class Forbidden(Problem):
    """You are known, but this action needs a right that you do not have."""

    status, type, title = 403, "forbidden", "You may not do this"


class NotFound(Problem):
    """There is no such thing, or it is not yours: the two cannot be told apart."""

    status, type, title = 404, "not-found", "Not found"


class MethodNotAllowed(Problem):
    """The address exists, but not for this method."""

    status, type, title = 405, "method-not-allowed", "Method not allowed"


class Conflict(Problem):
    """The request is well formed but does not fit the present state."""

    status, type, title = 409, "conflict", "This does not fit the present state"


class Stale(Problem):
    """`If-Match` names a version that is no longer the newest. Read it again, then repeat the change."""

    status, type, title = 412, "stale", "Somebody changed this in the meantime"


class TooLarge(Problem):
    """The body is larger than this address accepts."""

    status, type, title = 413, "too-large", "Too large"


class UnsupportedMedia(Problem):
    """The body is not of a media type that this address reads."""

    status, type, title = 415, "unsupported-media-type", "Unsupported media type"


class Invalid(Problem):
    """Something in the input is not as it must be; `errors` names each place and what would be right."""

    status, type, title = 422, "invalid", "The input is not valid"

    @classmethod
    def field(cls, pointer: str, code: str, detail: str) -> "Invalid":
        """Return the problem of one field."""
        return cls(errors=(FieldError(pointer, code, detail),))

    def below(self, pointer: str) -> "Invalid":
        """Return the same problem of a body in which the input stood at `pointer`."""
        errors = [FieldError(pointer + e.pointer, e.code, e.detail) for e in self.errors]
        return Invalid(self.detail, errors=errors)


class TooManyRequests(Problem):
    """The limit of requests is used up. `Retry-After` says in how many seconds it is renewed."""

    status, type, title = 429, "too-many-requests", "Too many requests"


class Unavailable(Problem):
    """The server cannot answer right now, through no fault of the request. Try again in a moment."""

    status, type, title = 503, "unavailable", "Not available right now"

    def __init__(self, detail: str | None = None, **extensions: Any) -> None:
        """Ask the client to come back in two seconds."""
        super().__init__(detail, headers={"Retry-After": "2"}, **extensions)


_BY_STATUS: dict[int, type[Problem]] = {
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    412: Stale,
    413: TooLarge,
    415: UnsupportedMedia,
    422: Invalid,
    429: TooManyRequests,
    503: Unavailable,
}


def from_validation(error: RequestValidationError) -> Problem:
    """Translate what FastAPI found wrong with a request."""
    return Invalid(errors=[_field_error(item, error.body) for item in error.errors()])


def from_http(error: HTTPException) -> Problem:
    """Translate the framework's own errors (unknown path, wrong method, unreadable body)."""
    if isinstance(error.__cause__, Problem):  # the edge's own refusal, while the body was read
        return error.__cause__
    kind = _BY_STATUS.get(error.status_code, Invalid if error.status_code < 500 else Problem)  # noqa: PLR2004
    if kind is Invalid:
        return Invalid.field("/", "unreadable", "The body could not be read as JSON in UTF-8.")
    return kind() if kind in (Unauthenticated, Unavailable) else kind(headers=error.headers)


def _field_error(item: Mapping[str, Any], body: Any) -> FieldError:
    where, *path = item["loc"] or ("body",)
    code = str(item["type"])
    detail = str(item["msg"])
    if where == "body":
        if code == "json_invalid":
            return FieldError("/", code, "The body is not valid JSON.")
        if code.startswith("union_tag"):
            path = [*path, item["ctx"]["discriminator"].strip("'")]
        return FieldError("/" + "/".join(_escape(part) for part in _steps(path, body, code)), code, detail)
    return FieldError(f"{where}:{'.'.join(str(part) for part in path)}", code, detail)


_ABSENT = ("missing", "union_tag_invalid", "union_tag_not_found")
"""Codes of errors whose place may not be in the body."""


def _steps(path: Sequence[str | int], body: Any, code: str) -> Iterator[str]:
    """Yield the steps to a place in the body, without the names of the alternatives that a type has."""
    for number, step in enumerate(path, 1):
        if isinstance(body, Mapping) and step in body:
            body = body[step]
            yield str(step)
        elif isinstance(body, list) and isinstance(step, int):
            body = body[step] if step < len(body) else None
            yield str(step)
        elif code in _ABSENT and number == len(path):
            yield str(step)


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1").encode("utf-8", "replace").decode()


def render(problem: Problem, request: Request) -> Response:
    """Return the HTTP response of a problem."""
    request_id = getattr(request.state, "request_id", None)
    body = encode_json(problem.document(request.url.path, request_id))
    return Response(body, problem.status, problem.headers, MEDIA_TYPE)


def problems(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route: the problems it may answer with, for the OpenAPI document."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        explanation = " ".join((kind.__doc__ or kind.title).split())
        entry = by_status.setdefault(
            kind.status,
            {
                "description": "",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        )
        entry["description"] = f"{entry['description']} `{kind.type}`: {explanation}".strip()
    return by_status
