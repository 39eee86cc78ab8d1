"""The analytics of a metric: read here, computed on a thread, put together for the page."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from cairn.identity.people import person
from cairn.kit.db.work import ReadWork
from cairn.kit.numbers import share
from cairn.tracking.ids import MetricId
from cairn.tracking.models import Metric
from cairn.tracking.queries import metrics as queries
from cairn.tracking.queries import milestones as milestone_queries
from cairn.tracking.queries.metrics import METRICS
from cairn.tracking.rules import forecast as forecasts
from cairn.tracking.rules import outliers as odd
from cairn.tracking.rules.milestones import Aim
from cairn.tracking.rules.progress import progress_ratio
from cairn.tracking.rules.schedule import ONE_DAY
from cairn.tracking.rules.trend import TREND_VERSION, movement, trend
from cairn.tracking.rules.weekdays import weekday_effects
from cairn.tracking.service.metrics import aim_of

_BAND = 0.75
"""Share of the values that lie in the band around what is expected."""
_CADENCE_DAYS = {"daily": 1, "weekly": 7, "monthly": 31}
_GAP = 3
"""Times the cadence without a value that make a gap."""


@dataclass(frozen=True, slots=True)
class Days:
    """A metric day by day."""

    days: tuple[date, ...]
    values: tuple[float, ...]


async def analyse(work: ReadWork, metric_id: MetricId, back: int) -> dict[str, Any]:
    """Return everything that can be said of a metric's last days; raises NotFound."""
    metric = await METRICS.get(work, metric_id)
    today = (await person(work)).today(work.clock)
    first = today - timedelta(days=back - 1)
    rows = await work.db.rows(queries.DAYS, id=metric_id, first=first, last=today)
    reached = await work.db.rows(milestone_queries.HELD, entity_id=metric_id)
    series = Days(tuple(row.day for row in rows), tuple(row.value for row in rows))
    found = await asyncio.to_thread(_everything, metric, series, today)
    return {
        "metric_id": metric_id,
        "first": first,
        "last": today,
        **found,
        "milestones": [dict(row) for row in reached],
        "algorithm_version": TREND_VERSION,
    }


def _everything(metric: Metric, series: Days, today: date) -> dict[str, Any]:
    days, values = series.days, series.values
    aim = aim_of(metric)
    moved = movement(days, values)
    heading = _trend(series)
    odd_ones = odd.outliers(days, values)
    changes = odd.change_points(days, values)
    found = {
        "n": len(values),
        "points": _points(series),
        "movement": None if moved is None else asdict(moved),
        "log_streak": _streak(days, today),
        "trend": heading,
        "outliers": {
            "state": _state(odd_ones),
            "items": [{"date": o.day, **_but_day(asdict(o))} for o in odd_ones or ()],
        },
        "change_points": {
            "state": _state(changes),
            "items": [{"date": c.day, **_but_day(asdict(c))} for c in changes or ()],
        },
        "weekdays": [asdict(effect) for effect in _weekdays(aim, series)],
        "forecast": _forecast(aim, series),
        "progress": _progress(aim, values),
        "gaps": _gaps(metric.cadence, days, today),
    }
    return {**found, "text": _in_words(metric, series, found)}


def _state(found: object) -> str:
    return "insufficient_data" if found is None else "ok"


def _but_day(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "day"}


def _points(series: Days) -> list[dict[str, Any]]:
    expected: list[float | None] = [None] * len(series.values)
    half: float | None = None
    if len(series.values) >= odd.FEWEST:
        found = odd.residuals(series.days, series.values)
        expected = [float(value) for value in found.expected]
        distances = sorted(abs(float(left)) for left in found.left)
        half = distances[int(_BAND * (len(distances) - 1))]
    return [
        {
            "date": day,
            "value": value,
            "expected": middle,
            "low": None if middle is None or half is None else middle - half,
            "high": None if middle is None or half is None else middle + half,
        }
        for day, value, middle in zip(series.days, series.values, expected, strict=True)
    ]


def _trend(series: Days) -> dict[str, Any]:
    found = trend(series.days, series.values)
    return {
        "state": _state(found),
        "n": len(series.values),
        "slope": None if found is None else found.slope,
        "p": None if found is None else found.p,
        "direction": None if found is None else found.direction,
        "early": found is not None and found.early,
    }


def _weekdays(aim: Aim, series: Days) -> Sequence[Any]:
    if len(series.values) < odd.FEWEST:
        return ()
    if aim.direction == "target" and aim.target is not None:
        near = [-abs(value - aim.target) for value in series.values]
    else:
        near = [value if aim.direction == "higher" else -value for value in series.values]
    middle = median(near)
    return weekday_effects(series.days, [value > middle for value in near])


def _forecast(aim: Aim, series: Days) -> dict[str, Any] | None:
    to_reach = None if aim.direction == "target" or _is_reached(aim, series.values) else aim.target
    found = forecasts.forecast(series.days, series.values, to_reach)
    if found is None:
        return None
    return {
        "method": found.method,
        "steps": [
            {"date": step.day, "p10": step.p10, "p50": step.p50, "p90": step.p90} for step in found.steps
        ],
        "risk": found.risk,
        "reach": None if found.reach is None else asdict(found.reach),
    }


def _is_reached(aim: Aim, values: Sequence[float]) -> bool | None:
    if aim.target is None or not values:
        return None
    if aim.direction == "target":
        return abs(values[-1] - aim.target) <= (aim.tolerance or 0)
    return values[-1] >= aim.target if aim.direction == "higher" else values[-1] <= aim.target


def _progress(aim: Aim, values: Sequence[float]) -> dict[str, Any]:
    raw = progress_ratio(aim, values[-1] if values else None)
    return {
        "ratio": None if raw is None else share(raw),
        "raw_ratio": raw,
        "reached": _is_reached(aim, values),
    }


def _streak(days: Sequence[date], today: date) -> int:
    """Days in a row with a value, up to today or, while today is open, yesterday."""
    known = set(days)
    day = today if today in known else today - ONE_DAY
    count = 0
    while day in known:
        count, day = count + 1, day - ONE_DAY
    return count


def _gaps(cadence: str, days: Sequence[date], today: date) -> list[dict[str, Any]]:
    usual = _CADENCE_DAYS.get(cadence)
    if usual is None or not days:
        return []
    return [
        {"first": a + ONE_DAY, "last": b - ONE_DAY, "days": (b - a).days - 1}
        for a, b in pairwise([*days, today + ONE_DAY])
        if (b - a).days - 1 >= _GAP * usual
    ]


def _in_words(metric: Metric, series: Days, found: dict[str, Any]) -> str:
    if not series.values:
        return f"{metric.name}: nothing was measured in these days."
    unit = metric.unit_label or (metric.unit if metric.unit != "count" else "")
    values = series.values
    span = f"{len(values)} day{'' if len(values) == 1 else 's'} from {series.days[0]} to {series.days[-1]}"
    range_ = f"between {min(values):g} and {max(values):g}{' ' + unit if unit else ''}"
    parts = [f"{metric.name}: {span}, {range_}, the newest {values[-1]:g}."]
    heading = found["trend"]
    if heading["state"] == "ok":
        early = " (an early signal)" if heading["early"] else ""
        per_week = 7 * heading["slope"]
        parts.append(
            "No trend can be told from chance."
            if heading["direction"] == "steady"
            else f"It is {heading['direction']} by {abs(per_week):.3g} a week{early}."
        )
    odd_ones = found["outliers"]["items"]
    if odd_ones:
        parts.append(f"Values that stand out: {len(odd_ones)}, the last on {odd_ones[-1]['date']}.")
    return " ".join(parts)
