"""What the days of a habit earn. The ledger is only ever appended to: what no longer holds is taken back.

A success is paid through one of its day's logs, the newest that is there; deleting that log takes the points
back, and pays another log where the day is still a success without it.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cairn.identity.people import Person
from cairn.kit.db.work import Work
from cairn.rewards.service import Occasion, clawback, earn
from cairn.tracking.queries import habits as queries
from cairn.tracking.queries import milestones as milestone_queries
from cairn.tracking.rules.points import STREAK_BONUS, habit_points, still_paid
from cairn.tracking.rules.schedule import ONE_DAY, Times
from cairn.tracking.rules.streaks import Mark, Standing, Unit
from cairn.tracking.service.milestones import Reached, settle_milestones
from cairn.tracking.service.standings import History

DONE, UNDONE, KEPT = "habit_done", "habit_undone", "habit_kept"


async def settle(work: Work, history: History, found: Standing, days: Iterable[date], whose: Person) -> int:
    """Bring the ledger in line with how some days of a habit went; return what was newly earned."""
    earned = 0
    for day in sorted(days):
        if history.plan.restrains:
            await _settle_restraint(work, history, found, day, whose)
        else:
            earned += await _settle_day(work, history, found, day, whose)
    return earned + await _settle_streaks(work, history, found, whose)


async def pay_restraint(work: Work, history: History, found: Standing, closed: date, whose: Person) -> None:
    """Pay a day, week or month that has just ended within its limits."""
    unit = _unit_of(found, closed)
    if unit is not None and unit.last == closed and unit.mark is Mark.SUCCESS:
        await earn(
            work,
            Occasion(history.row.id, KEPT, closed.toordinal()),
            habit_points(found.current),
            local_date=whose.today(work.clock),
            timezone=whose.zone.key,
        )


async def _settle_restraint(work: Work, history: History, found: Standing, day: date, whose: Person) -> None:
    """Take back what a day earned that was not kept after all; the turn of the day has paid it."""
    unit = _unit_of(found, day)
    if unit is not None and unit.mark is Mark.MISS:
        await clawback(
            work,
            Occasion(history.row.id, KEPT, unit.last.toordinal()),
            reason=UNDONE,
            local_date=whose.today(work.clock),
            timezone=whose.zone.key,
        )


async def _settle_day(work: Work, history: History, found: Standing, day: date, whose: Person) -> int:
    today = whose.today(work.clock)
    holds = _pays(history, found, day)
    paid = {row.entity_id: row for row in await work.db.rows(queries.PAID, habit_id=history.row.id, day=day)}
    logs = await work.db.rows(queries.DAY_LOGS, day=day, ids=[history.row.id])
    there = {row.id for row in logs}
    live = [log_id for log_id, row in paid.items() if row.balance > 0]
    zone = whose.zone.key
    stays = holds and any(log_id in there for log_id in live)
    for log_id in live:
        if not stays or log_id not in there:
            await clawback(
                work, _occasion(log_id, paid[log_id].earned), reason=UNDONE, local_date=today, timezone=zone
            )
    if stays or not holds or not logs:
        return 0
    # What was paid in time stays paid, also when another log of the day now stands for it.
    if not (live or still_paid(day, today)):
        return 0
    log_id = logs[-1].id
    n = (paid[log_id].earned if log_id in paid else 0) + 1
    return await earn(
        work, _occasion(log_id, n), habit_points(found.current), local_date=today, timezone=zone
    )


def _pays(history: History, found: Standing, day: date) -> bool:
    """Whether a day is paid: a due day that went well, or one that counts towards a week or month."""
    unit = _unit_of(found, day)
    plan, amounts = history.plan, history.amounts
    if unit is None or day < plan.start:
        return False
    if not isinstance(plan.schedule, Times):
        return unit.mark is Mark.SUCCESS
    before = [unit.first + ONE_DAY * n for n in range((day - unit.first).days)]
    if plan.amount_per == "period":
        had = sum(amounts.get(d, 0.0) for d in before)
        return had < unit.need <= had + amounts.get(day, 0.0)
    counted = sum(amounts.get(d, 0.0) >= plan.target for d in before)
    return counted < plan.schedule.times and amounts.get(day, 0.0) >= plan.target


async def _settle_streaks(work: Work, history: History, found: Standing, whose: Person) -> int:
    """Keep the milestones of streaks: 7, 30 and 100 units, each once for a habit."""
    kept = await work.db.rows(milestone_queries.OF_ENTITY, entity_id=history.row.id)
    today = whose.today(work.clock)
    # A streak that is alive was reached by a log of these days; one from long ago is known, and not paid.
    fresh = any(still_paid(day, today) for day in history.amounts) or history.plan.restrains
    reached = [
        Reached("habit_streak", units, bonus if fresh and found.current >= units else 0, None, today)
        for units, bonus in STREAK_BONUS.items()
        if found.longest >= units
    ]
    return await settle_milestones(work, history.row.id, reached, kept, whose)


def _unit_of(found: Standing, day: date) -> Unit | None:
    recent = reversed(found.units)
    return next((unit for unit in recent if unit.first <= day <= unit.last), None)


def _occasion(log_id: UUID, n: int) -> Occasion:
    return Occasion(log_id, DONE, n)
