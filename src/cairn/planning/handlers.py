"""What planning does when something happens in a domain below it."""

from cairn.identity.events import AccountCreated
from cairn.kit.db.work import Work
from cairn.kit.events import on
from cairn.planning.defaults import default_areas
from cairn.planning.queries.structure import AREAS


@on(AccountCreated)
async def give_life_structure(work: Work, _event: AccountCreated) -> None:
    """Add the default areas, in the transaction of the sign-up and in one statement."""
    await AREAS.add_many(work, default_areas())
