"""What the database knows, as the facts that ranking takes."""

from collections import defaultdict
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
_PLACES = 1_000_000
_DEMANDS = {level: demand_of(level) for level in (None, *range(1, 11))}


@dataclass(frozen=True, slots=True)
class Day:
    """The tasks of a day, with how much of them is meant for today."""

    candidates: list[Candidate]
    """Those that can be begun."""
    blocked: list[tuple[date, int, UUID]]
    """(due day, or the last day of the calendar; priority; id) of those that cannot."""
    committed_minutes: int
    """Remaining minutes of candidates due or planned up to today; one without an estimate counts 30."""


@dataclass(slots=True)
class Tie:
    """What ties a task to others, or a task or project to active goals; most have none."""

    waits: bool = False
    unblocks: int = 0
    coherence: float | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a day's tasks stand in."""

    projects: list[Row]
    areas: list[Row]
    ties: dict[UUID, Tie]
    has_goals: bool
    now: datetime


class _Spots(dict[int, tuple[Place, float | None]]):
    """Places, with how much the best goal of the project speaks for tasks there.

    The key is project x 1,000,000 + own area, as numbers in their lists counted from 1; made when a task
    first stands there.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._areas = {row.id: row for row in around.areas}
        self[0] = (NOWHERE, None)

    def __missing__(self, key: int) -> tuple[Place, float | None]:
        around = self._around
        project_number, area_number = divmod(key, _PLACES)
        project = around.projects[project_number - 1] if project_number else None
        area = around.areas[area_number - 1] if area_number else None
        if area is None and project:
            area = self._areas.get(project.area_id)
        place = Place(
            project_id=project.id if project else None,
            area_id=area.id if area else None,
            pillar_share=area.pillar_share if area else None,
            pillar_strength=area.pillar_strength if area else None,
            area_importance=area.importance if area else None,
            project_importance=project.importance if project else None,
            project_activity_days=(around.now - project.touched_at).total_seconds() / _DAY_SECONDS
            if project
            else None,
            area_is_work=area.is_work if area else None,
        )
        tie = around.ties.get(project.id) if project else None
        self[key] = spot = (place, tie.coherence if tie else None)
        return spot


async def surroundings_of(work: ReadWork, today: date) -> Surroundings:
    """Return what the tasks of a day stand in."""
    since = today - timedelta(days=_ACTIVITY_DAYS)
    projects = await work.db.rows(queries.PROJECTS, since=since)
    areas = await work.db.rows(queries.AREAS)
    goals = await work.db.rows(queries.SERVED_GOALS)
    ties = _ties(await work.db.rows(queries.WAITING), goals)
    return Surroundings(projects, areas, ties, bool(goals), work.clock.now())


async def open_tasks(
    work: ReadWork, today: date, around: Surroundings, only: UUID | None = None
) -> list[Row]:
    """Return the rows of a day's tasks, or of the one that is named."""
    return await work.db.rows(
        queries.OPEN_TASKS,
        today=today,
        only=only,
        projects=[row.id for row in around.projects],
        areas=[row.id for row in around.areas],
        tied=list(around.ties),
    )


def day_of(rows: list[Row], around: Surroundings) -> Day:
    """Return the tasks of a day as the facts that ranking takes."""
    spots, ties = _Spots(around), [_FREE, *around.ties.values()]
    candidates: list[Candidate] = []
    blocked: list[tuple[date, int, UUID]] = []
    committed = 0
    for task_id, key, number, due_at, due, remaining, priority, energy, for_today, by_hand in rows:
        place, coherence = spots[key]
        unblocks, is_blocked = 0, by_hand
        if number is not None:
            tie = ties[number]
            is_blocked = by_hand or tie.waits
            unblocks = tie.unblocks
            if tie.coherence is not None and (coherence is None or tie.coherence > coherence):
                coherence = tie.coherence
        if is_blocked:
            blocked.append((due or date.max, priority, task_id))
            continue
        if for_today:
            committed += DEFAULT_MINUTES if remaining is None else remaining
        # By position: ten thousand calls by keyword take twice as long.
        candidates.append(
            Candidate(task_id, place, due_at, due, remaining, priority, coherence, unblocks, _DEMANDS[energy])
        )
    return Day(candidates, blocked, committed)


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


def _ties(waiting: list[Row], goals: list[Row]) -> dict[UUID, Tie]:
    ties: dict[UUID, Tie] = defaultdict(Tie)
    for task_id, blocked_by_id in waiting:
        ties[task_id].waits = True
        ties[blocked_by_id].unblocks += 1
    for entity_id, priority, health in goals:
        if entity_id is not None:
            tie = ties[entity_id]
            value = goal_coherence(priority=priority, health=health)
            tie.coherence = max(value, tie.coherence or 0.0)
    return ties


_FREE = Tie()
