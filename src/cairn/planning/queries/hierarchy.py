"""The rows of the whole structure, in one query; and what falls on which day."""

from cairn.kit.db.sql import Query

# The tasks of one place come as JSON that is ready to be sent: `format` takes half the time that
# json_build_object needs for ten thousand of them. Title and status are the only texts in it.
TREE = Query("""
WITH shown_areas AS MATERIALIZED (
    SELECT a.*, p.id AS parent
    FROM area a
    LEFT JOIN pillar p ON p.user_id = a.user_id AND p.id = a.pillar_id AND p.deleted_at IS NULL
    WHERE a.user_id = :owner AND a.deleted_at IS NULL AND a.archived_at IS NULL AND p.archived_at IS NULL
), shown_projects AS MATERIALIZED (
    SELECT r.*, a.id AS parent
    FROM project r
    LEFT JOIN area a ON a.user_id = r.user_id AND a.id = r.area_id AND a.deleted_at IS NULL
    WHERE r.user_id = :owner AND r.deleted_at IS NULL AND r.archived_at IS NULL
        AND (a.id IS NULL OR a.id IN (SELECT id FROM shown_areas))
), shown_tasks AS (
    SELECT t.id, t.title, t.status, t.priority, t.due_date, t.parent_id, t.position,
        coalesce(r.id, a.id) AS place
    FROM task t
    LEFT JOIN project r ON r.user_id = t.user_id AND r.id = t.project_id AND r.deleted_at IS NULL
    LEFT JOIN area a ON a.user_id = t.user_id AND a.id = t.area_id AND a.deleted_at IS NULL AND r.id IS NULL
    WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL
        AND (r.id IS NULL OR r.id IN (SELECT id FROM shown_projects))
        AND (a.id IS NULL OR a.id IN (SELECT id FROM shown_areas))
)
SELECT 1 AS level, id, NULL AS parent, position, name, 0 AS n, 0 AS done,
    json_build_object('id', id, 'name', name, 'colour', colour, 'icon', icon)::text AS body
FROM pillar WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL
UNION ALL
SELECT 2, id, parent, position, name, 0, 0, json_build_object('id', id, 'name', name, 'slug', slug,
    'importance', importance, 'colour', colour, 'icon', icon)::text
FROM shown_areas
UNION ALL
SELECT 3, id, parent, position, name, 0, 0, json_build_object('id', id, 'name', name, 'status', status,
    'priority', priority, 'due_date', due_date)::text
FROM shown_projects
UNION ALL
SELECT 4, NULL, place, 0, NULL,
    count(*) FILTER (WHERE status <> 'cancelled'), count(*) FILTER (WHERE status = 'done'),
    '[' || string_agg(
        format('{"id":"%s","title":%s,"status":"%s","priority":%s,"due_date":%s,"parent_id":%s}',
            id, to_json(title), status, priority,
            coalesce('"' || due_date || '"', 'null'), coalesce('"' || parent_id || '"', 'null')),
        ',' ORDER BY position, id)
    FILTER (WHERE :with_tasks AND (NOT :open_only OR status NOT IN ('done', 'cancelled'))) || ']'
FROM shown_tasks GROUP BY place
ORDER BY level, position, name, id
""")

# The conditions are those of the partial indexes on open tasks.
SCHEDULE = Query("""
SELECT t.id, t.title, t.status, t.priority, t.project_id, t.area_id, t.estimate_minutes,
    t.due_date, t.due_at, t.scheduled_for
FROM task t
WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL AND t.completed_at IS NULL
    AND t.status NOT IN ('done', 'cancelled')
    AND (t.due_date BETWEEN :first AND :last OR t.scheduled_for BETWEEN :first AND :last)
ORDER BY t.due_at NULLS LAST, t.priority, t.id
""")

SERIES = Query("""
SELECT t.id, t.title, t.status, t.priority, t.project_id, t.area_id, t.estimate_minutes,
    t.due_date, t.due_at, t.timezone, t.recurrence_rule, t.recurrence_start, t.recurrence_time
FROM task t
WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL AND t.completed_at IS NULL
    AND t.status NOT IN ('done', 'cancelled') AND t.due_date <= :last AND t.recurrence_mode = 'schedule'
ORDER BY t.id
""")
