"""Where the time of some days went, and what it says about how somebody worked."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date, timedelta

from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.planning.queries.time import EFFORTS, SPENT
from cairn.planning.rules import BEHAVIOUR_VERSION, Run, behaviour, estimation_accuracy
from cairn.planning.schemas.time import (
    AreaMinutes,
    BehaviourOut,
    DayMinutes,
    KindMinutes,
    PillarMinutes,
    ProjectMinutes,
    TimeSummaryOut,
)

_MINUTE = timedelta(minutes=1)


async def summary(work: ReadWork, first: date, last: date) -> TimeSummaryOut:
    """Return the sums of the entries of these days, both included; an open one counts until now."""
    rows = await work.db.rows(SPENT, first=first, last=last, now=work.clock.now())
    worked = [row for row in rows if row.kind != "break"]
    efforts = [
        (row.actual, float(row.estimate)) for row in await work.db.rows(EFFORTS, first=first, last=last)
    ]
    return TimeSummaryOut(
        first=first,
        last=last,
        minutes=sum(map(_minutes, worked)),
        by_kind=[KindMinutes(kind=kind, minutes=n) for (kind,), n in _sums(rows, "kind")],
        by_pillar=[
            PillarMinutes(pillar_id=key, name=name, minutes=n)
            for (key, name), n in _sums(worked, "pillar_id", "pillar")
        ],
        by_area=[
            AreaMinutes(area_id=key, name=name, minutes=n)
            for (key, name), n in _sums(worked, "area_id", "area")
        ],
        by_project=[
            ProjectMinutes(project_id=key, name=name, minutes=n)
            for (key, name), n in _sums(worked, "project_id", "project")
        ],
        by_day=[DayMinutes(day=day, minutes=n) for (day,), n in sorted(_sums(worked, "local_date"))],
        behaviour=_behaviour(worked, efforts),
    )


def _sums(rows: Iterable[Row], *columns: str) -> list[tuple[tuple[Hashable, ...], float]]:
    """Return minutes by the values of some columns, most first."""
    sums: defaultdict[tuple[Hashable, ...], float] = defaultdict(float)
    for row in rows:
        sums[tuple(row[column] for column in columns)] += _minutes(row)
    return sorted(sums.items(), key=lambda item: -item[1])


def _minutes(row: Row) -> float:
    length: timedelta = row.ended_at - row.started_at
    return length / _MINUTE


def _behaviour(worked: list[Row], efforts: list[tuple[float, float]]) -> BehaviourOut:
    numbers = None
    if worked:
        numbers = behaviour(
            Run(row.entity_id, row.started_at, row.ended_at, focused=row.kind == "focused") for row in worked
        )
    return BehaviourOut(
        focus_minutes=numbers.focus_minutes if numbers else None,
        work_minutes=numbers.work_minutes if numbers else None,
        context_switches=numbers.context_switches if numbers else None,
        interruptions=numbers.interruptions if numbers else None,
        breaks=numbers.breaks if numbers else None,
        estimation_accuracy=estimation_accuracy(efforts),
        entries=len(worked),
        estimated_tasks=len(efforts),
        algorithm_version=BEHAVIOUR_VERSION,
    )
