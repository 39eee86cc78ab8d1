"""Wire shapes of rewards, of what was had, and of what a month is to bring."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, Field, StringConstraints

from cairn.kit.http.paging import CursorQuery, PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose
from cairn.rewards.availability import Reason
from cairn.rewards.ids import LedgerEntryId, RedemptionId, RewardId

Category = Literal["quick_treat", "daily_delight", "big_unlock", "custom"]
Status = Literal["active", "locked"]
Cost = Annotated[int, Field(ge=1, le=10_000_000)]
Cooldown = Annotated[int, Field(ge=1, le=87_600)]
Limit = Annotated[int, Field(ge=1, le=100)]
Icon = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Position = Annotated[int, Field(ge=0, le=1_000_000)]


class RewardCreate(Input):
    """Something to allow yourself."""

    name: Line
    """What it is called."""
    cost: Cost
    """Points that it costs, 1 to 10,000,000."""
    description: Prose | None = None
    """What belongs to it."""
    category: Category = "custom"
    """How large a thing it is."""
    icon: Icon | None = None
    """An emoji or the name of an icon."""
    cooldown_hours: Cooldown | None = None
    """Hours that have to pass before it can be had again, 1 to 87,600."""
    max_per_day: Limit | None = None
    """How often it can be had on one of your days, 1 to 100."""
    status: Status = "active"
    """Whether it can be had."""
    automation: Prose | None = None
    """What shall happen when it is had, in words; it is kept and shown, nothing more."""
    position: Position = 0
    """Place in lists, ascending."""


class RewardPatch(Patch):
    """What to change of a reward."""

    name: Line | MISSING = MISSING
    """What it is called."""
    cost: Cost | MISSING = MISSING
    """Points that it costs, 1 to 10,000,000. What was had keeps its price."""
    description: Prose | None | MISSING = MISSING
    """What belongs to it."""
    category: Category | MISSING = MISSING
    """How large a thing it is."""
    icon: Icon | None | MISSING = MISSING
    """An emoji or the name of an icon."""
    cooldown_hours: Cooldown | None | MISSING = MISSING
    """Hours that have to pass before it can be had again, 1 to 87,600."""
    max_per_day: Limit | None | MISSING = MISSING
    """How often it can be had on one of your days, 1 to 100."""
    status: Status | MISSING = MISSING
    """Whether it can be had."""
    automation: Prose | None | MISSING = MISSING
    """What shall happen when it is had, in words; it is kept and shown, nothing more."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class RewardOut(OwnedOut):
    """A reward."""

    id: RewardId
    """Time-ordered id (UUIDv7)."""
    name: str
    """What it is called."""
    cost: int
    """Points that it costs."""
    description: str | None
    """What belongs to it."""
    category: Category
    """How large a thing it is."""
    icon: str | None
    """An emoji or the name of an icon."""
    cooldown_hours: int | None
    """Hours that have to pass before it can be had again."""
    max_per_day: int | None
    """How often it can be had on one day of its person."""
    status: Status
    """Whether it can be had."""
    automation: str | None
    """What shall happen when it is had, in words."""
    position: int
    """Place in lists, ascending."""
    redeemed_count: int
    """How often it was had, without what was taken back."""
    last_redeemed_at: datetime | None
    """When it was had last; null where it never was."""


class RewardQuery(PageQuery):
    """Which rewards to list."""

    category: Category | None = None
    """Only of this category."""
    status: Status | None = None
    """Only those that can be had, or only locked ones."""
    archived: bool = False
    """The archived ones, or the others."""
    sort: Literal["position", "cost", "name", "created"] = "position"
    """Order: by position, the cheapest first, by name, or the newest first."""


class AvailabilityOut(Output):
    """Whether a reward can be had now."""

    reward_id: RewardId
    """The reward."""
    can_redeem: bool
    """Whether it can."""
    reason: Reason | None
    """What stands in the way first; null where nothing does."""
    available_at: datetime | None
    """When that ends, where it is a question of time."""
    missing_points: int | None
    """How many points are wanting, where it is a question of points."""
    left_today: int | None
    """How often the day's limit allows it still; null without a limit."""
    days_to_earn: float | None
    """Usual days that its price stands for; null while that is unknown."""


class ShelfOut(Output):
    """What stands on the shelf, as seen from your wallet now."""

    balance: int
    """Points that there are."""
    day_ends_at: datetime
    """When your day, and with it each daily limit, begins anew."""
    rewards: list[AvailabilityOut]
    """Each reward that is not archived, by position."""


class PriceGuideOut(Output):
    """Prices that fit what you earn."""

    status: Literal["ok", "insufficient_data"]
    """Whether there is enough to go by: 7 days since the first points, most of them with some."""
    median_daily_income: float | None
    """Points of the usual day among the last 28, days without any counted as 0."""
    quick_treat: int | None
    """Half a usual day."""
    daily_delight: int | None
    """Two usual days."""
    big_unlock: int | None
    """Ten usual days."""
    sample_days: int
    """Days that this rests on: the last 28 that are over, but none before the first points."""
    economy_version: str
    """The rules by which it was computed."""


class Redeem(Input):
    """How a reward is had."""

    note: Prose | None = None
    """What there is to remember about it."""


class RedemptionOut(OwnedOut):
    """A reward that was had."""

    id: RedemptionId
    """Time-ordered id (UUIDv7)."""
    reward_id: RewardId | None
    """The reward; null once that is erased."""
    ledger_entry_id: LedgerEntryId
    """The movement that paid it."""
    name: str
    """What it was called then."""
    cost: int
    """What it cost then."""
    redeemed_at: datetime
    """When it was had."""
    local_date: date
    """The person's day of that."""
    timezone: str
    """The person's zone on that day."""
    note: str | None
    """What there is to remember about it."""
    refunded_at: datetime | None
    """When it was taken back, and the points given back."""


class RedemptionQuery(CursorQuery):
    """Which redemptions to return."""

    reward_id: UUID | None = None
    """Only those of this reward."""


class AlignmentOut(Output):
    """What a month is to bring in alignment, and what it has brought so far."""

    month: date
    """First day of your month."""
    earned: int
    """Earned in it, less what was taken back."""
    monthly_goal: int
    """What it is to bring."""
    goal_ratio: float
    """Earned by goal; above 1 where the goal is passed."""
    week: date
    """First day of your week."""
    earned_this_week: int
    """Earned in the week, less what was taken back."""


class AlignmentPatch(Patch):
    """What a month is to bring."""

    monthly_goal: Annotated[int, Field(ge=1, le=1_000_000)] | MISSING = MISSING
    """Alignment points, 1 to 1,000,000."""


class IncomeQuery(Input):
    """Which days to sum up; both ends are included, at most 3,660 days."""

    first: Day = Field(alias="from")
    """First day."""
    last: Day = Field(alias="to")
    """Last day, at most 3,659 days after the first."""


class DayIncome(Output):
    """What moved on one day."""

    day: date
    """The person's day."""
    points_earned: int
    """Points earned, less what was taken back."""
    points_spent: int
    """Points spent, less what was refunded."""
    alignment_earned: int
    """Alignment earned, less what was taken back."""


class IncomeOut(Output):
    """What moved, day by day."""

    days: list[DayIncome]
    """In order, days without a movement left out."""
