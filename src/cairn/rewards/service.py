"""What changes the ledger. Entries are only ever appended; each is named after the event that it pays.

The name is (entity, event, n): the n-th time that the event happened to the entity. A second entry of the
same name is not written, so that a repeated event pays once, whatever repeated it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.kit.db.work import ReadWork, Work
from cairn.kit.ids import new_id
from cairn.rewards.queries import AMOUNT, APPEND, APPEND_MANY, TAKE_BACK
from cairn.rewards.rules import ECONOMY_VERSION
from cairn.rewards.schemas import Currency


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happened and that is paid at most once."""

    entity_id: UUID
    event: str
    """Stable word, such as `task_completed`; also the reason that the entry shows."""
    n: int
    """Which time it happened to the entity, counting from 1."""

    @property
    def key(self) -> str:
        """The name of the entry that pays it."""
        return f"{self.entity_id}:{self.event}:{self.n}"


async def earn(
    work: Work,
    occasion: Occasion,
    amount: int,
    *,
    local_date: date,
    timezone: str,
    currency: Currency = "points",
) -> int:
    """Write what an occasion earns and return it; 0 where it was paid before or earns nothing."""
    if amount <= 0:
        return 0
    earned: int | None = await work.db.value(
        APPEND,
        id=new_id(),
        now=work.clock.now(),
        currency=currency,
        amount=amount,
        type="earn",
        reason=occasion.event,
        entity_id=occasion.entity_id,
        key=occasion.key,
        economy=ECONOMY_VERSION,
        local_date=local_date,
        timezone=timezone,
    )
    return earned or 0


@dataclass(frozen=True, slots=True)
class Earning:
    """What an occasion of the past earned."""

    occasion: Occasion
    amount: int
    at: datetime
    local_date: date
    timezone: str
    currency: Currency = "points"


async def earn_many(work: Work, earnings: Iterable[Earning]) -> int:
    """Write what occasions of the past earned, in one statement; return how many entries are new."""
    entries = [
        {
            "id": new_id(earning.at),
            "at": earning.at,
            "currency": earning.currency,
            "amount": earning.amount,
            "reason": earning.occasion.event,
            "entity_id": earning.occasion.entity_id,
            "key": earning.occasion.key,
            "local_date": earning.local_date,
            "timezone": earning.timezone,
        }
        for earning in earnings
        if earning.amount > 0
    ]
    return await work.db.run(APPEND_MANY, entries=entries, economy=ECONOMY_VERSION)


async def clawback(work: Work, occasion: Occasion, *, reason: str, local_date: date, timezone: str) -> int:
    """Take back exactly what an occasion earned and return it, as a positive number.

    0 where it earned nothing or was taken back before. The balance may fall below 0.
    """
    amount: int | None = await work.db.value(
        TAKE_BACK,
        id=new_id(),
        now=work.clock.now(),
        reason=reason,
        key=occasion.key,
        reverse_key=f"{occasion.key}:clawback",
        local_date=local_date,
        timezone=timezone,
    )
    return -(amount or 0)


async def earned_with(work: ReadWork, occasion: Occasion) -> int:
    """Return what an occasion earned, whether or not it was taken back later."""
    amount: int | None = await work.db.value(AMOUNT, key=occasion.key)
    return amount or 0
