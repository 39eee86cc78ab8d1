"""What somebody is given in secret, by a mail or an administrator, and sends back."""

from base64 import b32decode
from typing import TYPE_CHECKING
from uuid import UUID

from cairn.identity.service.recovery import RESET_LIFE, add_mail_token
from cairn.identity.totp import code_at, step_at
from cairn.kit.db.work import Database, Scope
from cairn.kit.http.routing import API
from cairn.kit.ids import UserId
from tests.fixtures.application import PASSWORD

if TYPE_CHECKING:
    from tests.contract.world import World

SECRETS = frozenset(
    {"invite_code", "reset_token", "address_token", "first_totp_code", "totp_code", "challenge"}
)
_authenticators: dict[str, bytes] = {}
"""Person to the secret of their authenticator."""


async def secret(world: "World", kind: str, database: Database) -> str:
    """Return a secret of a kind."""
    if kind == "invite_code":
        made = await world.administrator.make("/admin/invites")
        return str(made["code"])
    person = str(world.person.id)
    present = step_at(database.clock.now())
    if kind == "first_totp_code":
        _authenticators[person] = b32decode((await world.post("/auth/totp", None))["secret"])
        return code_at(_authenticators[person], present - 1)
    if kind == "totp_code":
        return code_at(_authenticators[person], present)
    if kind == "challenge":
        await world.post("/auth/totp/confirm", {"code": await secret(world, "first_totp_code", database)})
        body = {"email": world.person.email, "password": PASSWORD}
        return str((await world.http.post(f"{API}/auth/login", json=body)).json()["challenge"])
    async with database.work(UserId(UUID(str(world.person.id))), scope=Scope.SYSTEM) as work:
        token = await add_mail_token(work, kind.removesuffix("_token"), world.person.email, RESET_LIFE)
    return token.text
