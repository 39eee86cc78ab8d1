"""Reviews as a resource, and what their numbers are made of."""

from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.reviews.models import Review
from cairn.reviews.schemas import ReviewOut

REVIEWS = Owned(
    Review,
    ReviewOut,
    filters={"period_type": equals("period_type"), "status": equals("status")},
    sorts={
        "latest": (lambda r: r.period_start.desc(), lambda r: r.period_type),
        "earliest": (lambda r: r.period_start, lambda r: r.period_type),
    },
)

LOCK = Query(
    "SELECT pg_advisory_xact_lock(hashtextextended('reviews:' || CAST(CAST(:owner AS uuid) AS text), 0))"
)
"""Held until the transaction ends: of two drafts of one period at once the second finds the first."""

FIND = Query(
    "SELECT id, status FROM review WHERE user_id = :owner AND period_type = :period_type"
    " AND period_start = :period_start AND deleted_at IS NULL"
)

GOALS = Query("""
SELECT g.id AS goal_id, CAST(coalesce(inside.progress_pct, g.progress_pct) AS float8) AS progress_pct,
  CAST(before.progress_pct AS float8) AS progress_before_pct, coalesce(inside.health, g.health) AS health
FROM goal g
LEFT JOIN LATERAL (
  SELECT progress_pct, health FROM goal_progress_snapshot s
  WHERE s.user_id = g.user_id AND s.goal_id = g.id AND s.local_date BETWEEN :first AND :last
  ORDER BY s.local_date DESC LIMIT 1
) inside ON true
LEFT JOIN LATERAL (
  SELECT progress_pct FROM goal_progress_snapshot s
  WHERE s.user_id = g.user_id AND s.goal_id = g.id AND s.local_date < :first
  ORDER BY s.local_date DESC LIMIT 1
) before ON true
WHERE g.user_id = :owner AND g.deleted_at IS NULL AND g.archived_at IS NULL AND g.status = 'active'
ORDER BY g.position, g.id
""")

METRICS = Query("""
SELECT m.id AS metric_id, CAST(inside.n AS integer) AS measurements,
  CAST(inside.last AS float8) AS last_value, CAST(inside.mean AS float8) AS mean_value,
  CAST(before.value AS float8) AS value_before
FROM metric m
JOIN LATERAL (
  SELECT count(*) AS n, avg(l.value) AS mean, (array_agg(l.value ORDER BY l.at DESC, l.id DESC))[1] AS last
  FROM metric_log l
  WHERE l.user_id = m.user_id AND l.metric_id = m.id AND l.deleted_at IS NULL
    AND l.local_date BETWEEN :first AND :last
) inside ON inside.n > 0
LEFT JOIN LATERAL (
  SELECT l.value FROM metric_log l
  WHERE l.user_id = m.user_id AND l.metric_id = m.id AND l.deleted_at IS NULL AND l.local_date < :first
  ORDER BY l.at DESC, l.id DESC LIMIT 1
) before ON true
WHERE m.user_id = :owner AND m.deleted_at IS NULL AND m.archived_at IS NULL
ORDER BY m.position, m.id
""")

_OPEN = (
    "FROM task WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL"
    " AND completed_at IS NULL AND status NOT IN ('done', 'cancelled')"
)
_PUT_OFF = f"{_OPEN} AND rollover_count >= 3"

PUT_OFF = Query(f"SELECT id AS task_id, rollover_count {_PUT_OFF} ORDER BY rollover_count DESC, id LIMIT 300")

QUARANTINE = Query(
    "SELECT id AS task_id, title, rollover_count, scheduled_for, due_date, priority, project_id, area_id"
    f" {_PUT_OFF} ORDER BY rollover_count DESC, priority, id LIMIT :limit OFFSET :offset"
)

QUARANTINE_SIZE = Query(f"SELECT count(*) {_PUT_OFF}")

HOLD_OPEN = Query(f"SELECT id {_OPEN} AND id = any(CAST(:ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE")
"""Those of the tasks that are open, locked in the order of their ids."""
