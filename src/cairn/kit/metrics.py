"""Prometheus metrics of the process."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()

REQUESTS = Histogram(
    "cairn_http_request_seconds",
    "Time from the first byte of a request to the last byte of its answer.",
    ("method", "route", "status"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
IN_FLIGHT = Gauge("cairn_http_requests_in_flight", "Requests being answered now.", registry=REGISTRY)
LIMITED = Counter(
    "cairn_http_requests_limited_total", "Requests refused by a rate limit.", ("group",), registry=REGISTRY
)
JOBS = Counter("cairn_jobs_total", "Jobs that ended.", ("job", "outcome"), registry=REGISTRY)


def exposition() -> bytes:
    """Return all metrics in the text format of Prometheus."""
    return generate_latest(REGISTRY)
