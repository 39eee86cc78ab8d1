"""Wire shapes of the second factor."""

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from cairn.identity.schemas.signin import Transport
from cairn.kit.http.schemas import Input, Output
from cairn.kit.text import Line

Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class SecondFactor(Input):
    """The second step of signing in."""

    challenge: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    """What the first step was answered with."""
    code: Code
    """Six digits of the authenticator, or a recovery code; spaces and hyphens do not matter."""
    device: Line | None = None
    """Name of this device in your list of sessions; browser and system by default."""
    transport: Transport = "bearer"
    """`bearer` answers with the tokens, for a program; `cookie` puts them into cookies, for a web page."""


class FactorCode(Input):
    """A first code."""

    code: Code
    """Six digits of the authenticator."""


class FactorOut(Output):
    """The second factor of your account."""

    enabled: bool
    """Whether signing in asks for a code."""
    enabled_at: datetime | None
    """Since when, or null."""
    recovery_codes_left: int
    """How many recovery codes were not used."""


class FactorSecretOut(Output):
    """An authenticator that is yet to be confirmed."""

    secret: str
    """Base32, to be typed into an authenticator: a secret."""
    uri: str
    """`otpauth://…`, to be shown as a QR code: a secret too."""


class RecoveryCodesOut(Output):
    """Codes for when the authenticator is lost, shown this once."""

    codes: list[str]
    """Each signs in once, in place of a code of the authenticator."""
