"""What routes depend on: the actor, and a unit of work in the scope of their data.

`scope="function"` makes the transaction end before the answer is sent: with the default a client would be
told 201 although the commit failed.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from cairn.identity.context import AuthContext, Origin
from cairn.identity.devices import device_words
from cairn.identity.problems import InsufficientScope, ReauthenticationRequired
from cairn.identity.queries.accounts import ACTIVE_ROLE
from cairn.identity.queries.sessions import AUTHENTICATED_AT
from cairn.identity.scopes import allows, required_scope
from cairn.kit.actor import Actor
from cairn.kit.db.work import Database, ReadWork, Scope, Work
from cairn.kit.http.problems import Forbidden, Problem, Unauthenticated
from cairn.kit.http.replies import claim

# Every dependency is a coroutine: the framework runs plain functions on a thread, which costs more than they
# do, and `get_work` calls what it needs, because each further dependency is one more to resolve.


async def get_actor(request: Request) -> Actor:
    """Return who makes the request, as the edge has proven; raises Unauthenticated."""
    return _actor(request)


def _actor(request: Request) -> Actor:
    who: Actor | Problem | None = request.state.actor
    if isinstance(who, Actor):
        if who.scopes is not None:
            _require_scope(who.scopes, request)
        return who
    raise who or Unauthenticated("Send an access token: `Authorization: Bearer …`.")


def _require_scope(scopes: frozenset[str], request: Request) -> None:
    """Raise InsufficientScope where a token does not reach as far as the route."""
    (tag,) = request.scope["route"].tags
    scope = required_scope(tag, request.method)
    if scope is None:
        raise InsufficientScope("No token can do this: sign in.")
    if not allows(scopes, scope):
        raise InsufficientScope(f"The token lacks the scope {scope}.", scope=scope)


async def get_recent_actor(request: Request) -> Actor:
    """Return the actor of a dangerous act; raises ReauthenticationRequired unless the proof is recent.

    It reads in a transaction of its own, so that it stands before any route, whatever that opens.
    """
    actor, database = _actor(request), _database(request)
    minutes = request.app.state.settings.auth.recent_minutes
    async with database.read(actor.user_id, actor=actor) as work:
        proven_at = await work.db.value(AUTHENTICATED_AT, session=actor.session_id)
    if proven_at is None or database.clock.now() - proven_at > timedelta(minutes=minutes):
        raise ReauthenticationRequired(max_age_seconds=minutes * 60)
    return actor


async def get_database(request: Request) -> Database:
    """Return the application's connection pool."""
    return _database(request)


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


ActorDep = Annotated[Actor, Depends(get_actor)]
RecentActorDep = Annotated[Actor, Depends(get_recent_actor)]
"""The actor of an act that needs a recent proof of who they are; such a route declares
`problems(ReauthenticationRequired)`."""
DatabaseDep = Annotated[Database, Depends(get_database)]


async def get_work(request: Request) -> AsyncIterator[Work]:
    """Open the request's transaction on the actor's own data; commits when the route returns."""
    actor, request_id = _actor(request), request.state.request_id
    async with _database(request).work(actor.user_id, actor=actor, request_id=request_id) as work:
        if request.method == "POST":
            await claim(work, request)
        yield work


async def get_read(request: Request) -> AsyncIterator[ReadWork]:
    """Open a transaction that can only read the actor's own data."""
    actor, request_id = _actor(request), request.state.request_id
    async with _database(request).read(actor.user_id, actor=actor, request_id=request_id) as work:
        yield work


async def get_admin_work(request: Request, actor: ActorDep, database: DatabaseDep) -> AsyncIterator[Work]:
    """Open a transaction on the global tables for an administrator; raises Forbidden for others.

    The role is read again: the one in the token may be as old as the token.
    """
    request_id = request.state.request_id
    async with database.work(actor.user_id, actor=actor, scope=Scope.SYSTEM, request_id=request_id) as work:
        if actor.scopes is not None and not allows(actor.scopes, "admin"):
            raise InsufficientScope("The token lacks the scope admin.", scope="admin")
        if await work.db.value(ACTIVE_ROLE) != "admin":
            raise Forbidden("Only an administrator may do this.")
        yield work


async def get_system_work(request: Request) -> AsyncIterator[Work]:
    """Open a transaction of the actor on their own account, of which some columns only the system writes."""
    actor, request_id = _actor(request), request.state.request_id
    async with _database(request).work(
        actor.user_id, actor=actor, scope=Scope.SYSTEM, request_id=request_id
    ) as work:
        yield work


async def get_auth(request: Request, database: DatabaseDep) -> AuthContext:
    """Return what signing in works with; its functions open their own transactions."""
    state = request.app.state
    return AuthContext(database, state.keyring, state.settings.auth, state.settings.http.public_url)


async def get_origin(request: Request) -> Origin:
    """Return where the request comes from."""
    address = request.client.host if request.client else None
    return Origin(device_words(request.headers.get("user-agent", "")), address, request.state.request_id)


WorkDep = Annotated[Work, Depends(get_work, scope="function")]
ReadDep = Annotated[ReadWork, Depends(get_read, scope="function")]
SystemWorkDep = Annotated[Work, Depends(get_system_work, scope="function")]
AdminWorkDep = Annotated[Work, Depends(get_admin_work, scope="function")]
AuthDep = Annotated[AuthContext, Depends(get_auth)]
OriginDep = Annotated[Origin, Depends(get_origin)]
