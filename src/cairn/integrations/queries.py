"""What other programs are given, as resources; how it is found by a secret, and told of events."""

from cairn.integrations.models import CalendarFeed, CaptureKey, Webhook, WebhookDelivery
from cairn.integrations.schemas.capture import CaptureKeyOut
from cairn.integrations.schemas.feeds import CalendarFeedOut
from cairn.integrations.schemas.webhooks import DeliveryOut, WebhookOut
from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import equals
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

WEBHOOKS = Owned(Webhook, WebhookOut)
DELIVERIES = Feed(
    WebhookDelivery, DeliveryOut, filters={"webhook_id": equals("webhook_id"), "status": equals("status")}
)

LISTENING = """
SELECT jsonb_agg(jsonb_build_array(id, events)) FROM webhook
WHERE user_id = :owner AND deleted_at IS NULL AND status = 'enabled'
"""
"""As SQL text: writes of a task bring the answer along."""

WEBHOOK_COUNT = Query("SELECT count(*) FROM webhook WHERE user_id = :owner AND deleted_at IS NULL")

ADD_DELIVERY = Query("""
INSERT INTO webhook_delivery (user_id, id, created_at, webhook_id, event, entity_id, payload, status,
    attempts, next_at, tries)
VALUES (:owner, :id, :now, :webhook_id, :event, :entity_id, :payload, 'waiting', 0, :now, '[]')
""")

TO_DELIVER = Query("""
SELECT d.payload, d.attempts, w.id AS webhook_id, w.url,
    w.status = 'enabled' AND w.deleted_at IS NULL AS wanted,
    w.secret_sealed, w.former_secret_sealed, w.former_until, w.failing_since
FROM webhook_delivery d JOIN webhook w ON w.user_id = d.user_id AND w.id = d.webhook_id
WHERE d.user_id = :owner AND d.id = :id AND d.status = 'waiting'
""")

RECORD_TRY = Query("""
UPDATE webhook_delivery SET attempts = attempts + 1, tries = tries || CAST(:tried AS jsonb), status = :status,
    next_at = :next_at, delivered_at = :delivered_at
WHERE user_id = :owner AND id = :id AND status = 'waiting'
""")

RECORD_HEALTH = Query("""
UPDATE webhook SET failing_since = CASE WHEN :failed THEN coalesce(failing_since, :now) END
WHERE user_id = :owner AND id = :id AND (failing_since IS NULL) = :failed
""")
"""No change of the webhook that its person made, so that its version stays."""

SEND_AGAIN = Query("""
UPDATE webhook_delivery SET status = 'waiting', attempts = 0, next_at = :now, delivered_at = NULL
WHERE user_id = :owner AND webhook_id = :webhook_id AND id = :id RETURNING true
""")

FORGET_DELIVERIES = Query("DELETE FROM webhook_delivery WHERE user_id = :owner AND created_at < :before")
