"""What routes depend on: the actor, and a unit of work in the scope of their data.

`scope="function"` makes the transaction end before the answer is sent: with the default a client would be
told 201 although the commit failed.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from cairn.kit.actor import Actor
from cairn.kit.db.work import Database, ReadWork, Work
from cairn.kit.http.problems import Problem, Unauthenticated
from cairn.kit.http.replies import claim


def get_actor(request: Request) -> Actor:
    """Return who makes the request, as the edge has proven; raises Unauthenticated."""
    who: Actor | Problem | None = request.state.actor
    if isinstance(who, Actor):
        return who
    raise who or Unauthenticated("Send an access token: `Authorization: Bearer …`.")


def get_database(request: Request) -> Database:
    """Return the application's connection pool."""
    database: Database = request.app.state.database
    return database


ActorDep = Annotated[Actor, Depends(get_actor)]
DatabaseDep = Annotated[Database, Depends(get_database)]


async def get_work(request: Request, actor: ActorDep, database: DatabaseDep) -> AsyncIterator[Work]:
    """Open the request's transaction on the actor's own data; commits when the route returns."""
    request_id = request.state.request_id
    async with database.work(actor.user_id, actor=actor, request_id=request_id) as work:
        if request.method == "POST":
            await claim(work, request)
        yield work


async def get_read(request: Request, actor: ActorDep, database: DatabaseDep) -> AsyncIterator[ReadWork]:
    """Open a transaction that can only read the actor's own data."""
    async with database.read(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
        yield work


WorkDep = Annotated[Work, Depends(get_work, scope="function")]
ReadDep = Annotated[ReadWork, Depends(get_read, scope="function")]
