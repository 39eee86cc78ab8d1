"""Milestones: what was reached, once and for all."""

from sqlalchemy import Boolean, bindparam

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import equals
from cairn.kit.db.sql import Query
from cairn.tracking.models import Milestone
from cairn.tracking.schemas.milestones import MilestoneOut

OF_ENTITY = Query(
    "SELECT id, type, threshold, log_id, points, times, revoked_at FROM milestone"
    " WHERE user_id = :owner AND entity_id = :entity_id"
)

HELD = Query(
    "SELECT id, created_at, entity_id, type, threshold, log_id, reached_on, points, revoked_at FROM milestone"
    " WHERE user_id = :owner AND entity_id = :entity_id AND revoked_at IS NULL ORDER BY reached_on, id"
)
"""What a metric or habit has reached and still holds."""

KEEP = Query("""
INSERT INTO milestone (user_id, id, created_at, entity_id, type, threshold, log_id, reached_on, points, times)
VALUES (:owner, :id, :now, :entity_id, :type, :threshold, :log_id, :reached_on, :points, 1)
ON CONFLICT (user_id, entity_id, type, threshold) DO UPDATE SET log_id = excluded.log_id,
  reached_on = excluded.reached_on, points = excluded.points, times = milestone.times + 1, revoked_at = NULL
RETURNING id, times
""")
"""Reached for the first time, or again after it was revoked."""

REVOKE = Query("UPDATE milestone SET revoked_at = :now, log_id = NULL WHERE user_id = :owner AND id = :id")

MOVE = Query("UPDATE milestone SET log_id = :log_id WHERE user_id = :owner AND id = :id")
"""Another log stands for it now."""

MILESTONES = Feed(
    Milestone,
    MilestoneOut,
    filters={
        "entity_id": equals("entity_id"),
        "revoked": lambda r: r.revoked_at.is_not(None) == bindparam("revoked", type_=Boolean()),
    },
)
