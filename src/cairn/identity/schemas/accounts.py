"""Wire shapes of accounts, sessions, profiles and invitations."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, AfterValidator, Field, JsonValue, StringConstraints

from cairn.identity.ids import InviteId
from cairn.identity.text import MAX_EMAIL, valid_email
from cairn.kit.clock import zone
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output, Patch
from cairn.kit.ids import UserId
from cairn.kit.json import encode_json
from cairn.kit.text import Line

_MAX_ONBOARDING_BYTES = 10_000
_MAX_SPANS_A_DAY = 8
_LAST_HOUR = 24


def _zone_name(value: str) -> str:
    return zone(value).key


def _spans(value: list[tuple[float, float]]) -> list[tuple[float, float]]:
    ends_before = 0.0
    for start, end in value:
        if not ends_before <= start < end <= _LAST_HOUR:
            raise ValueError("spans are [start, end] with 0 <= start < end <= 24, in order, without overlap")
        ends_before = end
    return value


def _small(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if len(encode_json(value)) > _MAX_ONBOARDING_BYTES:
        raise ValueError(f"must have at most {_MAX_ONBOARDING_BYTES} bytes as JSON")
    return value


Role = Literal["member", "coach", "therapist", "admin"]
Email = Annotated[str, StringConstraints(max_length=MAX_EMAIL), AfterValidator(valid_email)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
"""Any text; whether it is good enough is judged by the service, which counts characters after NFKC."""
ZoneName = Annotated[str, StringConstraints(min_length=1, max_length=64), AfterValidator(_zone_name)]
DayStart = Annotated[int, Field(ge=0, le=12)]
WeekStart = Annotated[int, Field(ge=0, le=6)]
Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Weekday = Annotated[str, StringConstraints(pattern=r"^[0-6]$")]
Hour = Annotated[float, Field(ge=0, le=24, multiple_of=0.25, allow_inf_nan=False)]
Spans = Annotated[list[tuple[Hour, Hour]], Field(max_length=_MAX_SPANS_A_DAY), AfterValidator(_spans)]
WorkingHours = dict[Weekday, Spans]
PeakHours = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3])-([01][0-9]|2[0-4])$")]],
    Field(max_length=_MAX_SPANS_A_DAY),
]
PlannedMinutes = Annotated[int, Field(ge=0, le=1440)]
Onboarding = Annotated[dict[str, JsonValue], Field(max_length=100), AfterValidator(_small)]


class AccountPatch(Patch):
    """What to change of your account."""

    timezone: ZoneName | MISSING = MISSING
    """IANA name of your zone, e.g. Europe/Berlin."""
    day_start_hour: DayStart | MISSING = MISSING
    """Local hour at which your day begins, 0 to 12: before it, it is still yesterday."""
    week_start: WeekStart | MISSING = MISSING
    """First day of your week, 0 Monday to 6 Sunday."""
    locale: Locale | MISSING = MISSING
    """Language tag, e.g. en or de-AT."""


class AccountOut(Output):
    """Your account."""

    id: UserId
    """Time-ordered id (UUIDv7)."""
    email: str
    """Address to sign in with, normalised."""
    email_verified_at: datetime | None
    """When you proved, by a mail, that the address is yours, or null."""
    role: Role
    """What you are on this server."""
    is_owner: bool
    """Whether it is the first account of the server."""
    plan: Literal["standard", "premium", "enterprise"]
    """Plan of the account."""
    locale: str
    """Language tag."""
    timezone: str
    """IANA name of your zone."""
    day_start_hour: int
    """Local hour at which your day begins, 0 to 12."""
    week_start: int
    """First day of your week, 0 Monday to 6 Sunday."""
    created_at: datetime
    """When the account was made."""
    updated_at: datetime
    """When it was last changed."""
    version: int
    """Number of the account's present state, counting from 1; its ETag."""


class ProfilePatch(Patch):
    """What to change of your profile."""

    display_name: Line | None | MISSING = MISSING
    """What you want to be called."""
    working_hours: WorkingHours | MISSING = MISSING
    """Weekday ("0" Monday to "6" Sunday) to its [start, end) spans in local hours, quarters allowed."""
    peak_hours: PeakHours | MISSING = MISSING
    """Your best hours as HH-HH, local, the end not included; 22-02 passes midnight."""
    planned_minutes: PlannedMinutes | None | MISSING = MISSING
    """Minutes a day that you plan to spend on tasks, 0 to 1440."""
    onboarding: Onboarding | MISSING = MISSING
    """How far a client has come in introducing itself; up to 10,000 bytes of JSON, replaced as a whole."""
    ai_enabled: bool | MISSING = MISSING
    """Whether features that ask a language model may run; each also needs your consent."""


class ProfileOut(Output):
    """Your profile."""

    display_name: str | None
    """What you want to be called."""
    working_hours: dict[str, list[tuple[float, float]]]
    """Weekday ("0" Monday to "6" Sunday) to its [start, end) spans in local hours."""
    peak_hours: list[str]
    """Your best hours as HH-HH, local, the end not included."""
    planned_minutes: int | None
    """Minutes a day that you plan to spend on tasks, or null: unknown."""
    onboarding: dict[str, JsonValue]
    """How far a client has come in introducing itself."""
    ai_enabled: bool
    """Whether features that ask a language model may run."""
    updated_at: datetime
    """When it was last changed."""
    version: int
    """Number of the profile's present state, counting from 1; its ETag."""


class InviteCreate(Input):
    """An invitation to make."""

    email: Email | None = None
    """Where given, only this address can use it."""
    role: Role = "member"
    """What the new account will be."""
    days: Annotated[int, Field(ge=1, le=365)] = 14
    """How many days it can be used."""
    send: bool = False
    """Whether it is sent by mail to the address, which has to be given then."""


class InviteOut(Output):
    """An invitation."""

    id: InviteId
    """Time-ordered id (UUIDv7)."""
    email: str | None
    """Only this address can use it, or null: anybody who has the code."""
    role: Role
    """What the new account will be."""
    created_at: datetime
    """When it was made."""
    created_by: UUID | None
    """Who made it; null: the operator of the server."""
    expires_at: datetime
    """Until when it can be used."""
    used_at: datetime | None
    """When it was used, or null."""
    used_by: UUID | None
    """Whose account came of it, or null."""


class NewInviteOut(InviteOut):
    """An invitation with its code, which is shown this once."""

    code: str
    """What to give to the invited person, a secret."""


class InviteQuery(PageQuery):
    """Which invitations to list."""


class JwkOut(Output):
    """A public key (RFC 7517, RFC 8037)."""

    kid: str
    """Its id, as in the header of the tokens that it signed."""
    use: Literal["sig"]
    """It signs."""
    alg: Literal["EdDSA"]
    """Its algorithm."""
    kty: Literal["OKP"]
    """Its family."""
    crv: Literal["Ed25519"]
    """Its curve."""
    x: str
    """The key itself, base64url."""


class JwksOut(Output):
    """The keys that access tokens are verified with."""

    keys: list[JwkOut]
    """Oldest first; more than one around a change of keys."""
