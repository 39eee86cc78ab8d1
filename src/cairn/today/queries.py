"""The facts of the ranked day.

Ten thousand open tasks are answered within a tenth of a second: their facts come from one statement, narrow
(no words of the person) and without a subquery for each row. What is shown is loaded for the shown ones.
"""

from cairn.kit.db.sql import Query

OPEN_TASKS = Query("""
SELECT t.id, coalesce(p.n, 0) * 1000000 + coalesce(a.n, 0) AS spot, ties.n AS tie, t.due_at, t.due_date,
  CASE WHEN t.estimate_minutes IS NOT NULL
    THEN greatest(0, t.estimate_minutes - coalesce(t.actual_minutes_override, s.minutes, 0)) END AS remaining,
  t.priority, t.energy_needed,
  coalesce(t.due_date <= :today, false) OR coalesce(t.scheduled_for <= :today, false) AS for_today,
  t.status = 'blocked' AS blocked
FROM task t
LEFT JOIN (
  SELECT entity_id, CAST(sum(extract(epoch FROM ended_at - started_at)) / 60 AS integer) AS minutes
  FROM time_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND ended_at IS NOT NULL AND kind <> 'break'
  GROUP BY entity_id
) s ON s.entity_id = t.id
LEFT JOIN unnest(CAST(:projects AS uuid[])) WITH ORDINALITY AS p(id, n) ON p.id = t.project_id
LEFT JOIN unnest(CAST(:areas AS uuid[])) WITH ORDINALITY AS a(id, n) ON a.id = t.area_id
LEFT JOIN unnest(CAST(:tied AS uuid[])) WITH ORDINALITY AS ties(id, n) ON ties.id = t.id
WHERE t.user_id = :owner AND t.completed_at IS NULL AND t.deleted_at IS NULL
  AND t.status NOT IN ('done', 'cancelled') AND t.archived_at IS NULL
  AND (t.scheduled_for IS NULL OR t.scheduled_for <= :today)
  AND (t.status IN ('todo', 'in_progress', 'in_review', 'blocked')
    OR (t.status = 'backlog' AND t.due_date <= :today))
  AND (CAST(:only AS uuid) IS NULL OR t.id = CAST(:only AS uuid))
""")
"""Tasks of the day: open, not archived, not on hold, not planned for a later day.

The backlog is left out until a task of it is due. Which of them wait for others, WAITING tells. Places and
ties are numbers, counted from 1 in the lists that were passed: comparing ids ten thousand times takes longer
than all else that is done with a row.
"""

# By lookups (OFFSET 0 keeps them): edges are few, and a join would read all tasks twice.
WAITING = Query("""
SELECT d.task_id, d.blocked_by_id FROM task_dependency d
JOIN LATERAL (
  SELECT FROM task b WHERE b.user_id = d.user_id AND b.id = d.blocked_by_id AND b.deleted_at IS NULL
    AND b.status NOT IN ('done', 'cancelled') OFFSET 0
) blocker ON true
JOIN LATERAL (
  SELECT FROM task t WHERE t.user_id = d.user_id AND t.id = d.task_id AND t.deleted_at IS NULL
    AND t.status NOT IN ('done', 'cancelled') OFFSET 0
) waiting ON true
WHERE d.user_id = :owner
""")
"""Open tasks that wait for open tasks."""

BLOCKED = Query("""
SELECT coalesce(json_agg(json_build_object(
    'task', json_build_object('id', t.id, 'title', t.title, 'due_date', t.due_date, 'priority', t.priority),
    'blocked_by', coalesce((
      SELECT json_agg(json_build_object('id', b.id, 'title', b.title) ORDER BY b.id)
      FROM task_dependency d JOIN task b ON b.user_id = d.user_id AND b.id = d.blocked_by_id
      WHERE d.user_id = t.user_id AND d.task_id = t.id AND b.deleted_at IS NULL
        AND b.status NOT IN ('done', 'cancelled')
    ), CAST('[]' AS json)),
    'reason', t.blocked_reason
  ) ORDER BY t.due_date ASC NULLS LAST, t.priority, t.id), CAST('[]' AS json))
FROM task t WHERE t.user_id = :owner AND t.id = any(CAST(:ids AS uuid[]))
""")

# Creation and completion of tasks, and time spent: what the health of a project counts as activity.
PROJECTS = Query("""
WITH touched AS (
  SELECT project_id, max(completed_at) AS at FROM task
  WHERE user_id = :owner AND project_id IS NOT NULL AND completed_on >= :since AND deleted_at IS NULL
  GROUP BY project_id
  UNION ALL
  SELECT coalesce(t.project_id, e.entity_id), max(e.at) FROM (
    SELECT entity_id, max(coalesce(ended_at, started_at)) AS at FROM time_entry
    WHERE user_id = :owner AND deleted_at IS NULL AND started_at >= CAST(:since AS date)
    GROUP BY entity_id
  ) e
  LEFT JOIN LATERAL (
    SELECT project_id FROM task WHERE user_id = :owner AND id = e.entity_id OFFSET 0
  ) t ON true
  GROUP BY 1
), latest AS (
  SELECT project_id, max(at) AS at FROM touched GROUP BY project_id
)
SELECT p.id, p.area_id, p.importance, greatest(l.at, made.at, p.created_at) AS touched_at
FROM project p
LEFT JOIN latest l ON l.project_id = p.id
LEFT JOIN LATERAL (
  SELECT created_at AS at FROM task t
  WHERE t.user_id = p.user_id AND t.project_id = p.id AND t.deleted_at IS NULL
  ORDER BY created_at DESC LIMIT 1
) made ON true
WHERE p.user_id = :owner AND p.deleted_at IS NULL
""")

AREAS = Query("""
SELECT a.id, a.importance, a.is_work, CAST(p.target_share AS float8) AS pillar_share,
  CAST(p.alignment_strength AS float8) AS pillar_strength
FROM area a
LEFT JOIN pillar p ON p.user_id = a.user_id AND p.id = a.pillar_id AND p.deleted_at IS NULL
WHERE a.user_id = :owner AND a.deleted_at IS NULL
""")

SERVED_GOALS = Query("""
SELECT l.entity_id, g.priority, CAST(g.health_score AS float8) AS health_score
FROM goal g
LEFT JOIN goal_link l ON l.user_id = g.user_id AND l.goal_id = g.id AND l.deleted_at IS NULL
WHERE g.user_id = :owner AND g.status = 'active' AND g.deleted_at IS NULL AND g.archived_at IS NULL
""")
"""Active goals with what counts towards them; one without a link has a row of its own."""

STATE = Query("""
SELECT
  (SELECT CAST(max(target_share) AS float8) FROM pillar
    WHERE user_id = :owner AND deleted_at IS NULL) AS max_pillar_share,
  (SELECT count(*) FROM task t WHERE t.user_id = :owner AND t.completed_at IS NULL AND t.deleted_at IS NULL
    AND t.status NOT IN ('done', 'cancelled') AND t.archived_at IS NULL AND t.due_date <= :today
    AND CASE WHEN t.due_at IS NULL THEN t.due_date < :today ELSE t.due_at < :now END) AS overdue,
  (SELECT CAST(coalesce(sum(amount), 0) AS integer) FROM ledger_entry WHERE user_id = :owner
    AND currency = 'points' AND type IN ('earn', 'clawback') AND local_date = :today) AS points,
  (SELECT coalesce(json_agg(json_build_object('id', id, 'title', title, 'completed_at', completed_at)
      ORDER BY completed_at DESC, id DESC), CAST('[]' AS json)) FROM task
    WHERE user_id = :owner AND completed_on = :today AND deleted_at IS NULL) AS done,
  (SELECT coalesce(json_agg(json_build_object('id', h.id, 'name', h.name, 'kind', h.kind, 'icon', h.icon,
      'unit', h.unit, 'mark', s.mark, 'need', s.need, 'got', s.got, 'streak', s.current,
      'streak_unit', s.unit) ORDER BY h.position, h.id), CAST('[]' AS json))
    FROM habit_state s JOIN habit h ON h.user_id = s.user_id AND h.id = s.habit_id
    WHERE s.user_id = :owner AND s.local_date = :today AND s.due AND h.deleted_at IS NULL
      AND h.archived_at IS NULL) AS habits,
  last.project_id AS last_project_id, last.area_id AS last_area_id,
  said.id IS NOT NULL AS has_day_entry, said.mood, said.energy, eve.tomorrow_focus AS focus
FROM (SELECT 1) one
LEFT JOIN day_entry said ON said.user_id = :owner AND said.local_date = :today AND said.deleted_at IS NULL
LEFT JOIN day_entry eve ON eve.user_id = :owner AND eve.local_date = CAST(:today AS date) - 1
  AND eve.deleted_at IS NULL
LEFT JOIN LATERAL (
  SELECT p.id AS project_id, coalesce(t.area_id, p.area_id, a.id) AS area_id
  FROM (SELECT entity_id FROM time_entry WHERE user_id = :owner AND deleted_at IS NULL
    ORDER BY started_at DESC, id DESC LIMIT 1) e
  LEFT JOIN task t ON t.user_id = :owner AND t.id = e.entity_id
  LEFT JOIN project p ON p.user_id = :owner AND p.id = coalesce(t.project_id, e.entity_id)
  LEFT JOIN area a ON a.user_id = :owner AND a.id = e.entity_id
) last ON true
""")

SHOWN = Query("""
SELECT t.id, t.version, t.title, t.status, t.priority, t.due_date, t.due_at, t.scheduled_for,
  t.estimate_minutes, t.tags, t.project_id, p.name AS project_name, a.id AS area_id, a.name AS area_name
FROM task t
LEFT JOIN project p ON p.user_id = t.user_id AND p.id = t.project_id AND p.deleted_at IS NULL
LEFT JOIN area a ON a.user_id = t.user_id AND a.id = coalesce(t.area_id, p.area_id) AND a.deleted_at IS NULL
WHERE t.user_id = :owner AND t.id = any(CAST(:ids AS uuid[]))
""")

PREFERENCE = Query(
    "SELECT preset, weights, updated_at, version FROM ranking_preference WHERE user_id = :owner"
)

LOCK_PREFERENCE = Query("""
INSERT INTO ranking_preference (user_id, preset, weights, updated_at, version)
VALUES (:owner, 'balance', '{}', :now, 0)
ON CONFLICT (user_id) DO UPDATE SET version = ranking_preference.version
RETURNING preset, weights, updated_at, version
""")
"""The person's preference, made where there is none, and locked until the transaction ends."""

KEEP_PREFERENCE = Query(
    "UPDATE ranking_preference SET preset = :preset, weights = :weights, updated_at = :now,"
    " version = version + 1 WHERE user_id = :owner RETURNING preset, weights, updated_at, version"
)

TASK_EXISTS = Query("SELECT true FROM task WHERE user_id = :owner AND id = :id AND deleted_at IS NULL")
