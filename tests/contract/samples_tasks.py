"""Samples of tasks."""

from tests.contract.samples import Recipe, Row, Sample
from tests.contract.samples_planning import resource

RECIPES = {
    "task": Recipe("/tasks", {"title": "Water the beds", "description": "Before noon."}),
    "due_task": Recipe("/tasks", {"title": "Buy bulbs", "due_date": "2026-11-25"}),
    "project_task": Recipe("/tasks", {"title": "Dig", "project_id": Row("project")}),
    "done_task": Recipe("/tasks", {"title": "Rake"}, then=(("/tasks/{id}/complete", None),)),
    "dependent_task": Recipe(
        "/tasks", {"title": "Plant"}, then=(("/tasks/{id}/dependencies", {"blocked_by_id": Row("task")}),)
    ),
    "blocked_by": Recipe(
        "/tasks/{task_id}/dependencies", {"blocked_by_id": Row("task")}, id="blocked_by.0.id"
    ),
}

_SHARED = {
    "title": "Water the beds",
    "description": "Before noon.",
    "area_id": Row("area"),
    "project_id": Row("project"),
    "parent_id": Row("task"),
    "sub_category": "beds",
    "priority": 2,
    "status": "blocked",
    "blocked_reason": "The hose leaks.",
    "tags": ["outside", "water"],
    "due_date": "2026-11-25",
    "due_at": "2026-11-25T08:00:00Z",
    "timezone": "Europe/Berlin",
    "scheduled_for": "2026-11-24",
    "story_points": 3,
    "estimate_minutes": 30,
    "actual_minutes_override": 45,
    "recurrence_rule": "FREQ=WEEKLY;BYDAY=WE",
    "recurrence_mode": "schedule",
    "energy_needed": 4,
    "energy_start": 6,
    "position": 2,
}
_QUERY = {
    "status": "todo",
    "open": True,
    "project_id": Row("project"),
    "area_id": Row("area"),
    "parent_id": Row("task"),
    "tag": "outside",
    "priority": 2,
    "due_on": "2026-11-25",
    "due_before": "2026-11-26",
    "due_after": "2026-11-24",
    "overdue": True,
    "no_due": False,
    "scheduled_on": "2026-11-24",
    "scheduled_before": "2026-11-25",
    "q": "water",
    "ready": True,
    "archived": False,
    "deleted": False,
    "sort": "due",
}
_IDS = [Row("task"), Row("task")]

SAMPLES = {
    **resource("task", _SHARED, {"title": "Water the beds"}, _QUERY),
    "update_task": Sample(bodies=({"title": "Water all beds"}, {**_SHARED, "energy_end": 3})),
    "complete_task": Sample(bodies=({}, {"energy_end": 3})),
    "reopen_task": Sample(path={"task_id": Row("done_task")}),
    "get_dependencies": Sample(path={"task_id": Row("dependent_task")}),
    "add_task_dependency": Sample(bodies=({"blocked_by_id": Row("task")},)),
    "remove_task_dependency": Sample(),
    "get_task_history": Sample(),
    "quick_add_task": Sample(
        bodies=(
            {"text": "Call Eva friday 3pm #love !2 30min"},
            {
                "text": "Call Eva friday 3pm #love !2 30min",
                "dry_run": False,
                "said_at": "2026-11-22T09:00:00Z",
            },
        )
    ),
    "change_tasks": Sample(
        bodies=(
            {"action": "complete", "ids": _IDS},
            {
                "action": "move",
                "ids": _IDS,
                "to": {"project_id": Row("project"), "area_id": Row("area")},
            },
            {
                "action": "reschedule",
                "ids": _IDS,
                "to": {"due_date": "2026-11-25", "scheduled_for": "2026-11-24"},
            },
            {"action": "prioritise", "ids": _IDS, "priority": 1},
            {"action": "tag", "ids": _IDS, "add": ["outside"], "remove": ["inside"]},
        )
    ),
}
