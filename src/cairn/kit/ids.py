"""Identifiers: UUIDv7, made in the application, so that a row knows its id before it is written."""

import uuid
from datetime import datetime
from typing import NewType

import uuid_utils.compat

UserId = NewType("UserId", uuid.UUID)
"""A person. Also the tenant key: the first column of every tenant table and index."""


def new_id(at: datetime | None = None) -> uuid.UUID:
    """Return a new time-ordered id (RFC 9562, version 7), of now or of another moment since 1970."""
    if at is None:
        return uuid_utils.compat.uuid7()
    return uuid_utils.compat.uuid7(nanoseconds=max(0, int(at.timestamp() * 1_000)) * 1_000_000)
