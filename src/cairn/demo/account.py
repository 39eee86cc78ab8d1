"""The account in which the story is told."""

import secrets
from dataclasses import dataclass

from cairn.demo.fill import fill
from cairn.demo.queries import ACCOUNT, ERASE_ACCOUNT
from cairn.identity.queries.accounts import UNOWNED_DOMAIN
from cairn.identity.service.signup import NewAccount, create_account
from cairn.kit.clock import local_day, zone
from cairn.kit.db.work import Database, Scope
from cairn.kit.http.problems import Conflict
from cairn.kit.ids import UserId

EMAIL = f"demo@{UNOWNED_DOMAIN}"


class DemoExists(Conflict):
    """There is a demonstration account already."""

    type, title = "demo-exists", "There is a demonstration account already"


@dataclass(frozen=True, slots=True)
class Demo:
    """The account as it was made."""

    email: str
    password: str
    """Shown this once."""
    counts: dict[str, int]
    """Rows of each kind."""


async def make_demo(database: Database, *, timezone: str, again: bool = False) -> Demo:
    """Make the account and fill it with two years that end today; raises DemoExists.

    With `again` the one that is there is erased first, with whatever was done in it.
    """
    async with database.work(scope=Scope.SYSTEM) as work:
        present = await work.db.value(ACCOUNT, email=EMAIL)
    if present is not None:
        if not again:
            raise DemoExists
        await _erase(database, UserId(present))
    password = secrets.token_urlsafe(12)
    new = NewAccount(email=EMAIL, password=password, display_name="Robin", timezone=timezone)
    owner = UserId(await create_account(database, new, own=False))
    try:
        counts = await fill(database, owner, local_day(database.clock.now(), zone(timezone), 0))
    except BaseException:
        await _erase(database, owner)
        raise
    return Demo(EMAIL, password, counts)


async def _erase(database: Database, owner: UserId) -> None:
    async with database.work(owner, scope=Scope.SYSTEM) as work:
        await work.db.run(ERASE_ACCOUNT, email=EMAIL)
