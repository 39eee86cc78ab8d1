"""The health of a project: what is known about it, scored."""

from dataclasses import asdict
from datetime import date, timedelta

from cairn.identity.people import Person, person
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.kit.http.problems import NotFound
from cairn.planning.ids import ProjectId
from cairn.planning.queries.projects import HEALTH_FACTS
from cairn.planning.rules import (
    HEALTH_VERSION,
    HEALTH_WEIGHTS,
    HealthParts,
    ProjectFacts,
    estimation_accuracy,
    project_health,
)
from cairn.planning.schemas.structure import HealthPartsOut, HealthSampleOut, ProjectHealthOut

_SCOPE_WINDOW = timedelta(days=14)
_UNKNOWN = HealthParts(None, None, None, None, None, None)


async def health_of(work: ReadWork, project_id: ProjectId) -> ProjectHealthOut:
    """Return the health of a project as of now; of a completed one, as of its last day. Raises NotFound."""
    owner = await person(work)
    now = work.clock.now()
    today = owner.local_day(now)
    row = await work.db.row(HEALTH_FACTS, id=project_id, today=today, then=now - _SCOPE_WINDOW)
    if row is None:
        raise NotFound
    old_enough = row.created_at <= now - _SCOPE_WINDOW
    efforts = [tuple(pair) for pair in row.efforts]
    facts = ProjectFacts(
        done_share=row.done_points / row.points if row.points else None,
        elapsed_share=_elapsed(row, owner, today),
        due_to_date=row.due_to_date,
        overdue=row.overdue,
        open_tasks=row.open_tasks,
        blocked_tasks=row.blocked_tasks,
        days_since_activity=(now - row.last_activity) / timedelta(days=1) if row.last_activity else None,
        open_14_days_ago=row.open_then if old_enough else None,
        added_in_14_days=row.added,
        estimation_accuracy=estimation_accuracy(efforts),
    )
    return _shown(project_id, facts, row, len(efforts))


def _elapsed(row: Row, owner: Person, today: date) -> float | None:
    """Share of the days from start to due date that have passed; a project starts when it is made."""
    if row.due_date is None:
        return None
    start: date = row.start_date or min(owner.local_day(row.created_at), row.due_date)
    until = owner.local_day(row.completed_at) if row.completed_at else today
    due: date = row.due_date
    return (until - start).days / max(1, (due - start).days)


def _shown(project_id: ProjectId, facts: ProjectFacts, row: Row, efforts: int) -> ProjectHealthOut:
    health = project_health(facts)
    return ProjectHealthOut(
        project_id=project_id,
        score=health.score if health else None,
        band=health.band if health else None,
        colour=health.colour if health else None,
        parts=_parts(health.parts if health else _UNKNOWN),
        weights=_parts(HEALTH_WEIGHTS),
        sample=HealthSampleOut(
            tasks=row.tasks,
            open_tasks=facts.open_tasks,
            blocked_tasks=facts.blocked_tasks,
            due_to_date=facts.due_to_date,
            overdue=facts.overdue,
            open_14_days_ago=facts.open_14_days_ago,
            added_in_14_days=facts.added_in_14_days,
            estimated_tasks=efforts,
            last_activity_at=row.last_activity,
        ),
        algorithm_version=HEALTH_VERSION,
    )


def _parts(parts: HealthParts) -> HealthPartsOut:
    return HealthPartsOut(**asdict(parts))
