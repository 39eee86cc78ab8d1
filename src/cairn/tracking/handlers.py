"""What tracking does when a person's day turns."""

from cairn.identity.days import DayTurned
from cairn.identity.people import person
from cairn.kit.db.work import Work
from cairn.kit.events import on
from cairn.tracking.service.associations import ask
from cairn.tracking.service.habit_points import pay_restraint
from cairn.tracking.service.standings import recompute


@on(DayTurned)
async def roll_streaks(work: Work, event: DayTurned) -> None:
    """Compute how habits stand on the new day, pay limits that were kept; weekly, see what goes with what."""
    whose = await person(work)
    for history, found in (await recompute(work, whose=whose)).values():
        if history.plan.restrains and history.row.archived_at is None:
            await pay_restraint(work, history, found, event.closed, whose)
    if whose.week_of(event.today) == event.today:
        await ask(work)
