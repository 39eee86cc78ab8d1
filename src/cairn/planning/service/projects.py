"""Completing and reopening projects, and the trash.

The row is locked first, so that of two completions at the same time the second finds nothing to do.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Stale
from cairn.planning.events import ProjectMoved
from cairn.planning.ids import ProjectId
from cairn.planning.models import Project
from cairn.planning.queries.projects import AREA_IMPORTANCE
from cairn.planning.queries.structure import PROJECTS
from cairn.rewards.rules import project_alignment
from cairn.rewards.service import Occasion, clawback, earn, earned_with

_COMPLETED = "completed"


async def complete_project(work: Work, project_id: ProjectId) -> tuple[Written, int]:
    """Complete a project once and return it with the alignment earned; raises NotFound.

    A completed one stays as it is.
    """
    project = await PROJECTS.get(work, project_id, lock=True)
    if project.status == _COMPLETED:
        earned = await earned_with(work, occasion(project_id, project.completion_count))
        return await PROJECTS.show(work, project_id), earned
    return await _complete(work, project, {})


async def reopen_project(work: Work, project_id: ProjectId) -> tuple[Written, int]:
    """Put a completed or cancelled project under way and return it with the alignment taken back.

    An open one stays as it is. Raises NotFound.
    """
    project = await PROJECTS.get(work, project_id, lock=True)
    if project.status == _COMPLETED:
        return await _reopen(work, project, {"status": "active"})
    if project.status == "cancelled":
        return await PROJECTS.patch(work, project_id, {"status": "active"}, action="reopen"), 0
    return await PROJECTS.show(work, project_id), 0


async def change_project(
    work: Work, project_id: ProjectId, changes: Mapping[str, Any], *, if_match: int | None = None
) -> Written:
    """Change the named columns, completing or reopening by the way; raises NotFound, Stale or Invalid."""
    status = changes.get("status")
    if status is None:
        return await PROJECTS.patch(work, project_id, changes, if_match=if_match)
    project = await PROJECTS.get(work, project_id, lock=True)
    if if_match is not None and project.version != if_match:
        raise Stale(f"The newest version is {project.version}.", version=project.version)
    if status == _COMPLETED != project.status:
        return (await _complete(work, project, changes))[0]
    if status != _COMPLETED == project.status:
        return (await _reopen(work, project, changes))[0]
    return await PROJECTS.patch(work, project_id, changes)


async def remove_project(work: Work, project_id: ProjectId, *, if_match: int | None = None) -> None:
    """Put a project in the trash; raises NotFound or Stale."""
    await PROJECTS.remove(work, project_id, if_match=if_match)
    await publish(work, ProjectMoved(project_id))


async def restore_project(work: Work, project_id: ProjectId) -> Written:
    """Take a project out of the archive or the trash; raises NotFound."""
    written = await PROJECTS.restore(work, project_id)
    await publish(work, ProjectMoved(project_id))
    return written


async def _complete(work: Work, project: Project, changes: Mapping[str, Any]) -> tuple[Written, int]:
    whose = await person(work)
    n = project.completion_count + 1
    columns = {**changes, "status": _COMPLETED, "completed_at": work.clock.now(), "completion_count": n}
    written = await PROJECTS.patch(work, project.id, columns, action="complete")
    area_id = columns.get("area_id", project.area_id)
    importance = await work.db.value(AREA_IMPORTANCE, id=area_id) if area_id else None
    earned = await earn(
        work,
        occasion(project.id, n),
        project_alignment(priority=columns.get("priority", project.priority), area_importance=importance),
        local_date=whose.today(work.clock),
        timezone=whose.zone.key,
        currency="alignment",
    )
    return written, earned


async def _reopen(work: Work, project: Project, changes: Mapping[str, Any]) -> tuple[Written, int]:
    whose = await person(work)
    columns = {**changes, "completed_at": None}
    written = await PROJECTS.patch(work, project.id, columns, action="reopen")
    taken = await clawback(
        work,
        occasion(project.id, project.completion_count),
        reason="project_reopened",
        local_date=whose.today(work.clock),
        timezone=whose.zone.key,
    )
    return written, taken


def occasion(project_id: UUID, n: int) -> Occasion:
    """Return the name under which the n-th completion of a project is paid."""
    return Occasion(project_id, "project_completed", n)
