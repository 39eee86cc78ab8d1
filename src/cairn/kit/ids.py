"""Identifiers: UUIDv7, made in the application, so that a row knows its id before it is written."""

import uuid
from typing import NewType

import uuid_utils.compat

UserId = NewType("UserId", uuid.UUID)
"""A person. Also the tenant key: the first column of every tenant table and index."""


def new_id() -> uuid.UUID:
    """Return a new time-ordered id (RFC 9562, version 7)."""
    return uuid_utils.compat.uuid7()
