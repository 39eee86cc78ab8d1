"""Wire shapes of what belongs to a goal: criteria, links, notes."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field, StringConstraints

from cairn.goals.ids import EntityId, GoalId
from cairn.goals.schemas.goals import Percent, Position
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, OwnedOut, Patch
from cairn.kit.text import Line, Prose

LinkWeight = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
Remark = Annotated[Prose, StringConstraints(strip_whitespace=True, min_length=1)]


class CriterionCreate(Input):
    """A criterion to add."""

    text: Line
    """What is true once the goal is reached."""
    measurable: bool = False
    """Whether it can be told by a number."""
    position: Position = 0
    """Place in lists, ascending."""


class CriterionPatch(Patch):
    """What to change of a criterion."""

    text: Line | MISSING = MISSING
    """What is true once the goal is reached."""
    measurable: bool | MISSING = MISSING
    """Whether it can be told by a number."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class CriterionOut(OwnedOut):
    """A criterion of a goal."""

    goal_id: GoalId
    """The goal."""
    text: str
    """What is true once the goal is reached."""
    measurable: bool
    """Whether it can be told by a number."""
    done_at: datetime | None
    """When it was met; null while it is not."""
    position: int
    """Place in lists, ascending."""


class CriterionQuery(PageQuery):
    """Which criteria to list."""

    sort: Literal["position", "created"] = "position"
    """`created` descends."""


class LinkCreate(Input):
    """Something that shall count towards the goal."""

    entity_id: EntityId
    """A task, a project whose tasks all count, a habit, or a metric."""
    weight: LinkWeight = 1
    """Multiplies the story points of its tasks, above 0 to 100."""
    role: Line | None = None
    """What it does for the goal, in a word of your own."""


class LinkPatch(Patch):
    """What to change of a link."""

    weight: LinkWeight | MISSING = MISSING
    """Multiplies the story points of its tasks, above 0 to 100."""
    role: Line | None | MISSING = MISSING
    """What it does for the goal, in a word of your own."""


class LinkOut(OwnedOut):
    """Something that counts towards a goal."""

    goal_id: GoalId
    """The goal."""
    entity_id: EntityId
    """What counts."""
    entity_kind: Literal["task", "project", "habit", "metric"]
    """What `entity_id` names."""
    title: str | None
    """Its title or name; null while it is in the trash, where it does not count."""
    weight: float
    """Multiplies the story points of its tasks. A task that is linked itself and through its project
    counts once, by the weight of its own link."""
    role: str | None
    """What it does for the goal."""


class LinkQuery(PageQuery):
    """Which links to list."""

    sort: Literal["created"] = "created"
    """Newest first."""


class NoteCreate(Input):
    """A remark to add."""

    text: Remark
    """The remark, in Markdown."""
    on_date: Day | None = None
    """The day it is about; today when absent."""
    progress_pct: Percent | None = None
    """How far you feel you are, in percent. It is the goal's progress while nothing else tells it."""


class NotePatch(Patch):
    """What to change of a remark."""

    text: Remark | MISSING = MISSING
    """The remark, in Markdown."""
    on_date: Day | MISSING = MISSING
    """The day it is about."""
    progress_pct: Percent | None | MISSING = MISSING
    """How far you feel you are, in percent."""


class NoteOut(OwnedOut):
    """A remark about a goal."""

    goal_id: GoalId
    """The goal."""
    on_date: date
    """The day it is about."""
    text: str
    """The remark, in Markdown."""
    progress_pct: float | None
    """How far its person felt to be, in percent."""


class NoteQuery(PageQuery):
    """Which remarks to list."""

    sort: Literal["date"] = "date"
    """Newest day first."""
