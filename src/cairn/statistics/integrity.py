"""Whether a person's data agree with themselves: looked at each night, mended by nobody but a person."""

from typing import Any

from cairn.goals.assess import Facts, assess
from cairn.goals.queries.standing import FACTS
from cairn.identity.people import person
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.ids import new_id
from cairn.statistics import queries
from cairn.statistics.schemas import IntegrityFinding, IntegrityOut

MOST_OF_A_KIND = 500
_TOLERANCE = 0.05
"""Percent by which a goal's kept progress may differ: it is kept to one decimal."""


async def check(work: Work) -> IntegrityOut:
    """Look at the owner's data, keep what is found in place of what was found before, and return it."""
    found = [*await _statements(work), *await _progress(work)]
    now = work.clock.now()
    kept = [one.model_dump() for one in _at_most(found)]
    await work.db.run(queries.KEEP_CHECK, id=new_id(), now=now, findings=kept)
    return IntegrityOut(
        checked_at=now,
        status="findings" if kept else "ok",
        findings=[IntegrityFinding(**one) for one in kept],
    )


async def last_check(work: ReadWork) -> IntegrityOut:
    """Return what was found last."""
    row = await work.db.row(queries.LAST_CHECK)
    if row is None:
        return IntegrityOut(checked_at=None, status="never_checked", findings=[])
    found = [IntegrityFinding.model_validate(one) for one in row.findings]
    return IntegrityOut(checked_at=row.checked_at, status="findings" if found else "ok", findings=found)


async def _statements(work: ReadWork) -> list[IntegrityFinding]:
    found: list[IntegrityFinding] = []
    for query in (queries.REVERSALS, queries.HIERARCHY, queries.unregistered()):
        found += [IntegrityFinding(**dict(row)) for row in await work.db.rows(query)]
    return found


async def _progress(work: ReadWork) -> list[IntegrityFinding]:
    """Return the goals whose kept progress is not what follows from their sources."""
    ids = [row.id for row in await work.db.rows(queries.OPEN_GOALS)]
    if not ids:
        return []
    whose, now = await person(work), work.clock.now()
    wanted, found = set(ids), []
    for row in await work.db.rows(FACTS, ids=ids):
        if row.id not in wanted:
            continue
        right = assess(Facts.of(row), whose, now, last_event_at=row.last_event_at).shown
        if _differs(right, row.progress_pct):
            found.append(
                IntegrityFinding(
                    kind="wrong_progress",
                    entity_kind="goal",
                    entity_id=row.id,
                    expected=_told(right),
                    found=_told(row.progress_pct),
                )
            )
    return found


def _differs(right: float | None, kept: float | None) -> bool:
    if right is None or kept is None:
        return right is not kept
    return abs(right - kept) > _TOLERANCE


def _told(value: Any) -> str | None:
    return None if value is None else str(value)


def _at_most(found: list[IntegrityFinding]) -> list[IntegrityFinding]:
    """Return what is found, of each kind the first ones alone."""
    seen: dict[str, int] = {}
    kept = []
    for one in found:
        seen[one.kind] = seen.get(one.kind, 0) + 1
        if seen[one.kind] <= MOST_OF_A_KIND:
            kept.append(one)
    return kept
