"""What the database refuses, as problems: the last line of defence, with the field's name."""

from typing import Any

import asyncpg

from cairn.kit.db.base import Base
from cairn.kit.http.problems import (
    Conflict,
    FieldError,
    Invalid,
    Problem,
    Unauthenticated,
    Unavailable,
)

SESSION_ENDED = "CA401"
"""SQLSTATE that `cairn_enter` raises for a session that was revoked or has expired."""


def from_database(error: Exception) -> Problem | None:
    """Translate a driver error; None for one that is a fault of the program."""
    if isinstance(error, asyncpg.PostgresError):
        if error.sqlstate == SESSION_ENDED:
            return Unauthenticated("The session has ended.")
        if isinstance(error, asyncpg.IntegrityConstraintViolationError):
            return _from_constraint(error)
        if isinstance(error, _RETRYABLE):
            return Unavailable("The database is busy.")
    if isinstance(error, (TimeoutError, OSError, asyncpg.InterfaceError, asyncpg.InternalClientError)):
        return Unavailable("The database cannot be reached right now.")
    return None


_RETRYABLE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
)


def _from_constraint(error: asyncpg.PostgresError) -> Problem | None:
    name = getattr(error, "constraint_name", None) or ""
    columns = _columns_of(name, getattr(error, "table_name", None) or "")
    if isinstance(error, asyncpg.ForeignKeyViolationError):
        return Invalid(errors=[FieldError(f"/{c}", "not_found", "There is no such row.") for c in columns])
    if isinstance(error, asyncpg.UniqueViolationError):
        named = " and ".join(columns) or "value"
        return Conflict(f"There is one with the same {named} already.", fields=list(columns))
    if isinstance(error, asyncpg.CheckViolationError):
        return Invalid(errors=[FieldError(f"/{c}", "out_of_range", "Not an allowed value.") for c in columns])
    return None


def _columns_of(constraint: str, table: str) -> tuple[str, ...]:
    """Return the columns a constraint speaks of, without the tenant key."""
    known = Base.metadata.tables.get(table)
    if known is None:
        return ()
    candidates: tuple[Any, ...] = (*known.constraints, *known.indexes)
    for candidate in candidates:
        if candidate.name == constraint:
            names = tuple(c.name for c in candidate.columns if c.name != "user_id")
            if names:
                return names
    # a CHECK is named after its column: ck_<table>_<column>
    column = constraint.removeprefix(f"ck_{table}_")
    return (column,) if column in known.columns else ()
