"""Why a task stands where it stands, in words: one reason for each factor, and one sentence for the task."""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from cairn.kit.clock import local_day
from cairn.today.factors import (
    Candidate,
    Factor,
    Moment,
    Scene,
    hours_to_due,
    hours_to_latest_start,
)

_NEUTRAL = 0.5
_HOURS_OF_DAY = 24
_SOON_DAYS = 7


class Reason(NamedTuple):
    """What a factor has to say about a task: a key of PHRASES, and the number in it, if any."""

    key: str
    number: int | None = None


# (for one, for any other number); a phrase without {n} needs one form only.
PHRASES: dict[str, tuple[str, str]] = {
    "overdue_today": ("overdue since earlier today", ""),
    "overdue": ("overdue since yesterday", "overdue for {n} days"),
    "start_now": ("has to be begun now to be done in time", ""),
    "start_within": ("has to be begun within a day", "has to be begun within {n} days"),
    "due_today": ("due today", ""),
    "due_in": ("due tomorrow", "due in {n} days"),
    "not_due_for": ("not due before tomorrow", "not due for {n} days"),
    "no_due": ("has no due date", ""),
    "aligned": ("fits what matters to you", ""),
    "less_aligned": ("weighs little among what matters to you", ""),
    "unaligned": ("belongs to no area of life", ""),
    "serves_goal": ("serves one of your goals", ""),
    "serves_safe_goal": ("serves a goal that is doing well without it", ""),
    "no_goal": ("not linked to a goal", ""),
    "unblocks": ("unblocks 1 other", "unblocks {n} others"),
    "unblocks_none": ("nothing waits for it", ""),
    "moving": ("its project is moving", ""),
    "resting": ("its project has rested for a day", "its project has rested for {n} days"),
    "energy_fits": ("fits your energy now", ""),
    "energy_misfits": ("does not fit your energy now", ""),
    "best_hours": ("worth your best hours", ""),
    "too_light": ("too light for your best hours", ""),
    "same_project": ("in the project you worked on last", ""),
    "same_area": ("in the area you worked on last", ""),
    "other_context": ("a change from what you worked on last", ""),
    "work_time": ("work, and these are working hours", ""),
    "work_off": ("work, outside working hours", ""),
    "life_off": ("free time is made for it", ""),
    "life_time": ("not work, in working hours", ""),
    "skill_below": ("trains a skill that is below its target", ""),
    "skill_reached": ("trains a skill that has reached its target", ""),
    "quick": ("quickly done", ""),
    "long": ("takes long", ""),
}

NOTHING_TO_SAY = "Nothing speaks for or against it now."
_BUT = "but"


def reason_of(factor: Factor, value: float, task: Candidate, moment: Moment, scene: Scene) -> Reason:
    """The reason behind the value that a factor's formula gave this task."""
    place = task.place
    match factor:
        case Factor.URGENCY:
            return _urgency(task, moment, scene)
        case Factor.READINESS:
            reason = Reason("unblocks", task.unblocks) if task.unblocks > 0 else Reason("unblocks_none")
        case Factor.MOMENTUM if value < _NEUTRAL:
            reason = Reason("resting", int(place.project_activity_days or 0))
        case Factor.CONTEXT if value < 1:
            reason = Reason("same_area" if value > _NEUTRAL else "other_context")
        case Factor.WORK_LIFE:
            kind = "work" if place.area_is_work else "life"
            reason = Reason(f"{kind}_{'time' if scene.working_hours else 'off'}")
        case Factor.ALIGNMENT if value < _NEUTRAL and place.area_id is place.project_id is None:
            reason = Reason("unaligned")
        case Factor.GOAL_COHERENCE if task.goal_coherence is None:
            reason = Reason("no_goal")
        case _:
            high, low = _BY_SIDE[factor]
            reason = Reason(high if value >= _NEUTRAL else low)
    return reason


_BY_SIDE: dict[Factor, tuple[str, str]] = {
    Factor.ALIGNMENT: ("aligned", "less_aligned"),
    Factor.GOAL_COHERENCE: ("serves_goal", "serves_safe_goal"),
    Factor.MOMENTUM: ("moving", "resting"),
    Factor.CONTEXT: ("same_project", "other_context"),
    Factor.ENERGY: ("energy_fits", "energy_misfits"),
    Factor.MORNING_PEAK: ("best_hours", "too_light"),
    Factor.SKILL: ("skill_below", "skill_reached"),
    Factor.SIZE: ("quick", "long"),
}
"""The reason of a value from 0.5 up, and of one below."""


def _urgency(task: Candidate, moment: Moment, scene: Scene) -> Reason:
    until_due, until_start = hours_to_due(task, scene), hours_to_latest_start(task, scene)
    if until_due is None or until_start is None:
        return Reason("no_due")
    due_day = task.due_day
    if task.due_at is not None or due_day is None:
        due_day = local_day(task.due_at or moment.now, moment.zone, moment.day_start_hour)
    days = due_day.toordinal() - scene.today
    begin = ceil(until_start / _HOURS_OF_DAY)
    if until_due < 0:
        reason = Reason("overdue", -days) if days < 0 else Reason("overdue_today")
    elif until_start <= 0:
        reason = Reason("start_now")
    elif days == 0:
        reason = Reason("due_today")
    elif begin > _SOON_DAYS:
        reason = Reason("not_due_for", days)
    else:
        reason = Reason("start_within", begin) if begin < days else Reason("due_in", days)
    return reason


def phrase(reason: Reason) -> str:
    """The reason as words that can stand in a list."""
    one, many = PHRASES[reason.key]
    return many.format(n=reason.number) if reason.number is not None and reason.number != 1 else one


def sentence(reasons: Iterable[tuple[Reason, float]]) -> str:
    """One sentence of (reason, contribution) pairs: what speaks for the task first, then what against."""
    told = [(phrase(reason), contribution) for reason, contribution in reasons if contribution]
    pros = ", ".join(words for words, contribution in told if contribution > 0)
    cons = ", ".join(words for words, contribution in told if contribution < 0)
    text = f"{pros}; {_BUT} {cons}" if pros and cons else pros or cons
    return f"{text[0].upper()}{text[1:]}." if text else NOTHING_TO_SAY
