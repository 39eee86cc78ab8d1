"""What happened on each day; snapshots; and what does not agree with itself."""

from functools import cache

from cairn.kit.db.base import OwnedRow
from cairn.kit.db.sql import Query

FIRST_DAY = Query("""
SELECT least(
  (SELECT min(completed_on) FROM task WHERE user_id = :owner AND deleted_at IS NULL),
  (SELECT min(local_date) FROM time_entry WHERE user_id = :owner AND deleted_at IS NULL),
  (SELECT min(local_date) FROM ledger_entry WHERE user_id = :owner),
  (SELECT min(local_date) FROM day_entry WHERE user_id = :owner AND deleted_at IS NULL),
  (SELECT min(local_date) FROM journal_entry WHERE user_id = :owner AND deleted_at IS NULL))
""")
"""The first day of which anything is known."""


def effort(table: str) -> str:
    """Return the story points of a task; missing ones as the rules of points have them (tested)."""
    estimate = f"{table}.estimate_minutes"
    return (
        f"coalesce({table}.story_points, CASE WHEN {estimate} IS NULL THEN 5 WHEN {estimate} <= 15 THEN 1"
        f" WHEN {estimate} <= 30 THEN 2 WHEN {estimate} <= 60 THEN 3 WHEN {estimate} <= 120 THEN 5"
        f" WHEN {estimate} <= 240 THEN 8 WHEN {estimate} <= 480 THEN 13 ELSE 21 END)"
    )


DAYS = Query(f"""
WITH done AS (
  SELECT completed_on AS day, count(*) AS tasks, sum({effort("task")}) AS effort FROM task
  WHERE user_id = :owner AND deleted_at IS NULL AND status = 'done' AND completed_on BETWEEN :first AND :last
  GROUP BY 1
), due AS (
  SELECT due_date AS day, count(*) AS due,
    count(*) FILTER (WHERE status = 'done' AND completed_on <= due_date) AS due_done
  FROM task WHERE user_id = :owner AND deleted_at IS NULL AND status <> 'cancelled'
    AND due_date BETWEEN :first AND :last
  GROUP BY 1
), moved AS (
  SELECT local_date AS day,
    sum(amount) FILTER (WHERE currency = 'points' AND type IN ('earn', 'clawback')) AS earned,
    -sum(amount) FILTER (WHERE currency = 'points' AND type IN ('spend', 'refund')) AS spent,
    sum(amount) FILTER (WHERE currency = 'alignment') AS alignment
  FROM ledger_entry WHERE user_id = :owner AND local_date BETWEEN :first AND :last GROUP BY 1
), lengths AS (
  SELECT local_date AS day, kind,
    extract(epoch FROM coalesce(ended_at, greatest(started_at, :now)) - started_at) / 60 AS minutes
  FROM time_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND local_date BETWEEN :first AND :last
), timed AS (
  SELECT day, sum(minutes) FILTER (WHERE kind <> 'break') AS work,
    sum(minutes) FILTER (WHERE kind = 'focused' AND minutes >= 10) AS focus
  FROM lengths GROUP BY 1
), written AS (
  SELECT local_date AS day, count(*) AS entries FROM journal_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND local_date BETWEEN :first AND :last GROUP BY 1
), said AS (
  SELECT local_date AS day, mood, energy, sleep_hours, productivity FROM day_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND local_date BETWEEN :first AND :last
)
SELECT CAST(d.day AS date) AS day,
  CAST(coalesce(done.tasks, 0) AS integer) AS tasks_done, CAST(coalesce(done.effort, 0) AS float8) AS effort,
  CAST(coalesce(due.due, 0) AS integer) AS due, CAST(coalesce(due.due_done, 0) AS integer) AS due_done,
  CAST(coalesce(moved.earned, 0) AS integer) AS points_earned,
  CAST(coalesce(moved.spent, 0) AS integer) AS points_spent,
  CAST(coalesce(moved.alignment, 0) AS integer) AS alignment_earned,
  CAST(coalesce(timed.work, 0) AS float8) AS work_minutes,
  CAST(coalesce(timed.focus, 0) AS float8) AS focus_minutes,
  CAST(coalesce(written.entries, 0) AS integer) AS journal_entries,
  said.day IS NOT NULL AS has_day_entry, said.mood, said.energy,
  CAST(said.sleep_hours AS float8) AS sleep_hours, said.productivity
FROM generate_series(CAST(:first AS date), CAST(:last AS date), interval '1 day') AS d(day)
LEFT JOIN done ON done.day = CAST(d.day AS date)
LEFT JOIN due ON due.day = CAST(d.day AS date)
LEFT JOIN moved ON moved.day = CAST(d.day AS date)
LEFT JOIN timed ON timed.day = CAST(d.day AS date)
LEFT JOIN written ON written.day = CAST(d.day AS date)
LEFT JOIN said ON said.day = CAST(d.day AS date)
ORDER BY d.day
""")  # noqa: S608 - our own text
"""The numbers of each day, from the first to the last."""

PULLS = Query(f"""
WITH work AS (
  SELECT t.completed_on AS day, coalesce(t.area_id, r.area_id) AS area_id, {effort("t")} AS effort,
    EXISTS (SELECT FROM time_entry e WHERE e.user_id = t.user_id AND e.entity_id = t.id
      AND e.deleted_at IS NULL) AS timed,
    0.0 AS minutes
  FROM task t LEFT JOIN project r ON r.user_id = t.user_id AND r.id = t.project_id
  WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.status = 'done'
    AND t.completed_on BETWEEN :first AND :last
  UNION ALL
  SELECT e.local_date, coalesce(t.area_id, r.area_id, e.entity_id), 0, false,
    extract(epoch FROM coalesce(e.ended_at, greatest(e.started_at, :now)) - e.started_at) / 60
  FROM time_entry e
  LEFT JOIN task t ON t.user_id = e.user_id AND t.id = e.entity_id
  LEFT JOIN project r ON r.user_id = e.user_id AND r.id = coalesce(t.project_id, e.entity_id)
  WHERE e.user_id = :owner AND e.deleted_at IS NULL AND e.kind <> 'break'
    AND e.local_date BETWEEN :first AND :last
)
SELECT w.day, p.id AS pillar_id, CAST(p.target_share AS float8) AS target_share,
  CAST(sum(w.minutes) AS float8) AS minutes, CAST(sum(w.effort) AS float8) AS effort,
  CAST(coalesce(sum(w.effort) FILTER (WHERE w.timed), 0) AS float8) AS timed_effort
FROM work w
LEFT JOIN area a ON a.user_id = :owner AND a.id = w.area_id
LEFT JOIN pillar p ON p.user_id = :owner AND p.id = coalesce(a.pillar_id, w.area_id)
GROUP BY 1, 2, 3
""")  # noqa: S608 - our own text
"""What went into each pillar on each day; a null pillar is what rests on none."""

TARGETS = Query(
    "SELECT id, CAST(target_share AS float8) AS target_share FROM pillar"
    " WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL AND target_share > 0"
)

KEEP = Query("""
INSERT INTO stat_snapshot (user_id, id, created_at, subject, period_type, period_key, metrics,
  algorithm_version, computed_at)
SELECT CAST(:owner AS uuid), x.id, CAST(:now AS timestamptz), 'person', x.period_type, x.period_key,
  x.metrics, CAST(:version AS text), CAST(:now AS timestamptz)
FROM jsonb_to_recordset(CAST(:snapshots AS jsonb))
  AS x(id uuid, period_type text, period_key date, metrics jsonb)
ON CONFLICT (user_id, subject, period_type, period_key) DO UPDATE
  SET metrics = excluded.metrics, algorithm_version = excluded.algorithm_version,
    computed_at = excluded.computed_at
""")

FORGET = Query(
    "DELETE FROM stat_snapshot WHERE user_id = :owner AND subject = 'person' AND (period_key < :first"
    " OR (period_type = 'lifetime' AND period_key <> :began)"
    " OR (period_type = 'week' AND extract(isodow FROM period_key) - 1 <> :week_start))"
)
"""Forget what began before the first day with data, and weeks of a week that begins on another day now."""

SNAPSHOTS = Query("""
SELECT json_build_object('items', coalesce(json_agg(json_build_object(
  CAST(:named AS text), period_key, 'metrics', metrics, 'algorithm_version', algorithm_version,
  'computed_at', computed_at) ORDER BY period_key), CAST('[]' AS json)))
FROM stat_snapshot
WHERE user_id = :owner AND subject = 'person' AND period_type = :period_type
  AND period_key BETWEEN :first AND :last
""")

LIFETIME = Query(
    "SELECT metrics FROM stat_snapshot WHERE user_id = :owner AND subject = 'person'"
    " AND period_type = 'lifetime' ORDER BY computed_at DESC LIMIT 1"
)

KEEP_CHECK = Query("""
INSERT INTO integrity_check (user_id, id, created_at, checked_at, findings)
VALUES (:owner, :id, :now, :now, :findings)
ON CONFLICT (user_id) DO UPDATE SET checked_at = excluded.checked_at, findings = excluded.findings
""")

LAST_CHECK = Query("SELECT checked_at, findings FROM integrity_check WHERE user_id = :owner")

COUNTS = Query("""
SELECT json_build_object(
  'people_checked', (SELECT count(*) FROM integrity_check),
  'oldest_check_at', (SELECT min(checked_at) FROM integrity_check),
  'counts', coalesce((SELECT json_agg(c ORDER BY c.kind) FROM (
    SELECT f.found ->> 'kind' AS kind, count(*) AS count, count(DISTINCT i.user_id) AS people
    FROM integrity_check i, LATERAL jsonb_array_elements(i.findings) AS f(found) GROUP BY 1) c),
    CAST('[]' AS json)))
""")
"""Numbers over all people, for the operator (system scope); no row and no id of anybody."""

REVERSALS = Query("""
SELECT 'reversal_differs' AS kind, 'ledger_entry' AS entity_kind, r.id AS entity_id,
  CAST(-e.amount AS text) AS expected, CAST(r.amount AS text) AS found
FROM ledger_entry r JOIN ledger_entry e ON e.user_id = r.user_id AND e.id = r.reverses_id
WHERE r.user_id = :owner AND (r.amount <> -e.amount OR r.currency <> e.currency)
UNION ALL
SELECT 'reversal_without_entry', 'ledger_entry', r.id, NULL, CAST(r.amount AS text) FROM ledger_entry r
WHERE r.user_id = :owner AND r.type IN ('clawback', 'refund') AND r.reverses_id IS NULL
UNION ALL
SELECT 'redemption_differs', 'redemption', d.id, CAST(-d.cost AS text), CAST(e.amount AS text)
FROM redemption d JOIN ledger_entry e ON e.user_id = d.user_id AND e.id = d.ledger_entry_id
WHERE d.user_id = :owner AND (e.amount <> -d.cost OR e.type <> 'spend')
UNION ALL
SELECT 'refund_without_movement', 'redemption', d.id, CAST(d.cost AS text), NULL FROM redemption d
WHERE d.user_id = :owner AND d.refunded_at IS NOT NULL AND NOT EXISTS (
  SELECT FROM ledger_entry e WHERE e.user_id = d.user_id AND e.reverses_id = d.ledger_entry_id)
UNION ALL
SELECT 'spent_without_redemption', 'ledger_entry', e.id, NULL, CAST(e.amount AS text) FROM ledger_entry e
WHERE e.user_id = :owner AND e.reason = 'reward_redeemed' AND NOT EXISTS (
  SELECT FROM redemption d WHERE d.user_id = e.user_id AND d.ledger_entry_id = e.id)
""")
"""Movements that do not balance, and rewards that disagree with theirs."""

HIERARCHY = Query("""
WITH RECURSIVE up AS (
  SELECT 'task' AS kind, id, parent_id FROM task
  WHERE user_id = :owner AND deleted_at IS NULL AND parent_id IS NOT NULL
  UNION ALL
  SELECT 'goal', id, parent_id FROM goal
  WHERE user_id = :owner AND deleted_at IS NULL AND parent_id IS NOT NULL
), walk AS (
  SELECT kind, id AS began, parent_id AS at, 1 AS steps FROM up
  UNION ALL
  SELECT w.kind, w.began, u.parent_id, w.steps + 1 FROM walk w JOIN up u ON u.kind = w.kind AND u.id = w.at
  WHERE w.at <> w.began AND w.steps < 100
)
SELECT DISTINCT 'cycle' AS kind, kind AS entity_kind, began AS entity_id, CAST(NULL AS text) AS expected,
  CAST(at AS text) AS found
FROM walk WHERE at = began
""")
"""Tasks and goals that are parts of themselves."""


@cache
def unregistered() -> Query:
    """Return the statement for entries of the registry without their row, and links that lead to one."""
    kinds = sorted(model.__tablename__ for model in OwnedRow.__subclasses__())
    rows = " UNION ALL ".join(f"SELECT id FROM {kind} WHERE user_id = :owner" for kind in kinds)  # noqa: S608
    known = ", ".join(f"'{kind}'" for kind in kinds)
    return Query(
        f"WITH rows AS ({rows}), lost AS (SELECT e.id, e.kind FROM entity e WHERE e.user_id = :owner"  # noqa: S608
        f" AND (e.kind NOT IN ({known}) OR NOT EXISTS (SELECT FROM rows r WHERE r.id = e.id)))"
        " SELECT 'entry_without_row' AS kind, l.kind AS entity_kind, l.id AS entity_id,"
        " CAST(NULL AS text) AS expected, CAST(NULL AS text) AS found FROM lost l"
        " UNION ALL SELECT 'orphan_link', 'link', k.id, NULL, CAST(l.id AS text) FROM link k"
        " JOIN lost l ON l.id IN (k.from_id, k.to_id) WHERE k.user_id = :owner AND k.deleted_at IS NULL"
        " UNION ALL SELECT 'orphan_link', 'goal_link', k.id, NULL, CAST(l.id AS text) FROM goal_link k"
        " JOIN lost l ON l.id = k.entity_id WHERE k.user_id = :owner AND k.deleted_at IS NULL"
    )


OPEN_GOALS = Query(
    "SELECT id FROM goal WHERE user_id = :owner AND deleted_at IS NULL AND progress_mode = 'auto'"
    " AND status IN ('planning', 'active', 'paused') AND computed_at IS NOT NULL"
)
