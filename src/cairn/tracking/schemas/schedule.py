"""Wire shapes of schedules: when a habit is due."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from cairn.kit.http.schemas import Input, Output
from cairn.planning.recurrence import MAX_RULE_LENGTH, validate_rule

MOST_TIMES = {"week": 7, "month": 31}

RuleText = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_RULE_LENGTH), AfterValidator(validate_rule)
]


class RuleSchedule(Input):
    """Due on the days of a rule."""

    kind: Literal["by_rule"]
    """Which schedule it is."""
    rule: RuleText
    """Recurrence rule (RFC 5545), such as FREQ=WEEKLY;BYDAY=MO,WE,FR, counted from the first day."""


class TimesSchedule(Input):
    """Due some times in a week or month, on any of its days."""

    kind: Literal["per_period"]
    """Which schedule it is."""
    times: Annotated[int, Field(ge=1, le=31)]
    """How often: 1 to 7 in a week, 1 to 31 in a month."""
    period: Literal["week", "month"]
    """In what; weeks begin on your first day of the week."""

    @model_validator(mode="after")
    def _fits(self) -> "TimesSchedule":
        if self.times > MOST_TIMES[self.period]:
            raise ValueError(f"a {self.period} has at most {MOST_TIMES[self.period]} days")
        return self


class AfterSchedule(Input):
    """Due some days after it was last done."""

    kind: Literal["after_completion"]
    """Which schedule it is."""
    days: Annotated[int, Field(ge=1, le=366)]
    """Days from one time to the next, 1 to 366."""


ScheduleIn = Annotated[RuleSchedule | TimesSchedule | AfterSchedule, Field(discriminator="kind")]


class RuleScheduleOut(Output):
    """Due on the days of a rule."""

    kind: Literal["by_rule"]
    """Which schedule it is."""
    rule: str
    """Recurrence rule, counted from the habit's first day."""


class TimesScheduleOut(Output):
    """Due some times in a week or month, on any of its days."""

    kind: Literal["per_period"]
    """Which schedule it is."""
    times: int
    """How often."""
    period: Literal["week", "month"]
    """In what."""


class AfterScheduleOut(Output):
    """Due some days after it was last done."""

    kind: Literal["after_completion"]
    """Which schedule it is."""
    days: int
    """Days from one time to the next."""


ScheduleOut = Annotated[RuleScheduleOut | TimesScheduleOut | AfterScheduleOut, Field(discriminator="kind")]
