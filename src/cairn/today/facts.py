"""What the database knows, as the facts that ranking takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from cairn.identity.people import Person, Rhythm
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.today import queries
from cairn.today.factors import (
    NOWHERE,
    Candidate,
    Moment,
    Phase,
    Place,
    demand_of,
    goal_coherence,
)
from cairn.today.rules import DEFAULT_MINUTES

USUAL_MINUTES = 360
"""Minutes a day for tasks of a person who has not told how many they plan."""

_ACTIVITY_DAYS = 15
"""One more than momentum tells apart; a project that rested longer is as old as it was made."""
_MORNING = range(8, 12)
_STEADY_HOURS = 2
_DAY_SECONDS = 86_400
_DEMANDS = {level: demand_of(level) for level in (None, *range(1, 11))}


@dataclass(frozen=True, slots=True)
class Day:
    """The tasks that can be begun, with how much of them is meant for today."""

    candidates: list[Candidate]
    committed_minutes: int
    """Remaining minutes of tasks due or planned up to today; a task without an estimate counts 30."""
    has_goals: bool


class _Places(dict[tuple[UUID | None, UUID | None], Place]):
    """Places by (project, own area) of a task, made when a task first stands there."""

    def __init__(self, projects: list[Row], areas: list[Row], now: datetime) -> None:
        super().__init__()
        self._projects = {row.id: row for row in projects}
        self._areas = {row.id: row for row in areas}
        self._now = now
        self[None, None] = NOWHERE

    def __missing__(self, key: tuple[UUID | None, UUID | None]) -> Place:
        project = self._projects.get(key[0]) if key[0] else None
        area = self._areas.get(key[1] or (project.area_id if project else None))
        place = Place(
            project_id=project.id if project else None,
            area_id=area.id if area else None,
            pillar_share=area.pillar_share if area else None,
            pillar_strength=area.pillar_strength if area else None,
            area_importance=area.importance if area else None,
            project_importance=project.importance if project else None,
            project_activity_days=(self._now - project.touched_at).total_seconds() / _DAY_SECONDS
            if project
            else None,
            area_is_work=area.is_work if area else None,
        )
        self[key] = place
        return place


async def day_of(work: ReadWork, today: date, only: UUID | None = None) -> Day:
    """Return the tasks that can be begun on a day, or the one of them that is named."""
    rows = await work.db.rows(queries.CANDIDATES, today=today, only=only)
    projects = await work.db.rows(queries.PROJECTS, since=today - timedelta(days=_ACTIVITY_DAYS))
    areas = await work.db.rows(queries.AREAS)
    goals = await work.db.rows(queries.SERVED_GOALS)
    places, served = _Places(projects, areas, work.clock.now()), _served(goals)
    make, new, demands = tuple.__new__, Candidate, _DEMANDS
    candidates: list[Candidate] = []
    committed = 0
    for task_id, project, area, due_at, due, remaining, priority, energy, unblocks, for_today in rows:
        serves = served.get(task_id)
        through = served.get(project)
        if serves is None or (through is not None and through > serves):
            serves = through
        if for_today:
            committed += DEFAULT_MINUTES if remaining is None else remaining
        # The constructor's own work, without the call around it: it runs ten thousand times. The names of
        # the fields stand in the test that compares both.
        candidates.append(
            make(
                new,
                (
                    task_id,
                    places[project, area],
                    due_at,
                    due,
                    remaining,
                    priority,
                    serves,
                    unblocks,
                    demands[energy],
                    None,
                ),
            )
        )
    return Day(candidates, committed, has_goals=bool(goals))


def moment_of(now: datetime, owner: Person, rhythm: Rhythm, state: Row, *, has_goals: bool) -> Moment:
    """Return the moment for which the day is ranked."""
    wall = now.astimezone(owner.zone).replace(tzinfo=None)
    planned = planned_minutes(rhythm)
    return Moment(
        now=now,
        zone=owner.zone,
        day_start_hour=owner.day_start_hour,
        # On a day off nothing is planned, but what is due later still has to be begun at the usual pace.
        hours_per_day=(planned or USUAL_MINUTES) / 60,
        max_pillar_share=state.max_pillar_share,
        has_goals=has_goals,
        phase=_phase(rhythm, wall),
        peak_hours=rhythm.peaks_at(wall) if rhythm.peak_hours else wall.hour in _MORNING,
        working_hours=rhythm.works_at(wall),
        last_project_id=state.last_project_id,
        last_area_id=state.last_area_id,
    )


def planned_minutes(rhythm: Rhythm) -> int:
    """Return the minutes that a person plans for tasks a day, or the usual ones."""
    return USUAL_MINUTES if rhythm.planned_minutes is None else rhythm.planned_minutes


def _phase(rhythm: Rhythm, wall: datetime) -> Phase | None:
    """Peak in the person's best hours, steady within two hours of them, off the peak at other times."""
    if not rhythm.peak_hours:
        return None
    if rhythm.peaks_at(wall):
        return "peak"
    near = (wall + timedelta(hours=hours) for hours in range(-_STEADY_HOURS, _STEADY_HOURS + 1))
    return "steady" if any(rhythm.peaks_at(at) for at in near) else "off_peak"


def _served(goals: list[Row]) -> Mapping[UUID | None, float]:
    """Return the best coherence of the active goals that each task or project counts towards."""
    best: dict[UUID | None, float] = {}
    for goal in goals:
        if goal.entity_id is not None:
            value = goal_coherence(priority=goal.priority, health=goal.health_score)
            best[goal.entity_id] = max(value, best.get(goal.entity_id, 0.0))
    return best
