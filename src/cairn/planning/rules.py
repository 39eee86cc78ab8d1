"""Numbers about work: what the timer tells, how well estimates fit, how healthy a project is.

A number that cannot be known is None, never 0.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, TypeVar

from cairn.kit.numbers import share, weighted_mean

HEALTH_VERSION = "project-health-1"
BEHAVIOUR_VERSION = "behaviour-1"

Node = TypeVar("Node", bound=Hashable)

SWITCH_WITHIN = timedelta(minutes=5)
PAUSE_MIN = timedelta(minutes=1)
BREAK_MIN = timedelta(minutes=3)
PAUSE_MAX = timedelta(minutes=60)
FOCUS_MIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Run:
    """One stretch of work without a stop."""

    entity: Hashable
    """What was worked on: an id, compared only for equality."""
    start: datetime
    end: datetime
    """Not before `start`; a timer that still runs ends now."""
    focused: bool = False
    """Whether the person marked this stretch as focused work."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a list of runs says about how somebody worked."""

    context_switches: int
    """Starts on something else within 5 minutes (included) after stopping."""
    interruptions: int
    """Gaps of 1 to 60 minutes (both included) after which the same thing was taken up again."""
    breaks: int
    """Gaps of 3 to 60 minutes (both included) between any two runs."""
    focus_minutes: float
    """Minutes of focused runs that lasted at least 10 minutes each."""
    work_minutes: float
    """Minutes of all runs together; runs that overlap count twice."""


ProjectBand = Literal["excellent", "healthy", "stable", "at_risk", "critical"]
Colour = Literal["green", "yellow", "red"]

# (lowest score, included; band), best first
_BANDS: tuple[tuple[float, ProjectBand], ...] = (
    (85, "excellent"),
    (70, "healthy"),
    (55, "stable"),
    (40, "at_risk"),
)
_GREEN, _YELLOW = 70, 40
CRITICAL_ISSUE_CAP = 54.0
"""Highest health of a project with an open critical issue: just below "stable"."""

_ACTIVITY_SCALE_DAYS = 10
_FEWEST_BLOCKERS = 3


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is known about a project; None where there is no data, which drops the part it feeds."""

    done_share: float | None = None
    """Points done / points of all tasks that were not cancelled, 0 to 1."""
    elapsed_share: float | None = None
    """Share of the time between start and target date that has passed; above 1 when overdue."""
    due_to_date: int = 0
    """Tasks whose due day has passed or is today, done or not."""
    overdue: int = 0
    """Those of them that are open although their due day has passed."""
    open_tasks: int = 0
    blocked_tasks: int = 0
    """Open tasks that wait for something."""
    days_since_activity: float | None = None
    open_14_days_ago: int | None = None
    """Open tasks 14 days ago; None for a project younger than that."""
    added_in_14_days: int = 0
    estimation_accuracy: float | None = None
    """As `estimation_accuracy` gives it."""
    critical_issue: bool = False


@dataclass(frozen=True, slots=True)
class HealthParts:
    """The parts of a project's health, each 0 (bad) to 1 (good), None where nothing is known."""

    schedule: float | None
    overdue: float | None
    blockers: float | None
    activity: float | None
    scope: float | None
    estimates: float | None


HEALTH_WEIGHTS = HealthParts(
    schedule=0.35, overdue=0.20, blockers=0.15, activity=0.15, scope=0.10, estimates=0.05
)


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """Health of a project, always shown together with its parts."""

    score: float
    """0 to 100, rounded to six decimals."""
    band: ProjectBand
    colour: Colour
    parts: HealthParts
    capped: bool
    """Whether a critical issue holds the score down."""


def behaviour(runs: Iterable[Run]) -> Behaviour:
    """Switches, interruptions, breaks and focus in runs of one person, given in any order.

    A gap can be a switch or an interruption, and a break besides. Overlapping runs leave no gap: the second
    of them is a switch when it is on something else.
    """
    ordered = sorted(runs, key=lambda run: (run.start, run.end))
    switches = interruptions = breaks = 0
    for before, after in pairwise(ordered):
        gap = after.start - before.end
        same = before.entity == after.entity
        switches += not same and gap <= SWITCH_WITHIN
        interruptions += same and PAUSE_MIN <= gap <= PAUSE_MAX
        breaks += BREAK_MIN <= gap <= PAUSE_MAX
    lengths = [run.end - run.start for run in ordered]
    focused = (
        length for run, length in zip(ordered, lengths, strict=True) if run.focused and length >= FOCUS_MIN
    )
    return Behaviour(
        context_switches=switches,
        interruptions=interruptions,
        breaks=breaks,
        focus_minutes=_minutes(focused),
        work_minutes=_minutes(lengths),
    )


def estimation_accuracy(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Mean of min/max over pairs of (actual, estimated) minutes: 1 is exact, 0.5 is half or double.

    Twice too long and twice too short weigh the same. Pairs with a value of 0 or below say nothing and are
    left out; None when none remains.
    """
    shares = [min(pair) / max(pair) for pair in pairs if min(pair) > 0]
    return sum(shares) / len(shares) if shares else None


def project_health(facts: ProjectFacts) -> ProjectHealth | None:
    """100 x the weighted mean of the parts that have data, their weights renormalised; None without any.

    schedule .35 = done share / elapsed share, at most 1 · overdue .20 = 1 - overdue / due to date ·
    blockers .15 = 1 - blocked / max(3, open / 2), at least 0 · activity .15 = 2^(-days / 10) ·
    scope .10 = 1 - tasks added in 14 days / tasks open before, at least 0 · estimates .05 = accuracy.
    A critical issue caps the score at 54. Green from 70, yellow from 40.
    """
    parts = _health_parts(facts)
    mean = weighted_mean(zip(astuple(HEALTH_WEIGHTS), astuple(parts), strict=True))
    if mean is None:
        return None
    # Rounded so that a health of exactly 70 is not lost to 69.99999999999999.
    plain = round(100 * mean, 6)
    score = min(plain, CRITICAL_ISSUE_CAP) if facts.critical_issue else plain
    return ProjectHealth(
        score=score,
        band=next((band for lowest, band in _BANDS if score >= lowest), "critical"),
        colour="green" if score >= _GREEN else "yellow" if score >= _YELLOW else "red",
        parts=parts,
        capped=score < plain,
    )


def cycle_closed_by(edges: Iterable[tuple[Node, Node]], new_from: Node, new_to: Node) -> list[Node] | None:
    """The shortest cycle that new_from -> new_to would close in a directed graph, None if it closes none.

    Begins and ends with `new_from`; an edge from a node to itself is a cycle of that node alone. Takes time
    in proportion to the edges.
    """
    onward: defaultdict[Node, list[Node]] = defaultdict(list)
    for start, end in edges:
        onward[start].append(end)
    came_from: dict[Node, Node] = {new_to: new_from}
    waiting = deque([new_to])
    while waiting and waiting[0] != new_from:
        node = waiting.popleft()
        for following in onward.get(node, ()):
            if following not in came_from:
                came_from[following] = node
                waiting.append(following)
    if not waiting:
        return None
    cycle = [new_from]
    while len(cycle) == 1 or cycle[-1] != new_from:
        cycle.append(came_from[cycle[-1]])
    return cycle[::-1]


def _health_parts(facts: ProjectFacts) -> HealthParts:
    schedule = None
    if facts.done_share is not None and facts.elapsed_share is not None and facts.elapsed_share > 0:
        schedule = share(facts.done_share / facts.elapsed_share)
    scope = None
    if facts.open_14_days_ago:
        scope = share(1 - facts.added_in_14_days / facts.open_14_days_ago)
    activity = None
    if facts.days_since_activity is not None:
        activity = 2 ** (-max(0.0, facts.days_since_activity) / _ACTIVITY_SCALE_DAYS)
    return HealthParts(
        schedule=schedule,
        overdue=share(1 - facts.overdue / facts.due_to_date) if facts.due_to_date else None,
        blockers=share(1 - facts.blocked_tasks / max(_FEWEST_BLOCKERS, facts.open_tasks / 2))
        if facts.open_tasks
        else None,
        activity=activity,
        scope=scope,
        estimates=facts.estimation_accuracy,
    )


def _minutes(lengths: Iterable[timedelta]) -> float:
    return sum(lengths, timedelta()) / timedelta(minutes=1)
