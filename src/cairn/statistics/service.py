"""Compute the numbers of periods, keep those that are over, and tell those that are not.

Everything here follows from other rows and can be computed again at any time, with the same result. A period
looks at its own days, and for its momentum at the 90 that end with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from cairn.identity.people import Person, person
from cairn.kit.clock import month_of
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.ids import new_id
from cairn.kit.json import decode_json
from cairn.planning.queries.time import EFFORTS
from cairn.planning.rules import estimation_accuracy
from cairn.statistics import queries, rules
from cairn.statistics.rules import ALGORITHM_VERSION, MOMENTUM_DAYS, Pull
from cairn.statistics.schemas import DashboardOut, DayMetrics, PeriodMetrics, PillarShare, RecomputedOut

ONE_DAY = timedelta(days=1)
NIGHTLY_DAYS = 40
"""Days before today that are computed again each night, for what was changed or written down late."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of some days, and of 90 before them."""

    began: date
    """First day of which anything is known at all."""
    days: list[Row]
    """In order, without a gap."""
    pulls: dict[date, list[Row]]
    """What went into which pillar, by day."""
    targets: dict[UUID, float]
    """Share that each pillar is to have."""

    def between(self, first: date, last: date) -> Sequence[Row]:
        """Return the days from the first to the last, as far as they are known."""
        if not self.days:
            return ()
        start = self.days[0].day
        return self.days[max(0, (first - start).days) : max(0, (last - start).days + 1)]


async def facts(work: ReadWork, first: date, last: date) -> Facts | None:
    """Read what is known of days, both ends included; None where nothing is known up to the last."""
    began: date | None = await work.db.value(queries.FIRST_DAY)
    if began is None or began > last:
        return None
    from_day = max(began, first - (MOMENTUM_DAYS - 1) * ONE_DAY)
    span = {"first": from_day, "last": last, "now": work.clock.now()}
    days = await work.db.rows(queries.DAYS, **span)
    pulls: defaultdict[date, list[Row]] = defaultdict(list)
    for row in await work.db.rows(queries.PULLS, **span):
        pulls[row.day].append(row)
    targets = {row.id: row.target_share for row in await work.db.rows(queries.TARGETS)}
    return Facts(began, days, pulls, targets)


def day_metrics(row: Row) -> DayMetrics:
    """Return the numbers of one day."""
    return DayMetrics(**{name: row[name] for name in DayMetrics.model_fields})


def period_metrics(
    known: Facts, first: date, last: date, *, slopes: bool = True, accuracy: float | None = None
) -> PeriodMetrics:
    """Return the numbers of some days, both ends included; those before the first data are not counted."""
    first = max(first, known.began)
    rows = known.between(first, last)
    active = [row.tasks_done > 0 or row.work_minutes > 0 for row in rows]
    rates = [row.due_done / row.due for row in rows if row.due]
    momentum = rules.momentum(
        [row.effort for row in known.between(last - (MOMENTUM_DAYS - 1) * ONE_DAY, last)]
    )
    aligned = rules.alignment(_pulls(known, rows), (last - known.began).days + 1)
    moods, energies = [row.mood for row in rows], [row.energy for row in rows]
    return PeriodMetrics(
        first_day=first,
        last_day=last,
        days=len(rows),
        active_days=sum(active),
        **{name: sum(row[name] for row in rows) for name in _SUMMED},
        daily_completion_rate=_rounded(rules.mean(rates)),
        day_entries=sum(row.has_day_entry for row in rows),
        mood_mean=_rounded(rules.mean(moods)),
        mood_slope=_rounded(rules.slope(moods)) if slopes else None,
        mood_days=sum(mood is not None for mood in moods),
        energy_mean=_rounded(rules.mean(energies)),
        energy_slope=_rounded(rules.slope(energies)) if slopes else None,
        energy_days=sum(energy is not None for energy in energies),
        sleep_hours_mean=_rounded(rules.mean(row.sleep_hours for row in rows)),
        momentum_score=_rounded(momentum),
        momentum_band=rules.band(momentum),
        alignment_score=None if aligned is None else _rounded(aligned.score),
        alignment_basis=None if aligned is None else aligned.basis,
        pillars=_shares(aligned),
        longest_active_run=rules.longest_run(active),
        estimation_accuracy=_rounded(accuracy),
    )


_SUMMED = (
    "tasks_done",
    "effort",
    "points_earned",
    "points_spent",
    "alignment_earned",
    "work_minutes",
    "focus_minutes",
    "due",
    "due_done",
    "journal_entries",
)


async def dashboard(work: ReadWork) -> DashboardOut:
    """Return the numbers of today, this week and this month so far, and of the owner's life."""
    whose = await person(work)
    today = whose.today(work.clock)
    week, month = whose.week_of(today), month_of(today)
    known = await facts(work, min(week, month), today) or Facts(today, [], {}, {})
    if not known.days:
        span = {"first": today, "last": today, "now": work.clock.now()}
        known = Facts(today, await work.db.rows(queries.DAYS, **span), {}, {})
    kept = await work.db.value(queries.LIFETIME)
    return DashboardOut(
        today=today,
        day=day_metrics(known.days[-1]),
        week=period_metrics(known, week, today),
        month=period_metrics(known, month, today),
        lifetime=None if kept is None else PeriodMetrics.model_validate(_decoded(kept)),
        algorithm_version=ALGORITHM_VERSION,
    )


async def keep(work: Work, since: date | None = None) -> RecomputedOut:
    """Compute days that are over again, from `since` or from the first, with weeks, months and life."""
    whose = await person(work)
    last = whose.today(work.clock) - ONE_DAY
    began: date | None = await work.db.value(queries.FIRST_DAY)
    if began is None or began > last:
        return RecomputedOut(days=0, weeks=0, months=0)
    first = max(began, since or began)
    first = max(began, min(whose.week_of(first), month_of(first)))
    known = await facts(work, first, last)
    if known is None:
        return RecomputedOut(days=0, weeks=0, months=0)
    kept = [_snapshot("day", row.day, day_metrics(row)) for row in known.between(first, last)]
    weeks = _periods(known, "week", first, last, whose)
    months = _periods(known, "month", first, last, whose)
    life = await _life(work, known, began, last)
    await work.db.run(queries.FORGET, began=began, first=_earliest(began, whose), week_start=whose.week_start)
    await work.db.run(
        queries.KEEP,
        snapshots=[*kept, *weeks, *months, life],
        now=work.clock.now(),
        version=ALGORITHM_VERSION,
    )
    return RecomputedOut(days=len(kept), weeks=len(weeks), months=len(months))


async def _life(work: Work, known: Facts, began: date, last: date) -> dict[str, Any]:
    whole = known if known.days and known.days[0].day <= began else await facts(work, began, last)
    efforts = await work.db.rows(EFFORTS, first=began, last=last)
    accuracy = estimation_accuracy((row.actual, float(row.estimate)) for row in efforts)
    metrics = period_metrics(whole or known, began, last, slopes=False, accuracy=accuracy)
    return _snapshot("lifetime", began, metrics)


def _periods(known: Facts, kind: str, first: date, last: date, whose: Person) -> list[dict[str, Any]]:
    """Return the snapshots of the weeks or months that ended on `last` or before."""
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    begin = whose.week_of if kind == "week" else month_of
    found = []
    for start, inside in groupby(days, key=begin):
        end = max(inside)
        if begin(end + ONE_DAY) != start:
            found.append(_snapshot(kind, start, period_metrics(known, start, end)))
    return found


def _earliest(began: date, whose: Person) -> date:
    return min(whose.week_of(began), month_of(began))


def _snapshot(kind: str, key: date, metrics: DayMetrics | PeriodMetrics) -> dict[str, Any]:
    return {"id": new_id(), "period_type": kind, "period_key": key, "metrics": metrics.model_dump()}


def _pulls(known: Facts, rows: Iterable[Row]) -> dict[object, Pull]:
    """Return what went into each pillar on some days; pillars with a target are there in any case."""
    sums: defaultdict[object, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in rows:
        for pull in known.pulls.get(row.day, ()):
            amounts = sums[pull.pillar_id]
            amounts[0] += pull.minutes
            amounts[1] += pull.effort
            amounts[2] += pull.timed_effort
    found: dict[object, Pull] = {}
    for key in {*sums, *known.targets}:
        minutes, effort, timed = sums[key]
        target = known.targets.get(key) if isinstance(key, UUID) else None
        found[key] = Pull(minutes, effort, timed, target)
    return found


def _shares(aligned: rules.Alignment | None) -> list[PillarShare]:
    if aligned is None:
        return []
    shares = [
        PillarShare(pillar_id=UUID(str(key)), actual_share=round(actual, 4), target_share=round(target, 4))
        for key, (actual, target) in aligned.shares.items()
    ]
    return sorted(shares, key=lambda share: (-share.target_share, share.pillar_id))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _decoded(value: Any) -> Any:
    return decode_json(value) if isinstance(value, (bytes, str)) else value
