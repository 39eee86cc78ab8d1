"""Whether a reward can be had now, and if not, why and from when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Reason = Literal["archived", "locked", "cooling_down", "limit_reached", "too_expensive"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A reward, what it was had for lately, and what there is to pay it with."""

    is_archived: bool
    is_locked: bool
    cost: int
    cooldown_hours: int | None
    max_per_day: int | None
    last_redeemed_at: datetime | None
    """Of redemptions that were not taken back."""
    redeemed_today: int
    """On the person's day, those that were taken back not counted."""
    balance: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reward cannot be had."""

    reason: Reason
    available_at: datetime | None = None
    """When this reason ends; None where that is not a question of time."""
    missing_points: int | None = None
    """How many points are wanting; None where it is not a question of points."""


def refusal(reward: Standing, now: datetime, day_ends_at: datetime) -> Refusal | None:
    """Return what stands in the way first; None where the reward can be had.

    A cooldown ends at its very last instant. A daily limit ends with the person's day.
    """
    if reward.is_archived:
        return Refusal("archived")
    if reward.is_locked:
        return Refusal("locked")
    if reward.cooldown_hours is not None and reward.last_redeemed_at is not None:
        ends = reward.last_redeemed_at + timedelta(hours=reward.cooldown_hours)
        if now < ends:
            return Refusal("cooling_down", available_at=ends)
    if reward.max_per_day is not None and reward.redeemed_today >= reward.max_per_day:
        return Refusal("limit_reached", available_at=day_ends_at)
    if reward.balance < reward.cost:
        return Refusal("too_expensive", missing_points=reward.cost - reward.balance)
    return None
