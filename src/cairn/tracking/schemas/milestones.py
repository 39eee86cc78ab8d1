"""Wire shapes of milestones."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from cairn.kit.http.paging import CursorQuery
from cairn.kit.http.schemas import Output
from cairn.tracking.ids import MilestoneId

MilestoneType = Literal["target_reached", "improvement", "log_streak", "consistency", "habit_streak"]


class MilestoneOut(Output):
    """Something reached for the first time."""

    id: MilestoneId
    """Its id."""
    created_at: datetime
    """When it was first found."""
    entity_id: UUID
    """The metric or habit."""
    type: MilestoneType
    """What was reached: the target; an improvement over the baseline; days in a row with a log; days with a
    log among the last ones; a streak of a habit."""
    threshold: int
    """Percent of improvement, days, or units of the streak; 0 for the target."""
    log_id: UUID | None
    """The log that reached it."""
    reached_on: date
    """Your day on which it was reached."""
    points: int
    """What it earned; 0 where it was found too late to be paid."""
    revoked_at: datetime | None
    """When its cause was deleted and its points taken back; null while it holds."""


class MilestoneQuery(CursorQuery):
    """Which milestones to list, the newest first."""

    entity_id: UUID | None = None
    """Only of this metric or habit."""
    revoked: bool | None = None
    """Only those that hold (false), or those that were revoked (true)."""
