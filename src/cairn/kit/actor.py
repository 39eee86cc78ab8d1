"""Who acts, and on whose data."""

from dataclasses import dataclass
from uuid import UUID

from cairn.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who makes a request, as proven by the credential that came with it."""

    user_id: UserId
    session_id: UUID
    """The sign-in that the credential belongs to; revoking it ends the credential at once."""
    role: str
    scopes: frozenset[str] | None = None
    """What the credential is narrowed to; None: all that its person may do."""
