"""The rows of the whole structure, in one query; and what falls on which day."""

from cairn.kit.db.sql import Query

# The tasks of one place come as JSON that is ready to be sent: `format` takes half the time that
# json_build_object needs for ten thousand of them; title and status are the only texts in it. What a row
# stands below is asked with IN inside an expression: that is a hash lookup whatever the planner knows of the
# tables, where a join over tables that have just been filled was ten times slower.
TREE = Query("""
WITH live_pillars AS (
    SELECT * FROM pillar WHERE user_id = :owner AND deleted_at IS NULL
), live_areas AS (
    SELECT * FROM area WHERE user_id = :owner AND deleted_at IS NULL
), live_projects AS (
    SELECT * FROM project WHERE user_id = :owner AND deleted_at IS NULL
), shown_tasks AS (
    SELECT id, title, status, priority, due_date, parent_id, position,
        CASE WHEN project_id IN (SELECT id FROM live_projects) THEN project_id
            WHEN area_id IN (SELECT id FROM live_areas) THEN area_id END AS place
    FROM task WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL
)
SELECT 1 AS level, id, NULL AS parent, archived_at IS NOT NULL AS archived, position, name, 0 AS n, 0 AS done,
    json_build_object('id', id, 'name', name, 'colour', colour, 'icon', icon)::text AS body
FROM live_pillars
UNION ALL
SELECT 2, id, CASE WHEN pillar_id IN (SELECT id FROM live_pillars) THEN pillar_id END,
    archived_at IS NOT NULL, position, name, 0, 0, json_build_object('id', id, 'name', name, 'slug', slug,
        'importance', importance, 'colour', colour, 'icon', icon)::text
FROM live_areas
UNION ALL
SELECT 3, id, CASE WHEN area_id IN (SELECT id FROM live_areas) THEN area_id END,
    archived_at IS NOT NULL, position, name, 0, 0, json_build_object('id', id, 'name', name,
        'status', status, 'priority', priority, 'due_date', due_date)::text
FROM live_projects
UNION ALL
SELECT 4, NULL, place, false, 0, NULL,
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
