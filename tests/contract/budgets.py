"""How many statements a request may take, beside the beginning and the end of its transaction."""

from tests.contract.routes import Operation

READ, WRITE = 2, 4
MORE = {
    "achieve_goal": 10,
    "add_goal_criterion": 8,
    "add_goal_link": 10,
    "add_goal_note": 8,
    "add_habit_log": 11,
    "add_task_dependency": 7,
    "answer_today": 13,
    "change_email": 7,
    "change_password": 9,
    "check_integrity": 7,
    "commit_import": 10,
    "complete_goal_criterion": 9,
    "complete_task": 5,
    "create_habit": 7,
    "create_habit_pause": 6,
    "delete_goal_criterion": 9,
    "delete_goal_link": 9,
    "delete_goal_note": 8,
    "delete_habit_log": 13,
    "delete_habit_pause": 7,
    "do_routine": 6,
    "end_goal_override": 8,
    "get_dashboard": 6,
    "get_on_this_day": 3,
    "get_reward_shelf": 3,
    "get_habit_heatmap": 4,
    "get_habit_streak": 4,
    "get_habits_today": 6,
    "get_schedule": 3,
    "get_today": 11,
    "list_background_jobs": 3,
    "list_invites": 3,
    "override_goal_progress": 10,
    "preview_import": 5,
    "quick_add_task": 5,
    "reauthenticate": 7,
    "recompute_statistics": 10,
    "redeem_reward": 5,
    "refund_redemption": 5,
    "reopen_goal": 9,
    "reopen_goal_criterion": 9,
    "reopen_task": 6,
    "restore_goal": 8,
    "restore_habit": 8,
    "resume_timer": 7,
    "retry_background_job": 5,
    "start_timer": 6,
    "update_goal": 14,
    "update_goal_criterion": 8,
    "update_goal_link": 9,
    "update_goal_note": 9,
    "update_habit": 9,
    "update_habit_log": 14,
    "update_habit_pause": 7,
    "update_task": 7,
}
"""Operations that need more, with how many. The numbers may only become smaller."""


def budget(operation: Operation) -> int:
    """Return the budget of an operation."""
    return MORE.get(operation.id, READ if operation.method == "GET" else WRITE)
