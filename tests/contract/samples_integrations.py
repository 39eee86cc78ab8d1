"""Samples of what other programs use."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES = {
    "calendar_feed": Recipe("/calendar-feeds", {"name": "Tasks"}),
    "feed_token": Recipe("/calendar-feeds", {"name": "Tasks"}, id="token"),
    "capture_key": Recipe("/capture-keys", {"name": "Telephone"}),
    "webhook": Recipe(
        "/webhooks", {"name": "Lamp", "url": "https://example.org/hook", "events": ["task.updated"]}
    ),
    "told_webhook": Recipe(
        "/webhooks",
        {"name": "Lamp", "url": "https://example.org/hook", "events": ["task.created"]},
        then=(("/tasks", {"title": "Sweep"}),),
    ),
    "delivery": Recipe("/webhooks/{webhook_id}/deliveries", None, id="items.0.id", method="GET"),
    "capture_token": Recipe("/capture-keys", {"name": "Telephone"}, id="token"),
}

_URL = "https://example.org/hook"

# A person has so many at most; each operation has one of its own.
SAMPLES = {
    "list_webhooks": Sample(shows=Row("webhook"), query={"sort": "created"}, alone=True),
    "create_webhook": Sample(bodies=({"name": "Lamp", "url": _URL, "events": ["task.created"]},), alone=True),
    "get_webhook": Sample(alone=True),
    "update_webhook": Sample(
        bodies=({"name": "Bell", "url": _URL, "events": ["task.deleted"], "status": "disabled"},), alone=True
    ),
    "delete_webhook": Sample(alone=True),
    "rotate_webhook_secret": Sample(alone=True),
    "list_webhook_deliveries": Sample(
        path={"webhook_id": Row("told_webhook")}, query={"status": "waiting"}, alone=True
    ),
    "send_webhook_delivery_again": Sample(path={"webhook_id": Row("told_webhook")}, alone=True),
    "list_calendar_feeds": Sample(shows=Row("calendar_feed"), query={"sort": "created"}),
    "create_calendar_feed": Sample(
        bodies=(
            {"name": "Tasks"},
            {
                "name": "Garden",
                "entries": "events",
                "area_id": Row("area"),
                "project_id": Row("project"),
                "with_done": True,
            },
        ),
    ),
    "get_calendar_feed": Sample(),
    "revoke_calendar_feed": Sample(),
    "read_calendar": Sample(path={"feed_token": Row("feed_token")}),
    "list_capture_keys": Sample(shows=Row("capture_key"), query={"sort": "created"}),
    "create_capture_key": Sample(bodies=({"name": "Telephone"},)),
    "get_capture_key": Sample(),
    "revoke_capture_key": Sample(),
    "capture_text": Sample(
        bodies=({"text": "Call Eva"}, {"text": "b", "title": "Read this", "url": "https://example.org/a"}),
        path={"capture_token": Row("capture_token")},
    ),
}
