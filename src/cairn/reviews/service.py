"""Draft a review when its period is over, and let its person make it theirs."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.clock import month_of
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Invalid
from cairn.reviews import queries
from cairn.reviews.ids import ReviewId
from cairn.reviews.models import Review
from cairn.reviews.problems import ReviewCompleted
from cairn.reviews.schemas import GoalMove, HabitMove, MetricMove, Period, PutOff, ReviewNumbers
from cairn.statistics.rules import ALGORITHM_VERSION
from cairn.statistics.service import Facts, facts, period_metrics
from cairn.tracking.queries.habits import PAUSED, PLANS
from cairn.tracking.rules.streaks import Mark
from cairn.tracking.service.standings import History, histories

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A week or month of a person."""

    kind: Period
    first: date
    last: date


def span_of(kind: Period, day: date, whose: Person) -> Span:
    """Return the week or month that contains a day, by the person's calendar."""
    if kind == "week":
        first = whose.week_of(day)
        return Span(kind, first, first + 6 * _ONE_DAY)
    first = month_of(day)
    return Span(kind, first, month_of(first + 31 * _ONE_DAY) - _ONE_DAY)


async def draft(work: Work, kind: Period, day: date | None = None) -> Written:
    """Make the review of a period, or compute its numbers again; a completed one stays as it is.

    Without a day it is the period that ended last. Raises Invalid for a day that is yet to come.
    """
    whose = await person(work)
    today = whose.today(work.clock)
    if day is not None and day > today:
        raise Invalid.field("/day", "in_future", "This day has not begun yet.")
    present = span_of(kind, today, whose)
    span = span_of(kind, day or present.first - _ONE_DAY, whose)
    await work.db.value(queries.LOCK)
    found = await work.db.row(queries.FIND, period_type=kind, period_start=span.first)
    if found is not None and found.status == "completed":
        return await queries.REVIEWS.show(work, found.id)
    numbers = await compute(work, span, min(span.last, today), whose)
    values: dict[str, Any] = {
        "numbers": numbers.model_dump(),
        "generated_at": work.clock.now(),
        "algorithm_version": ALGORITHM_VERSION,
    }
    if found is not None:
        return await queries.REVIEWS.patch(work, found.id, values, action="generate")
    new = Review(period_type=kind, period_start=span.first, period_end=span.last, **values)
    return await queries.REVIEWS.add(work, new)


async def compute(work: ReadWork, span: Span, last: date, whose: Person) -> ReviewNumbers:
    """Return the numbers of a period up to `last`."""
    earlier = span_of(span.kind, span.first - _ONE_DAY, whose)
    known = await facts(work, earlier.first, last) or Facts(span.first, [], {}, {})
    days = {"first": span.first, "last": last}
    goals = [GoalMove(**dict(row)) for row in await work.db.rows(queries.GOALS, **days)]
    return ReviewNumbers(
        metrics=period_metrics(known, span.first, last),
        before=period_metrics(known, earlier.first, earlier.last) if known.began <= earlier.last else None,
        habits=await _habits(work, span.first, last, whose),
        metric_moves=[_moved(dict(row)) for row in await work.db.rows(queries.METRICS, **days)],
        goals=goals,
        goals_by_health=dict(Counter(goal.health or "unknown" for goal in goals)),
        put_off=[PutOff(**dict(row)) for row in await work.db.rows(queries.PUT_OFF)],
    )


async def _habits(work: ReadWork, first: date, last: date, whose: Person) -> list[HabitMove]:
    rows = await work.db.rows(PLANS, ids=None, archived=False)
    if not rows:
        return []
    known = await histories(work, whose, rows, await work.db.rows(PAUSED))
    # Streaks of many years take a while to count; meanwhile others are answered.
    found = await asyncio.to_thread(lambda: [_habit(history, first, last) for history in known])
    return [move for move in found if move is not None]


def _habit(history: History, first: date, last: date) -> HabitMove | None:
    # Seen from the day after, so that the last day is no longer open.
    after, before = history.on(last + _ONE_DAY), history.on(first)
    closed = [
        unit for unit in after.units if first <= unit.last <= last and unit.mark in {Mark.SUCCESS, Mark.MISS}
    ]
    expected = sum(unit.weight for unit in closed)
    if not expected:
        return None
    done = sum(unit.weight * unit.share for unit in closed)
    return HabitMove(
        habit_id=history.row.id,
        expected=expected,
        done=round(done, 4),
        adherence=round(min(1.0, done / expected), 4),
        streak_before=before.current,
        streak_after=after.current,
        streak_unit=after.unit,
    )


def _moved(row: dict[str, Any]) -> MetricMove:
    before = row["value_before"]
    return MetricMove(**row, change=None if before is None else round(row["last_value"] - before, 6))


async def plan(work: Work, review_id: ReviewId, focus: str) -> Written:
    """Say what the next period is for; raises NotFound or ReviewCompleted."""
    review = await queries.REVIEWS.get(work, review_id, lock=True)
    if review.status == "completed":
        raise ReviewCompleted
    changes = {"status": "planned", "focus": focus, "planned_at": work.clock.now()}
    return await queries.REVIEWS.patch(work, review_id, changes, action="plan")


async def complete(work: Work, review_id: ReviewId) -> Written:
    """Say that a review is done; once is enough. Raises NotFound."""
    review = await queries.REVIEWS.get(work, review_id, lock=True)
    if review.status == "completed":
        return await queries.REVIEWS.show(work, review_id)
    changes = {"status": "completed", "completed_at": work.clock.now()}
    return await queries.REVIEWS.patch(work, review_id, changes, action="complete")
