"""What a goal's progress and health are computed from, and where they are kept.

Every statement here takes many goals at once: completing one task may concern several goals, and each of
them the goals above it.
"""

from cairn.kit.db.sql import Query
from cairn.tracking.queries.metrics import DAY_VALUE

LOCK = Query(
    "SELECT pg_advisory_xact_lock(hashtextextended('goals:' || CAST(CAST(:owner AS uuid) AS text), 0))"
)
"""Held until the transaction ends. One lock for a person, since the rows to lock are a tree that changes."""

LINKED = Query(
    "SELECT DISTINCT goal_id FROM goal_link WHERE user_id = :owner"
    " AND entity_id = any(CAST(:ids AS uuid[])) AND deleted_at IS NULL"
)
"""Goals that something counts towards, by tasks or projects."""

LINKS_OF = Query(
    "SELECT l.goal_id, l.weight, l.role FROM goal_link l"
    " JOIN goal g ON g.user_id = l.user_id AND g.id = l.goal_id AND g.deleted_at IS NULL"
    " WHERE l.user_id = :owner AND l.entity_id = :id AND l.deleted_at IS NULL ORDER BY l.id"
)
"""Towards which goals a task or project counts, and how much."""

UNFINISHED = Query(
    "SELECT id FROM goal WHERE user_id = :owner AND deleted_at IS NULL"
    " AND status IN ('planning', 'active', 'paused')"
)

HOLD_LINKABLE = Query(
    "SELECT 'task' AS kind FROM task WHERE user_id = :owner AND id = :id AND deleted_at IS NULL FOR SHARE"
)
"""A task, held as it is: whoever completes it now waits and then finds the link to the goal."""

LINKABLE = Query("""
SELECT 'project' AS kind FROM project WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
UNION ALL SELECT 'habit' FROM habit WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
UNION ALL SELECT 'metric' FROM metric WHERE user_id = :owner AND id = :id AND deleted_at IS NULL
""")

# A task that is linked itself and through its project counts once: its own link goes first.
FACTS = Query(f"""
WITH RECURSIVE upwards AS (
  SELECT g.id, g.parent_id FROM goal g WHERE g.user_id = :owner AND g.id = any(CAST(:ids AS uuid[]))
  UNION
  SELECT g.id, g.parent_id FROM goal g JOIN upwards u ON g.id = u.parent_id WHERE g.user_id = :owner
), linked AS (
  SELECT l.goal_id, l.entity_id AS task_id, l.weight, 0 AS distance
  FROM goal_link l
  WHERE l.user_id = :owner AND l.goal_id = any(ARRAY(SELECT id FROM upwards)) AND l.deleted_at IS NULL
  UNION ALL
  SELECT l.goal_id, t.id, l.weight, 1
  FROM goal_link l
  JOIN project p ON p.user_id = l.user_id AND p.id = l.entity_id AND p.deleted_at IS NULL
  JOIN task t ON t.user_id = l.user_id AND t.project_id = p.id
  WHERE l.user_id = :owner AND l.goal_id = any(ARRAY(SELECT id FROM upwards)) AND l.deleted_at IS NULL
), counted AS (
  SELECT DISTINCT ON (goal_id, task_id) * FROM linked ORDER BY goal_id, task_id, distance, weight DESC
), tasks AS (
  SELECT c.goal_id, count(*) AS tasks,
    sum(c.weight * coalesce(t.story_points, 1)) AS points,
    sum(c.weight * coalesce(t.story_points, 1)) FILTER (WHERE t.status = 'done') AS points_done
  FROM counted c JOIN task t ON t.user_id = :owner AND t.id = c.task_id
  WHERE t.deleted_at IS NULL AND t.status <> 'cancelled'
  GROUP BY c.goal_id
), metrics AS (
  SELECT l.goal_id, jsonb_agg(jsonb_build_object('direction', m.direction, 'baseline', m.baseline,
    'target', m.target, 'tolerance', m.tolerance, 'current', newest.value)) AS metrics
  FROM goal_link l
  JOIN metric m ON m.user_id = l.user_id AND m.id = l.entity_id AND m.deleted_at IS NULL
  LEFT JOIN LATERAL (
    SELECT {DAY_VALUE} AS value FROM metric_log l
    WHERE l.user_id = m.user_id AND l.metric_id = m.id AND l.deleted_at IS NULL AND l.local_date = (
      SELECT max(local_date) FROM metric_log x
      WHERE x.user_id = m.user_id AND x.metric_id = m.id AND x.deleted_at IS NULL)
  ) newest ON true
  WHERE l.user_id = :owner AND l.goal_id = any(ARRAY(SELECT id FROM upwards)) AND l.deleted_at IS NULL
  GROUP BY l.goal_id
), habits AS (
  SELECT l.goal_id, jsonb_agg(jsonb_build_array(recent.done, recent.due)) AS habits
  FROM goal_link l
  JOIN habit h ON h.user_id = l.user_id AND h.id = l.entity_id AND h.deleted_at IS NULL
  JOIN habit_state s ON s.user_id = h.user_id AND s.habit_id = h.id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(CAST(u.part ->> 5 AS float8)), 0) AS done,
      coalesce(sum(CAST(u.part ->> 4 AS float8)), 0) AS due
    FROM jsonb_array_elements(s.recent) AS u(part)
    WHERE CAST(u.part ->> 1 AS date) > s.local_date - 28
      AND CAST(u.part ->> 1 AS date) >= CAST(l.created_at AS date)
  ) recent
  WHERE l.user_id = :owner AND l.goal_id = any(ARRAY(SELECT id FROM upwards)) AND l.deleted_at IS NULL
  GROUP BY l.goal_id
), criteria AS (
  SELECT goal_id, count(*) AS criteria, count(done_at) AS criteria_done FROM goal_criterion
  WHERE user_id = :owner AND goal_id = any(ARRAY(SELECT id FROM upwards)) AND deleted_at IS NULL
  GROUP BY goal_id
), children AS (
  SELECT parent_id, array_agg(id) AS children, array_agg(status = 'achieved') AS children_achieved,
    array_agg(CAST(progress_pct AS float8)) AS children_pct
  FROM goal
  WHERE user_id = :owner AND parent_id = any(ARRAY(SELECT id FROM upwards)) AND deleted_at IS NULL
    AND status <> 'abandoned'
  GROUP BY parent_id
)
SELECT g.id, g.parent_id, g.status, g.start_date, g.target_date, g.created_at, g.weights,
  g.progress_mode, CAST(g.manual_pct AS float8) AS manual_pct, g.manual_reason, g.manual_until,
  CAST(g.progress_pct AS float8) AS progress_pct, g.health, CAST(g.health_score AS float8) AS health_score,
  g.last_event_at,
  coalesce(c.criteria, 0) AS criteria, coalesce(c.criteria_done, 0) AS criteria_done,
  coalesce(t.tasks, 0) AS tasks, CAST(coalesce(t.points, 0) AS float8) AS points,
  CAST(coalesce(t.points_done, 0) AS float8) AS points_done,
  v.metrics, b.habits, k.children, k.children_achieved, k.children_pct, n.noted_pct, s.days, s.percents
FROM goal g
LEFT JOIN criteria c ON c.goal_id = g.id
LEFT JOIN tasks t ON t.goal_id = g.id
LEFT JOIN children k ON k.parent_id = g.id
LEFT JOIN metrics v ON v.goal_id = g.id
LEFT JOIN habits b ON b.goal_id = g.id
LEFT JOIN LATERAL (
  SELECT CAST(progress_pct AS float8) AS noted_pct FROM goal_note
  WHERE user_id = :owner AND goal_id = g.id AND deleted_at IS NULL AND progress_pct IS NOT NULL
  ORDER BY on_date DESC, id DESC LIMIT 1
) n ON true
LEFT JOIN LATERAL (
  SELECT array_agg(local_date ORDER BY local_date) AS days,
    array_agg(CAST(progress_pct AS float8) ORDER BY local_date) AS percents
  FROM (
    SELECT local_date, progress_pct FROM goal_progress_snapshot
    WHERE user_id = :owner AND goal_id = g.id AND progress_pct IS NOT NULL
    ORDER BY local_date DESC LIMIT 28
  ) recent
) s ON true
WHERE g.user_id = :owner AND g.id = any(ARRAY(SELECT id FROM upwards)) AND g.deleted_at IS NULL
""")  # noqa: S608 - a constant
"""Of the goals named and all above them."""

KEEP = Query("""
WITH new AS (
  SELECT * FROM jsonb_to_recordset(CAST(:standings AS jsonb)) AS x(
    id uuid, progress_pct numeric, progress_parts jsonb, health text, health_score numeric,
    algorithm_version text, happened boolean, ends_override boolean, audit_id uuid, changes jsonb)
), kept AS (
  UPDATE goal g SET
    progress_pct = new.progress_pct, progress_parts = new.progress_parts, health = new.health,
    health_score = new.health_score, algorithm_version = new.algorithm_version, computed_at = :now,
    last_event_at = CASE WHEN new.happened THEN :now ELSE g.last_event_at END,
    progress_mode = CASE WHEN new.ends_override THEN 'auto' ELSE g.progress_mode END,
    manual_pct = CASE WHEN new.ends_override THEN NULL ELSE g.manual_pct END,
    manual_reason = CASE WHEN new.ends_override THEN NULL ELSE g.manual_reason END,
    manual_until = CASE WHEN new.ends_override THEN NULL ELSE g.manual_until END,
    version = g.version + 1, updated_at = :now
  FROM new WHERE g.user_id = :owner AND g.id = new.id
  RETURNING g.user_id, new.*
)
INSERT INTO audit_event
  (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes, request_id)
SELECT user_id, audit_id, :now, CAST(:actor AS uuid), 'recompute', 'goal', id, changes, CAST(:request AS text)
FROM kept WHERE changes IS NOT NULL
""")
"""Keep what was computed, and record what of it is new to the eye."""

SNAPSHOT = Query("""
INSERT INTO goal_progress_snapshot (user_id, id, created_at, goal_id, local_date, progress_pct, health,
  health_score, parts, algorithm_version)
SELECT g.user_id, x.id, :now, g.id, :day, g.progress_pct, g.health, g.health_score, g.progress_parts,
  coalesce(g.algorithm_version, :version)
FROM jsonb_to_recordset(CAST(:snapshots AS jsonb)) AS x(id uuid, goal_id uuid)
JOIN goal g ON g.user_id = :owner AND g.id = x.goal_id
ON CONFLICT (user_id, goal_id, local_date) DO NOTHING
""")
"""The day's snapshot of each goal; one that is there already stays, for it was made nearer to the day."""

SNAPSHOTS = Query("""
SELECT json_build_object('items', coalesce((SELECT json_agg(t) FROM (
    SELECT local_date, progress_pct, health, health_score, algorithm_version FROM goal_progress_snapshot
    WHERE user_id = :owner AND goal_id = :goal_id AND (CAST(:since AS date) IS NULL OR local_date >= :since)
    ORDER BY local_date DESC LIMIT :limit OFFSET :offset) t), CAST('[]' AS json)),
  'total', (SELECT count(*) FROM goal_progress_snapshot
    WHERE user_id = :owner AND goal_id = :goal_id AND (CAST(:since AS date) IS NULL OR local_date >= :since)),
  'page', CAST(:page AS integer), 'page_size', CAST(:limit AS integer))
""")
