"""Wire shapes of signing up, in and out, and of sessions."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from cairn.identity.ids import SessionId
from cairn.identity.schemas.accounts import AccountOut, DayStart, Email, Locale, Password, WeekStart, ZoneName
from cairn.identity.text import MAX_EMAIL
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output
from cairn.kit.text import Line

Transport = Literal["bearer", "cookie"]
LinkToken = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SignUp(Input):
    """An account to make."""

    email: Email
    """Address to sign in with; compared without regard to case."""
    password: Password
    """8 to 256 characters; common passwords and the e-mail address are refused."""
    display_name: Line | None = None
    """What you want to be called."""
    timezone: ZoneName = "UTC"
    """IANA name of your zone, e.g. Europe/Berlin."""
    day_start_hour: DayStart = 0
    """Local hour at which your day begins, 0 to 12: before it, it is still yesterday."""
    week_start: WeekStart = 0
    """First day of your week, 0 Monday to 6 Sunday."""
    locale: Locale = "en"
    """Language tag, e.g. en or de-AT."""
    invite_code: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    """Code of an invitation, where sign-up needs one."""
    device: Line | None = None
    """Name of this device in your list of sessions; browser and system by default."""
    transport: Transport = "bearer"
    """`bearer` answers with the tokens, for a program; `cookie` puts them into cookies, for a web page."""


class Login(Input):
    """Who signs in."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=MAX_EMAIL)]
    """Address of the account."""
    password: Password
    """Its password."""
    device: Line | None = None
    """Name of this device in your list of sessions; browser and system by default."""
    transport: Transport = "bearer"
    """`bearer` answers with the tokens, for a program; `cookie` puts them into cookies, for a web page."""


class Refresh(Input):
    """A refresh token to exchange."""

    refresh_token: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    """The newest one that you were given; each can be used once. Absent where a cookie holds it."""


class PasswordChange(Input):
    """A new password."""

    current_password: Password
    """The one in use."""
    new_password: Password
    """8 to 256 characters; common passwords and the e-mail address are refused."""


class ForgottenPassword(Input):
    """Whose password is forgotten."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=MAX_EMAIL)]
    """Address of the account."""


class PasswordReset(Input):
    """A new password, in place of a forgotten one."""

    token: LinkToken
    """What stands behind the # of the link in the mail."""
    new_password: Password
    """8 to 256 characters; common passwords and the e-mail address are refused."""


class AddressChange(Input):
    """An address to sign in with."""

    email: Email
    """Where the link is sent; the address that the account has is proven likewise."""


class AddressConfirmation(Input):
    """A proof that an address is yours."""

    token: LinkToken
    """What stands behind the # of the link in the mail."""


class Reauthenticate(Input):
    """A proof of who you are."""

    password: Password
    """The one in use."""
    code: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    """Where a second factor is on: six digits of the authenticator, or a recovery code."""


class ReauthenticatedOut(Output):
    """A proof that was accepted."""

    valid_until: datetime
    """Until when dangerous acts of the session are accepted without another proof."""


class TokensOut(Output):
    """A sign-in. The tokens are secrets."""

    access_token: str | None
    """Send it as `Authorization: Bearer …`; null where a cookie holds it."""
    token_type: Literal["Bearer", "Cookie"]
    """How it is sent."""
    expires_in: int
    """Life of the access token in seconds."""
    refresh_token: str | None
    """Exchange it, once, for new tokens when the access token has ended; null where a cookie holds it."""
    csrf_token: str | None
    """Send it as `X-CSRF-Token` with whatever is no GET; null for a program, which has no cookies."""
    session_id: SessionId
    """The sign-in that all belong to."""
    user: AccountOut
    """Your account."""


class SessionOut(Output):
    """A sign-in that lasts."""

    id: SessionId
    """Time-ordered id (UUIDv7)."""
    device: str | None
    """What the client called itself, or browser and system: Firefox on Linux."""
    address: str | None
    """Network that it was last used from: 203.0.113.0/24; the last part of an address is not shown."""
    created_at: datetime
    """When it began."""
    last_used_at: datetime
    """When its tokens were last refreshed."""
    expires_at: datetime
    """When it ends if it is not used."""
    is_current: bool
    """Whether it is the one of this request."""


class SessionQuery(PageQuery):
    """Which sessions to list."""


class EndedOut(Output):
    """How many sessions were ended."""

    ended: int
    """Number of sessions, the one of the request not included unless all were meant."""
