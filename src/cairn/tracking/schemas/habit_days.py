"""Wire shapes of what was done of habits, day by day: logs, pauses, today, heat map, streak."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.kit.http.paging import CursorQuery, PageQuery
from cairn.kit.http.schemas import Day, Input, Instant, Output, OwnedOut, Patch
from cairn.kit.text import Prose
from cairn.tracking.ids import HabitId, HabitLogId, PauseId, RoutineId
from cairn.tracking.rules.streaks import Kind
from cairn.tracking.schemas.habits import Amount, MarkName, StandingOut

Reason = Literal["illness", "holiday", "other"]
LogSource = Literal["person", "routine", "import", "device"]


class HabitLogCreate(Input):
    """That something was done. Several a day add up."""

    local_date: Day | None = None
    """Your day on which it was done, not in the future; the day of `at`, or today, when absent."""
    at: Instant | None = None
    """When it was done; now when absent."""
    amount: Amount = 1
    """How much: kilometres, steps of a routine, cigarettes; above 0."""
    note: Prose | None = None
    """What there is to say about it."""


class HabitLogPatch(Patch):
    """What to change of a log. Streak, strength and points follow."""

    local_date: Day | MISSING = MISSING
    """Your day on which it was done."""
    amount: Amount | MISSING = MISSING
    """How much."""
    note: Prose | None | MISSING = MISSING
    """What there is to say about it."""


class HabitLogOut(OwnedOut):
    """That something was done."""

    habit_id: HabitId
    """The habit."""
    local_date: date
    """Your day on which it was done, fixed when it was written."""
    timezone: str
    """Your zone on that day."""
    at: datetime
    """When it was done."""
    amount: float
    """How much."""
    note: str | None
    """What there is to say about it."""
    source: LogSource
    """Where it came from."""


class HabitLoggedOut(HabitLogOut):
    """A log and what it brought."""

    earned_points: int
    """Points that this log earned, bonuses of a streak included; 0 where the day had been paid or is more
    than two days ago."""
    standing: StandingOut
    """How the habit stands today."""


class HabitLogQuery(CursorQuery):
    """Which logs to list, the latest first."""

    first: Day | None = Field(None, alias="from")
    """Only from this day on."""
    last: Day | None = Field(None, alias="to")
    """Only up to this day."""


class PauseCreate(Input):
    """Days on which habits rest. What is not done on them is not missed; what is done counts."""

    habit_id: HabitId | None = None
    """The habit that rests; all of them when absent."""
    first: Day | None = None
    """First day; today when absent."""
    last: Day | None = None
    """Last day, included; until further notice when absent."""
    reason: Reason = "other"
    """Why."""
    note: Prose | None = None
    """What there is to say about it."""


class PausePatch(Patch):
    """What to change of a pause."""

    first: Day | MISSING = MISSING
    """First day."""
    last: Day | None | MISSING = MISSING
    """Last day, included; null: until further notice."""
    reason: Reason | MISSING = MISSING
    """Why."""
    note: Prose | None | MISSING = MISSING
    """What there is to say about it."""


class PauseOut(OwnedOut):
    """Days on which habits rest."""

    habit_id: HabitId | None
    """The habit that rests; null: all of them."""
    first: date
    """First day."""
    last: date | None
    """Last day, included; null: until further notice."""
    reason: Reason
    """Why."""
    note: str | None
    """What there is to say about it."""


class PauseQuery(PageQuery):
    """Which pauses to list."""

    habit_id: HabitId | None = None
    """Only those of this habit alone."""
    on: Day | None = None
    """Only those that cover this day."""
    sort: Literal["first", "created"] = "first"
    """Newest first."""


class TodayQuery(Input):
    """Which day to show."""

    on: Day | None = Field(None, alias="date")
    """A day that is not in the future; today when absent."""


class DayMarkOut(Output):
    """A unit of the last days."""

    first: date
    """First day of the unit."""
    last: date
    """Its last day."""
    mark: MarkName
    """How it went."""
    share: float
    """How much of what was asked was done, 0 to 1."""


class PausedOut(Output):
    """Why a habit rests."""

    id: PauseId
    """The pause."""
    reason: Reason
    """Its reason."""
    last: date | None
    """Its last day; null: until further notice."""


class HabitTodayItem(Output):
    """A habit on the day."""

    id: HabitId
    """The habit."""
    version: int
    """Its ETag."""
    name: str
    """What is to be done, or done less."""
    kind: Kind
    """What success means."""
    unit: str | None
    """Unit of the amounts."""
    steps: list[str]
    """Steps that it is made of."""
    routine_id: RoutineId | None
    """The routine that it is a part of."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    position: int
    """Place in lists and in its routine."""
    day_amount: float
    """What was done on the day itself."""
    log_ids: list[HabitLogId]
    """The day's logs, the latest last; deleting the last one undoes it."""
    paused: PausedOut | None
    """The pause that covers the day."""
    standing: StandingOut
    """How it stands on the day."""
    recent: list[DayMarkOut]
    """The units of the last seven days (or the last four weeks or months), oldest first."""


class RoutineTodayItem(Output):
    """A routine on the day."""

    id: RoutineId
    """The routine."""
    name: str
    """What it is called."""
    cue: str | None
    """What sets it off."""
    position: int
    """Place in lists."""
    done: int
    """Habits of it that are due and done."""
    due: int
    """Habits of it that are due."""


class HabitsTodayOut(Output):
    """All habits on one day: what a page needs for its strip."""

    date: date
    """The day."""
    timezone: str
    """Your time zone."""
    items: list[HabitTodayItem]
    """Every habit that has begun and is not archived: those of routines together, then by position."""
    routines: list[RoutineTodayItem]
    """Routines that have a habit."""
    due_count: int
    """Habits that are due on the day."""
    done_count: int
    """Those of them that went well so far."""
    computed_at: datetime
    """The instant that all of this holds for."""


class RoutineDone(Input):
    """What of a routine was done."""

    local_date: Day | None = None
    """Your day; today when absent."""
    habit_ids: Annotated[list[HabitId], Field(max_length=50)] | None = None
    """Habits of the routine that were done; all that are due and not yet done when absent."""


class RoutineDoneOut(Output):
    """What logging a routine wrote."""

    logs: list[HabitLoggedOut]
    """A log for each habit, in the order of the routine."""
    earned_points: int
    """Points of all of them together."""


class HeatmapQuery(Input):
    """Which days to show; both ends are included, at most 400 days."""

    first: Day | None = Field(None, alias="from")
    """First day; 364 days before the last when absent."""
    last: Day | None = Field(None, alias="to")
    """Last day; today when absent."""


class HeatDayOut(Output):
    """One day of the heat map."""

    date: date
    """The day."""
    amount: float
    """What was done."""
    share: float | None
    """Of what was asked, 0 to 1; null where nothing was asked of the day."""
    mark: MarkName | None
    """How the day went; null where nothing was asked of it. For a habit of so many times a week or month,
    a day is a success when it counts towards them."""
    resting: bool
    """Whether it is an off day or lies in a pause."""


class HeatmapOut(Output):
    """A habit day by day."""

    habit_id: HabitId
    """The habit."""
    first: date
    """First day."""
    last: date
    """Last day."""
    days: list[HeatDayOut]
    """Every day from the first to the last, oldest first."""
    success_count: int
    """Days that went well."""
    miss_count: int
    """Days that were missed."""
    total_amount: float
    """Everything that was done."""
    text: str
    """The same in a sentence, for those who cannot see colours."""


class StreakUnitOut(DayMarkOut):
    """A unit of the history."""

    bridged: bool
    """Whether grace bridges it in the current streak."""


class StreakOut(Output):
    """A habit's streak with its history."""

    habit_id: HabitId
    """The habit."""
    standing: StandingOut
    """How it stands today."""
    units: list[StreakUnitOut]
    """The newest 400 units, oldest first."""
    strength_curve: list[float | None]
    """Strength after each of these units; null before anything was due."""
    next_due: date | None
    """The next day on which something is asked, today included; null where there is none within a year."""
