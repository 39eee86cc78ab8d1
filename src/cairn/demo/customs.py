"""What is done again and again in the story, and what is measured: the same at every telling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import sin, tau
from typing import Any

from cairn.demo.cast import Cast
from cairn.demo.story import Story, dice
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id
from cairn.tracking.models import Habit, HabitLog, HabitPause, Metric, MetricLog
from cairn.tracking.queries.metrics import METRIC_LOGS, METRICS
from cairn.tracking.queries.resources import HABIT_LOGS, HABITS, PAUSES
from cairn.tracking.service.standings import recompute

_DAILY = {"kind": "by_rule", "rule": "FREQ=DAILY"}


@dataclass(frozen=True, slots=True)
class Custom:
    """A habit."""

    name: str
    area: str
    since: int
    """Days ago."""
    schedule: dict[str, Any]
    share: float
    """Of the days, those on which it is done once it has settled."""
    hour: int
    kind: str = "build"
    most: int = 1
    """The largest amount of a day."""
    limit: int = 0
    cue: str | None = None
    unit: str | None = None


CUSTOMS = (
    Custom("Stretch after getting up", "health", 420, _DAILY, 0.86, 7, cue="The kettle is on"),
    Custom(
        "Read before sleep", "happiness", 600, {"kind": "per_period", "times": 5, "period": "week"}, 0.74, 22
    ),
    Custom("Run", "health", 380, {"kind": "per_period", "times": 3, "period": "week"}, 0.44, 18),
    Custom("Coffee after noon", "health", 300, _DAILY, 0.7, 15, kind="reduce", most=2, limit=1, unit="cups"),
)
PAUSE = (100, 91)
"""Days ago between which everything rests."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A metric."""

    name: str
    area: str
    since: int
    every: int
    """Days between two measurements."""
    first: float
    last: float
    noise: float
    columns: dict[str, Any]


GAUGES = (
    Gauge("Weight", "health", 560, 4, 73.8, 69.4, 0.35, {"unit": "kg", "direction": "lower", "target": 68}),
    Gauge(
        "Resting pulse",
        "health",
        540,
        3,
        64,
        56,
        1.4,
        {"unit": "custom", "unit_label": "bpm", "direction": "lower", "target": 55},
    ),
    Gauge(
        "Savings",
        "wealth",
        590,
        30,
        400,
        9_200,
        120,
        {"unit": "custom", "unit_label": "€", "direction": "higher", "target": 12_000, "cadence": "monthly"},
    ),
)


def done_on(story: Story, custom: Custom) -> Iterator[tuple[date, int]]:
    """Yield the days on which a habit was done, with how much; it takes weeks to settle."""
    rng = dice(custom.name)
    for days_ago in range(custom.since, 0, -1):
        day = story.ago(days_ago)
        settled = min(1.0, 0.45 + (custom.since - days_ago) / 90)
        share = custom.share if custom.kind == "reduce" else custom.share * settled
        if rng.random() < share and not story.away(day):
            yield day, 1 if custom.most == 1 or rng.random() < 0.8 else custom.most  # noqa: PLR2004 - mostly one


def measured(story: Story, gauge: Gauge) -> Iterator[tuple[date, float]]:
    """Yield measurements on the way from the first value to the last, with the swing of the weeks."""
    rng = dice(gauge.name)
    for days_ago in range(gauge.since, 0, -gauge.every):
        gone = 1 - days_ago / gauge.since
        value = gauge.first + (gauge.last - gauge.first) * gone + gauge.noise * sin(tau * days_ago / 61)
        yield story.ago(days_ago), round(value + rng.gauss(0, gauge.noise), 1)


async def add_customs(work: Work, cast: Cast) -> dict[str, int]:
    """Add habits and metrics with what was done and measured; return how many of each."""
    habits = [_habit(cast, custom, place) for place, custom in enumerate(CUSTOMS)]
    made = [cast.morning(custom.since) for custom in CUSTOMS]
    ids = await HABITS.add_many(work, habits, made_at=made, row_ids=[new_id(at) for at in made])
    logs, logged = [], []
    for custom, habit_id in zip(CUSTOMS, ids, strict=True):
        for day, amount in done_on(cast.story, custom):
            at = cast.at(datetime.combine(day, time(custom.hour, 15)))
            zone = cast.whose.zone.key
            logs.append(
                HabitLog(habit_id=habit_id, local_date=day, timezone=zone, at=at, amount=Decimal(amount))
            )
            logged.append(at)
    await HABIT_LOGS.add_many(work, logs, made_at=logged, row_ids=[new_id(at) for at in logged])
    first, last = (cast.story.ago(days) for days in PAUSE)
    await PAUSES.add_many(work, [HabitPause(first=first, last=last, reason="holiday")])
    await recompute(work, whose=cast.whose)
    return {"habits": len(habits), "habit_logs": len(logs), **await _add_gauges(work, cast)}


async def _add_gauges(work: Work, cast: Cast) -> dict[str, int]:
    metrics = [
        Metric(
            name=gauge.name,
            area_id=cast.areas[gauge.area][0],
            baseline=Decimal(str(gauge.first)),
            position=place,
            **gauge.columns,
        )
        for place, gauge in enumerate(GAUGES)
    ]
    made = [cast.morning(gauge.since) for gauge in GAUGES]
    ids = await METRICS.add_many(work, metrics, made_at=made, row_ids=[new_id(at) for at in made])
    logs, logged = [], []
    for gauge, metric_id in zip(GAUGES, ids, strict=True):
        for day, value in measured(cast.story, gauge):
            at = cast.at(datetime.combine(day, time(7, 5)))
            number, zone = Decimal(str(value)), cast.whose.zone.key
            logs.append(MetricLog(metric_id=metric_id, value=number, local_date=day, timezone=zone, at=at))
            logged.append(at)
    await METRIC_LOGS.add_many(work, logs, made_at=logged, row_ids=[new_id(at) for at in logged])
    return {"metrics": len(metrics), "metric_logs": len(logs)}


def _habit(cast: Cast, custom: Custom, place: int) -> Habit:
    return Habit(
        name=custom.name,
        area_id=cast.areas[custom.area][0],
        kind=custom.kind,
        schedule=custom.schedule,
        start_date=cast.story.ago(custom.since),
        limit_amount=Decimal(custom.limit),
        cue=custom.cue,
        unit=custom.unit,
        position=place,
    )
