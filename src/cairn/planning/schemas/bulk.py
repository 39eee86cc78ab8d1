"""One action on many tasks."""

from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.kit.http.schemas import Day, Input, Output, Patch
from cairn.kit.text import Tags
from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.planning.schemas.structure import Priority

Ids = Annotated[list[TaskId], Field(min_length=1, max_length=500)]


class BulkSimple(Input):
    """Complete, reopen, archive, restore or delete."""

    action: Literal["complete", "reopen", "archive", "restore", "delete"]
    """What to do with each."""
    ids: Ids
    """The tasks, 1 to 500; one that is named twice counts once."""


class Destination(Patch):
    """Where to move tasks; what is not sent stays."""

    project_id: ProjectId | None | MISSING = MISSING
    """The project, null for none."""
    area_id: AreaId | None | MISSING = MISSING
    """Their own area, null for that of the project."""


class BulkMove(Input):
    """Move to another project or area."""

    action: Literal["move"]
    """What to do with each."""
    ids: Ids
    """The tasks, 1 to 500."""
    to: Destination
    """Where to."""


class Days(Patch):
    """When tasks are due or planned; what is not sent stays."""

    due_date: Day | None | MISSING = MISSING
    """The day on which they are due, each at its own time of day; null for none."""
    scheduled_for: Day | None | MISSING = MISSING
    """The day on which they are planned; null for none."""


class BulkReschedule(Input):
    """Give another day."""

    action: Literal["reschedule"]
    """What to do with each."""
    ids: Ids
    """The tasks, 1 to 500."""
    to: Days
    """Which day."""


class BulkPrioritise(Input):
    """Give another priority."""

    action: Literal["prioritise"]
    """What to do with each."""
    ids: Ids
    """The tasks, 1 to 500."""
    priority: Priority
    """1 urgent, 2 high, 3 medium, 4 low."""


class BulkTag(Input):
    """Add and remove tags."""

    action: Literal["tag"]
    """What to do with each."""
    ids: Ids
    """The tasks, 1 to 500."""
    add: Tags = []
    """Tags to add behind those that are there."""
    remove: Tags = []
    """Tags to remove, in any case."""


BulkAction = Annotated[
    BulkSimple | BulkMove | BulkReschedule | BulkPrioritise | BulkTag, Field(discriminator="action")
]


class BulkOut(Output):
    """What a bulk action did."""

    changed_ids: list[TaskId]
    """The tasks that it changed, in the order of the request."""
    unchanged_ids: list[TaskId]
    """The tasks that were so already."""
    points: int
    """Points that completions earned, or, below 0, that reopenings took back."""
    next_task_ids: list[TaskId]
    """Next tasks of series that completions brought."""
