"""Links as a resource, and as a part of what they connect."""

from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, case, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from cairn.kit.db.entities import kind_of, title_of
from cairn.kit.db.owned import Owned, equals
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
