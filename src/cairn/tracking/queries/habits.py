"""What streaks are computed from, and where they are kept."""

from cairn.kit.db.sql import Query

PLANS = Query("""
SELECT h.*, s.local_date AS state_date, s.algorithm_version AS state_version, s.current, s.longest,
  s.unit AS streak_unit, CAST(s.strength AS float8) AS strength, s.grace_used, s.grace_left, s.mark, s.due,
  CAST(s.need AS float8) AS need, CAST(s.got AS float8) AS got, s.last_success, s.recent
FROM habit h LEFT JOIN habit_state s ON s.user_id = h.user_id AND s.habit_id = h.id
WHERE h.user_id = :owner AND h.deleted_at IS NULL
  AND (CAST(:ids AS uuid[]) IS NULL OR h.id = any(CAST(:ids AS uuid[])))
  AND (CAST(:archived AS boolean) OR h.archived_at IS NULL)
ORDER BY h.position, h.id
""")
"""Habits with how they stood when it was last computed."""

PAUSED = Query(
    "SELECT id, habit_id, first, last, reason FROM habit_pause"
    " WHERE user_id = :owner AND deleted_at IS NULL ORDER BY first, id"
)

DAY_SUMS = Query("""
SELECT habit_id, array_agg(local_date) AS days, array_agg(amount) AS amounts FROM (
  SELECT habit_id, local_date, CAST(sum(amount) AS float8) AS amount FROM habit_log
  WHERE user_id = :owner AND habit_id = any(CAST(:ids AS uuid[])) AND deleted_at IS NULL
  GROUP BY habit_id, local_date
) sums GROUP BY habit_id
""")
"""What was done of each habit on each day."""

ACTIVE_DAYS = Query("""
SELECT local_date AS day FROM habit_log WHERE user_id = :owner AND deleted_at IS NULL
UNION SELECT local_date FROM metric_log WHERE user_id = :owner AND deleted_at IS NULL
UNION SELECT completed_on FROM task WHERE user_id = :owner AND completed_on IS NOT NULL
""")
"""Days with any sign of life: something done or measured."""

KEEP_STATES = Query("""
INSERT INTO habit_state (user_id, id, habit_id, created_at, local_date, current, longest, unit, strength,
  grace_used, grace_left, mark, due, need, got, last_success, recent, algorithm_version)
SELECT CAST(:owner AS uuid), x.id, x.habit_id, :now, x.local_date, x.current, x.longest, x.unit, x.strength,
  x.grace_used, x.grace_left, x.mark, x.due, x.need, x.got, x.last_success, x.recent, x.algorithm_version
FROM jsonb_to_recordset(CAST(:states AS jsonb)) AS x(id uuid, habit_id uuid, local_date date, current integer,
  longest integer, unit text, strength numeric, grace_used date[], grace_left integer, mark text, due boolean,
  need numeric, got numeric, last_success date, recent jsonb, algorithm_version text)
ON CONFLICT (user_id, habit_id) DO UPDATE SET created_at = excluded.created_at,
  local_date = excluded.local_date, current = excluded.current, longest = excluded.longest,
  unit = excluded.unit,
  strength = excluded.strength, grace_used = excluded.grace_used, grace_left = excluded.grace_left,
  mark = excluded.mark, due = excluded.due, need = excluded.need, got = excluded.got,
  last_success = excluded.last_success, recent = excluded.recent,
  algorithm_version = excluded.algorithm_version
""")

DAY_LOGS = Query(
    "SELECT id, habit_id, CAST(amount AS float8) AS amount FROM habit_log"
    " WHERE user_id = :owner AND local_date = :day AND deleted_at IS NULL"
    " AND habit_id = any(CAST(:ids AS uuid[])) ORDER BY at, id"
)

ROUTINES_SHOWN = Query(
    "SELECT id, name, cue, position FROM routine WHERE user_id = :owner AND deleted_at IS NULL"
    " AND archived_at IS NULL ORDER BY position, id"
)

PAID = Query("""
SELECT e.entity_id, count(*) FILTER (WHERE e.type = 'earn') AS earned,
  coalesce(sum(e.amount), 0) AS balance
FROM ledger_entry e
WHERE e.user_id = :owner AND e.entity_id IN (
    SELECT id FROM habit_log WHERE user_id = :owner AND habit_id = :habit_id AND local_date = :day)
  AND e.reason IN ('habit_done', 'habit_undone')
GROUP BY e.entity_id
""")
"""What logs of a habit's day earned, those in the trash included, and whether it was taken back."""
