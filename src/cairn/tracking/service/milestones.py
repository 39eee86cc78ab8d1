"""Bring the milestones of a metric or habit in line with what its logs say.

Each is reached once for ever. When the log that reached it is deleted and no other stands for it, it is
revoked and its points are taken back; reached again later, it is paid again, under the next number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.people import Person
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id
from cairn.rewards.service import Occasion, clawback, earn
from cairn.tracking.queries import milestones as queries


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone that the logs support."""

    type: str
    threshold: int
    points: int
    """What it earns if it is new; 0 where it is too late for that."""
    log_id: UUID | None
    """The first log that reaches it."""
    day: date


async def settle_milestones(
    work: Work, entity_id: UUID, reached: Iterable[Reached], kept: Iterable[Row], whose: Person
) -> int:
    """Write what is new, revoke what no longer holds; return the points that were newly earned."""
    supported = {(r.type, r.threshold): r for r in reached}
    known = {(row.type, row.threshold): row for row in kept}
    earned = 0
    for name, row in known.items():
        if row.revoked_at is not None:
            continue
        new = supported.get(name)
        if new is None:
            await _revoke(work, entity_id, row, whose)
        elif new.log_id != row.log_id:
            await work.db.run(queries.MOVE, id=row.id, log_id=new.log_id)
    for name, new in supported.items():
        row_known = known.get(name)
        if row_known is None or row_known.revoked_at is not None:
            earned += await _keep(work, entity_id, new, whose)
    return earned


async def _keep(work: Work, entity_id: UUID, new: Reached, whose: Person) -> int:
    row = await work.db.row(
        queries.KEEP,
        id=new_id(),
        now=work.clock.now(),
        entity_id=entity_id,
        type=new.type,
        threshold=new.threshold,
        log_id=new.log_id,
        reached_on=new.day,
        points=new.points,
    )
    if row is None:
        return 0
    return await earn(
        work,
        _occasion(entity_id, new.type, new.threshold, row.times),
        new.points,
        local_date=whose.today(work.clock),
        timezone=whose.zone.key,
    )


async def _revoke(work: Work, entity_id: UUID, row: Row, whose: Person) -> None:
    await work.db.run(queries.REVOKE, id=row.id, now=work.clock.now())
    await clawback(
        work,
        _occasion(entity_id, row.type, row.threshold, row.times),
        reason="milestone_revoked",
        local_date=whose.today(work.clock),
        timezone=whose.zone.key,
    )


def _occasion(entity_id: UUID, kind: str, threshold: int, n: int) -> Occasion:
    """Name what a milestone earns: the entity, the milestone, and which time."""
    return Occasion(entity_id, f"milestone_{kind}_{threshold}", n)
