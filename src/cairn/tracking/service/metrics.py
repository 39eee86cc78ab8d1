"""Changes to metrics and what was measured; milestones follow each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Invalid, NotFound
from cairn.tracking.events import TrackedChanged
from cairn.tracking.ids import MetricId, MetricLogId
from cairn.tracking.models import Metric, MetricLog
from cairn.tracking.queries import metrics as queries
from cairn.tracking.queries import milestones as milestone_queries
from cairn.tracking.queries.metrics import METRIC_LOGS, METRICS
from cairn.tracking.rules.milestones import POINTS, Aim, Reading, reached
from cairn.tracking.rules.points import still_paid
from cairn.tracking.schemas.metrics import MetricCreate, MetricLogCreate
from cairn.tracking.service.days import day_written
from cairn.tracking.service.milestones import Reached, settle_milestones

# Of a metric, what its milestones and the progress of goals are computed from.
_TELLING = frozenset({"direction", "baseline", "target", "tolerance", "aggregation"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement and what it brought."""

    log: Written
    earned_points: int


async def create_metric(work: Work, body: MetricCreate) -> Written:
    """Add a metric; raises Invalid where its parts do not go together."""
    values = body.model_dump()
    check(values)
    return await METRICS.add(work, Metric(**values))


async def update_metric(
    work: Work, metric_id: MetricId, changes: Mapping[str, Any], *, if_match: int | None
) -> Written:
    """Change a metric; its milestones follow where they depend on the change."""
    before = await METRICS.get(work, metric_id, lock=True)
    names = ("unit", "unit_label", "direction", "target", "low", "high")
    check({name: changes.get(name, getattr(before, name)) for name in names})
    written = await METRICS.patch(work, metric_id, changes, if_match=if_match)
    if _TELLING & changes.keys():
        await _follow(work, await METRICS.get(work, metric_id), await person(work))
    return written


async def remove_metric(work: Work, metric_id: MetricId, *, if_match: int | None) -> None:
    """Put a metric in the trash, with its logs; what it earned stays earned."""
    await METRICS.remove(work, metric_id, if_match=if_match)
    await publish(work, TrackedChanged((metric_id,)))


async def restore_metric(work: Work, metric_id: MetricId) -> Written:
    """Take a metric out of the archive or the trash."""
    written = await METRICS.restore(work, metric_id)
    await publish(work, TrackedChanged((metric_id,)))
    return written


async def add_log(work: Work, metric_id: MetricId, body: MetricLogCreate) -> Measured:
    """Write a measurement; raises NotFound, or Invalid for a day in the future."""
    metric = await METRICS.get(work, metric_id, lock=True)
    whose = await person(work)
    at, day = day_written(body.at, body.local_date, whose, work.clock.now())
    log = MetricLog(
        metric_id=metric_id,
        value=Decimal(str(body.value)),
        local_date=day,
        timezone=whose.zone.key,
        at=at,
        note=body.note,
    )
    written = await METRIC_LOGS.add(work, log)
    return Measured(written, await _follow(work, metric, whose))


async def change_log(
    work: Work, metric_id: MetricId, log_id: MetricLogId, changes: dict[str, Any], *, if_match: int | None
) -> Written:
    """Change a measurement; milestones follow."""
    metric = await METRICS.get(work, metric_id, lock=True)
    await log_of(work, metric_id, log_id)
    whose = await person(work)
    if "local_date" in changes and changes["local_date"] > whose.today(work.clock):
        raise Invalid.field("/local_date", "in_future", "Write it down when it is done, not before.")
    written = await METRIC_LOGS.patch(work, log_id, changes, if_match=if_match)
    await _follow(work, metric, whose)
    return written


async def remove_log(work: Work, metric_id: MetricId, log_id: MetricLogId, *, if_match: int | None) -> None:
    """Put a measurement in the trash; the milestones that it alone reached are revoked."""
    metric = await METRICS.get(work, metric_id, lock=True)
    await log_of(work, metric_id, log_id)
    await METRIC_LOGS.remove(work, log_id, if_match=if_match)
    await _follow(work, metric, await person(work))


async def log_of(work: ReadWork, metric_id: MetricId, log_id: MetricLogId) -> MetricLog:
    """Return a measurement that is not in the trash; raises NotFound where it is another metric's."""
    found = await METRIC_LOGS.get(work, log_id)
    if found.metric_id != metric_id:
        raise NotFound
    return found


async def _follow(work: Work, metric: Metric, whose: Person) -> int:
    """Bring milestones and goals in line with what was measured; return what was newly earned."""
    rows = await work.db.rows(queries.READINGS, id=metric.id)
    logs = [Reading(row.day, row.value) for row in rows]
    places = reached(aim_of(metric), logs)
    today = whose.today(work.clock)
    supported = [
        Reached(kind, threshold, _worth(kind, threshold, logs[at].day, today), rows[at].id, logs[at].day)
        for (kind, threshold), at in places.items()
    ]
    kept = await work.db.rows(milestone_queries.OF_ENTITY, entity_id=metric.id)
    earned = await settle_milestones(work, metric.id, supported, kept, whose)
    await publish(work, TrackedChanged((metric.id,)))
    return earned


def aim_of(metric: Metric) -> Aim:
    """Return what a metric is measured against."""
    return Aim(
        direction=metric.direction,  # type: ignore[arg-type]  # held by a CHECK
        baseline=_number(metric.baseline),
        target=_number(metric.target),
        tolerance=_number(metric.tolerance),
    )


def check(metric: Mapping[str, Any]) -> None:
    """Raise Invalid where the parts of a metric do not go together."""
    if metric["unit"] == "custom" and metric["unit_label"] is None:
        raise Invalid.field("/unit_label", "missing", "A custom unit needs its name.")
    if metric["direction"] == "target" and metric["target"] is None:
        raise Invalid.field("/target", "missing", "What should stay at its target needs one.")
    low, high = metric["low"], metric["high"]
    if low is not None and high is not None and high < low:
        raise Invalid.field("/high", "below_low", "It is not below the lower threshold.")


def _worth(kind: Any, threshold: int, day: date, today: date) -> int:
    return POINTS[kind, threshold] if still_paid(day, today) else 0


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
