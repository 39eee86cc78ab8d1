"""Metrics and measurements as resources; the days of a metric."""

from typing import Any

from sqlalchemy import ColumnElement, Float, case, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import archived_filter, equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.tracking.models import Metric, MetricLog
from cairn.tracking.queries.resources import BY_PLACE, contains, on_or_after, on_or_before
from cairn.tracking.schemas.metrics import MetricLogOut, MetricOut


def _latest(r: Any) -> ColumnElement[Any]:
    log = aliased(MetricLog)
    mine = (log.user_id == r.user_id, log.metric_id == r.id, log.deleted_at.is_(None))
    newest = (
        select(log.local_date).where(*mine).order_by(log.local_date.desc()).limit(1).correlate(r)
    ).scalar_subquery()
    value = case(
        (r.aggregation == "sum", func.sum(log.value)),
        (r.aggregation == "mean", func.avg(log.value)),
        (r.aggregation == "min", func.min(log.value)),
        (r.aggregation == "max", func.max(log.value)),
        else_=func.array_agg(aggregate_order_by(log.value, log.at.desc(), log.id.desc()))[1],
    )
    return (
        select(func.json_build_object("local_date", log.local_date, "value", cast(value, Float)))
        .where(*mine, log.local_date == newest)
        .group_by(log.local_date)
        .correlate(r)
        .scalar_subquery()
    )


DAY_VALUE = """CASE m.aggregation
    WHEN 'sum' THEN sum(l.value) WHEN 'mean' THEN avg(l.value) WHEN 'min' THEN min(l.value)
    WHEN 'max' THEN max(l.value) ELSE (array_agg(l.value ORDER BY l.at DESC, l.id DESC))[1] END"""
"""The value of a day, over the logs `l` of a metric `m` that are grouped by it."""

DAYS = Query(f"""
SELECT l.local_date AS day, CAST({DAY_VALUE} AS float8) AS value
FROM metric m JOIN metric_log l ON l.user_id = m.user_id AND l.metric_id = m.id
WHERE m.user_id = :owner AND m.id = :id AND l.deleted_at IS NULL
  AND (CAST(:first AS date) IS NULL OR l.local_date >= :first) AND l.local_date <= :last
GROUP BY m.id, m.aggregation, l.local_date ORDER BY l.local_date
""")  # noqa: S608 - a constant
"""The days of a metric with their values, oldest first."""

READINGS = Query(
    "SELECT id, local_date AS day, CAST(value AS float8) AS value FROM metric_log"
    " WHERE user_id = :owner AND metric_id = :id AND deleted_at IS NULL ORDER BY local_date, at, id"
)
"""Every log of a metric in the order of time."""

METRICS = Owned(
    Metric,
    MetricOut,
    computed={"latest": _latest},
    filters={
        "archived": archived_filter,
        "area_id": equals("area_id"),
        "status": equals("status"),
        "q": contains,
    },
    sorts=BY_PLACE,
)

METRIC_LOGS = Owned(MetricLog, MetricLogOut)

METRIC_LOG_FEED = Feed(
    MetricLog,
    MetricLogOut,
    at="at",
    filters={"metric_id": equals("metric_id"), "first": on_or_after, "last": on_or_before},
)
