"""Statements, compiled once and run by the driver.

SQLAlchemy builds and compiles; asyncpg runs. Compiling a list statement takes more than a millisecond and
running it less than one, so a statement is a module constant (or the result of a cached function) and its
values are `bindparam`s by name. `bindparam("owner")` is filled in from the unit of work.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

import asyncpg
from sqlalchemy import BindParameter, Dialect, bindparam, text
from sqlalchemy.dialects.postgresql import asyncpg as dialect
from sqlalchemy.sql import ClauseElement

from cairn.kit.db.wire import Line

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
    """One connection with its owner's id at hand; its first statement opens the transaction."""

    __slots__ = ("_ahead", "_each", "_line", "_opened", "_owner", "_trace", "grown", "used")

    grown: set[str]
    """Tables that got many rows at once: the planner is told of them when the transaction has ended."""
    used: bool
    """Whether a statement was sent."""

    def __init__(self, line: Line, owner: Any, ahead: bytes, *, each: bool, trace: list[str] | None) -> None:
        """Send `ahead` with the first statement, or with each one, which is then a transaction of its own.

        `trace` collects the text of every statement that is run.
        """
        self.grown = set()
        self.used = False
        self._each = each
        self._opened = False
        self._line = line
        self._owner = owner
        self._ahead = ahead
        self._trace = trace

    async def _run(self, query: Query, values: dict[str, Any]) -> tuple[list[Row], str]:
        values.setdefault("owner", self._owner)
        return await self._send(query.text, query.args(values))

    async def _send(self, text: str, args: Sequence[Any]) -> tuple[list[Row], str]:
        if self._trace is not None:
            self._trace.append(text)
        ahead = b"" if self._opened else self._ahead
        self.used = True
        answer = await self._line.send(text, args, ahead)
        # Only now: were the first statement refused before it is sent, the next one would run outside.
        self._opened = not self._each
        return answer

    async def rows(self, query: Query, /, **values: Any) -> list[Row]:
        """Run the statement and return all its rows."""
        return (await self._run(query, values))[0]

    async def row(self, query: Query, /, **values: Any) -> Row | None:
        """Run the statement and return its first row, or None."""
        rows, _ = await self._run(query, values)
        return rows[0] if rows else None

    async def value(self, query: Query, /, **values: Any) -> Any:
        """Run the statement and return the first column of its first row, or None."""
        rows, _ = await self._run(query, values)
        return rows[0][0] if rows else None

    async def run(self, query: Query, /, **values: Any) -> int:
        """Run the statement and return how many rows it touched."""
        _, status = await self._run(query, values)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def raw(self, sql: str, *args: Any) -> Any:
        """Run SQL text that the kernel generated, with positional values; return the first column."""
        rows, _ = await self._send(sql, args)
        return rows[0][0] if rows else None

    async def copy_out(
        self, sql: str, sink: Callable[[bytes], Coroutine[Any, Any, None]], **options: Any
    ) -> int:
        """Send the rows of SQL text that the kernel generated to a function, piece by piece, by COPY.

        Returns how many rows there were. `options` are those of COPY: format, delimiter, quote, header. In a
        transaction that lasts only: nothing can be sent ahead of COPY.
        """
        if self._each:
            raise TypeError("COPY takes a snapshot")
        if not self._opened:
            await self.raw("SELECT 1")
        if self._trace is not None:
            self._trace.append(sql)
        status = await self._line.copy_from_query(sql, output=sink, timeout=3600, **options)
        return int(str(status).rpartition(" ")[2])
