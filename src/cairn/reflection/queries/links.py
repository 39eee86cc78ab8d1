"""Links as a resource, and as a part of what they connect."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, case, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from cairn.kit.db.entities import kind_of, named, title_of
from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.reflection.models import Link
from cairn.reflection.schemas.links import EntityLinkOut


def _touches(r: Any) -> ColumnElement[bool]:
    entity_id = bindparam("entity_id", type_=Uuid())
    return or_(r.from_id == entity_id, r.to_id == entity_id)


LINKS = Owned(
    Link,
    EntityLinkOut,
    computed={
        "from_kind": lambda r: kind_of(r.user_id, r.from_id),
        "from_title": lambda r: title_of(r.user_id, r.from_id),
        "to_kind": lambda r: kind_of(r.user_id, r.to_id),
        "to_title": lambda r: title_of(r.user_id, r.to_id),
    },
    filters={
        "entity_id": _touches,
        "from_id": equals("from_id"),
        "to_id": equals("to_id"),
        "kind": equals("kind"),
    },
)


TARGETS = (
    "area",
    "day_entry",
    "goal",
    "habit",
    "journal_entry",
    "metric",
    "pillar",
    "project",
    "reward",
    "task",
)
"""Kinds that a person looks for by their name."""


@cache
def targets() -> Query:
    """Return the statement for what can be connected, by a part of its name."""
    kinds = named()
    rows = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, id, CAST({kinds[kind].called()} AS text) AS title FROM {kind}"  # noqa: S608 - ours
        " WHERE user_id = :owner AND deleted_at IS NULL"
        for kind in TARGETS
    )
    return Query(
        f"SELECT id, kind, title FROM ({rows}) AS found"  # noqa: S608 - ours
        " WHERE position(lower(:q) IN lower(title)) > 0"
        " ORDER BY position(lower(:q) IN lower(title)) > 1, length(title), title, id LIMIT :limit"
    )


def links_of(r: Any) -> ColumnElement[Any]:
    """Return the expression for what a row is connected with, as JSON, the first connection first."""
    link = aliased(Link)
    other = case((link.from_id == r.id, link.to_id), else_=link.from_id)
    members = {
        "link_id": link.id,
        "kind": link.kind,
        "entity_id": other,
        "entity_kind": kind_of(link.user_id, other),
        "title": title_of(link.user_id, other),
    }
    pairs = [part for name, value in members.items() for part in (literal_column(f"'{name}'"), value)]
    items = func.json_agg(aggregate_order_by(func.json_build_object(*pairs), link.id))
    return (
        select(func.coalesce(items, literal_column("CAST('[]' AS json)")))
        .where(
            link.user_id == r.user_id,
            or_(link.from_id == r.id, link.to_id == r.id),
            link.deleted_at.is_(None),
        )
        .correlate_except(link)
        .scalar_subquery()
    )
