"""Have a reward, give it back, and see what stands on the shelf.

Whoever spends holds the wallet's row from before the balance is read until the transaction ends, so that of
two redemptions at once the second sees what the first has left. Finished work that is undone meanwhile may
take the balance below 0, as at any other time; then nothing can be had.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.clock import month_of
from cairn.kit.db.owned import Written
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import NotFound, Problem
from cairn.kit.ids import new_id
from cairn.rewards import queries
from cairn.rewards.availability import Refusal, Standing, refusal
from cairn.rewards.ids import RedemptionId, RewardId
from cairn.rewards.models import ALIGNMENT_GOAL, Redemption
from cairn.rewards.problems import NotEnoughPoints, RewardClosed, RewardCoolingDown, RewardLimitReached
from cairn.rewards.rules import ECONOMY_VERSION, days_to_earn, price_guide
from cairn.rewards.shelf_schemas import AlignmentOut, AvailabilityOut, PriceGuideOut, ShelfOut

GUIDE_DAYS = 28
LEAST_DAYS = 7
_ONE_DAY = timedelta(days=1)


async def redeem(work: Work, reward_id: RewardId, note: str | None) -> Written:
    """Have a reward; raises NotFound, or the problem of what stands in the way."""
    whose = await person(work)
    now = work.clock.now()
    today = whose.local_day(now)
    await hold_wallet(work)
    row = await work.db.row(queries.STANDING, reward_id=reward_id, today=today)
    if row is None:
        raise NotFound
    found = refusal(_standing(row), now, whose.day_bounds(today)[1])
    if found is not None:
        raise _problem(found, row)
    redemption_id, entry_id = new_id(), new_id()
    when = {"local_date": today, "timezone": whose.zone.key}
    await work.db.run(
        queries.SPEND,
        id=entry_id,
        now=now,
        cost=row.cost,
        reward_id=reward_id,
        key=f"{redemption_id}:reward_redeemed:1",
        economy=ECONOMY_VERSION,
        **when,
    )
    new = Redemption(
        reward_id=reward_id,
        ledger_entry_id=entry_id,
        name=row.name,
        cost=row.cost,
        redeemed_at=now,
        local_date=today,
        timezone=whose.zone.key,
        note=note,
    )
    return await queries.REDEMPTIONS.add(work, new, row_id=redemption_id)


async def give_back(work: Work, redemption_id: RedemptionId) -> Written:
    """Take a redemption back by a movement that reverses its own; twice gives back once. Raises NotFound."""
    await hold_wallet(work)
    had = await queries.REDEMPTIONS.get(work, redemption_id, lock=True)
    if had.refunded_at is not None:
        return await queries.REDEMPTIONS.show(work, redemption_id)
    whose = await person(work)
    now = work.clock.now()
    await work.db.run(
        queries.REFUND,
        id=new_id(),
        now=now,
        entry_id=had.ledger_entry_id,
        local_date=whose.local_day(now),
        timezone=whose.zone.key,
    )
    return await queries.REDEMPTIONS.patch(work, redemption_id, {"refunded_at": now}, action="refund")


async def hold_wallet(work: Work) -> int:
    """Lock the owner's wallet until the transaction ends; return the alignment that a month is to bring."""
    goal: int = await work.db.value(
        queries.HOLD_WALLET, id=new_id(), now=work.clock.now(), goal=ALIGNMENT_GOAL
    )
    return goal


async def shelf(work: ReadWork) -> ShelfOut:
    """Return which rewards can be had now."""
    whose = await person(work)
    now = work.clock.now()
    today = whose.local_day(now)
    ends = whose.day_bounds(today)[1]
    income = await _income(work, today)
    rows = await work.db.rows(queries.SHELF, today=today)
    balance = rows[0].balance if rows else await work.db.value(queries.BALANCE)
    seen = [_seen(row, refusal(_standing(row), now, ends), income) for row in rows]
    return ShelfOut(balance=balance, day_ends_at=ends, rewards=seen)


async def guide(work: ReadWork) -> PriceGuideOut:
    """Return prices that fit what the owner earned in the last four weeks."""
    income = await _income(work, (await person(work)).today(work.clock))
    prices = price_guide(income)
    usual = days_to_earn(1, income)
    return PriceGuideOut(
        status="ok" if prices else "insufficient_data",
        median_daily_income=None if usual is None else 1 / usual,
        quick_treat=prices and prices.quick,
        daily_delight=prices and prices.daily,
        big_unlock=prices and prices.big,
        sample_days=len(income),
        economy_version=ECONOMY_VERSION,
    )


async def alignment(work: ReadWork) -> AlignmentOut:
    """Return what the owner's month has brought, beside what it is to bring."""
    whose = await person(work)
    today = whose.today(work.clock)
    month, week = month_of(today), whose.week_of(today)
    row = await work.db.row(queries.ALIGNMENT, month=month, week=week, today=today, usual=ALIGNMENT_GOAL)
    if row is None:
        raise NotFound
    return AlignmentOut(
        month=month,
        earned=row.earned,
        monthly_goal=row.monthly_goal,
        goal_ratio=round(row.earned / row.monthly_goal, 4),
        week=week,
        earned_this_week=row.earned_this_week,
    )


async def set_alignment_goal(work: Work, goal: int) -> None:
    """Say what a month is to bring in alignment."""
    await work.db.run(queries.SET_ALIGNMENT_GOAL, id=new_id(), now=work.clock.now(), goal=goal)


async def _income(work: ReadWork, today: date) -> list[int]:
    """Return the points of each of the last days that are over; nothing where they are too few to tell."""
    rows = await work.db.rows(
        queries.EARNED_BY_DAY, first=today - GUIDE_DAYS * _ONE_DAY, last=today - _ONE_DAY
    )
    return [row.points for row in rows] if len(rows) >= LEAST_DAYS else []


def _standing(row: Row) -> Standing:
    return Standing(
        is_archived=row.archived_at is not None,
        is_locked=row.status == "locked",
        cost=row.cost,
        cooldown_hours=row.cooldown_hours,
        max_per_day=row.max_per_day,
        last_redeemed_at=row.last_redeemed_at,
        redeemed_today=row.redeemed_today,
        balance=row.balance,
    )


def _seen(row: Row, found: Refusal | None, income: Sequence[int]) -> AvailabilityOut:
    usual = days_to_earn(row.cost, income)
    left = None if row.max_per_day is None else max(0, row.max_per_day - row.redeemed_today)
    reward_id: UUID = row.id
    return AvailabilityOut(
        reward_id=RewardId(reward_id),
        can_redeem=found is None,
        reason=found and found.reason,
        available_at=found and found.available_at,
        missing_points=found and found.missing_points,
        left_today=left,
        days_to_earn=None if usual is None else round(usual, 1),
    )


def _problem(found: Refusal, row: Row) -> Problem:
    if found.reason == "cooling_down":
        return RewardCoolingDown(available_at=found.available_at)
    if found.reason == "limit_reached":
        return RewardLimitReached(available_at=found.available_at)
    if found.reason == "too_expensive":
        return NotEnoughPoints(missing_points=found.missing_points, cost=row.cost, balance=row.balance)
    return RewardClosed(reason=found.reason)
