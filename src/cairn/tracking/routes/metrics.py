"""Metrics, measurements, and what can be said of them."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor, Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, etag, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.tracking.ids import MetricId, MetricLogId
from cairn.tracking.queries.metrics import METRIC_LOG_FEED, METRIC_LOGS, METRICS
from cairn.tracking.schemas.analytics import AnalyticsQuery, MetricAnalyticsOut
from cairn.tracking.schemas.metrics import (
    MetricCreate,
    MetricLogCreate,
    MetricLoggedOut,
    MetricLogOut,
    MetricLogPatch,
    MetricLogQuery,
    MetricOut,
    MetricPatch,
    MetricQuery,
)
from cairn.tracking.service import metrics
from cairn.tracking.service.analytics import analyse

router = make_router("/metrics", "metrics")
logs_router = make_router("/metrics/{metric_id}/logs", "metrics")


@router.get("", response_model=Page[MetricOut], responses=problems())
async def list_metrics(work: ReadDep, query: Annotated[MetricQuery, Query()]) -> Response:
    """List your metrics with their newest values."""
    return json_response(await METRICS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=MetricOut, responses=problems())
async def create_metric(work: WorkDep, body: MetricCreate) -> Response:
    """Add a metric."""
    return await created(work, await metrics.create_metric(work, body), "/api/v1/metrics")


@router.get("/{metric_id}", response_model=MetricOut, responses=problems(NotFound))
async def get_metric(work: ReadDep, metric_id: MetricId, request: Request) -> Response:
    """Return one metric."""
    return shown(request, await METRICS.show(work, metric_id))


@router.patch("/{metric_id}", response_model=MetricOut, responses=problems(NotFound, Stale))
async def update_metric(work: WorkDep, metric_id: MetricId, body: MetricPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    return await changed(
        work, await metrics.update_metric(work, metric_id, body.changes(), if_match=if_match)
    )


@router.delete("/{metric_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_metric(work: WorkDep, metric_id: MetricId, if_match: IfMatch) -> None:
    """Put a metric in the trash, where it stays 30 days with all its values."""
    await metrics.remove_metric(work, metric_id, if_match=if_match)


@router.post("/{metric_id}/archive", response_model=MetricOut, responses=problems(NotFound))
async def archive_metric(work: WorkDep, metric_id: MetricId) -> Response:
    """Hide a metric from lists; its values stay."""
    return await changed(work, await METRICS.archive(work, metric_id))


@router.post("/{metric_id}/restore", response_model=MetricOut, responses=problems(NotFound))
async def restore_metric(work: WorkDep, metric_id: MetricId) -> Response:
    """Take a metric out of the archive or the trash."""
    return await changed(work, await metrics.restore_metric(work, metric_id))


@router.get("/{metric_id}/analytics", response_model=MetricAnalyticsOut, responses=problems(NotFound))
async def get_metric_analytics(
    work: ReadDep, metric_id: MetricId, query: Annotated[AnalyticsQuery, Query()]
) -> Response:
    """Return all that a chart of the metric shows: values, band, trend, what stands out, what may come."""
    return json_response(encode_json(await analyse(work, metric_id, query.days)))


@logs_router.get("", response_model=Cursor[MetricLogOut], responses=problems(NotFound))
async def list_metric_logs(
    work: ReadDep, metric_id: MetricId, query: Annotated[MetricLogQuery, Query()]
) -> Response:
    """List what was measured, the latest first."""
    await METRICS.get(work, metric_id)
    filters = {"metric_id": metric_id, **query.filters()}
    return json_response(await METRIC_LOG_FEED.page(work, query, filters))


@logs_router.post("", status_code=201, response_model=MetricLoggedOut, responses=problems(NotFound))
async def add_metric_log(work: WorkDep, metric_id: MetricId, body: MetricLogCreate) -> Response:
    """Write a measurement of today or of an earlier day."""
    made = await metrics.add_log(work, metric_id, body)
    content = extended(made.log.body, earned_points=made.earned_points)
    place = f"/api/v1/metrics/{metric_id}/logs/{made.log.id}"
    return await reply(work, content, status=201, headers={"Location": place, "ETag": etag(made.log.version)})


@logs_router.get("/{metric_log_id}", response_model=MetricLogOut, responses=problems(NotFound))
async def get_metric_log(
    work: ReadDep, metric_id: MetricId, metric_log_id: MetricLogId, request: Request
) -> Response:
    """Return one measurement."""
    await metrics.log_of(work, metric_id, metric_log_id)
    return shown(request, await METRIC_LOGS.show(work, metric_log_id))


@logs_router.patch("/{metric_log_id}", response_model=MetricLogOut, responses=problems(NotFound, Stale))
async def update_metric_log(
    work: WorkDep, metric_id: MetricId, metric_log_id: MetricLogId, body: MetricLogPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    changes = body.changes()
    return await changed(
        work, await metrics.change_log(work, metric_id, metric_log_id, changes, if_match=if_match)
    )


@logs_router.delete("/{metric_log_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_metric_log(
    work: WorkDep, metric_id: MetricId, metric_log_id: MetricLogId, if_match: IfMatch
) -> None:
    """Put a measurement in the trash; milestones that it alone reached are revoked."""
    await metrics.remove_log(work, metric_id, metric_log_id, if_match=if_match)
