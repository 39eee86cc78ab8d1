"""Wire shapes of links."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output, OwnedOut
from cairn.reflection.ids import EntityId, LinkId

LinkKind = Literal["related", "mentions", "about", "supports", "hinders"]


class EntityLinkCreate(Input):
    """A connection to make."""

    from_id: EntityId
    """What the connection starts from: anything of yours that has a name, and days."""
    to_id: EntityId
    """What it leads to; not the same."""
    kind: LinkKind = "related"
    """What the first is to the second."""


class EntityLinkOut(OwnedOut):
    """A connection between two things."""

    from_id: EntityId
    """What it starts from."""
    from_kind: str
    """What `from_id` names, such as journal_entry."""
    from_title: str | None
    """What that is called; null where it has no title, or while it is in the trash."""
    to_id: EntityId
    """What it leads to."""
    to_kind: str
    """What `to_id` names, such as task."""
    to_title: str | None
    """What that is called; null where it has no title, or while it is in the trash."""
    kind: LinkKind
    """What the first is to the second."""


class EntityLinkQuery(PageQuery):
    """Which connections to list."""

    entity_id: UUID | None = None
    """Only those from this or to it."""
    from_id: UUID | None = None
    """Only those that start from this."""
    to_id: UUID | None = None
    """Only those that lead to this."""
    kind: LinkKind | None = None
    """Only those of this kind."""
    sort: Literal["created"] = Field("created")
    """Order: the newest first."""


class LinkTargetQuery(Input):
    """What to look for."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    """A part of the name, in any case; of a day a part of its date, such as 2026-11."""
    limit: int = Field(20, ge=1, le=50)
    """How many at most, 1 to 50; more is refused, not cut."""


class LinkTargetOut(Output):
    """Something that can be connected."""

    id: EntityId
    """What a connection names."""
    kind: str
    """What it is, such as goal."""
    title: str
    """What it is called."""


class LinkTargetsOut(Output):
    """What was found."""

    items: list[LinkTargetOut]
    """Names that begin with the words first, of these the shortest."""


class LinkedOut(Output):
    """What something is connected with."""

    link_id: LinkId
    """The connection."""
    kind: LinkKind
    """What the one is to the other."""
    entity_id: EntityId
    """The other end."""
    entity_kind: str
    """What the other end is, such as task."""
    title: str | None
    """What the other end is called; null where it has no title, or while it is in the trash."""
