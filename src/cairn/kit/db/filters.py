"""Conditions that several resources share."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, bindparam, cast, func
from sqlalchemy.dialects.postgresql import ARRAY

from cairn.kit.db.shape import Expression


def equals(column: str) -> Expression:
    """Return the filter that a column has the value of the query parameter of its name."""
    return lambda row: getattr(row, column) == bindparam(column)


def archived_filter(row: Any) -> ColumnElement[bool]:
    """Return the filter of the query parameter `archived`: the hidden rows, or the others."""
    return row.archived_at.is_not(None) == bindparam("archived", type_=Boolean())  # type: ignore[no-any-return]


def has_tags(r: Any) -> ColumnElement[bool]:
    """Return the filter that a row has all tags of the parameter `tag`, in any case.

    The array is compared as one text in small letters, read as an array again.
    """
    has: ColumnElement[bool] = _small(r.tags).contains(_small(bindparam("tag", type_=ARRAY(Text))))
    return has


def _small(tags: Any) -> Any:
    return cast(func.lower(cast(tags, Text)), ARRAY(Text))
