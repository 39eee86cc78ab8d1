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

ADD_EDGES = Query("""
WITH added AS (
    INSERT INTO task_dependency (user_id, task_id, blocked_by_id, created_at)
    SELECT CAST(:owner AS uuid), x.task_id, x.blocked_by_id, CAST(:now AS timestamptz)
    FROM jsonb_to_recordset(CAST(:edges AS jsonb)) AS x(task_id uuid, blocked_by_id uuid)
    ON CONFLICT DO NOTHING RETURNING task_id, blocked_by_id
)
INSERT INTO audit_event
    (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes, request_id)
SELECT CAST(:owner AS uuid), x.event, CAST(:now AS timestamptz), CAST(:actor AS uuid), 'add_dependency',
    'task', x.task_id, jsonb_build_object('blocked_by', jsonb_build_array(NULL, x.blocked_by_id)),
    CAST(:request AS text)
FROM added
JOIN jsonb_to_recordset(CAST(:edges AS jsonb)) AS x(task_id uuid, blocked_by_id uuid, event uuid)
    ON x.task_id = added.task_id AND x.blocked_by_id = added.blocked_by_id
""")
"""Many edges of new tasks, each with its audit event."""

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
