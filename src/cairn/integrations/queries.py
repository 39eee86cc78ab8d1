"""Feeds and keys as resources, and how they are found by their secret."""

from cairn.integrations.models import CalendarFeed, CaptureKey
from cairn.integrations.schemas.capture import CaptureKeyOut
from cairn.integrations.schemas.feeds import CalendarFeedOut
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query

FEEDS = Owned(CalendarFeed, CalendarFeedOut)
KEYS = Owned(CaptureKey, CaptureKeyOut)

OPEN_FEED = Query("""
SELECT f.name, f.entries, f.area_id, f.project_id, f.with_done
FROM calendar_feed f JOIN user_account a ON a.id = f.user_id AND a.status = 'active'
WHERE f.user_id = :owner AND f.id = :id AND f.token_hash = :digest AND f.deleted_at IS NULL
""")

USE_KEY = Query("""
UPDATE capture_key k SET last_used_at = :now
FROM user_account a
WHERE k.user_id = :owner AND k.id = :id AND k.token_hash = :digest AND k.deleted_at IS NULL
    AND a.id = k.user_id AND a.status = 'active'
RETURNING true
""")
"""Its time of use is no change of the key, so that its version stays."""

DATED_TASKS = Query("""
SELECT t.id, t.title, t.description, t.status, t.priority, t.tags, t.due_date, t.due_at, t.timezone,
    t.scheduled_for, t.estimate_minutes, t.recurrence_rule, t.recurrence_mode, t.recurrence_start,
    t.recurrence_time, t.completed_at, t.created_at, t.updated_at, t.version, t.parent_id
FROM task t LEFT JOIN project p ON p.user_id = t.user_id AND p.id = t.project_id
WHERE t.user_id = :owner AND t.deleted_at IS NULL AND t.archived_at IS NULL
    AND (t.due_date IS NOT NULL OR t.scheduled_for IS NOT NULL)
    AND (t.status NOT IN ('done', 'cancelled')
        OR CAST(:with_done AS boolean) AND t.status = 'done' AND t.completed_at >= :since)
    AND (CAST(:project_id AS uuid) IS NULL OR t.project_id = :project_id)
    AND (CAST(:area_id AS uuid) IS NULL OR coalesce(t.area_id, p.area_id) = :area_id)
ORDER BY coalesce(t.due_date, t.scheduled_for), t.id
LIMIT 3000
""")
"""The tasks of a calendar; the nearest 3,000, which no calendar shows at once."""
