"""Changes to what belongs to a goal: criteria, links, notes. Each brings the goal up to date."""

from typing import Any, TypeVar
from uuid import UUID

from cairn.goals.ids import CriterionId, GoalId, GoalLinkId, GoalNoteId
from cairn.goals.models import GoalCriterion, GoalLink, GoalNote
from cairn.goals.queries import standing as queries
from cairn.goals.queries.resources import CRITERIA, GOALS, LINKS, NOTES
from cairn.goals.schemas.parts import CriterionCreate, LinkCreate, NoteCreate
from cairn.goals.service.standing import Cause, lock_goals, recompute
from cairn.identity.people import person
from cairn.kit.db.owned import Owned, Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Invalid, NotFound
from cairn.planning.ids import TaskId

Part = TypeVar("Part", GoalCriterion, GoalLink, GoalNote)


async def add_criterion(work: Work, goal_id: GoalId, body: CriterionCreate) -> Written:
    """Add a criterion."""
    await _lock_goal(work, goal_id)
    made = await CRITERIA.add(work, GoalCriterion(goal_id=goal_id, **body.model_dump()))
    await recompute(work, [goal_id])
    return made


async def mark_criterion(work: Work, goal_id: GoalId, criterion_id: CriterionId, *, done: bool) -> Written:
    """Note that a criterion is met, or is not; one that is so already stays as it is."""
    await _lock_goal(work, goal_id)
    criterion = await part_of(work, CRITERIA, goal_id, criterion_id)
    if done == (criterion.done_at is not None):
        return await CRITERIA.show(work, criterion_id)
    written = await CRITERIA.patch(
        work,
        criterion_id,
        {"done_at": work.clock.now() if done else None},
        action="complete" if done else "reopen",
    )
    await recompute(work, [goal_id])
    return written


async def add_link(work: Work, goal_id: GoalId, body: LinkCreate) -> Written:
    """Let a task, project, habit or metric of the same person count towards a goal."""
    # Before the lock of goals: a completion that is under way holds the task and wants that lock next.
    found = await work.db.value(queries.HOLD_LINKABLE, id=body.entity_id)
    if not found and not await work.db.value(queries.LINKABLE, id=body.entity_id):
        raise Invalid.field("/entity_id", "not_found", "There is no such task, project, habit or metric.")
    await _lock_goal(work, goal_id)
    made = await LINKS.add(work, GoalLink(goal_id=goal_id, **body.model_dump()))
    await recompute(work, [goal_id])
    return made


async def follow_series(work: Work, task_id: TaskId, next_id: TaskId) -> bool:
    """Let the next task of a series count towards the same goals, as much; return whether there are any."""
    links = await work.db.rows(queries.LINKS_OF, id=task_id)
    if links:
        await lock_goals(work)
    for row in links:
        made = GoalLink(goal_id=row.goal_id, entity_id=next_id, weight=row.weight, role=row.role)
        await LINKS.add(work, made)
    return bool(links)


async def add_note(work: Work, goal_id: GoalId, body: NoteCreate) -> Written:
    """Add a remark. It counts as activity; a progress set by hand holds on."""
    await _lock_goal(work, goal_id)
    on_date = body.on_date or (await person(work)).today(work.clock)
    values = body.model_dump() | {"on_date": on_date}
    made = await NOTES.add(work, GoalNote(goal_id=goal_id, **values))
    await recompute(work, [goal_id], Cause.REMARK)
    return made


async def change_part(
    work: Work,
    resource: Owned[Part],
    goal_id: GoalId,
    part_id: CriterionId | GoalLinkId | GoalNoteId,
    changes: dict[str, Any],
    *,
    if_match: int | None,
) -> Written:
    """Change a part of a goal; raises NotFound where it is a part of another one."""
    await _lock_goal(work, goal_id)
    await part_of(work, resource, goal_id, part_id)
    written = await resource.patch(work, part_id, changes, if_match=if_match)
    await recompute(work, [goal_id], Cause.SOURCE if "weight" in changes else Cause.OTHER)
    return written


async def remove_part(
    work: Work,
    resource: Owned[Part],
    goal_id: GoalId,
    part_id: CriterionId | GoalLinkId | GoalNoteId,
    *,
    if_match: int | None,
) -> None:
    """Put a part of a goal in the trash; raises NotFound where it is a part of another one."""
    await _lock_goal(work, goal_id)
    await part_of(work, resource, goal_id, part_id)
    await resource.remove(work, part_id, if_match=if_match)
    await recompute(work, [goal_id], Cause.OTHER if resource.model is GoalNote else Cause.SOURCE)


async def part_of(work: ReadWork, resource: Owned[Part], goal_id: GoalId, part_id: UUID) -> Part:
    """Return a part of a goal that is not in the trash; raises NotFound."""
    part = await resource.get(work, part_id)
    if part.goal_id != goal_id:
        raise NotFound
    return part


async def _lock_goal(work: Work, goal_id: GoalId) -> None:
    await lock_goals(work)
    await GOALS.get(work, goal_id)
