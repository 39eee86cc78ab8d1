"""Wire shapes of the wallet."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from cairn.kit.http.paging import CursorQuery
from cairn.kit.http.schemas import Output
from cairn.rewards.ids import LedgerEntryId

Currency = Literal["points", "alignment"]
EntryType = Literal["earn", "spend", "refund", "clawback", "adjustment"]


class BalanceOut(Output):
    """What there is of one currency."""

    balance: int
    """The sum of all entries. Below 0 when what was spent already is taken back."""
    earned: int
    """Earned so far, less what was taken back."""
    spent: int
    """Spent so far, less what was refunded."""


class WalletOut(Output):
    """Both currencies."""

    points: BalanceOut
    """Earned by finished work, spent on rewards."""
    alignment: BalanceOut
    """Earned by finished projects; it measures and buys nothing."""


class LedgerEntryOut(Output):
    """One movement."""

    id: LedgerEntryId
    """Time-ordered id of the entry."""
    created_at: datetime
    """When it was written."""
    currency: Currency
    """What it moved."""
    amount: int
    """Positive for earned, negative for spent or taken back; never 0."""
    type: EntryType
    """Kind of movement."""
    reason: str
    """Stable word for what happened, such as task_completed."""
    entity_id: UUID | None
    """What it was earned with or spent on; null once that is erased."""
    entity_kind: str | None
    """What `entity_id` names, such as task."""
    entity_title: str | None
    """What that is called; null where it has no title, or while it is in the trash."""
    reverses_id: LedgerEntryId | None
    """The entry that it takes back."""
    is_reversed: bool
    """Whether a later entry takes this one back."""
    economy_version: str
    """The rules by which the amount was computed."""
    local_date: date
    """The person's day on which it happened."""
    timezone: str
    """The person's zone on that day."""


class TransactionsQuery(CursorQuery):
    """Which movements to return."""

    currency: Currency | None = None
    """Only those of this currency."""
    type: EntryType | None = None
    """Only those of this kind."""
    entity_id: UUID | None = None
    """Only those of this task, project or reward."""
