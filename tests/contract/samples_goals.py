"""Samples of goals and of what belongs to them."""

from tests.contract.samples import Recipe, Row, Sample
from tests.contract.samples_planning import resource

RECIPES = {
    "goal": Recipe("/goals", {"title": "Run ten kilometres", "description": "Without a pause."}),
    "achieved_goal": Recipe("/goals", {"title": "Run one kilometre"}, then=(("/goals/{id}/achieve", {}),)),
    "overridden_goal": Recipe(
        "/goals",
        {"title": "Sleep well"},
        then=(("/goals/{id}/override", {"pct": 40, "reason": "Measured."}),),
    ),
    "criterion": Recipe("/goals/{goal_id}/criteria", {"text": "Ten kilometres in an hour"}),
    "done_criterion": Recipe(
        "/goals/{goal_id}/criteria",
        {"text": "Five kilometres"},
        then=(("/goals/{goal_id}/criteria/{id}/complete", None),),
    ),
    "link": Recipe("/goals/{goal_id}/links", {"entity_id": Row("task")}),
    "note": Recipe("/goals/{goal_id}/notes", {"text": "The knee holds."}),
}

_GOAL = {
    "title": "Run ten kilometres",
    "description": "Without a pause.",
    "area_id": Row("area"),
    "parent_id": Row("goal"),
    "horizon": "yearly",
    "context": "coaching",
    "category": "sport",
    "status": "planning",
    "priority": 2,
    "start_date": "2026-11-01",
    "target_date": "2027-05-01",
    "source": "session",
    "weights": {"criteria": 50, "tasks": 20, "metrics": 10, "habits": 10, "children": 10},
    "position": 2,
}
_QUERY = {
    "status": "active",
    "horizon": "yearly",
    "context": "personal",
    "area_id": Row("area"),
    "parent_id": Row("goal"),
    "top": False,
    "category": "sport",
    "health": "on_track",
    "archived": False,
    "q": "run",
    "sort": "target",
}
_CRITERION = {"text": "Ten kilometres in an hour", "measurable": True, "position": 2}
_NOTE = {"text": "The knee holds.", "on_date": "2026-11-22", "progress_pct": 30}

SAMPLES = {
    **resource("goal", _GOAL, {"title": "Run ten kilometres"}, _QUERY),
    "achieve_goal": Sample(bodies=({}, {"confirm": True})),
    "reopen_goal": Sample(path={"goal_id": Row("achieved_goal")}),
    "get_goal_progress": Sample(),
    "override_goal_progress": Sample(
        bodies=({"pct": 40, "reason": "Measured."}, {"pct": 40, "reason": "Measured.", "until": "2026-12-01"})
    ),
    "end_goal_override": Sample(path={"goal_id": Row("overridden_goal")}),
    "list_goal_snapshots": Sample(query={"since": "2026-11-01"}),
    "list_goal_activity": Sample(shows=Row("criterion")),
    "list_goal_criteria": Sample(shows=Row("criterion"), query={"sort": "created"}),
    "add_goal_criterion": Sample(bodies=({"text": "Five kilometres"}, _CRITERION)),
    "update_goal_criterion": Sample(bodies=({"text": "Five kilometres"}, _CRITERION)),
    "delete_goal_criterion": Sample(),
    "complete_goal_criterion": Sample(),
    "reopen_goal_criterion": Sample(path={"criterion_id": Row("done_criterion")}),
    "list_goal_links": Sample(shows=Row("link"), query={"sort": "created"}),
    "add_goal_link": Sample(
        bodies=(
            {"entity_id": Row("task")},
            {"entity_id": Row("project"), "weight": 2.5, "role": "training"},
        )
    ),
    "update_goal_link": Sample(bodies=({"weight": 2.5, "role": "training"},)),
    "delete_goal_link": Sample(),
    "list_goal_notes": Sample(shows=Row("note"), query={"sort": "date"}),
    "add_goal_note": Sample(bodies=({"text": "The knee holds."}, _NOTE)),
    "update_goal_note": Sample(bodies=({"text": "The knee hurts."}, _NOTE)),
    "delete_goal_note": Sample(),
}
