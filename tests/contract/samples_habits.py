"""Samples of habits, routines, pauses and what was done."""

from tests.contract.samples import Recipe, Row, Sample
from tests.contract.samples_planning import resource

RECIPES = {
    "habit": Recipe("/habits", {"name": "Stretch"}),
    "routine": Recipe("/routines", {"name": "Morning"}),
    "pause": Recipe("/habits/pauses", {"reason": "holiday"}),
    "log": Recipe("/habits/{habit_id}/logs", {}),
}

_HABIT = {
    "name": "Run",
    "description": "Slowly.",
    "area_id": Row("area"),
    "kind": "maintain",
    "schedule": {"kind": "per_period", "times": 3, "period": "week"},
    "start_date": "2026-11-01",
    "end_date": "2027-11-01",
    "target_amount": 15,
    "limit_amount": 0,
    "amount_per": "period",
    "unit": "km",
    "steps": ["Shoes on", "Run"],
    "off_weekdays": [6],
    "off_dates": ["2026-12-24"],
    "grace": 1,
    "backfill_days": 2,
    "assume_success": False,
    "cue": "After coffee",
    "action": "Put the shoes on",
    "reward": "A long shower",
    "friction_up": "Phone in the drawer",
    "friction_down": "Shoes at the door",
    "routine_id": Row("routine"),
    "colour": "#336644",
    "icon": "shoe",
    "position": 2,
}
_ROUTINE = {"name": "Evening", "cue": "After dinner", "position": 2}
_PAUSE = {
    "habit_id": Row("habit"),
    "first": "2026-11-20",
    "last": "2026-11-25",
    "reason": "illness",
    "note": "A cold.",
}
_LOG = {"local_date": "2026-11-22", "at": "2026-11-22T18:00:00Z", "amount": 2.5, "note": "Rain."}
_SPAN = {"from": "2026-11-01", "to": "2026-11-22"}


def _without(body: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in body.items() if name not in names}


SAMPLES = {
    **resource(
        "habit",
        _HABIT,
        {"name": "Stretch"},
        {
            "kind": "build",
            "area_id": Row("area"),
            "routine_id": Row("routine"),
            "archived": False,
            "q": "run",
            "sort": "name",
        },
    ),
    "create_habit": Sample(
        bodies=(
            {"name": "Stretch"},
            {
                **_HABIT,
                "amount_per": "day",
                "schedule": {"kind": "after_completion", "days": 3},
            },
            {**_HABIT, "amount_per": "day", "schedule": {"kind": "by_rule", "rule": "FREQ=DAILY"}},
            _HABIT,
        )
    ),
    **resource("routine", _ROUTINE, {"name": "Evening"}, {"archived": False, "sort": "name"}),
    "do_routine": Sample(
        bodies=({}, {"local_date": "2026-11-22", "habit_ids": []}),
    ),
    "get_habits_today": Sample(query={"date": "2026-11-22"}, shows=Row("habit")),
    "get_habit_heatmap": Sample(query=_SPAN),
    "get_habit_streak": Sample(),
    "list_habit_pauses": Sample(
        shows=Row("pause"), query={"habit_id": Row("habit"), "on": "2026-11-22", "sort": "created"}
    ),
    "create_habit_pause": Sample(bodies=({}, _PAUSE)),
    "get_habit_pause": Sample(),
    "update_habit_pause": Sample(bodies=({"reason": "holiday"}, _without(_PAUSE, "habit_id"))),
    "delete_habit_pause": Sample(),
    "list_habit_logs": Sample(shows=Row("log"), query=_SPAN),
    "add_habit_log": Sample(bodies=({}, _LOG)),
    "get_habit_log": Sample(),
    "update_habit_log": Sample(bodies=({"amount": 3}, _without(_LOG, "at"))),
    "delete_habit_log": Sample(),
    "list_milestones": Sample(query={"entity_id": Row("habit"), "revoked": False}),
}
