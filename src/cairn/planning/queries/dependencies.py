"""What waits for what."""

from cairn.kit.db.sql import Query

EDGES_BEYOND = Query(
    "WITH RECURSIVE beyond (task_id, blocked_by_id) AS ("
    "SELECT task_id, blocked_by_id FROM task_dependency"
    " WHERE user_id = :owner AND task_id = CAST(:start AS uuid)"
    " UNION SELECT d.task_id, d.blocked_by_id FROM task_dependency d"
    " JOIN beyond b ON d.user_id = :owner AND d.task_id = b.blocked_by_id)"
    " SELECT task_id, blocked_by_id FROM beyond"
)
"""Every edge on a way from a task to what it waits for, directly or not; those of the trash too, since
what lies there can come back."""

ADD_EDGE = Query(
    "INSERT INTO task_dependency (user_id, task_id, blocked_by_id, created_at)"
    " VALUES (:owner, :task_id, :blocked_by_id, :now) ON CONFLICT DO NOTHING RETURNING true"
)

REMOVE_EDGE = Query(
    "DELETE FROM task_dependency WHERE user_id = :owner AND task_id = :task_id"
    " AND blocked_by_id = :blocked_by_id RETURNING true"
)

_REF = (
    "json_agg(json_build_object('id', o.id, 'title', o.title, 'status', o.status,"
    " 'is_open', o.status NOT IN ('done', 'cancelled')) ORDER BY d.created_at, o.id)"
)
_OTHER = "JOIN task o ON o.user_id = d.user_id AND o.deleted_at IS NULL AND o.id"

NEIGHBOURS = Query(
    "SELECT json_build_object("  # noqa: S608 - constants of this file
    f" 'blocked_by', coalesce((SELECT {_REF} FROM task_dependency d {_OTHER} = d.blocked_by_id"
    " WHERE d.user_id = t.user_id AND d.task_id = t.id), '[]'::json),"
    f" 'blocks', coalesce((SELECT {_REF} FROM task_dependency d {_OTHER} = d.task_id"
    " WHERE d.user_id = t.user_id AND d.blocked_by_id = t.id), '[]'::json))"
    " FROM task t WHERE t.user_id = :owner AND t.id = :id AND t.deleted_at IS NULL"
)
"""Both ends of a task's dependencies as JSON; no row for a task that is not there."""
