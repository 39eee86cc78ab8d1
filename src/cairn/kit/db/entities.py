"""Rows of any kind, by their entry in the registry: what they are called, and whether they are there.

Parts of other rows have no name of their own and are not spoken of here.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, case, cast, select
from sqlalchemy.orm import aliased

from cairn.kit.db.base import OwnedRow
from cairn.kit.db.registry import Entity
from cairn.kit.db.sql import Query
from cairn.kit.db.work import ReadWork


def named() -> dict[str, type[OwnedRow]]:
    """Return the tables whose rows have a name, by their kind."""
    models = {model.__tablename__: model for model in OwnedRow.__subclasses__()}
    return {kind: models[kind] for kind in sorted(models) if models[kind].called()}


def kind_of(user_id: Any, entity_id: Any) -> ColumnElement[Any]:
    """Return the expression for the kind of a row that is named by columns of another."""
    entry = aliased(Entity)
    found = select(entry.kind).where(entry.user_id == user_id, entry.id == entity_id)
    return found.correlate_except(entry).scalar_subquery()


def title_of(user_id: Any, entity_id: Any) -> ColumnElement[Any]:
    """Return the expression for what a row is called; null while it is in the trash."""
    entry = aliased(Entity)
    titles = {}
    for kind, model in named().items():
        row = aliased(model)
        title = cast(getattr(row, model.called() or ""), Text)
        titles[kind] = (
            select(title)
            .where(row.user_id == entry.user_id, row.id == entry.id, row.deleted_at.is_(None))
            .correlate_except(row)
            .scalar_subquery()
        )
    found = select(case(titles, value=entry.kind)).where(entry.user_id == user_id, entry.id == entity_id)
    return found.correlate_except(entry).scalar_subquery()


@cache
def _there() -> Query:
    tables = " UNION ALL ".join(
        f"SELECT id FROM {kind} WHERE user_id = :owner AND id = any(CAST(:ids AS uuid[]))"  # noqa: S608 - ours
        " AND deleted_at IS NULL"
        for kind in named()
    )
    return Query(tables)


async def missing(work: ReadWork, ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these are no rows of the owner, or in the trash, or parts without a name."""
    wanted = set(ids)
    return wanted - {row.id for row in await work.db.rows(_there(), ids=list(wanted))}
