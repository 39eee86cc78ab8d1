"""The goals of the story, with how they stood on each day: by the same formulas that the program uses."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cairn.demo.aims import AIMS, Aim
from cairn.demo.queries import ADD_SNAPSHOTS
from cairn.goals import rules
from cairn.goals.assess import ALGORITHM_VERSION
from cairn.goals.models import Goal, GoalCriterion, GoalLink, GoalNote
from cairn.goals.queries.resources import CRITERIA, GOALS, LINKS, NOTES
from cairn.goals.service.standing import Cause, recompute
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id

if TYPE_CHECKING:
    from cairn.demo.cast import Cast

_DAY = timedelta(days=1)
_NIGHT = time(23, 55)
_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class _Course:
    """When what counts towards a goal happened."""

    criteria: list[date | None]
    """Day on which each was met."""
    tasks: list[tuple[float, date | None]]
    """Story points and day of completion of each linked task."""

    def share_on(self, day: date) -> rules.Parts:
        """Return how far its own sources had come at the end of a day."""
        met = sum(on is not None and on <= day for on in self.criteria)
        points = sum(size for size, _ in self.tasks)
        done = sum(size for size, on in self.tasks if on is not None and on <= day)
        return rules.Parts(
            criteria=rules.done_share(met, len(self.criteria)), tasks=rules.done_share(done, points)
        )

    def last_event(self, day: date) -> date | None:
        """Return the day of the last thing that had happened by a day."""
        days = [*self.criteria, *(on for _, on in self.tasks)]
        return max((on for on in days if on is not None and on <= day), default=None)


async def add_goals(work: Work, cast: "Cast") -> tuple[int, int]:
    """Write goals, criteria, links, remarks and snapshots; return how many goals and snapshots."""
    courses = {aim.title: _course(cast, aim) for aim in AIMS}
    made_at = [cast.morning(aim.began) for aim in AIMS]
    ids = {aim.title: new_id(at) for aim, at in zip(AIMS, made_at, strict=True)}
    goals = [_goal(cast, aim, ids, courses[aim.title], place) for place, aim in enumerate(AIMS)]
    await GOALS.add_many(work, goals, row_ids=list(ids.values()), made_at=made_at)
    await _add_parts(work, cast, ids, courses)
    snapshots = list(_snapshots(cast, ids, courses))
    await work.db.run(ADD_SNAPSHOTS, snapshots=snapshots, version=ALGORITHM_VERSION)
    await recompute(work, list(ids.values()), Cause.OTHER)
    return len(goals), len(snapshots)


def _course(cast: "Cast", aim: Aim) -> _Course:
    end = aim.target if aim.status == "achieved" else 0
    step = (aim.began - end) / (aim.met + (0 if aim.status == "achieved" else 1) or 1)
    met: list[date | None] = [cast.story.ago(aim.began - step * (n + 1)) for n in range(aim.met)]
    tasks = [
        (float(deed.story_points or 1), deed.done.date() if deed.done else None)
        for deed in cast.story.deeds
        if deed.project in aim.projects and deed.status != "cancelled"
    ]
    return _Course(met + [None] * (len(aim.criteria) - aim.met), tasks)


def _goal(cast: "Cast", aim: Aim, ids: dict[str, UUID], course: _Course, place: int) -> Goal:
    achieved = aim.status == "achieved"
    last = course.last_event(cast.story.today - _DAY)
    return Goal(
        title=aim.title,
        area_id=cast.areas[aim.area][0],
        parent_id=ids[aim.part_of] if aim.part_of else None,
        horizon=aim.horizon,
        status=aim.status,
        priority=aim.priority,
        start_date=cast.story.ago(aim.began),
        target_date=cast.story.ago(aim.target),
        achieved_at=cast.morning(aim.target) if achieved else None,
        last_event_at=cast.at(datetime.combine(last, time(20))) if last else None,
        position=place,
    )


async def _add_parts(work: Work, cast: "Cast", ids: dict[str, UUID], courses: dict[str, _Course]) -> None:
    for aim in AIMS:
        goal_id, began = ids[aim.title], cast.morning(aim.began)
        criteria = [
            GoalCriterion(
                goal_id=goal_id,
                text=text,
                done_at=cast.at(datetime.combine(on, time(19))) if on else None,
                position=place,
            )
            for place, (text, on) in enumerate(zip(aim.criteria, courses[aim.title].criteria, strict=True))
        ]
        await CRITERIA.add_many(work, criteria, made_at=[began] * len(criteria))
        links = [GoalLink(goal_id=goal_id, entity_id=cast.projects[name]) for name in aim.projects]
        await LINKS.add_many(work, links, made_at=[began] * len(links))
        notes = [
            GoalNote(goal_id=goal_id, on_date=cast.story.ago(days), text=text) for days, text in aim.remarks
        ]
        await NOTES.add_many(work, notes, made_at=[cast.morning(days) for days, _ in aim.remarks])


def _snapshots(cast: "Cast", ids: dict[str, UUID], courses: dict[str, _Course]) -> Iterator[dict[str, Any]]:
    """Every goal on every day from its start to its end, or to yesterday; parts before the whole."""
    known: dict[tuple[str, date], float | None] = {}
    for aim in sorted(AIMS, key=lambda aim: aim.part_of is None):
        parts_of_it = [other.title for other in AIMS if other.part_of == aim.title]
        day, course = cast.story.ago(aim.began), courses[aim.title]
        last = cast.story.ago(max(aim.target, 1) if aim.status == "achieved" else 1)
        term = rules.Term(day, cast.story.ago(aim.target))
        past: list[tuple[date, float]] = []
        while day <= last:
            share = course.share_on(day)
            below = [(1.0, known.get((title, day))) for title in parts_of_it]
            children = rules.children_part((w, None if pct is None else pct / _HUNDRED) for w, pct in below)
            parts = rules.Parts(criteria=share.criteria, tasks=share.tasks, children=children)
            computed = rules.progress(parts)
            known[aim.title, day] = value = None if computed is None else computed.value
            health = _health(course, term, day, value, past)
            if value is not None:
                past.append((day, value))
            yield {
                "id": new_id(cast.at(datetime.combine(day, _NIGHT))),
                "at": cast.at(datetime.combine(day, _NIGHT)),
                "goal_id": ids[aim.title],
                "local_date": day,
                "progress_pct": None if value is None else round(value, 1),
                "health": rules.status(value, term, day, _quiet(course, term, day)),
                "health_score": None if health is None else round(health.score, 1),
                "parts": None if computed is None else {"basis": "sources", **asdict(computed.parts)},
            }
            day += _DAY


def _quiet(course: _Course, term: rules.Term, day: date) -> float:
    """Return how many days nothing has happened; a goal that nothing ever happened to, since it was made."""
    return float((day - (course.last_event(day) or term.start)).days)


def _health(
    course: _Course, term: rules.Term, day: date, value: float | None, past: list[tuple[date, float]]
) -> rules.GoalHealth | None:
    days = (day - term.start).days
    return rules.health(
        value,
        term,
        day,
        days_since_event=_quiet(course, term, day),
        slope=None if value is None else rules.velocity(past, value=value, days_since_creation=days),
        structure=rules.Structure(criterion=True, task=bool(course.tasks), measured=False, dated=True),
    )
