"""Samples of metrics and measurements."""

from tests.contract.samples import Recipe, Row, Sample
from tests.contract.samples_planning import resource

RECIPES = {
    "metric": Recipe("/metrics", {"name": "Weight"}),
    "measured_metric": Recipe("/metrics", {"name": "Steps"}, then=(("/metrics/{id}/logs", {"value": 5}),)),
    "metric_log": Recipe("/metrics/{metric_id}/logs", {"value": 71.5}),
}

_METRIC = {
    "name": "Weight",
    "description": "In the morning.",
    "area_id": Row("area"),
    "unit": "custom",
    "unit_label": "stone",
    "direction": "target",
    "baseline": 80,
    "target": 70,
    "tolerance": 1.5,
    "low": 60,
    "high": 90,
    "aggregation": "mean",
    "cadence": "weekly",
    "source": "device",
    "status": "paused",
    "colour": "#336644",
    "icon": "scale",
    "position": 2,
}
_LOG = {"value": 71.5, "local_date": "2026-11-22", "at": "2026-11-22T07:00:00Z", "note": "After a run."}

SAMPLES = {
    **resource(
        "metric",
        _METRIC,
        {"name": "Weight"},
        {"area_id": Row("area"), "status": "active", "archived": False, "q": "weight", "sort": "name"},
    ),
    "get_metric_analytics": Sample(query={"days": 90}),
    "list_metric_logs": Sample(shows=Row("metric_log"), query={"from": "2026-11-01", "to": "2026-11-22"}),
    "add_metric_log": Sample(bodies=({"value": 71.5}, _LOG)),
    "get_metric_log": Sample(),
    "update_metric_log": Sample(
        bodies=({"value": 72}, {"value": 72, "local_date": "2026-11-22", "note": "After a run."})
    ),
    "delete_metric_log": Sample(),
    "list_associations": Sample(),
    "recompute_associations": Sample(),
    "get_association_pair": Sample(
        query={
            "earlier_kind": "metric",
            "earlier_id": Row("measured_metric"),
            "later_kind": "metric",
            "later_id": Row("measured_metric"),
            "lag": 1,
        },
        needs_query=frozenset({"earlier_kind", "later_kind", "earlier_id", "later_id"}),
    ),
}
