"""What the health of a project is computed from, and what its completion earns."""

from cairn.kit.db.sql import Query

HEALTH_FACTS = Query("""
WITH p AS (
    SELECT * FROM project WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
), t AS (
    SELECT t.*, t.status NOT IN ('done', 'cancelled') AS is_open,
        coalesce(t.actual_minutes_override, spent.minutes) AS actual
    FROM task t
    LEFT JOIN LATERAL (
        SELECT extract(epoch FROM sum(e.ended_at - e.started_at)) / 60 AS minutes FROM time_entry e
        WHERE e.user_id = t.user_id AND e.entity_id = t.id AND e.deleted_at IS NULL AND e.kind <> 'break'
    ) spent ON t.status = 'done' AND t.estimate_minutes > 0
    WHERE t.user_id = :owner AND t.project_id = :id AND t.deleted_at IS NULL
), spent AS (
    SELECT max(coalesce(e.ended_at, e.started_at)) AS last FROM time_entry e
    WHERE e.user_id = :owner AND e.deleted_at IS NULL
        AND e.entity_id IN (SELECT id FROM t UNION ALL SELECT id FROM p)
), counted AS (
    SELECT
        count(*) FILTER (WHERE status <> 'cancelled') AS tasks,
        sum(coalesce(story_points, 1)) FILTER (WHERE status <> 'cancelled') AS points,
        coalesce(sum(coalesce(story_points, 1)) FILTER (WHERE status = 'done'), 0) AS done_points,
        count(*) FILTER (WHERE is_open) AS open_tasks,
        count(*) FILTER (WHERE status <> 'cancelled' AND due_date <= :today) AS due_to_date,
        count(*) FILTER (WHERE is_open AND due_date < :today) AS overdue,
        count(*) FILTER (WHERE is_open AND (status = 'blocked' OR EXISTS (
            SELECT FROM task_dependency d JOIN task b ON b.user_id = d.user_id AND b.id = d.blocked_by_id
            WHERE d.user_id = t.user_id AND d.task_id = t.id AND b.deleted_at IS NULL
                AND b.status NOT IN ('done', 'cancelled')
        ))) AS blocked_tasks,
        count(*) FILTER (WHERE status <> 'cancelled' AND created_at < :then
            AND (completed_at IS NULL OR completed_at >= :then)) AS open_then,
        count(*) FILTER (WHERE status <> 'cancelled' AND created_at >= :then) AS added,
        greatest(max(created_at), max(completed_at)) AS touched,
        coalesce(array_agg(ARRAY[actual, estimate_minutes]::float8[])
            FILTER (WHERE actual > 0 AND estimate_minutes > 0), '{}') AS efforts
    FROM t
)
SELECT p.created_at, p.start_date, p.due_date, p.completed_at, counted.*,
    greatest(counted.touched, spent.last) AS last_activity
FROM p, counted, spent
""")

AREA_IMPORTANCE = Query(
    "SELECT importance FROM area WHERE user_id = :owner AND id = :id AND deleted_at IS NULL"
)
