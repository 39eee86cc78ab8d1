"""Wire shapes of a goal itself."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.goals.ids import GoalId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose
from cairn.planning.ids import AreaId

Horizon = Literal["yearly", "quarterly", "monthly", "weekly", "daily"]
Context = Literal["personal", "coaching", "relationship"]
Status = Literal["planning", "active", "paused", "achieved", "abandoned"]
StartStatus = Literal["planning", "active", "paused"]
OpenStatus = Literal["planning", "active", "paused", "abandoned"]
Source = Literal["person", "onboarding", "session", "client_input", "coach_suggested", "import"]
Health = Literal["ahead", "on_track", "at_risk", "behind", "dormant"]
Priority = Annotated[int, Field(ge=1, le=4)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Weight = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Position = Annotated[int, Field(ge=0, le=1_000_000)]


class SourceWeights(Input):
    """How much each source of progress counts against the others; 0 leaves a source out."""

    criteria: Weight = 40
    """Criteria of the goal, 0 to 100."""
    tasks: Weight = 30
    """Linked tasks and the tasks of linked projects, 0 to 100."""
    metrics: Weight = 20
    """Linked metrics, 0 to 100."""
    habits: Weight = 10
    """Linked habits, 0 to 100."""
    children: Weight = 30
    """Sub-goals, 0 to 100."""


class SourceWeightsOut(Output):
    """How much each source of progress counts against the others."""

    criteria: float
    """Criteria of the goal, 0 to 100."""
    tasks: float
    """Linked tasks and the tasks of linked projects, 0 to 100."""
    metrics: float
    """Linked metrics, 0 to 100."""
    habits: float
    """Linked habits, 0 to 100."""
    children: float
    """Sub-goals, 0 to 100."""


class GoalCreate(Input):
    """A goal to add."""

    title: Line
    """What shall be reached."""
    description: Prose | None = None
    """Why, and what it looks like, in Markdown."""
    area_id: AreaId | None = None
    """The area of life that it belongs to."""
    parent_id: GoalId | None = None
    """The larger goal that it is a part of."""
    horizon: Horizon = "quarterly"
    """The stretch of time that it is meant for."""
    context: Context = "personal"
    """Where it came up and is looked at."""
    category: Line | None = None
    """A word of your own to group goals by, e.g. `health` or `sleep`."""
    status: StartStatus = "active"
    """Where it stands. Only active goals have a health."""
    priority: Priority = 3
    """1 urgent, 2 high, 3 medium, 4 low."""
    start_date: Day | None = None
    """First day of the time it is given; without one, the day it was made."""
    target_date: Day | None = None
    """Day by which it should be reached; not before the first."""
    source: Source = "person"
    """Who or what brought it up."""
    weights: SourceWeights | None = None
    """Weights of the sources; null for the usual ones (40, 30, 20, 10, 30)."""
    position: Position = 0
    """Place in lists, ascending."""


class GoalPatch(Patch):
    """What to change of a goal."""

    title: Line | MISSING = MISSING
    """What shall be reached."""
    description: Prose | None | MISSING = MISSING
    """Why, and what it looks like, in Markdown."""
    area_id: AreaId | None | MISSING = MISSING
    """The area of life that it belongs to."""
    parent_id: GoalId | None | MISSING = MISSING
    """The larger goal that it is a part of; never itself or one below it."""
    horizon: Horizon | MISSING = MISSING
    """The stretch of time that it is meant for."""
    context: Context | MISSING = MISSING
    """Where it came up and is looked at."""
    category: Line | None | MISSING = MISSING
    """A word of your own to group goals by."""
    status: OpenStatus | MISSING = MISSING
    """Where it stands. To achieve it, or to take that back, is an action of its own."""
    priority: Priority | MISSING = MISSING
    """1 urgent, 2 high, 3 medium, 4 low."""
    start_date: Day | None | MISSING = MISSING
    """First day of the time it is given."""
    target_date: Day | None | MISSING = MISSING
    """Day by which it should be reached; not before the first."""
    source: Source | MISSING = MISSING
    """Who or what brought it up."""
    weights: SourceWeights | None | MISSING = MISSING
    """Weights of the sources; null for the usual ones."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class GoalOut(OwnedOut):
    """A goal, with its progress and health as they were last computed."""

    title: str
    """What shall be reached."""
    description: str | None
    """Why, and what it looks like, in Markdown."""
    area_id: AreaId | None
    """The area of life that it belongs to."""
    parent_id: GoalId | None
    """The larger goal that it is a part of."""
    horizon: Horizon
    """The stretch of time that it is meant for."""
    context: Context
    """Where it came up and is looked at."""
    category: str | None
    """A word to group goals by."""
    status: Status
    """Where it stands; `achieved` is always its person's word."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    start_date: date | None
    """First day of the time it is given."""
    target_date: date | None
    """Day by which it should be reached."""
    achieved_at: datetime | None
    """When it was achieved."""
    source: Source
    """Who or what brought it up."""
    weights: SourceWeightsOut | None
    """Weights of the sources; null for the usual ones."""
    progress_mode: Literal["auto", "manual"]
    """`manual` while a progress that was set by hand holds."""
    progress_pct: float | None
    """Progress in percent, 0 to 100; null while nothing tells how far it is."""
    health: Health | None
    """Pace in one word; null unless the goal is active and its progress is known."""
    health_score: float | None
    """Health, 0 (bad) to 100 (good); null while it is not known."""
    computed_at: datetime | None
    """When progress and health were computed."""
    last_event_at: datetime | None
    """When something last happened to it: a criterion, a task, a link, a note."""
    criteria_count: int
    """How many criteria it has."""
    criteria_done: int
    """How many of them are met."""
    position: int
    """Place in lists, ascending."""


class GoalQuery(PageQuery):
    """Which goals to list."""

    status: Annotated[list[Status], Field(max_length=5)] | None = None
    """Only those in one of these states."""
    horizon: Horizon | None = None
    """Only those of this stretch of time."""
    context: Context | None = None
    """Only those of this context."""
    area_id: AreaId | None = None
    """Only those of this area."""
    parent_id: GoalId | None = None
    """Only the direct parts of this goal."""
    top: bool | None = None
    """true: only goals that are part of no other; false: only the parts."""
    category: Line | None = None
    """Only those of this category, whatever its case."""
    health: Health | None = None
    """Only those with this pace."""
    archived: bool = False
    """Show the archived ones instead."""
    q: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """Only those whose title or description contains this text."""
    sort: Literal["position", "priority", "target", "progress", "created"] = "position"
    """`progress` and `created` descend; goals without a target day or a progress come last."""


class Achieve(Input):
    """The word that a goal is reached."""

    confirm: bool = False
    """Needed while criteria are not met."""


class Override(Input):
    """A progress that is set by hand."""

    pct: Percent
    """Progress in percent, 0 to 100."""
    reason: Line
    """Why the computed one is not right."""
    until: Day | None = None
    """Last day on which it holds, from today to 30 days ahead; null: until the next event of a source."""
