"""Answering a request by a plan of its route that is made once.

At each request the framework finds out anew what the route depends on, under three stacks of contexts; for a
small read that took longer than everything else together. Here the framework's own description of the route,
the one that the document is made from, becomes a plan when the route is first used, and the framework's own
functions read and validate the values. A route that needs more than the plan knows (a form, a stream of its
own, an answer that the framework has to encode) is left to the framework.
"""

import inspect
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import fields
from json import JSONDecodeError
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic_core import PydanticUndefined
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

Answer = Callable[[Request], Awaitable[Response]]
_FOREIGN = (
    *(f.name for f in fields(Dependant) if f.name.endswith("_param_name") and f.name != "request_param_name"),
    "concurrency",
)
"""What else a function can ask the framework for: the answer to be, work for afterwards, scopes."""


class Plan:
    """What a function takes, and where it comes from."""

    def __init__(self, dependant: Dependant) -> None:
        """Take the framework's description of a function that `_is_simple`."""
        self.name = dependant.name
        self.call: Any = dependant.call
        self.enter = asynccontextmanager(self.call) if inspect.isasyncgenfunction(self.call) else None
        self.parts = [Plan(part) for part in dependant.dependencies]
        sources: tuple[tuple[Any, Callable[[Request], Any]], ...] = (
            (dependant.path_params, lambda request: request.path_params),
            (dependant.query_params, lambda request: request.query_params),
            (dependant.header_params, lambda request: request.headers),
            (dependant.cookie_params, lambda request: request.cookies),
        )
        self.sources = [(wanted, source) for wanted, source in sources if wanted]
        self.request_name = dependant.request_param_name

    async def values(
        self, request: Request, stack: AsyncExitStack, known: dict[Any, Any], errors: list[Any]
    ) -> dict[str, Any]:
        """Return the arguments; what is wrong with the request is added to `errors`.

        `known` holds what was made for this request already; what has an end is ended with `stack`.
        """
        values: dict[str, Any] = {}
        for part in self.parts:
            if part.call not in known:
                wrong: list[Any] = []
                given = await part.values(request, stack, known, wrong)
                if wrong:
                    errors += wrong
                    continue
                if part.enter is not None:
                    known[part.call] = await stack.enter_async_context(part.enter(**given))
                else:
                    known[part.call] = await part.call(**given)
            if part.name is not None:
                values[part.name] = known[part.call]
        for wanted, source in self.sources:
            found, wrong = request_params_to_args(wanted, source(request))
            values.update(found)
            errors += wrong
        if self.request_name is not None:
            values[self.request_name] = request
        return values


def answer_of(route: APIRoute, dependant: Dependant) -> Answer | None:
    """Return the function that answers the route's requests; None where the framework has to.

    What is opened for the request has ended when the function returns: a change is committed before the
    client is told of it.
    """
    if not (_is_simple(dependant) and _answers_itself(route)):
        return None
    plan = Plan(dependant)
    body_fields = dependant.body_params
    embed: bool = route._embed_body_fields  # noqa: SLF001 - how the body of the description is to be read

    async def answer(request: Request) -> Response:
        content = await _content(request) if body_fields else None
        async with AsyncExitStack() as stack:
            errors: list[Any] = []
            values = await plan.values(request, stack, {}, errors)
            if body_fields:
                found, wrong = await request_body_to_args(
                    body_fields=body_fields, received_body=content, embed_body_fields=embed
                )
                values.update(found)
                errors += wrong
            if errors:
                raise RequestValidationError(errors, body=None if content is PydanticUndefined else content)
            response: Response | None = await plan.call(**values)
        return Response(status_code=route.status_code or 204) if response is None else response

    return answer


def as_app(answer: Answer) -> ASGIApp:
    """Return the application of one route; what it raises is handled around it."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await answer(Request(scope, receive, send))
        await response(scope, receive, send)

    return app


async def _content(request: Request) -> Any:
    """Return the decoded body; its bytes where they do not say that they are JSON."""
    try:
        data = await request.body()
        if not data:
            return PydanticUndefined
        main, _, rest = (
            request.headers.get("content-type", "").partition(";")[0].strip().lower().partition("/")
        )
        if main == "application" and (rest == "json" or rest.endswith("+json")):
            return await request.json()
    except JSONDecodeError as error:
        raise RequestValidationError(
            [{"type": "json_invalid", "loc": ("body", error.pos), "msg": "JSON decode error", "input": {}}]
        ) from error
    except (ValueError, RecursionError, ClientDisconnect) as error:
        raise HTTPException(400, "There was an error parsing the body") from error
    return data


def _is_simple(dependant: Dependant) -> bool:
    """Whether a function, and all that it depends on, asks for nothing that a plan does not know."""
    given = [getattr(dependant, name) for name in _FOREIGN]
    return not any(given) and all(_is_simple(part) and _is_kept(part) for part in dependant.dependencies)


def _is_kept(part: Dependant) -> bool:
    if part.body_params or not part.use_cache:
        return False
    return inspect.iscoroutinefunction(part.call) or (
        inspect.isasyncgenfunction(part.call) and part.scope == "function"
    )


def _answers_itself(route: APIRoute) -> bool:
    """Whether the function returns the answer, or nothing, and takes no form."""
    returned = inspect.signature(route.endpoint).return_annotation
    is_form = route.body_field is not None and type(route.body_field.field_info).__name__ in ("Form", "File")
    return inspect.iscoroutinefunction(route.endpoint) and returned in (Response, None) and not is_form
