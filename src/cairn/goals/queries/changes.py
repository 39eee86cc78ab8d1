"""Questions that a change to a goal has to ask first."""

from cairn.kit.db.sql import Query

WOULD_CYCLE = Query("""
WITH RECURSIVE above AS (
  SELECT g.id, g.parent_id FROM goal g WHERE g.user_id = :owner AND g.id = CAST(:parent_id AS uuid)
  UNION
  SELECT g.id, g.parent_id FROM goal g JOIN above a ON g.id = a.parent_id WHERE g.user_id = :owner
)
SELECT EXISTS (SELECT FROM above WHERE id = CAST(:goal_id AS uuid))
""")
"""Whether a goal is its own new parent or stands above it."""

OPEN_CRITERIA = Query(
    "SELECT count(*) FROM goal_criterion WHERE user_id = :owner AND goal_id = :goal_id"
    " AND deleted_at IS NULL AND done_at IS NULL"
)
