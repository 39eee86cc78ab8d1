"""Samples of the ranked day."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES: dict[str, Recipe] = {}

SAMPLES = {
    "get_today": Sample(query={"preset": "focus", "limit": 5}, shows=Row("due_task")),
    "get_today_preferences": Sample(),
    "update_today_preferences": Sample(
        bodies=({"preset": "focus"}, {"preset": "focus", "multipliers": {"energy": 1.5}}), alone=True
    ),
    "answer_today": Sample(bodies=({"task_id": Row("due_task"), "kind": "priority_right"},)),
}
