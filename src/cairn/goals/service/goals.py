"""Changes to a goal itself."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cairn.goals.ids import GoalId
from cairn.goals.models import Goal
from cairn.goals.problems import CriteriaOpen, GoalAchieved, GoalCycle
from cairn.goals.queries import changes as queries
from cairn.goals.queries.resources import GOALS
from cairn.goals.schemas.goals import GoalCreate, Override
from cairn.goals.service.standing import Cause, lock_goals, recompute
from cairn.identity.people import person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.http.problems import Invalid

LONGEST_OVERRIDE = timedelta(days=30)
# What a goal's progress, its pace, or its health is computed from.
_TELLING = frozenset({"parent_id", "status", "start_date", "target_date", "weights"})


async def create_goal(work: Work, body: GoalCreate) -> Written:
    """Add a goal. Nothing tells yet how far it is, so there is nothing to compute."""
    return await GOALS.add(work, Goal(**body.model_dump()))


async def update_goal(
    work: Work, goal_id: GoalId, changes: Mapping[str, Any], *, if_match: int | None
) -> Written:
    """Change a goal and recompute what depends on it; raises GoalCycle or GoalAchieved."""
    if not _TELLING & changes.keys():
        return await GOALS.patch(work, goal_id, changes, if_match=if_match)
    await lock_goals(work)
    before = await GOALS.get(work, goal_id)
    if "status" in changes and before.status == "achieved":
        raise GoalAchieved
    parent_id = changes.get("parent_id")
    if parent_id is not None and await work.db.value(
        queries.WOULD_CYCLE, parent_id=parent_id, goal_id=goal_id
    ):
        raise GoalCycle
    await GOALS.patch(work, goal_id, changes, if_match=if_match)
    await recompute(work, [goal_id], Cause.OTHER)
    # The goals above have lost, won or reweighed a part.
    parents = {parent for parent in (before.parent_id, parent_id) if parent is not None}
    if {"parent_id", "status"} & changes.keys():
        await recompute(work, parents)
    return await GOALS.show(work, goal_id)


async def remove_goal(work: Work, goal_id: GoalId, *, if_match: int | None) -> None:
    """Put a goal in the trash; the goal above it goes without it."""
    await lock_goals(work)
    goal = await GOALS.get(work, goal_id)
    await GOALS.remove(work, goal_id, if_match=if_match)
    await _recompute_parent(work, goal)


async def restore_goal(work: Work, goal_id: GoalId) -> Written:
    """Take a goal out of the archive or the trash, and bring it up to date."""
    await lock_goals(work)
    await GOALS.restore(work, goal_id)
    await recompute(work, [goal_id], Cause.OTHER)
    await _recompute_parent(work, await GOALS.get(work, goal_id))
    return await GOALS.show(work, goal_id)


async def achieve_goal(work: Work, goal_id: GoalId, *, confirm: bool) -> Written:
    """Take the person's word that a goal is reached; raises CriteriaOpen unless confirmed.

    A goal that is achieved already stays as it is.
    """
    await lock_goals(work)
    goal = await GOALS.get(work, goal_id)
    if goal.status == "achieved":
        return await GOALS.show(work, goal_id)
    missing = await work.db.value(queries.OPEN_CRITERIA, goal_id=goal_id)
    if missing and not confirm:
        raise CriteriaOpen(f"{missing} of its criteria are not met.", open_criteria=missing)
    changes = {"status": "achieved", "achieved_at": work.clock.now()}
    return await _change_state(work, goal, changes, "achieve")


async def reopen_goal(work: Work, goal_id: GoalId) -> Written:
    """Make an achieved or abandoned goal active again; any other stays as it is."""
    await lock_goals(work)
    goal = await GOALS.get(work, goal_id)
    if goal.status not in ("achieved", "abandoned"):
        return await GOALS.show(work, goal_id)
    return await _change_state(work, goal, {"status": "active", "achieved_at": None}, "reopen")


async def override_progress(work: Work, goal_id: GoalId, body: Override) -> None:
    """Set a progress by hand; raises Invalid for a last day that is past or more than 30 days ahead."""
    await lock_goals(work)
    until = None
    if body.until is not None:
        whose = await person(work)
        today = whose.today(work.clock)
        if not today <= body.until <= today + LONGEST_OVERRIDE:
            raise Invalid.field("/until", "out_of_range", "Choose a day from today to 30 days ahead.")
        until = whose.day_bounds(body.until)[1]
    changes = {
        "progress_mode": "manual",
        "manual_pct": body.pct,
        "manual_reason": body.reason,
        "manual_until": until,
    }
    await GOALS.patch(work, goal_id, changes, action="override")
    await recompute(work, [goal_id], Cause.OTHER)


async def end_override(work: Work, goal_id: GoalId) -> None:
    """Let the progress be computed again; changes nothing where it is."""
    await lock_goals(work)
    goal = await GOALS.get(work, goal_id)
    if goal.progress_mode == "manual":
        changes = {
            "progress_mode": "auto",
            "manual_pct": None,
            "manual_reason": None,
            "manual_until": None,
        }
        await GOALS.patch(work, goal_id, changes, action="end_override")
        await recompute(work, [goal_id], Cause.OTHER)


async def _change_state(work: Work, goal: Goal, changes: Mapping[str, Any], action: str) -> Written:
    await GOALS.patch(work, goal.id, changes, action=action)
    await recompute(work, [goal.id])
    await _recompute_parent(work, goal)
    return await GOALS.show(work, goal.id)


async def _recompute_parent(work: Work, goal: Goal) -> None:
    if goal.parent_id is not None:
        await recompute(work, [goal.parent_id])
