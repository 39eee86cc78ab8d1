"""The timer and the time that is spent.

A person has one open entry at most. Whoever starts, stops or pauses takes the same lock first, so that of
two starts at the same time the second sees the first one's entry; a unique index stands behind it.
A pause ends the entry; taking the work up again begins another. The day of an entry is fixed when it is
written: travelling later changes no past.
"""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.clock import local_day, zone
from cairn.kit.db.locks import lock
from cairn.kit.db.owned import Written
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Conflict, Invalid, Stale
from cairn.kit.ids import new_id
from cairn.planning.ids import TimeEntryId
from cairn.planning.models import TimeEntry
from cairn.planning.queries.time import APPEND_EVENT, ENTRIES, LAST_EVENT, OPEN_ENTRY, TRACKABLE
from cairn.planning.schemas.time import TimeEntryCreate, TimeEntryPatch, TimerStart, TimerStop

_CLOCK_SKEW = timedelta(minutes=5)
"""How far a client's clock may be ahead before a time counts as the future."""
_PAUSED = frozenset({"pause", "interrupt"})

State = Literal["stopped", "running", "paused"]


class TimerRunning(Conflict):
    """A timer runs already, and there is one at a time. Stop it first, or start with `switch`."""

    type, title = "timer-running", "A timer runs already"

    @classmethod
    def of(cls, entry: Row) -> "TimerRunning":
        """Name the open entry."""
        return cls(time_entry_id=entry.id, entity_id=entry.entity_id, started_at=entry.started_at)


class TimerStopped(Conflict):
    """No timer runs."""

    type, title = "timer-stopped", "No timer runs"


class TimerNotPaused(Conflict):
    """There is no paused work to take up again. Start the timer instead."""

    type, title = "timer-not-paused", "The timer is not paused"


async def timer_state(work: ReadWork) -> tuple[State, Written | None]:
    """Return what the timer does, with the open entry or the one that a pause ended."""
    entry = await work.db.row(OPEN_ENTRY)
    if entry is not None:
        return "running", await ENTRIES.show(work, entry.id)
    last = await work.db.row(LAST_EVENT)
    if last is not None and last.kind in _PAUSED:
        return "paused", await ENTRIES.show(work, last.entry_id) if last.entry_id else None
    return "stopped", None


async def start_timer(work: Work, new: TimerStart) -> Written:
    """Open an entry; raises TimerRunning where one is open and is not to be switched, or Invalid."""
    await lock(work, "timer")
    began = _past("/started_at", new.started_at, work.clock.now())
    await _check_target(work, new.entity_id)
    running = await work.db.row(OPEN_ENTRY)
    if running is None:
        return await _open(work, new.entity_id, new.kind, began, "start")
    if not new.switch:
        raise TimerRunning.of(running)
    await _close(work, running, max(began, running.started_at), "finish", {})
    return await _open(work, new.entity_id, new.kind, began, "switch")


async def pause_timer(work: Work, *, interrupted: bool) -> Written:
    """End the open entry for now; raises TimerStopped."""
    await lock(work, "timer")
    running = await _running(work)
    kind = "interrupt" if interrupted else "pause"
    return await _close(work, running, _end(running, work), kind, {})


async def resume_timer(work: Work) -> Written:
    """Open another entry on what was paused; raises TimerRunning, TimerNotPaused or Invalid."""
    await lock(work, "timer")
    running = await work.db.row(OPEN_ENTRY)
    if running is not None:
        raise TimerRunning.of(running)
    last = await work.db.row(LAST_EVENT)
    if last is None or last.kind not in _PAUSED:
        raise TimerNotPaused
    await _check_target(work, last.entity_id)
    return await _open(work, last.entity_id, last.entry_kind or "focused", work.clock.now(), "resume")


async def stop_timer(work: Work, how: TimerStop) -> Written:
    """End the open entry, or the pause; return the entry. Raises TimerStopped."""
    await lock(work, "timer")
    said = how.model_dump(exclude_none=True)
    running = await work.db.row(OPEN_ENTRY)
    if running is not None:
        return await _close(work, running, _end(running, work), "finish", said)
    last = await work.db.row(LAST_EVENT)
    if last is None or last.kind not in _PAUSED or last.entry_id is None:
        raise TimerStopped
    await _note(work, last.entity_id, last.entry_id, "finish", work.clock.now())
    if said:
        return await ENTRIES.patch(work, last.entry_id, said)
    return await ENTRIES.show(work, last.entry_id)


async def add_entry(work: Work, new: TimeEntryCreate) -> Written:
    """Write time that was spent; raises Invalid for an end before the beginning or in the future."""
    _check_order(new.started_at, new.ended_at)
    _past("/ended_at", new.ended_at, work.clock.now())
    await _check_target(work, new.entity_id)
    whose = await person(work)
    day = whose.local_day(new.started_at)
    entry = TimeEntry(**new.model_dump(), local_date=day, timezone=whose.zone.key)
    return await ENTRIES.add(work, entry)


async def change_entry(
    work: Work, entry_id: TimeEntryId, patch: TimeEntryPatch, *, if_match: int | None = None
) -> Written:
    """Change an entry; raises NotFound, Stale, Invalid, or TimerRunning for the end of an open one."""
    changes = patch.changes()
    entry = await ENTRIES.get(work, entry_id, lock=True)
    if if_match is not None and entry.version != if_match:
        raise Stale(f"The newest version is {entry.version}.", version=entry.version)
    if "ended_at" in changes and entry.ended_at is None:
        raise TimerRunning("Stop the timer to end this entry.", time_entry_id=entry.id)
    now = work.clock.now()
    began, ended = changes.get("started_at", entry.started_at), changes.get("ended_at", entry.ended_at)
    _check_order(began, ended)
    for name in changes.keys() & {"started_at", "ended_at"}:
        _past(f"/{name}", changes[name], now)
    if "entity_id" in changes:
        await _check_target(work, changes["entity_id"])
    if "started_at" in changes:
        day_start_hour = (await person(work)).day_start_hour
        changes["local_date"] = local_day(began, zone(entry.timezone), day_start_hour)
    return await ENTRIES.patch(work, entry_id, changes)


async def _open(work: Work, entity_id: UUID, kind: str, began: datetime, event: str) -> Written:
    whose = await person(work)
    entry = TimeEntry(
        entity_id=entity_id,
        started_at=began,
        kind=kind,
        local_date=whose.local_day(began),
        timezone=whose.zone.key,
    )
    written = await ENTRIES.add(work, entry)
    await _note(work, entity_id, written.id, event, began)
    return written


async def _close(work: Work, running: Row, at: datetime, event: str, said: dict[str, Any]) -> Written:
    written = await ENTRIES.patch(work, running.id, {"ended_at": at, **said})
    await _note(work, running.entity_id, running.id, event, at)
    return written


async def _note(work: Work, entity_id: UUID, entry_id: UUID, kind: str, at: datetime) -> None:
    await work.db.run(
        APPEND_EVENT,
        id=new_id(),
        now=work.clock.now(),
        entity_id=entity_id,
        entry_id=entry_id,
        kind=kind,
        at=at,
    )


async def _running(work: Work) -> Row:
    running = await work.db.row(OPEN_ENTRY)
    if running is None:
        raise TimerStopped
    return running


def _end(running: Row, work: Work) -> datetime:
    began: datetime = running.started_at
    return max(work.clock.now(), began)


async def _check_target(work: Work, entity_id: UUID) -> None:
    if await work.db.value(TRACKABLE, id=entity_id) is None:
        raise Invalid.field("/entity_id", "not_found", "Name a task, project, area or pillar of yours.")


def _past(pointer: str, at: datetime | None, now: datetime) -> datetime:
    """Return a time that is not in the future, now by default; raises Invalid."""
    if at is None or now < at <= now + _CLOCK_SKEW:
        return now
    if at > now:
        raise Invalid.field(pointer, "in_future", "Time is written down when it is spent, not before.")
    return at


def _check_order(began: datetime, ended: datetime | None) -> None:
    if ended is not None and ended < began:
        raise Invalid.field("/ended_at", "before_start", "It ends when it begins, or later.")
