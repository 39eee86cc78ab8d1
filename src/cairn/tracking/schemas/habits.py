"""Wire shapes of habits and routines."""

from datetime import date
from typing import Annotated, Literal

from pydantic import MISSING, Field

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose
from cairn.planning.ids import AreaId
from cairn.planning.schemas.structure import Colour, Icon, Position
from cairn.tracking.ids import RoutineId
from cairn.tracking.rules.schedule import UnitKind
from cairn.tracking.rules.streaks import AmountPer, Kind
from cairn.tracking.schemas.schedule import ScheduleIn, ScheduleOut

Amount = Annotated[float, Field(gt=0, le=1_000_000_000, allow_inf_nan=False)]
Limit = Annotated[float, Field(ge=0, le=1_000_000_000, allow_inf_nan=False)]
Weekdays = Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)]
OffDates = Annotated[list[Day], Field(max_length=1000)]
Steps = Annotated[list[Line], Field(max_length=50)]
Grace = Annotated[int, Field(ge=0, le=2)]
Backfill = Annotated[int, Field(ge=0, le=7)]
MarkName = Literal["success", "miss", "pending", "neutral"]


class HabitCreate(Input):
    """A habit to add."""

    name: Line
    """What is to be done, or done less."""
    description: Prose | None = None
    """Why, in Markdown."""
    area_id: AreaId | None = None
    """Where in life it belongs."""
    kind: Kind = "build"
    """`build` and `maintain`: more is better. `reduce`: stay within a limit. `quit`: not at all."""
    schedule: ScheduleIn = Field(default={"kind": "by_rule", "rule": "FREQ=DAILY"}, validate_default=True)
    """When it is due; every day when absent."""
    start_date: Day | None = None
    """The first day that counts; today when absent."""
    end_date: Day | None = None
    """The last day that counts."""
    target_amount: Amount | None = None
    """The amount at which a day (or period) is a success. When absent: the number of steps, else 1."""
    limit_amount: Limit = 0
    """The amount up to which a day (or period) is a success, for habits to reduce."""
    amount_per: AmountPer = "day"
    """What the amounts are about; `period` needs a schedule of some times in a week or month."""
    unit: Line | None = None
    """Unit of the amounts, such as km."""
    steps: Steps = []
    """Steps that it is made of, in order; its amount counts the steps done."""
    off_weekdays: Weekdays = []
    """Weekdays of rest, 0 Monday to 6 Sunday."""
    off_dates: OffDates = []
    """Days of rest."""
    grace: Grace = 1
    """Misses in seven days (or seven units) that do not end a streak, 0 to 2; two in a row always do."""
    backfill_days: Backfill = 0
    """Days for which a day stays open after its end, 0 to 7."""
    assume_success: bool = False
    """For habits to quit: a day on which you wrote nothing at all counts as one without a lapse."""
    cue: Line | None = None
    """What sets it off."""
    action: Line | None = None
    """The smallest version of it."""
    reward: Line | None = None
    """What it brings at once."""
    friction_up: Line | None = None
    """What makes the unwanted harder."""
    friction_down: Line | None = None
    """What makes the wanted easier."""
    routine_id: RoutineId | None = None
    """The routine that it is a part of."""
    colour: Colour | None = None
    """Colour as #rrggbb."""
    icon: Icon | None = None
    """An emoji or the name of an icon."""
    position: Position = 0
    """Place in lists and in its routine, ascending."""


class HabitPatch(Patch):
    """What to change of a habit. Streak and strength are computed anew over all its days."""

    name: Line | MISSING = MISSING
    """What is to be done, or done less."""
    description: Prose | None | MISSING = MISSING
    """Why, in Markdown."""
    area_id: AreaId | None | MISSING = MISSING
    """Where in life it belongs."""
    kind: Kind | MISSING = MISSING
    """`build`, `maintain`, `reduce` or `quit`."""
    schedule: ScheduleIn | MISSING = MISSING
    """When it is due."""
    start_date: Day | MISSING = MISSING
    """The first day that counts."""
    end_date: Day | None | MISSING = MISSING
    """The last day that counts."""
    target_amount: Amount | MISSING = MISSING
    """The amount at which a day (or period) is a success."""
    limit_amount: Limit | MISSING = MISSING
    """The amount up to which a day (or period) is a success, for habits to reduce."""
    amount_per: AmountPer | MISSING = MISSING
    """What the amounts are about."""
    unit: Line | None | MISSING = MISSING
    """Unit of the amounts."""
    steps: Steps | MISSING = MISSING
    """Steps that it is made of, in order."""
    off_weekdays: Weekdays | MISSING = MISSING
    """Weekdays of rest, 0 Monday to 6 Sunday."""
    off_dates: OffDates | MISSING = MISSING
    """Days of rest."""
    grace: Grace | MISSING = MISSING
    """Misses in seven that do not end a streak, 0 to 2."""
    backfill_days: Backfill | MISSING = MISSING
    """Days for which a day stays open after its end, 0 to 7."""
    assume_success: bool | MISSING = MISSING
    """Whether a day on which you wrote nothing at all counts as one without a lapse."""
    cue: Line | None | MISSING = MISSING
    """What sets it off."""
    action: Line | None | MISSING = MISSING
    """The smallest version of it."""
    reward: Line | None | MISSING = MISSING
    """What it brings at once."""
    friction_up: Line | None | MISSING = MISSING
    """What makes the unwanted harder."""
    friction_down: Line | None | MISSING = MISSING
    """What makes the wanted easier."""
    routine_id: RoutineId | None | MISSING = MISSING
    """The routine that it is a part of."""
    colour: Colour | None | MISSING = MISSING
    """Colour as #rrggbb."""
    icon: Icon | None | MISSING = MISSING
    """An emoji or the name of an icon."""
    position: Position | MISSING = MISSING
    """Place in lists and in its routine, ascending."""


class StandingOut(Output):
    """How a habit stands on one of your days."""

    local_date: date
    """The day."""
    current: int
    """Units of the streak that is alive; bridged misses and rests do not count."""
    longest: int
    """Units of the longest streak ever, by the same rules."""
    unit: UnitKind
    """What both count: due days, weeks, months, or completions."""
    strength: float | None
    """0 to 1: an average that one miss dents and does not destroy; null before anything was due."""
    grace_used: list[date]
    """First days of the misses that grace bridges in the current streak, newest first."""
    grace_left: int
    """Misses that could be bridged now."""
    due: bool
    """Whether something is asked on the day."""
    mark: MarkName | None
    """How the day's unit goes; null where nothing is due."""
    need: float | None
    """What the unit asks for: an amount, or times in the week or month; null where nothing is due."""
    got: float | None
    """How much of it is done."""
    last_success: date | None
    """The last day that went well."""
    algorithm_version: str
    """Name of the rules."""


class HabitOut(OwnedOut):
    """A habit."""

    name: str
    """What is to be done, or done less."""
    description: str | None
    """Why, in Markdown."""
    area_id: AreaId | None
    """Where in life it belongs."""
    kind: Kind
    """`build`, `maintain`, `reduce` or `quit`."""
    schedule: ScheduleOut
    """When it is due."""
    start_date: date
    """The first day that counts."""
    end_date: date | None
    """The last day that counts; null while it goes on."""
    target_amount: float
    """The amount at which a day (or period) is a success."""
    limit_amount: float
    """The amount up to which a day (or period) is a success, for habits to reduce."""
    amount_per: AmountPer
    """What the amounts are about."""
    unit: str | None
    """Unit of the amounts."""
    steps: list[str]
    """Steps that it is made of, in order."""
    off_weekdays: list[int]
    """Weekdays of rest, 0 Monday to 6 Sunday."""
    off_dates: list[date]
    """Days of rest."""
    grace: int
    """Misses in seven that do not end a streak."""
    backfill_days: int
    """Days for which a day stays open after its end."""
    assume_success: bool
    """Whether a day on which you wrote nothing at all counts as one without a lapse."""
    cue: str | None
    """What sets it off."""
    action: str | None
    """The smallest version of it."""
    reward: str | None
    """What it brings at once."""
    friction_up: str | None
    """What makes the unwanted harder."""
    friction_down: str | None
    """What makes the wanted easier."""
    routine_id: RoutineId | None
    """The routine that it is a part of."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    position: int
    """Place in lists and in its routine, ascending."""
    standing: StandingOut | None
    """How it stood when it was last computed, at the latest when your day turned."""


class HabitQuery(PageQuery):
    """Which habits to list."""

    kind: Kind | None = None
    """Only of this kind."""
    area_id: AreaId | None = None
    """Only of this area."""
    routine_id: RoutineId | None = None
    """Only of this routine."""
    archived: bool = False
    """Show the archived ones instead."""
    q: Line | None = None
    """Only those whose name or description has this text; case does not matter."""
    sort: Literal["position", "name", "created"] = "position"
    """`created` descends."""


class RoutineCreate(Input):
    """A routine to add. Habits join it by their `routine_id`."""

    name: Line
    """What it is called."""
    cue: Line | None = None
    """What sets it off, such as "after breakfast"."""
    position: Position = 0
    """Place in lists, ascending."""


class RoutinePatch(Patch):
    """What to change of a routine."""

    name: Line | MISSING = MISSING
    """What it is called."""
    cue: Line | None | MISSING = MISSING
    """What sets it off."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class RoutineOut(OwnedOut):
    """Habits that are done one after another."""

    name: str
    """What it is called."""
    cue: str | None
    """What sets it off."""
    position: int
    """Place in lists, ascending."""
    habit_count: int
    """Habits that it is made of."""


class RoutineQuery(PageQuery):
    """Which routines to list."""

    archived: bool = False
    """Show the archived ones instead."""
    sort: Literal["position", "name", "created"] = "position"
    """`created` descends."""
