"""Audit events of changes that are not writes of an owned row, which bring their own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id
from cairn.kit.json import encode_json

_RECORD = Query(
    "INSERT INTO audit_event (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes,"
    " request_id) VALUES (:owner, :id, :now, :actor, :action, :kind, :entity, :changes, :request)"
)

_RECORD_MANY = Query(
    "INSERT INTO audit_event (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes,"
    " request_id) SELECT CAST(:owner AS uuid), x.id, CAST(:now AS timestamptz), CAST(:actor AS uuid),"
    " CAST(:action AS text), CAST(:kind AS text), x.entity, x.changes, CAST(:request AS text)"
    " FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, entity uuid, changes jsonb)"
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


async def record_many(
    work: Work, action: str, kind: str, rows: Sequence[tuple[UUID, dict[str, tuple[Any, Any]] | None]]
) -> None:
    """Append what happened to many rows, each with its own changes, in one statement."""
    if not rows:
        return
    events = [{"id": new_id(), "entity": entity_id, "changes": changes} for entity_id, changes in rows]
    await work.db.run(
        _RECORD_MANY,
        now=work.clock.now(),
        actor=work.actor_id,
        action=action,
        kind=kind,
        request=work.request_id,
        rows=encode_json(events),
    )
