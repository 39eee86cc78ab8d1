"""Samples of what other programs use."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES = {
    "calendar_feed": Recipe("/calendar-feeds", {"name": "Tasks"}),
    "feed_token": Recipe("/calendar-feeds", {"name": "Tasks"}, id="token"),
    "capture_key": Recipe("/capture-keys", {"name": "Telephone"}),
    "capture_token": Recipe("/capture-keys", {"name": "Telephone"}, id="token"),
}

SAMPLES = {
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
