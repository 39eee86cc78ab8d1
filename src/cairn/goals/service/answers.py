"""What is told about how a goal stands, and about its history."""

from dataclasses import asdict, astuple

from cairn.goals.assess import ALGORITHM_VERSION, Standing
from cairn.goals.ids import GoalId
from cairn.goals.queries import standing as queries
from cairn.goals.queries.resources import ACTIVITY, GOALS
from cairn.goals.schemas.progress import (
    GoalHealthOut,
    GoalProgressOut,
    HealthPartsOut,
    OverrideOut,
    PartOut,
    SnapshotQuery,
)
from cairn.goals.service.standing import standing_of
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.kit.http.paging import CursorQuery

DEFINE_A_CRITERION = (
    "Define a criterion, or link a task, project, metric or habit: then progress can be known."
)
_SOURCES = ("criteria", "tasks", "metrics", "habits", "children")


async def progress_of(work: ReadWork, goal_id: GoalId) -> GoalProgressOut:
    """Return how a goal stands now; raises NotFound."""
    row, standing = await standing_of(work, goal_id)
    computed = standing.computed
    return GoalProgressOut(
        progress_pct=standing.shown,
        basis=standing.basis,
        computed_pct=None if computed is None else computed.shown,
        raw_ratio=None if computed is None else round(computed.raw_ratio, 6),
        message=DEFINE_A_CRITERION if standing.value is None else None,
        parts=_parts(standing),
        override=_override(row, standing),
        expected_pct=None if standing.expected is None else round(standing.expected, 1),
        status=standing.status,
        health=_health(standing),
        velocity=None if standing.velocity is None else round(standing.velocity, 3),
        days_left=standing.days_left,
        computed_at=work.clock.now(),
        algorithm_version=ALGORITHM_VERSION,
    )


async def snapshots_of(work: ReadWork, goal_id: GoalId, query: SnapshotQuery) -> bytes:
    """Return a page of a goal's daily snapshots, newest first, as JSON; raises NotFound."""
    await GOALS.get(work, goal_id)
    body: bytes = await work.db.value(
        queries.SNAPSHOTS,
        goal_id=goal_id,
        since=query.since,
        limit=query.page_size,
        offset=(query.page - 1) * query.page_size,
        page=query.page,
    )
    return body


async def activity_of(work: ReadWork, goal_id: GoalId, query: CursorQuery) -> bytes:
    """Return what happened to a goal and its parts, newest first, as JSON; raises NotFound."""
    await GOALS.get(work, goal_id)
    return await ACTIVITY.page(work, query, {"goal_id": goal_id})


def _parts(standing: Standing) -> list[PartOut]:
    values = dict.fromkeys(_SOURCES) if standing.computed is None else asdict(standing.computed.parts)
    weights = dict(zip(_SOURCES, astuple(standing.weights), strict=True))
    return [
        PartOut(
            source=source,
            value=values[source],
            weight=weights[source],
            done=amount.done if amount else None,
            total=amount.total if amount else None,
        )
        for source in _SOURCES
        for amount in [standing.amounts.get(source)]
    ]


def _override(row: Row, standing: Standing) -> OverrideOut | None:
    if not standing.overridden:
        return None
    return OverrideOut(pct=row.manual_pct, reason=row.manual_reason, until=row.manual_until)


def _health(standing: Standing) -> GoalHealthOut | None:
    health = standing.health
    if health is None:
        return None
    parts = HealthPartsOut(**asdict(health.parts))
    return GoalHealthOut(score=round(health.score, 1), band=health.band, parts=parts)
