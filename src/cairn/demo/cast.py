"""Whom the story is told to."""

from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal

from cairn.demo.story import Story
from cairn.identity.people import Person
from cairn.kit.clock import resolve_wall
from cairn.planning.ids import AreaId, ProjectId, TaskId


@dataclass(slots=True)
class Cast:
    """Whom the story is told to, and the ids that its names have there."""

    whose: Person
    story: Story
    areas: dict[str, tuple[AreaId, Decimal]] = field(default_factory=dict)
    """Id and point factor by slug."""
    projects: dict[str, ProjectId] = field(default_factory=dict)
    tasks: dict[str, TaskId] = field(default_factory=dict)
    """By key."""

    def at(self, wall: datetime) -> datetime:
        """Return the instant of a wall time."""
        return resolve_wall(wall, self.whose.zone)

    def morning(self, days_ago: float) -> datetime:
        """Return nine o'clock of a day."""
        return self.at(datetime.combine(self.story.ago(days_ago), time(9)))
