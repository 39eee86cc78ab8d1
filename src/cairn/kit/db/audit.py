"""Audit events of changes that are not writes of an owned row, which bring their own."""

from typing import Any
from uuid import UUID

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id

_RECORD = Query(
    "INSERT INTO audit_event (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes,"
    " request_id) VALUES (:owner, :id, :now, :actor, :action, :kind, :entity, :changes, :request)"
)


async def record(
    work: Work,
    action: str,
    kind: str,
    entity_id: UUID | None = None,
    changes: dict[str, tuple[Any, Any]] | None = None,
    *,
    actor_id: UUID | None = None,
) -> None:
    """Append what happened to the data of the work's owner, in the same transaction.

    `changes` maps a column to its value before and after; a person's own words and secrets stay out. The one
    who did it is the work's actor, or `actor_id` where the request had yet to prove who it is.
    """
    await work.db.run(
        _RECORD,
        id=new_id(),
        now=work.clock.now(),
        actor=actor_id or work.actor_id,
        action=action,
        kind=kind,
        entity=entity_id,
        changes=changes,
        request=work.request_id,
    )
