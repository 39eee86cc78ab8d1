"""Days of habits, metrics and work, as what goes with what compares them."""

from cairn.kit.db.sql import Query
from cairn.tracking.queries.metrics import DAY_VALUE

HABIT_DAYS = Query("""
SELECT h.id, h.name, h.start_date, array_agg(d.local_date) AS days, array_agg(d.amount) AS amounts
FROM habit h JOIN (
  SELECT habit_id, local_date, CAST(sum(amount) AS float8) AS amount FROM habit_log
  WHERE user_id = :owner AND deleted_at IS NULL AND local_date BETWEEN :first AND :last
  GROUP BY habit_id, local_date
) d ON d.habit_id = h.id
WHERE h.user_id = :owner AND h.deleted_at IS NULL AND h.archived_at IS NULL
GROUP BY h.id, h.name, h.start_date ORDER BY h.id
""")

METRIC_DAYS = Query(f"""
SELECT id, name, array_agg(local_date) AS days, array_agg(value) AS amounts FROM (
  SELECT m.id, m.name, l.local_date, CAST({DAY_VALUE} AS float8) AS value
  FROM metric m JOIN metric_log l ON l.user_id = m.user_id AND l.metric_id = m.id
  WHERE m.user_id = :owner AND m.deleted_at IS NULL AND m.archived_at IS NULL AND l.deleted_at IS NULL
    AND l.local_date BETWEEN :first AND :last
  GROUP BY m.id, m.name, m.aggregation, l.local_date
) d GROUP BY id, name ORDER BY id
""")  # noqa: S608 - a constant

WORK_DAYS = Query("""
SELECT kind, name, min(day) AS start_date, array_agg(day) AS days, array_agg(amount) AS amounts FROM (
  SELECT 'tasks' AS kind, 'tasks done' AS name, completed_on AS day, CAST(count(*) AS float8) AS amount
  FROM task WHERE user_id = :owner AND deleted_at IS NULL AND completed_on BETWEEN :first AND :last
  GROUP BY completed_on
  UNION ALL
  SELECT 'time', 'minutes of work', local_date,
    CAST(sum(extract(epoch FROM ended_at - started_at)) / 60 AS float8)
  FROM time_entry WHERE user_id = :owner AND deleted_at IS NULL AND ended_at IS NOT NULL AND kind <> 'break'
    AND local_date BETWEEN :first AND :last
  GROUP BY local_date
) d GROUP BY kind, name ORDER BY kind
""")

KEEP_RUN = Query("""
INSERT INTO association_run (user_id, id, created_at, computed_at, first, last, series, pairs_tested,
  findings, algorithm_version)
VALUES (:owner, :id, :now, :now, :first, :last, :series, :pairs_tested, :findings, :version)
""")

FORGET_RUNS = Query("DELETE FROM association_run WHERE user_id = :owner AND computed_at < :before")

NEWEST_RUN = Query(
    "SELECT computed_at, first, last, series, pairs_tested, findings, algorithm_version FROM association_run"
    " WHERE user_id = :owner ORDER BY computed_at DESC, id DESC LIMIT 1"
)

NAMES = Query("""
SELECT id, name FROM habit WHERE user_id = :owner AND id = any(CAST(:ids AS uuid[])) AND deleted_at IS NULL
UNION ALL
SELECT id, name FROM metric WHERE user_id = :owner AND id = any(CAST(:ids AS uuid[])) AND deleted_at IS NULL
""")
"""Names of habits and metrics that are there."""
