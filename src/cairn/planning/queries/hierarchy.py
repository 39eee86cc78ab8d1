"""The whole structure as one tree, built in PostgreSQL; and what falls on which day.

A row whose parent is in the trash stands one level higher, as if it had none; what is below an archived
parent is hidden with it. Every other task is in the tree exactly once: under its project, else under its
area, else at the top.
"""

from cairn.kit.db.sql import Query

# The counts of a level are summed on the way up, so each task is read once.
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
        r.id AS in_project, a.id AS in_area
    FROM task t
    LEFT JOIN project r ON r.user_id = t.user_id AND r.id = t.project_id AND r.deleted_at IS NULL
    LEFT JOIN area a ON a.user_id = t.user_id AND a.id = t.area_id AND a.deleted_at IS NULL AND r.id IS NULL
    WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL
        AND (r.id IS NULL OR r.id IN (SELECT id FROM shown_projects))
        AND (a.id IS NULL OR a.id IN (SELECT id FROM shown_areas))
), task_groups AS MATERIALIZED (
    SELECT in_project, in_area,
        count(*) FILTER (WHERE status <> 'cancelled') AS n,
        count(*) FILTER (WHERE status = 'done') AS done,
        json_agg(json_build_object('id', id, 'title', title, 'status', status, 'priority', priority,
                'due_date', due_date, 'parent_id', parent_id) ORDER BY position, id)
            FILTER (WHERE CAST(:depth AS integer) >= 4
                AND (NOT CAST(:open_only AS boolean) OR status NOT IN ('done', 'cancelled'))) AS items
    FROM shown_tasks GROUP BY in_project, in_area
), project_groups AS MATERIALIZED (
    SELECT r.parent, coalesce(sum(g.n), 0) AS n, coalesce(sum(g.done), 0) AS done,
        json_agg(json_build_object('id', r.id, 'name', r.name, 'status', r.status, 'priority', r.priority,
                'due_date', r.due_date, 'task_count', coalesce(g.n, 0), 'done_count', coalesce(g.done, 0),
                'done_share', g.done / nullif(g.n, 0)::float8,
                'tasks', coalesce(g.items, '[]')) ORDER BY r.position, r.name, r.id)
            FILTER (WHERE CAST(:depth AS integer) >= 3 AND (NOT CAST(:open_only AS boolean)
                OR r.status NOT IN ('completed', 'cancelled'))) AS items
    FROM shown_projects r LEFT JOIN task_groups g ON g.in_project = r.id
    GROUP BY r.parent
), area_rows AS (
    SELECT a.*, coalesce(r.n, 0) + coalesce(g.n, 0) AS n, coalesce(r.done, 0) + coalesce(g.done, 0) AS done,
        r.items AS projects, g.items AS tasks
    FROM shown_areas a
    LEFT JOIN project_groups r ON r.parent = a.id
    LEFT JOIN task_groups g ON g.in_area = a.id
), area_groups AS MATERIALIZED (
    SELECT parent, sum(n) AS n, sum(done) AS done,
        json_agg(json_build_object('id', id, 'name', name, 'slug', slug, 'importance', importance,
                'colour', colour, 'icon', icon, 'task_count', n, 'done_count', done,
                'done_share', done / nullif(n, 0)::float8,
                'projects', coalesce(projects, '[]'), 'tasks', coalesce(tasks, '[]'))
                ORDER BY position, name, id)
            FILTER (WHERE CAST(:depth AS integer) >= 2) AS items
    FROM area_rows GROUP BY parent
), pillars AS (
    SELECT json_agg(json_build_object('id', p.id, 'name', p.name, 'colour', p.colour, 'icon', p.icon,
            'task_count', coalesce(g.n, 0), 'done_count', coalesce(g.done, 0),
            'done_share', g.done / nullif(g.n, 0)::float8,
            'areas', coalesce(g.items, '[]')) ORDER BY p.position, p.name, p.id) AS items
    FROM pillar p LEFT JOIN area_groups g ON g.parent = p.id
    WHERE p.user_id = :owner AND p.deleted_at IS NULL AND p.archived_at IS NULL
), total AS (
    SELECT coalesce(sum(n), 0) AS n, coalesce(sum(done), 0) AS done FROM task_groups
)
SELECT json_build_object(
    'task_count', total.n, 'done_count', total.done, 'done_share', total.done / nullif(total.n, 0)::float8,
    'pillars', coalesce(pillars.items, '[]'),
    'areas', coalesce((SELECT items FROM area_groups WHERE parent IS NULL), '[]'),
    'projects', coalesce((SELECT items FROM project_groups WHERE parent IS NULL), '[]'),
    'tasks', coalesce((SELECT items FROM task_groups WHERE in_project IS NULL AND in_area IS NULL), '[]')
) FROM total, pillars
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
    t.due_date, t.due_at, t.timezone, t.recurrence_rule, t.recurrence_start
FROM task t
WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL AND t.completed_at IS NULL
    AND t.status NOT IN ('done', 'cancelled') AND t.due_date <= :last AND t.recurrence_mode = 'schedule'
ORDER BY t.id
""")
