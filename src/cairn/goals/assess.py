"""How a goal stands, from what the database knows of it."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from cairn.goals import rules
from cairn.goals.rules import HEALTH_VERSION, PROGRESS_VERSION
from cairn.identity.people import Person
from cairn.kit.db.sql import Row
from cairn.tracking.rules.milestones import Aim
from cairn.tracking.rules.progress import progress_ratio

ALGORITHM_VERSION = f"{PROGRESS_VERSION},{HEALTH_VERSION}"
Basis = Literal["sources", "manual", "note"]

_DAY_SECONDS = 86_400
_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a source is done, of how much."""

    done: float
    total: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a goal, its sub-goals by id with their progress in percent."""

    row: Row
    children: dict[UUID, float | None]
    children_achieved: int

    @classmethod
    def of(cls, row: Row) -> "Facts":
        """Take a row of the query FACTS; an achieved sub-goal counts 100."""
        achieved = row.children_achieved or ()
        pcts = (100.0 if done else pct for done, pct in zip(achieved, row.children_pct or (), strict=True))
        return cls(row, dict(zip(row.children or (), pcts, strict=True)), sum(achieved))

    def with_children(self, known: dict[UUID, float | None]) -> "Facts":
        """Return the facts with newer percentages of some sub-goals."""
        return replace(self, children={child: known.get(child, pct) for child, pct in self.children.items()})


@dataclass(frozen=True, slots=True)
class Standing:
    """Progress, pace and health of one goal at one moment."""

    value: float | None
    """Percent that holds, 0 to 100: set by hand, or computed, or told by the newest remark."""
    basis: Basis | None
    computed: rules.Progress | None
    weights: rules.Weights
    amounts: dict[str, Amount]
    overridden: bool
    expected: float | None
    status: rules.GoalStatus | None
    health: rules.GoalHealth | None
    velocity: float | None
    days_left: int | None

    @property
    def shown(self) -> float | None:
        """Percent rounded to one decimal, as it is kept and shown."""
        return None if self.value is None else round(self.value, 1)

    @property
    def health_score(self) -> float | None:
        """Health rounded to one decimal, as it is kept and shown."""
        return None if self.health is None else round(self.health.score, 1)

    def kept_parts(self) -> dict[str, Any]:
        """Return what is kept beside the progress."""
        raw = None if self.computed is None else round(self.computed.raw_ratio, 6)
        parts = {} if self.computed is None else asdict(self.computed.parts)
        return {"basis": self.basis, "raw_ratio": raw, **parts}


def assess(
    facts: Facts,
    person: Person,
    now: datetime,
    *,
    last_event_at: datetime | None,
    ignore_override: bool = False,
) -> Standing:
    """Return how a goal stands now; pace and health are those of active goals only."""
    row, today = facts.row, person.local_day(now)
    weights = rules.Weights(**(row.weights or {}))
    amounts = _amounts(facts)
    computed = rules.progress(_parts(facts, amounts), weights)
    overridden = not ignore_override and holds(row, now)
    value, basis = _value(row, computed, overridden=overridden)
    made = person.local_day(row.created_at)
    term = rules.Term(row.start_date or made, row.target_date)
    active = row.status == "active"
    slope = (
        None
        if value is None
        else rules.velocity(_snapshots(row), value=value, days_since_creation=max(0, (today - made).days))
    )
    return Standing(
        value=value,
        basis=basis,
        computed=computed,
        weights=weights,
        amounts=amounts,
        overridden=overridden,
        expected=rules.expected_progress(term, today),
        # A goal that nothing ever happened to grows dormant from the day it was made.
        status=rules.status(value, term, today, _days_since(last_event_at or row.created_at, now))
        if active
        else None,
        health=rules.health(
            value,
            term,
            today,
            days_since_event=_days_since(last_event_at, now),
            slope=slope,
            structure=_structure(row),
        )
        if active
        else None,
        velocity=slope,
        days_left=None if row.target_date is None else (row.target_date - today).days,
    )


def holds(row: Row, now: datetime) -> bool:
    """Whether a progress set by hand still holds at this instant."""
    return row.progress_mode == "manual" and (row.manual_until is None or now < row.manual_until)


def _value(
    row: Row, computed: rules.Progress | None, *, overridden: bool
) -> tuple[float | None, Basis | None]:
    if overridden:
        return row.manual_pct, "manual"
    if computed is not None:
        return computed.value, "sources"
    return row.noted_pct, None if row.noted_pct is None else "note"


def _structure(row: Row) -> rules.Structure:
    return rules.Structure(
        criterion=row.criteria > 0,
        task=row.tasks > 0,
        measured=bool(row.metrics or row.habits),
        dated=row.target_date is not None,
    )


def _amounts(facts: Facts) -> dict[str, Amount]:
    row = facts.row
    return {
        "criteria": Amount(row.criteria_done, row.criteria),
        "tasks": Amount(row.points_done, row.points),
        "metrics": Amount(sum(ratio >= 1 for ratio in _ratios(row)), len(row.metrics or ())),
        "habits": Amount(sum(done for done, _ in row.habits or ()), sum(due for _, due in row.habits or ())),
        "children": Amount(facts.children_achieved, len(facts.children)),
    }


def _parts(facts: Facts, amounts: dict[str, Amount]) -> rules.Parts:
    criteria, tasks = amounts["criteria"], amounts["tasks"]
    return rules.Parts(
        criteria=rules.done_share(criteria.done, criteria.total),
        tasks=rules.done_share(tasks.done, tasks.total),
        metrics=rules.metrics_part(_ratios(facts.row)),
        habits=rules.habits_part(facts.row.habits or ()),
        children=rules.children_part(
            (1.0, None if pct is None else pct / _HUNDRED) for pct in facts.children.values()
        ),
    )


def _ratios(row: Row) -> list[float]:
    """How far each linked metric is that has a value and something to measure it against."""
    found = (
        progress_ratio(
            Aim(m["direction"], _number(m["baseline"]), _number(m["target"]), _number(m["tolerance"])),
            _number(m["current"]),
        )
        for m in row.metrics or ()
    )
    return [ratio for ratio in found if ratio is not None]


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _snapshots(row: Row) -> list[tuple[date, float]]:
    return list(zip(row.days or (), row.percents or (), strict=True))


def _days_since(instant: datetime | None, now: datetime) -> float | None:
    return None if instant is None else (now - instant).total_seconds() / _DAY_SECONDS
