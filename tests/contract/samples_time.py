"""Samples of the timer and of time entries."""

from tests.contract.samples import Recipe, Row, Sample

_ENTRY = {
    "entity_id": Row("task"),
    "started_at": "2026-11-23T07:00:00Z",
    "ended_at": "2026-11-23T08:00:00Z",
    "kind": "meeting",
    "energy": 5,
    "productivity": 7,
    "notes": "It went well.",
}
_RUNNING = (("/timer/start", {"entity_id": Row("task"), "started_at": "2026-11-23T08:00:00Z"}),)

RECIPES = {
    "entry": Recipe("/time-entries", {n: _ENTRY[n] for n in ("entity_id", "started_at", "ended_at")}),
}

SAMPLES = {
    "get_timer": Sample(alone=True, before=_RUNNING),
    "start_timer": Sample(
        alone=True,
        bodies=(
            {"entity_id": Row("task")},
            {
                "entity_id": Row("task"),
                "kind": "planning",
                "started_at": "2026-11-23T08:00:00Z",
                "switch": True,
            },
        ),
    ),
    "pause_timer": Sample(alone=True, before=_RUNNING, bodies=({}, {"interrupted": True})),
    "resume_timer": Sample(alone=True, before=(*_RUNNING, ("/timer/pause", None))),
    "stop_timer": Sample(
        alone=True, before=_RUNNING, bodies=({}, {"energy": 5, "productivity": 7, "notes": "It went well."})
    ),
    "list_time_entries": Sample(
        shows=Row("entry"),
        query={"entity_id": Row("task"), "from": "2026-11-01", "to": "2026-11-30", "kind": "meeting"},
    ),
    "create_time_entry": Sample(bodies=(_ENTRY,)),
    "get_time_summary": Sample(
        query={"from": "2026-11-01", "to": "2026-11-30"},
        needs_query=frozenset({"from", "to"}),
        shows=Row("entry"),
    ),
    "get_time_entry": Sample(),
    "update_time_entry": Sample(bodies=({"notes": "It went better."}, _ENTRY)),
    "delete_time_entry": Sample(),
    "restore_time_entry": Sample(),
}
