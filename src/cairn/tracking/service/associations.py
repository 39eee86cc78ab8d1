"""What goes with what: read, computed on a thread between two transactions, kept, and shown with its data."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.db.work import Database, ReadWork, Work
from cairn.kit.http.problems import NotFound
from cairn.kit.ids import UserId, new_id
from cairn.kit.jobs import enqueue
from cairn.tracking.queries import series as queries
from cairn.tracking.rules.association import (
    ASSOCIATION_VERSION,
    FEWEST,
    Comparison,
    Finding,
    examine_all,
    examine_pair,
    findings,
    in_words,
    paired,
)
from cairn.tracking.schemas.associations import PairQuery
from cairn.tracking.series import Series, all_series

LOOKED_BACK = timedelta(days=364)
_KEPT = timedelta(days=90)


async def ask(work: Work) -> None:
    """Have it computed in a moment."""
    await enqueue(work, "tracking.associate", key=f"associate:{work.owner}", user_id=work.owner)


async def associate(database: Database, owner: UserId) -> None:
    """Compute what goes with what over a person's last year, and keep it."""
    async with database.read(owner) as work:
        last = (await person(work)).today(work.clock)
        first = last - LOOKED_BACK
        known = await all_series(work, first, last)
    tested, found = await asyncio.to_thread(_compute, known)
    async with database.work(owner) as work:
        now = work.clock.now()
        await work.db.run(
            queries.KEEP_RUN,
            id=new_id(),
            now=now,
            first=first,
            last=last,
            series=[{"kind": s.kind, "id": s.id, "n": len(s.days)} for s in known],
            pairs_tested=len(tested),
            findings=[_kept(known, finding) for finding in found],
            version=ASSOCIATION_VERSION,
        )
        await work.db.run(queries.FORGET_RUNS, before=now - _KEPT)


def _compute(known: Sequence[Series]) -> tuple[list[Comparison], list[Finding]]:
    tested = examine_all([series.days for series in known])
    return tested, findings(tested)


def _kept(known: Sequence[Series], finding: Finding) -> dict[str, Any]:
    one = finding.tested
    earlier, later = known[one.cause], known[one.effect]
    return {
        "earlier": {"kind": earlier.kind, "id": earlier.id, "name": None if earlier.id else earlier.name},
        "later": {"kind": later.kind, "id": later.id, "name": None if later.id else later.name},
        "lag": one.lag,
        "n": one.n,
        "rho": round(one.rho, 4),
        "p": one.p,
        "q": finding.q,
    }


async def newest(work: ReadWork) -> dict[str, Any]:
    """Return what was found last, with the names that things have now; what was deleted is left out."""
    run = await work.db.row(queries.NEWEST_RUN)
    if run is None:
        nothing = dict.fromkeys(("computed_at", "first", "last", "algorithm_version"))
        return {"state": "not_computed", "series_count": 0, "pairs_tested": 0, "items": [], **nothing}
    ids = {UUID(s["id"]) for f in run.findings for s in (f["earlier"], f["later"]) if s["id"]}
    names = {str(row.id): row.name for row in await work.db.rows(queries.NAMES, ids=list(ids))}
    items = []
    for found in run.findings:
        pair = {side: _named(found[side], names) for side in ("earlier", "later")}
        if all(one["name"] is not None for one in pair.values()):
            words = (pair["earlier"]["name"], pair["later"]["name"])
            text = in_words(*words, found["lag"], found["n"], found["rho"])
            items.append({**found, **pair, "text": text})
    return {
        "state": "ok" if run.pairs_tested else "insufficient_data",
        "computed_at": run.computed_at,
        "first": run.first,
        "last": run.last,
        "series_count": len(run.series),
        "pairs_tested": run.pairs_tested,
        "items": items,
        "algorithm_version": run.algorithm_version,
    }


def _named(side: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {**side, "name": names.get(side["id"]) if side["id"] else side["name"]}


async def pair(work: ReadWork, query: PairQuery) -> dict[str, Any]:
    """Return two series day by day; raises NotFound where there is no such series."""
    last = (await person(work)).today(work.clock)
    known = {(s.kind, s.id): s for s in await all_series(work, last - LOOKED_BACK, last)}
    earlier = known.get((query.earlier_kind, query.earlier_id))
    later = known.get((query.later_kind, query.later_id))
    if earlier is None or later is None:
        raise NotFound
    points = paired(earlier.days, later.days, query.lag)
    result = await asyncio.to_thread(_examined, points)
    names = (earlier.name, later.name)
    if result is None:
        text = f"{names[0]} and {names[1]}: {len(points)} days with both, too few or too alike to compare."
    else:
        text = in_words(*names, query.lag, len(points), result[0])
    return {
        "earlier": {"kind": earlier.kind, "id": earlier.id, "name": earlier.name},
        "later": {"kind": later.kind, "id": later.id, "name": later.name},
        "lag": query.lag,
        "n": len(points),
        "rho": None if result is None else result[0],
        "p": None if result is None else result[1],
        "points": [{"date": day, "earlier": x, "later": y} for day, x, y in points],
        "text": text,
    }


def _examined(points: Sequence[tuple[date, float, float]]) -> tuple[float, float] | None:
    if len(points) < FEWEST:
        return None
    import numpy as np

    return examine_pair(np.asarray([x for _, x, _ in points]), np.asarray([y for _, _, y in points]))
