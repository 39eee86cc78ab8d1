"""The ranked day of a person, and what they answer to it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from heapq import nsmallest
from typing import Any
from uuid import UUID

from msgspec import Raw

from cairn.identity.people import Person, Rhythm, person, rhythm
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import NotFound
from cairn.kit.json import encode_json
from cairn.reflection.catalogue import prompt_for
from cairn.today import queries
from cairn.today.facts import Day, day_of, moment_of, open_tasks, planned_minutes, surroundings_of
from cairn.today.learning import Answer, Movement, moved_by
from cairn.today.preference import Preference, learn, preference_of
from cairn.today.problems import NotRanked
from cairn.today.rules import (
    RANKING_VERSION,
    Capacity,
    Contribution,
    Preset,
    Ranked,
    explain,
    fill_capacity,
    rank,
    why,
)
from cairn.today.why import phrase

RANKED = 100
"""How many tasks are taken, best first, to fill the day's planned minutes."""


async def today(work: ReadWork, *, preset: Preset | None, limit: int) -> bytes:
    """Return the ranked day as JSON."""
    owner, habits, preference = await person(work), await rhythm(work), await preference_of(work)
    now = work.clock.now()
    day = owner.local_day(now)
    state = await _state(work, owner)
    around = await surroundings_of(work, day)
    rows = await open_tasks(work, day, around)
    weights = preference.weights(day, preset)
    moment = moment_of(now, owner, habits, state, has_goals=around.has_goals)
    with _uncollected():
        facts = day_of(rows, around)
        best = rank(facts.candidates, moment, weights, max(limit, RANKED))
    capacity = fill_capacity(best, planned_minutes(habits))
    first = [task_id for _, _, task_id in nsmallest(limit, facts.blocked)]
    blocked = await work.db.value(queries.BLOCKED, ids=first)
    return encode_json(
        {
            "date": day,
            "timezone": owner.zone.key,
            "preset": preset or preference.preset,
            "weights": weights,
            "capacity": _capacity(facts, capacity, habits),
            "candidate_count": len(facts.candidates),
            "items": await _items(work, best[:limit], {item.id for item in capacity.fitting}),
            "blocked": Raw(blocked),
            "blocked_count": len(facts.blocked),
            "overdue_count": state.overdue,
            "done_today": Raw(state.done),
            "points_today": state.points,
            "habits": Raw(state.habits),
            "reflection": _reflection(work, state, day),
            "computed_at": now,
            "rule_version": RANKING_VERSION,
        }
    )


async def answer(work: Work, task_id: UUID, kind: Answer) -> tuple[Movement | None, dict[Any, float]]:
    """Learn from an answer about a task; raises NotFound or NotRanked.

    Returns what was moved and the weights that hold from now on.
    """
    owner, preference = await person(work), await preference_of(work)
    now = work.clock.now()
    day = owner.local_day(now)
    around = await surroundings_of(work, day)
    facts = day_of(await open_tasks(work, day, around, only=task_id), around)
    if not facts.candidates:
        raise NotRanked if await work.db.value(queries.TASK_EXISTS, id=task_id) else NotFound
    state = await _state(work, owner)
    moment = moment_of(now, owner, await rhythm(work), state, has_goals=around.has_goals)
    ranked = explain(facts.candidates[0], moment, preference.weights(day))
    movement = moved_by(ranked, kind, day)
    after: Preference = await learn(work, movement) if movement else preference
    return movement, after.weights(day)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through ten thousand new rows, none of which is garbage yet.

    It takes a third of the time otherwise. Nothing may be awaited inside.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _state(work: ReadWork, owner: Person) -> Row:
    now = work.clock.now()
    state = await work.db.row(queries.STATE, today=owner.local_day(now), now=now)
    if state is None:  # pragma: no cover - the statement always has one row
        raise NotFound
    return state


def _reflection(work: ReadWork, state: Row, day: date) -> dict[str, Any]:
    return {
        "has_day_entry": state.has_day_entry,
        "mood": state.mood,
        "energy": state.energy,
        "focus": state.focus,
        "question": prompt_for(work.owner, day).question,
    }


def _capacity(facts: Day, capacity: Capacity, habits: Rhythm) -> dict[str, int]:
    planned = planned_minutes(habits)
    return {
        "planned_minutes": planned,
        "committed_minutes": facts.committed_minutes,
        "fits": len(capacity.fitting),
        "fits_minutes": capacity.used_minutes,
        "over_minutes": max(0, facts.committed_minutes - planned),
    }


async def _items(work: ReadWork, best: list[Ranked], fitting: set[UUID]) -> list[dict[str, Any]]:
    rows = await work.db.rows(queries.SHOWN, ids=[item.id for item in best])
    tasks = {row.id: row for row in rows}
    return [
        {
            "rank": place,
            "task": {**tasks[item.id], "remaining_minutes": item.remaining_minutes},
            "score": item.score,
            "score_pct": round(100 * item.score, 1),
            "contributions": [_contribution(part) for part in item.contributions],
            "why": why(item),
            "fits_capacity": item.id in fitting,
        }
        for place, item in enumerate(best, start=1)
    ]


def _contribution(part: Contribution) -> dict[str, Any]:
    return {
        "factor": part.factor,
        "value_score": part.value,
        "weight": part.weight,
        "contribution": part.contribution,
        "reason": phrase(part.reason),
    }
