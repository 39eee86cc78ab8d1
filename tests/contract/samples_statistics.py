"""Samples of statistics and of the look at the data."""

from tests.contract.samples import Recipe, Row, Sample

_SPAN = {"from": "2026-10-01", "to": "2026-11-23"}
_NEEDS = frozenset(_SPAN)

RECIPES: dict[str, Recipe] = {}

SAMPLES = {
    "get_dashboard": Sample(shows=Row("done_task")),
    "list_day_statistics": Sample(query=_SPAN, needs_query=_NEEDS, shows=Row("day")),
    "list_week_statistics": Sample(query=_SPAN, needs_query=_NEEDS, shows=Row("day")),
    "list_month_statistics": Sample(query=_SPAN, needs_query=_NEEDS, shows=Row("day")),
    "recompute_statistics": Sample(
        before=(
            (
                "/time-entries",
                {
                    "entity_id": Row("task"),
                    "started_at": "2026-11-20T07:00:00Z",
                    "ended_at": "2026-11-20T08:00:00Z",
                },
            ),
        )
    ),
    "get_integrity": Sample(),
    "check_integrity": Sample(),
    "get_integrity_counts": Sample(),
}
