"""Keep progress and health of goals right, inside the transaction that changes what they come from."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from cairn.goals.assess import ALGORITHM_VERSION, Facts, Standing, assess, holds
from cairn.goals.queries import standing as queries
from cairn.identity.people import Person, person
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import NotFound
from cairn.kit.ids import new_id

_ONE_DAY = timedelta(days=1)


async def lock_goals(work: Work) -> None:
    """Wait for this person's other changes to goals; what is read afterwards includes them.

    Two tasks that are completed at once each see the other as undone; the second one to get here counts
    again. It is also what keeps two moves in the tree from closing a cycle together. Whoever needs rows of
    tasks as well locks those first.
    """
    await work.db.value(queries.LOCK)


class Cause(Enum):
    """Why goals are computed again."""

    SOURCE = "a source has changed"
    """Counts as activity, and ends a progress set by hand that was to hold until then."""
    REMARK = "somebody wrote about the goal"
    """Counts as activity."""
    OTHER = "its terms have changed, or time has passed"


async def recompute(work: Work, goal_ids: Collection[UUID], cause: Cause = Cause.SOURCE) -> None:
    """Recompute these goals and all above them; the caller holds the lock of goals.

    For a goal above, the source that changes is the new progress of a sub-goal.
    """
    if not goal_ids:
        return
    rows = await work.db.rows(queries.FACTS, ids=list(goal_ids))
    whose = await person(work)
    now = work.clock.now()
    known: dict[UUID, float | None] = {}
    stirred: set[UUID] = set(goal_ids) if cause is Cause.SOURCE else set()
    changed: list[dict[str, Any]] = []
    for row in _lowest_first(rows):
        event = row.id in stirred
        active = event or (cause is Cause.REMARK and row.id in goal_ids)
        ends = row.progress_mode == "manual" and ((event and row.manual_until is None) or not holds(row, now))
        standing = assess(
            Facts.of(row).with_children(known),
            whose,
            now,
            last_event_at=now if active else row.last_event_at,
            ignore_override=ends,
        )
        known[row.id] = 100.0 if row.status == "achieved" else standing.shown
        if row.parent_id is not None and standing.shown != row.progress_pct:
            stirred.add(row.parent_id)
        news = _news(row, standing)
        if active or ends or news or standing.health_score != row.health_score:
            changed.append(_kept(row.id, standing, news, happened=active, ends=ends))
    if not changed:
        return
    await work.db.run(queries.KEEP, standings=changed, now=now, actor=work.actor_id, request=work.request_id)


async def recompute_linked(work: Work, entity_ids: Iterable[UUID]) -> None:
    """Recompute every goal that one of these tasks or projects counts towards."""
    found = await work.db.rows(queries.LINKED, ids=list(entity_ids))
    if found:
        await lock_goals(work)
        await recompute(work, [row.goal_id for row in found])


async def standing_of(work: ReadWork, goal_id: UUID) -> tuple[Row, Standing]:
    """Return a goal's facts and how it stands at this moment; raises NotFound."""
    rows = await work.db.rows(queries.FACTS, ids=[goal_id])
    row = next((row for row in rows if row.id == goal_id), None)
    if row is None:
        raise NotFound
    whose = await person(work)
    return row, assess(Facts.of(row), whose, work.clock.now(), last_event_at=row.last_event_at)


async def snapshot_goals(work: Work, whose: Person) -> int:
    """Bring the unfinished goals of a person up to date and keep how they stood on the day just ended.

    Meant for the hour after the person's midnight; a second run on the same day changes no snapshot.
    Returns how many snapshots were made.
    """
    await lock_goals(work)
    goal_ids = [row.id for row in await work.db.rows(queries.UNFINISHED)]
    if not goal_ids:
        return 0
    await recompute(work, goal_ids, Cause.OTHER)
    return await work.db.run(
        queries.SNAPSHOT,
        snapshots=[{"id": new_id(), "goal_id": goal_id} for goal_id in goal_ids],
        day=whose.today(work.clock) - _ONE_DAY,
        version=ALGORITHM_VERSION,
        now=work.clock.now(),
    )


def _lowest_first(rows: list[Row]) -> list[Row]:
    """Sort so that a sub-goal comes before the goal it is a part of."""
    parents = {row.id: row.parent_id for row in rows}

    def height(goal_id: UUID) -> int:
        steps, above = 0, parents[goal_id]
        while above in parents:
            steps, above = steps + 1, parents[above]
        return steps

    return sorted(rows, key=lambda row: -height(row.id))


def _news(row: Row, standing: Standing) -> dict[str, tuple[Any, Any]]:
    pairs = {
        "progress_pct": (row.progress_pct, standing.shown),
        "health": (row.health, standing.status),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _kept(
    goal_id: UUID, standing: Standing, news: dict[str, tuple[Any, Any]], *, happened: bool, ends: bool
) -> dict[str, Any]:
    return {
        "id": goal_id,
        "progress_pct": standing.shown,
        "progress_parts": standing.kept_parts(),
        "health": standing.status,
        "health_score": standing.health_score,
        "algorithm_version": ALGORITHM_VERSION,
        "happened": happened,
        "ends_override": ends,
        "audit_id": new_id(),
        "changes": news or None,
    }
