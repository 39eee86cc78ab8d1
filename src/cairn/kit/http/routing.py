"""Finding the route of a request by the name of its resource.

The framework tries one route after the other, a router at a time: with a hundred routes that took longer
than a query. Here the first part of the path below the API's root chooses the few that can match.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args, get_origin

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from cairn.kit.http.direct import answer_of, as_app
from cairn.kit.http.problems import FieldError, Invalid

API = "/api/v1"
"""Root of the paths of the API."""


def operation_id(route: APIRoute) -> str:
    """Name an operation after its function."""
    return route.name


class StrictRoute(APIRoute):
    """A route that refuses query parameters where it has none, as those that have some refuse others.

    It is built when something is first asked of it, by a request to its router or for the document: the
    analysis of all routes was an eighth of the time that the application took to be imported.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Keep what is said about the route."""
        self.path = path
        self._declared: tuple[str, Callable[..., Any], dict[str, Any]] | None = (path, endpoint, options)

    if not TYPE_CHECKING:  # for the type checker, a route has the attributes of `APIRoute`

        def __getattr__(self, name: str) -> Any:
            """Build the route, which then has all its attributes."""
            if name.startswith("__") or (declared := self.__dict__.pop("_declared", None)) is None:
                raise AttributeError(name)
            path, endpoint, options = declared
            super().__init__(path, endpoint, **options)
            if (answer := answer_of(self, _with_own_query(self.dependant))) is not None:
                self.app = as_app(self._strict(answer))
            return getattr(self, name)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which reads the query by `read_query` or, where there is none, refuses one."""
        documented = self.dependant
        self.dependant = _with_own_query(documented)
        try:
            handle = super().get_route_handler()
        finally:
            self.dependant = documented
        return self._strict(handle)

    def _strict(
        self, handle: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        takes_query = bool(self.dependant.query_params)

        async def refuse_query(request: Request) -> Response:
            if request.scope["query_string"] and not takes_query:
                detail = "There is no such parameter."
                errors = [FieldError(f"query:{n}", "extra_forbidden", detail) for n in request.query_params]
                raise Invalid(errors=errors)
            return await handle(request)

        return refuse_query


TAGS: set[str] = set()
"""The tags of all routers that were made: the groups of the API."""


def router(prefix: str, tag: str, *, root: str = API) -> APIRouter:
    """Return a router of one domain's resource, below the API's root."""
    TAGS.add(tag)
    return APIRouter(
        prefix=root + prefix, tags=[tag], generate_unique_id_function=operation_id, route_class=StrictRoute
    )


def _with_own_query(dependant: Dependant) -> Dependant:
    """Replace the framework's reading of a query model, which inspects every field's type at each request.

    For the twenty filters of a list it took as long as the list's statement.
    """
    if len(dependant.query_params) != 1:
        return dependant
    (parameter,) = dependant.query_params
    model = parameter.field_info.annotation
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return dependant
    own = Dependant(
        call=_reader(model), name=parameter.name, request_param_name="request", path=dependant.path
    )
    return replace(dependant, query_params=[], dependencies=[*dependant.dependencies, own])


def _reader(model: type[BaseModel]) -> Callable[[Request], Awaitable[BaseModel]]:
    """Return a dependency that makes the model of the request's query; of a repeated name the last counts."""
    lists = {name for name, field in model.model_fields.items() if _is_list(field.annotation)}

    async def read_query(request: Request) -> BaseModel:
        values: dict[str, Any] = {}
        for name, value in request.query_params.multi_items():
            if name in lists:
                values.setdefault(name, []).append(value)
            else:
                values[name] = value
        try:
            return model.model_validate(values)
        except ValidationError as error:
            found = error.errors(include_url=False)
            raise RequestValidationError([{**e, "loc": ("query", *e["loc"])} for e in found]) from None

    return read_query


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_list(part) for part in get_args(annotation))


class ByResource(BaseRoute):
    """All routes below the API's root, as one route of the application."""

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        """Index the routes of the routers, whose paths begin with the API's root."""
        self._by_name: dict[tuple[str, int], list[APIRoute]] = defaultdict(list)
        for router in routers:
            for route in router.routes:
                if isinstance(route, APIRoute):
                    self._by_name[_name(route.path)].append(route)

    @property
    def routes(self) -> list[APIRoute]:
        """Every route, resource by resource."""
        return [route for routes in self._by_name.values() for route in routes]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return the first route that fits path and method, else the first that fits the path."""
        partial: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http" or not scope["path"].startswith(API):
            return partial
        for route in self._by_name.get(_name(scope["path"]), ()):
            match, found = route.matches(scope)
            if match == Match.FULL:
                return match, found
            if match == Match.PARTIAL and partial[0] == Match.NONE:
                partial = match, found
        return partial

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the route that was found answer."""
        await scope["route"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Return the path of an operation."""
        for route in self.routes:
            if route.name == name:
                return route.url_path_for(name, **path_params)
        raise NoMatchFound(name, dict(path_params))


def _name(path: str) -> tuple[str, int]:
    """Return the name of the resource and how many parts the path has: no parameter spans two of them."""
    parts = path[len(API) + 1 :].split("/")
    return parts[0], len(parts)
