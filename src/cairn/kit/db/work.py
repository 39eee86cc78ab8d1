"""The unit of work: one request or job, one transaction, one data owner.

Only `Database.work` and `Database.read` begin and end transactions. Row-level security is entered with the
transaction itself: the role and the owner travel to the server with the first statement, and all of it ends
with the transaction, so that a pooled connection (or PgBouncer in transaction mode) carries nothing over.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg

from cairn.kit.actor import Actor
from cairn.kit.clock import Clock, SystemClock
from cairn.kit.db.changes import Changes
from cairn.kit.db.sql import Db, Row
from cairn.kit.db.wire import BEGIN_SNAPSHOT, Kind, Line, opening, plain_opening
from cairn.kit.http.problems import Unavailable
from cairn.kit.ids import UserId
from cairn.kit.json import decode_json, encode_json_text
from cairn.kit.logs import log

if TYPE_CHECKING:
    from cairn.settings import Settings


class Scope(Enum):
    """Which rows a transaction may see, as the database enforces it."""

    OWNER = "cairn_app"
    """The rows of one person; without a person, the global tables only."""
    SYSTEM = "cairn_system"
    """Every row: for scheduled work and the administration of accounts, never for a request's content."""


@dataclass(slots=True)
class ReadWork:
    """A transaction that only reads. A function that takes it cannot write."""

    db: Db
    owner: UserId
    clock: Clock
    actor: Actor | None = None
    request_id: str | None = None
    known: dict[str, Any] = field(default_factory=dict)
    """What handlers have looked up and need not ask again in this transaction, by a name of their own."""


@dataclass(slots=True)
class Work(ReadWork):
    """A transaction that changes rows of one owner; committed by the edge that opened it."""

    idempotency: UUID | str | None = field(default=None)
    """The key under which the answer of this request is kept, where the client sent one."""

    @property
    def actor_id(self) -> UUID | None:
        """Who acts; None for the system."""
        return self.actor.user_id if self.actor else None


ACQUIRE_SECONDS = 10.0
"""How long a request waits for a connection before it is answered 503."""
_UNREACHABLE = (
    TimeoutError,
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # it died while the connection was made
)
NOBODY = UserId(UUID(int=0))
"""The owner of no row: stands for "no person" in a transaction that touches global tables only."""


class Database:
    """The connection pool and the only place where transactions begin and end."""

    def __init__(self, pool: "asyncpg.Pool[Any]", clock: Clock, *, prepared: bool = True) -> None:
        """Use `Database.connect`."""
        self._pool = pool
        self._prepared = prepared
        self.clock = clock
        self.changes = Changes()
        self.settings: Settings | None = None
        """What the process was started with, for jobs, which are given the database alone; None elsewhere."""
        self.trace: list[str] | None = None
        """Where a test collects the statements that requests run."""

    @classmethod
    async def connect(
        cls, url: str, *, size: int, clock: Clock | None = None, prepared: bool = True
    ) -> "Database":
        """Open a pool of at most `size` connections; idle ones are closed after a minute.

        Unless statements are `prepared`, whatever is sent stands within one transaction and refers to nothing
        of an earlier one, as a pooler in transaction mode needs it.
        """
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=size,
            max_inactive_connection_lifetime=60,
            connection_class=Line,
            record_class=Row,
            init=_prepare_connection if prepared else _prepare_plain_connection,
            reset=_keep,
            command_timeout=60,
            statement_cache_size=100 if prepared else 0,
        )
        return cls(pool, clock or SystemClock(), prepared=prepared)

    async def close(self) -> None:
        """Close every connection, waiting for those in use."""
        await self._pool.close()

    @asynccontextmanager
    async def work(
        self,
        owner: UserId = NOBODY,
        *,
        actor: Actor | None = None,
        scope: Scope = Scope.OWNER,
        request_id: str | None = None,
    ) -> AsyncIterator[Work]:
        """Open a transaction that commits when the block ends and rolls back when it raises."""
        async with self._transaction(Kind.CHANGE, owner, actor, scope) as db:
            yield Work(db, owner, self.clock, actor, request_id)

    @asynccontextmanager
    async def read(
        self,
        owner: UserId = NOBODY,
        *,
        actor: Actor | None = None,
        scope: Scope = Scope.OWNER,
        request_id: str | None = None,
    ) -> AsyncIterator[ReadWork]:
        """Read, one transaction for each statement, in which the database refuses every write.

        Each statement of a longer transaction would see the rows as they are when it begins, and so does each
        of these.
        """
        async with self._transaction(Kind.READ, owner, actor, scope) as db:
            yield ReadWork(db, owner, self.clock, actor, request_id)

    @asynccontextmanager
    async def snapshot(self, owner: UserId) -> AsyncIterator[ReadWork]:
        """Open a transaction that reads a person's rows as they are at one moment, for up to an hour."""
        async with self._transaction(Kind.SNAPSHOT, owner, None, Scope.OWNER) as db:
            await db.raw("SELECT set_config('statement_timeout', '1h', true)")
            yield ReadWork(db, owner, self.clock)

    @asynccontextmanager
    async def _transaction(
        self, kind: Kind, owner: UserId, actor: Actor | None, scope: Scope
    ) -> AsyncIterator[Db]:
        held = await self._acquire()
        line: Line = held._con  # noqa: SLF001 - the pool's wrapper knows only what every connection can
        session = str(actor.session_id) if actor else None
        entered = (kind, scope.value, str(owner), session, self.clock.now().isoformat())
        plain = not self._prepared
        ahead = b"" if plain else opening(*entered)
        db = Db(line, owner, ahead, each=kind is Kind.READ and not plain, trace=self.trace)
        lasts = plain or kind is not Kind.READ
        try:
            if plain:
                db.used = True
                await line.execute(plain_opening(*entered))
            elif kind is Kind.SNAPSHOT:
                await line.execute(BEGIN_SNAPSHOT)
            yield db
            if not db.used:
                await db.raw("SELECT 1")  # proves that the session lasts
            if lasts:
                await line.execute("COMMIT")
            if kind is Kind.CHANGE:
                self.changes.tell(owner)
            if db.grown:
                await _analyze(line, db.grown)
        except asyncpg.InternalClientError as error:
            # The server has died since the last statement, which the driver has noticed by half only.
            line.terminate()
            raise asyncpg.ConnectionDoesNotExistError("the connection was lost") from error
        except BaseException:
            if kind is Kind.SNAPSHOT or (lasts and db.used):
                await _abandon(line)
            raise
        finally:
            await self._pool.release(held)

    async def _acquire(self) -> Any:
        try:
            return await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        except _UNREACHABLE as e:
            raise Unavailable("The database cannot be reached right now.") from e

    async def ping(self) -> None:
        """Raise `Unavailable` unless the database answers."""
        async with self.read() as work:
            await work.db.raw("SELECT 1")


async def _analyze(connection: Any, tables: set[str]) -> None:
    """Tell the planner of tables that have grown, which also ends the plans that were made before.

    A plan that was made while a table was empty can read all of it for each of ten thousand rows, and the
    server itself looks again only after a while. What is committed stands, whatever becomes of this.
    """
    try:
        await connection.execute(f"ANALYZE {', '.join(sorted(tables))}")
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        log.warning("analyze_failed", error_type=type(error).__name__)


async def _abandon(connection: Any) -> None:
    """Roll back; a connection that cannot even do that is dropped from the pool."""
    try:
        await connection.execute("ROLLBACK", timeout=5)
    except (
        OSError,
        TimeoutError,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,
    ):
        connection.terminate()


async def _prepare_connection(connection: Any) -> None:
    await connection.prepare_openings()
    await _set_codecs(connection)


async def _prepare_plain_connection(connection: Any) -> None:
    async with connection.transaction():  # the driver looks the types up
        await _set_codecs(connection)


async def _set_codecs(connection: Any) -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=encode_json_text, decoder=decode_json
    )
    await connection.set_type_codec(
        "json", schema="pg_catalog", format="binary", encoder=_same, decoder=_same
    )


async def _keep(_connection: Any) -> None:
    """Skip the driver's session reset: nothing here outlives its transaction."""


def _same(value: bytes) -> bytes:
    return value
