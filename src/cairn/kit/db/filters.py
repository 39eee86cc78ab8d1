"""Conditions that several resources share."""

from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, func
from sqlalchemy.dialects.postgresql import ARRAY


def has_tags(r: Any) -> ColumnElement[bool]:
    """Return the filter that a row has all tags of the parameter `tag`, in any case.

    The array is compared as one text in small letters, read as an array again.
    """
    has: ColumnElement[bool] = _small(r.tags).contains(_small(bindparam("tag", type_=ARRAY(Text))))
    return has


def _small(tags: Any) -> Any:
    return cast(func.lower(cast(tags, Text)), ARRAY(Text))
