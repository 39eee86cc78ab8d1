"""What planning does when something happens in a domain below it."""

from cairn.identity.days import DayTurned
from cairn.identity.events import AccountCreated
from cairn.identity.people import person
from cairn.kit.db.work import Work
from cairn.kit.events import on
from cairn.planning.defaults import default_areas
from cairn.planning.queries.structure import AREAS
from cairn.planning.service.rollover import roll_over


@on(AccountCreated)
async def give_life_structure(work: Work, _event: AccountCreated) -> None:
    """Add the default areas, in the transaction of the sign-up and in one statement."""
    await AREAS.add_many(work, default_areas())


@on(DayTurned)
async def carry_over(work: Work, _event: DayTurned) -> None:
    """Move what yesterday left undone to today."""
    await roll_over(work, await person(work))
