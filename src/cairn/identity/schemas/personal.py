"""Wire shapes of personal access tokens."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from cairn.identity.ids import PersonalTokenId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output
from cairn.kit.text import Line

Scope = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z]+(-[a-z]+)*(:(read|write))?$")]


class TokenCreate(Input):
    """A token to make."""

    name: Line
    """What it is for."""
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=100)]
    """What it may do: `read`, `write` or `admin` for all, or groups of routes such as `tasks:read`."""
    days: Annotated[int, Field(ge=1, le=366)] = 90
    """How many days it counts."""


class TokenOut(Output):
    """A token that counts."""

    id: PersonalTokenId
    """Time-ordered id (UUIDv7)."""
    name: str
    """What it is for."""
    prefix: str
    """How it begins and ends, to recognise it by."""
    scopes: list[str]
    """What it may do."""
    created_at: datetime
    """When it was made."""
    last_used_at: datetime | None
    """When it was last used, give or take five minutes, or null."""
    expires_at: datetime
    """Until when it counts."""


class NewTokenOut(TokenOut):
    """A token with its text, which is shown this once."""

    token: str
    """Send it as `Authorization: Bearer …`: a secret."""


class TokenQuery(PageQuery):
    """Which tokens to list."""
