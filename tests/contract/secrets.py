"""What somebody is given in secret, by a mail or an administrator, and sends back."""

from typing import TYPE_CHECKING
from uuid import UUID

from cairn.identity.service.recovery import RESET_LIFE, add_mail_token
from cairn.kit.db.work import Database, Scope
from cairn.kit.ids import UserId

if TYPE_CHECKING:
    from tests.contract.world import World

SECRETS = frozenset({"invite_code", "reset_token", "address_token"})


async def secret(world: "World", kind: str, database: Database) -> str:
    """Return a secret of a kind."""
    if kind == "invite_code":
        made = await world.administrator.make("/admin/invites")
        return str(made["code"])
    async with database.work(UserId(UUID(str(world.person.id))), scope=Scope.SYSTEM) as work:
        token = await add_mail_token(work, kind.removesuffix("_token"), world.person.email, RESET_LIFE)
    return token.text
