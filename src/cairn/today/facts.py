"""What the database knows, as the facts that ranking takes."""

from collections import defaultdict
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
    """The tasks of a day, with how much of them is meant for today."""

    candidates: list[Candidate]
    """Those that can be begun."""
    blocked: list[tuple[date, int, UUID]]
    """(due day, or the last day of the calendar; priority; id) of those that cannot."""
    committed_minutes: int
    """Remaining minutes of candidates due or planned up to today; one without an estimate counts 30."""
    has_goals: bool


@dataclass(slots=True)
class _Ties:
    """What ties a task to others; most tasks have none."""

    waits: bool = False
    unblocks: int = 0
    coherence: float | None = None


_FREE = _Ties()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place, and how much the best active goal of its project speaks for tasks there."""

    place: Place
    coherence: float | None


class _Spots(dict[tuple[UUID | None, UUID | None], _Spot]):
    """Spots by (project, own area) of a task, made when a task first stands there."""

    def __init__(
        self, projects: list[Row], areas: list[Row], ties: Mapping[UUID, _Ties], now: datetime
    ) -> None:
        super().__init__()
        self._projects = {row.id: row for row in projects}
        self._areas = {row.id: row for row in areas}
        self._ties = ties
        self._now = now
        self[None, None] = _Spot(NOWHERE, None)

    def __missing__(self, key: tuple[UUID | None, UUID | None]) -> _Spot:
        project = self._projects.get(key[0])
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
        tie = self._ties.get(project.id) if project else None
        self[key] = spot = _Spot(place, tie.coherence if tie else None)
        return spot


async def day_of(work: ReadWork, today: date, only: UUID | None = None) -> Day:
    """Return the tasks of a day, or the one of them that is named."""
    rows = await work.db.rows(queries.OPEN_TASKS, today=today, only=only)
    waiting = await work.db.rows(queries.WAITING)
    goals = await work.db.rows(queries.SERVED_GOALS)
    projects = await work.db.rows(queries.PROJECTS, since=today - timedelta(days=_ACTIVITY_DAYS))
    areas = await work.db.rows(queries.AREAS)
    ties = _ties(waiting, goals)
    spots = _Spots(projects, areas, ties, work.clock.now())
    candidates: list[Candidate] = []
    blocked: list[tuple[date, int, UUID]] = []
    committed = 0
    for task_id, project, area, due_at, due, remaining, priority, energy, for_today, is_blocked in rows:
        tie = ties.get(task_id, _FREE)
        if is_blocked or tie.waits:
            blocked.append((due or date.max, priority, task_id))
            continue
        spot = spots[project, area]
        coherence, through = tie.coherence, spot.coherence
        if coherence is None or (through is not None and through > coherence):
            coherence = through
        if for_today:
            committed += DEFAULT_MINUTES if remaining is None else remaining
        # By position: ten thousand calls by keyword take twice as long.
        candidates.append(
            Candidate(
                task_id,
                spot.place,
                due_at,
                due,
                remaining,
                priority,
                coherence,
                tie.unblocks,
                _DEMANDS[energy],
            )
        )
    return Day(candidates, blocked, committed, has_goals=bool(goals))


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


def _ties(waiting: list[Row], goals: list[Row]) -> dict[UUID, _Ties]:
    """Return what ties tasks to others, and tasks and projects to active goals."""
    ties: dict[UUID, _Ties] = defaultdict(_Ties)
    for task_id, blocked_by_id in waiting:
        ties[task_id].waits = True
        ties[blocked_by_id].unblocks += 1
    for goal in goals:
        if goal.entity_id is not None:
            tie = ties[goal.entity_id]
            value = goal_coherence(priority=goal.priority, health=goal.health_score)
            tie.coherence = max(value, tie.coherence or 0.0)
    return ties
