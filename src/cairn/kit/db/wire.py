"""Opening a transaction in the message of its first statement.

The driver sends one statement at a time and waits for its end. What opens a transaction need not be waited
for: the server takes several messages at once, runs them in order, and after an error skips the rest. So a
read is one round trip instead of three, and a change is one less. The driver has no function for this; what
is used here of its inner parts is in this file alone.
"""

from collections.abc import Sequence
from enum import Enum
from struct import pack
from typing import TYPE_CHECKING, Any

import asyncpg

_OPEN = (
    "SELECT FROM (SELECT set_config('role', $1, true), {more}cairn_enter($2, $3, $4) AS entered OFFSET 0) e"
    " WHERE e.entered IS NULL"
)
"""Returns no row, so that the driver takes what follows for the only answer."""


class Kind(Enum):
    """How long a transaction lasts."""

    CHANGE = "change"
    """Until it is committed or rolled back."""
    SNAPSHOT = "snapshot"
    """The same, seeing all rows as they were at one moment."""
    READ = "read"
    """Until the end of the statement sent along: each statement has its own."""


BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""Begins a snapshot, in a message of its own: the server accepts a level of isolation only so."""

_STATEMENTS = {
    "cairn_begin": "BEGIN",
    "cairn_open": _OPEN.format(more=""),
    "cairn_open_to_read": _OPEN.format(more="set_config('transaction_read_only', 'on', true), "),
}
"""Name to statement, prepared on every connection."""


def opening(kind: Kind, role: str, owner: str, session: str | None, now: str) -> bytes:
    """Return the messages that open a transaction; those of a snapshot, which has begun."""
    if kind is Kind.READ:
        return _message("cairn_open_to_read", role, owner, session, now)
    begin = _message("cairn_begin") if kind is Kind.CHANGE else b""
    return begin + _message("cairn_open", role, owner, session, now)


def plain_opening(kind: Kind, role: str, owner: str, session: str | None, now: str) -> str:
    """Return the statements that open a transaction, a reading one too, for one simple message.

    The values are the program's own: ids, and an instant.
    """
    begin = {Kind.CHANGE: "BEGIN", Kind.READ: "BEGIN READ ONLY", Kind.SNAPSHOT: BEGIN_SNAPSHOT}[kind]
    whose = f"'{session}'" if session else "NULL"
    return f"{begin}; SET LOCAL ROLE {role}; SELECT cairn_enter('{owner}', {whose}, '{now}')"


class Line(asyncpg.Connection):
    """A connection that sends messages ahead of a statement."""

    if TYPE_CHECKING:  # what the driver does not tell of itself
        _get_statement: Any
        _protocol: Any
        _transport: Any

    _kept: tuple[object, ...] = ()

    async def prepare_openings(self) -> None:
        """Prepare what `opening` refers to; once, when the connection is made."""
        # The driver would close a statement that nobody holds.
        self._kept = tuple([await self.prepare(sql, name=name) for name, sql in _STATEMENTS.items()])

    async def send(self, text: str, args: Sequence[Any], ahead: bytes) -> tuple[list[Any], str]:
        """Run the messages and a statement; return the statement's rows and the command's status."""
        statement = await self._get_statement(text, None)
        if ahead:
            self._transport.write(ahead)
        try:
            rows, status, _ = await self._protocol.bind_execute(
                state=statement, args=args, portal_name="", limit=0, return_extra=True, timeout=None
            )
        except (asyncpg.InterfaceError, asyncpg.DataError) as error:
            # One of the driver's own, which has no severity: for a value of the wrong type, say, it has not
            # sent the statement, and what went ahead of it waits for one.
            if getattr(error, "severity", None) is None:
                self.terminate()
            raise
        return rows, status.decode()


def _message(statement: str, *values: str | None) -> bytes:
    """Return Bind and Execute of a prepared statement, its values and its answer as text."""
    bind = b"\0" + statement.encode() + b"\0" + pack("!HH", 0, len(values))
    for value in values:
        data = b"" if value is None else value.encode()
        bind += pack("!i", -1 if value is None else len(data)) + data
    bind += pack("!H", 0)
    return b"B" + pack("!I", len(bind) + 4) + bind + b"E" + pack("!I", 9) + b"\0" + pack("!I", 0)
