"""Statements, compiled once and run by the driver.

SQLAlchemy builds and compiles; asyncpg runs. Compiling a list statement takes more than a millisecond and
running it less than one, so a statement is a module constant (or the result of a cached function) and its
values are `bindparam`s by name. `bindparam("owner")` is filled in from the unit of work.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import asyncpg
from sqlalchemy import BindParameter, Dialect, bindparam, text
from sqlalchemy.dialects.postgresql import asyncpg as dialect
from sqlalchemy.sql import ClauseElement

DIALECT: Dialect = dialect.dialect()  # type: ignore[no-untyped-call]

OWNER: BindParameter[Any] = bindparam("owner")
"""The person whose rows a statement may see; stands first in every `where`."""


class Query:
    """A statement, compiled at its first use, and the order of its values."""

    __slots__ = ("_fixed", "_names", "_statement", "text")

    text: str
    """What is sent to the server."""

    def __init__(self, statement: ClauseElement | str) -> None:
        """Take a SQLAlchemy statement, or SQL text with `:name` parameters."""
        self._statement: ClauseElement | str | None = statement

    def __getattr__(self, name: str) -> Any:
        """Compile when `text` or the parameters are first asked for: hundreds of statements wait at start."""
        if name not in self.__slots__ or self._statement is None:
            raise AttributeError(name)
        statement = text(self._statement) if isinstance(self._statement, str) else self._statement
        compiled: Any = statement.compile(dialect=DIALECT)
        required = {name for name, bind in compiled.binds.items() if bind.required}
        # Spells out an IN over a fixed list; leaves any other statement as it is.
        state = compiled.construct_expanded_state(dict.fromkeys(required))
        self.text = state.statement
        self._names: tuple[str, ...] = tuple(state.positiontup or ())
        self._fixed = {name: value for name, value in state.parameters.items() if name not in required}
        self._statement = None
        return getattr(self, name)

    def args(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values in the order of the statement's parameters; KeyError names a missing one."""
        fixed = self._fixed
        return [values[name] if name in values else fixed[name] for name in self._names]


class Row(asyncpg.Record):
    """A row whose columns are attributes."""

    def __getattr__(self, name: str) -> Any:
        """Return the column's value."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Db:
    """One connection inside one transaction, with its owner's id at hand."""

    __slots__ = ("_connection", "_owner", "_trace", "grown")

    grown: set[str]
    """Tables that got many rows at once: the planner is told of them when the transaction has ended."""

    def __init__(self, connection: Any, owner: Any, trace: list[str] | None = None) -> None:
        """Wrap a driver connection; `trace` collects the text of every statement that is run."""
        self.grown = set()
        self._connection = connection
        self._owner = owner
        self._trace = trace

    def _prepare(self, query: Query, values: dict[str, Any]) -> list[Any]:
        values.setdefault("owner", self._owner)
        if self._trace is not None:
            self._trace.append(query.text)
        return query.args(values)

    async def rows(self, query: Query, /, **values: Any) -> list[Row]:
        """Run the statement and return all its rows."""
        found: list[Row] = await self._connection.fetch(query.text, *self._prepare(query, values))
        return found

    async def row(self, query: Query, /, **values: Any) -> Row | None:
        """Run the statement and return its first row, or None."""
        found: Row | None = await self._connection.fetchrow(query.text, *self._prepare(query, values))
        return found

    async def value(self, query: Query, /, **values: Any) -> Any:
        """Run the statement and return the first column of its first row, or None."""
        return await self._connection.fetchval(query.text, *self._prepare(query, values))

    async def run(self, query: Query, /, **values: Any) -> int:
        """Run the statement and return how many rows it touched."""
        status: str = await self._connection.execute(query.text, *self._prepare(query, values))
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def many(self, query: Query, values: list[dict[str, Any]], /) -> None:
        """Run the statement once for each set of values, in one round trip."""
        await self._connection.executemany(query.text, [self._prepare(query, dict(v)) for v in values])

    async def raw(self, sql: str, *args: Any) -> Any:
        """Run SQL text that the kernel generated, with positional values; return the first column."""
        if self._trace is not None:
            self._trace.append(sql)
        return await self._connection.fetchval(sql, *args)

    async def copy_out(self, sql: str, sink: Callable[[bytes], Awaitable[None]], **options: Any) -> int:
        """Send the rows of SQL text that the kernel generated to a function, piece by piece, by COPY.

        Returns how many rows there were. `options` are those of COPY: format, delimiter, quote, header.
        """
        if self._trace is not None:
            self._trace.append(sql)
        status = await self._connection.copy_from_query(sql, output=sink, timeout=3600, **options)
        return int(str(status).rpartition(" ")[2])
