"""Time entries as a resource and a feed; the timer's state; what a summary is made of."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Float, bindparam, case, cast, func, select
from sqlalchemy.orm import aliased

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.registry import Entity
from cairn.kit.db.sql import Query
from cairn.planning.models import Area, Pillar, Project, Task, TimeEntry
from cairn.planning.schemas.time import TimeEntryOut


def _entity_kind(r: Any) -> ColumnElement[Any]:
    entity = aliased(Entity)
    found = select(entity.kind).where(entity.user_id == r.user_id, entity.id == r.entity_id)
    return found.correlate(r).scalar_subquery()


def _entity_name(r: Any) -> ColumnElement[Any]:
    def of(model: Any, column: str) -> Any:
        target = aliased(model)
        found = select(getattr(target, column)).where(target.user_id == r.user_id, target.id == r.entity_id)
        return found.correlate(r).scalar_subquery()

    # coalesce stops at the first that is there.
    return func.coalesce(of(Task, "title"), of(Project, "name"), of(Area, "name"), of(Pillar, "name"))


def _minutes(r: Any) -> ColumnElement[Any]:
    seconds = cast(func.extract("epoch", r.ended_at - r.started_at), Float)
    return case((r.ended_at.is_not(None), seconds / 60))


_COMPUTED = {"entity_kind": _entity_kind, "entity_name": _entity_name, "minutes": _minutes}

ENTRIES = Owned(TimeEntry, TimeEntryOut, computed=_COMPUTED)

ENTRY_FEED = Feed(
    TimeEntry,
    TimeEntryOut,
    at="started_at",
    computed=_COMPUTED,
    filters={
        "entity_id": equals("entity_id"),
        "kind": equals("kind"),
        "first": lambda r: r.local_date >= bindparam("first", type_=Date()),
        "last": lambda r: r.local_date <= bindparam("last", type_=Date()),
    },
)

TRACKABLE = Query("""
SELECT 'task' FROM task WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
UNION ALL SELECT 'project' FROM project WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
UNION ALL SELECT 'area' FROM area WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
UNION ALL SELECT 'pillar' FROM pillar WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
""")
"""What kind of thing time can be spent on; no row for anything else."""

OPEN_ENTRY = Query(
    "SELECT id, entity_id, started_at FROM time_entry"
    " WHERE user_id = :owner AND ended_at IS NULL AND deleted_at IS NULL"
)

LAST_EVENT = Query(
    "SELECT w.kind, w.entity_id, e.id AS entry_id, e.kind AS entry_kind FROM work_event w"
    " LEFT JOIN time_entry e ON e.user_id = w.user_id AND e.id = w.time_entry_id AND e.deleted_at IS NULL"
    " WHERE w.user_id = :owner ORDER BY w.id DESC LIMIT 1"
)

APPEND_EVENT = Query(
    "INSERT INTO work_event (user_id, id, created_at, entity_id, time_entry_id, kind, at)"
    " VALUES (:owner, :id, :now, :entity_id, :entry_id, :kind, :at)"
)

SPENT = Query("""
SELECT e.entity_id, e.started_at, coalesce(e.ended_at, greatest(e.started_at, :now)) AS ended_at, e.kind,
    e.local_date, r.id AS project_id, r.name AS project, a.id AS area_id, a.name AS area,
    p.id AS pillar_id, p.name AS pillar
FROM time_entry e
LEFT JOIN task t ON t.user_id = e.user_id AND t.id = e.entity_id
LEFT JOIN project r ON r.user_id = e.user_id AND r.id = coalesce(t.project_id, e.entity_id)
LEFT JOIN area a ON a.user_id = e.user_id AND a.id = coalesce(t.area_id, r.area_id, e.entity_id)
LEFT JOIN pillar p ON p.user_id = e.user_id AND p.id = coalesce(a.pillar_id, e.entity_id)
WHERE e.user_id = :owner AND e.deleted_at IS NULL AND e.local_date BETWEEN :first AND :last
ORDER BY e.started_at, e.id
""")

EFFORTS = Query("""
SELECT actual, estimate_minutes AS estimate FROM (
    SELECT t.estimate_minutes, coalesce(t.actual_minutes_override, (
        SELECT extract(epoch FROM sum(e.ended_at - e.started_at)) / 60 FROM time_entry e
        WHERE e.user_id = t.user_id AND e.entity_id = t.id AND e.deleted_at IS NULL AND e.kind <> 'break'
    ))::float8 AS actual
    FROM task t
    WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.estimate_minutes > 0
        AND t.completed_on BETWEEN :first AND :last
) done WHERE actual > 0
""")
