"""Samples of days and of the journal."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES = {
    "day": Recipe("/days/{day}", {"mood": 4, "text": "A quiet day."}, id="local_date", method="PUT"),
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
}
