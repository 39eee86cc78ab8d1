"""Samples of rewards, of what was had, and of the wallet."""

from tests.contract.samples import Recipe, Row, Sample
from tests.contract.samples_planning import resource

_SPAN = {"from": "2026-11-01", "to": "2026-11-30"}
_POINTS = {"task_id": Row("done_task")}
"""What earns the points that are spent."""

RECIPES = {
    "reward": Recipe("/rewards", {"name": "A cake", "cost": 80}),
    "affordable_reward": Recipe("/rewards", {"name": "A stamp", "cost": 1}, uses=_POINTS),
    "redemption": Recipe(
        "/rewards/{reward_id}/redeem", {"note": "Chocolate."}, uses={"reward_id": Row("affordable_reward")}
    ),
}

_REWARD = {
    "name": "A cake",
    "cost": 80,
    "description": "With cherries.",
    "category": "quick_treat",
    "icon": "cake",
    "cooldown_hours": 24,
    "max_per_day": 1,
    "status": "locked",
    "automation": "Tell the baker.",
    "position": 2,
}

SAMPLES = {
    **resource(
        "reward",
        _REWARD,
        {"name": "A cake", "cost": 80},
        {"category": "custom", "status": "active", "archived": False, "sort": "cost"},
    ),
    "get_reward_shelf": Sample(shows=Row("reward")),
    "get_price_guide": Sample(),
    "redeem_reward": Sample(
        path={"reward_id": Row("affordable_reward")}, bodies=({}, {"note": "Chocolate."})
    ),
    "list_redemptions": Sample(shows=Row("redemption"), query={"reward_id": Row("reward")}),
    "get_redemption": Sample(),
    "refund_redemption": Sample(),
    "get_wallet_income": Sample(query=_SPAN, needs_query=frozenset(_SPAN), shows=Row("done_task")),
    "get_alignment": Sample(shows=Row("done_project")),
    "update_alignment": Sample(bodies=({"monthly_goal": 500},), alone=True),
}
