"""Samples of days and of the journal."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES = {
    "day": Recipe("/days/{day}", {"mood": 4, "text": "A quiet day."}, id="local_date", method="PUT"),
    "journal_entry": Recipe("/journal", {"content": "The fence is green now.", "tags": ["garden"]}),
    "journal_link": Recipe("/links", {"from_id": Row("journal_entry"), "to_id": Row("task")}),
}

_DAY = {
    "text": "A quiet day.",
    "mood": 4,
    "mood_label": "content",
    "energy": 7,
    "sleep_hours": 7.25,
    "sleep_quality": 4,
    "completion": 8,
    "productivity": 6,
    "accomplishment": "The shed is painted.",
    "challenges": "Rain until noon.",
    "gratitude": "Soup on the stove.",
    "lessons": "Paint dries slowly.",
    "tomorrow_focus": "The fence.",
}
_ENTRY = {
    "content": "The fence is green now.",
    "title": "Paint",
    "occurred_at": "2026-11-22T18:00:00Z",
    "mood": 4,
    "mood_label": "content",
    "energy": 6,
    "tags": ["garden", "outside"],
    "template": "win",
}
_OWN = {"entry_id": Row("journal_entry")}
_SPAN = {"from": "2026-11-01", "to": "2026-11-23"}

SAMPLES = {
    "list_days": Sample(shows=Row("day"), query={**_SPAN, "mood": 4, "sort": "earliest"}),
    "get_day_series": Sample(shows=Row("day"), query=_SPAN, needs_query=frozenset(_SPAN)),
    "get_day_scales": Sample(),
    "get_day": Sample(),
    "put_day": Sample(bodies=({}, _DAY)),
    "update_day": Sample(bodies=({"mood_label": "content"}, _DAY)),
    "delete_day": Sample(),
    "restore_day": Sample(),
    "list_journal_entries": Sample(
        shows=Row("journal_entry"),
        query={**_SPAN, "tag": "garden", "mood": 4, "template": "win", "entity_id": Row("task")},
    ),
    "create_journal_entry": Sample(bodies=({"content": "Rain."}, _ENTRY)),
    "search_journal": Sample(
        query={"q": "green fence", **_SPAN, "kind": "journal_entry"},
        needs_query=frozenset({"q"}),
        shows=Row("journal_entry"),
    ),
    "get_on_this_day": Sample(query={"day": "2026-11-23"}),
    "list_journal_templates": Sample(),
    "get_journal_prompt": Sample(query={"day": "2026-11-23"}),
    "get_journal_entry": Sample(path=_OWN),
    "update_journal_entry": Sample(path=_OWN, bodies=({"mood_label": "content"}, _ENTRY)),
    "delete_journal_entry": Sample(path=_OWN),
    "restore_journal_entry": Sample(path=_OWN),
    "list_links": Sample(
        shows=Row("journal_link"),
        query={
            "entity_id": Row("task"),
            "from_id": Row("journal_entry"),
            "to_id": Row("task"),
            "kind": "related",
            "sort": "created",
        },
    ),
    "find_link_targets": Sample(query={"q": "fence", "limit": 5}, needs_query=frozenset({"q"})),
    "create_link": Sample(bodies=({"from_id": Row("goal"), "to_id": Row("task"), "kind": "mentions"},)),
    "get_link": Sample(path={"link_id": Row("journal_link")}),
    "delete_link": Sample(path={"link_id": Row("journal_link")}),
    "restore_link": Sample(path={"link_id": Row("journal_link")}),
}
