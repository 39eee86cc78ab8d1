"""Accounts, sessions, signing keys, invitations, throttles.

All but `profile`, `auth_session` and `refresh_token` are global tables: they are read before it is known who
asks, in the system scope, by functions of this domain alone.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, TenantRow, between, one_of

ROLES = ("member", "coach", "therapist", "admin")
PLANS = ("standard", "premium", "enterprise")
MAIL_PURPOSES = ("reset", "address")
SESSION_KINDS = ("sign_in", "token")
ACCOUNT_STATUSES = ("active", "disabled")


class UserAccount(Base):
    """A person who can sign in."""

    __tablename__ = "user_account"
    __table_args__ = (
        UniqueConstraint("email"),
        Index("uq_user_account_owner", "is_owner", unique=True, postgresql_where=text("is_owner")),
        one_of("role", ROLES),
        one_of("plan", PLANS),
        one_of("status", ACCOUNT_STATUSES),
        between("day_start_hour", 0, 12),
        between("week_start", 0, 6),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    """Lower case, as normalised at sign-up."""
    email_verified_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its person proved, by a mail, that the address is theirs."""
    password_hash: Mapped[str] = mapped_column(info={"secret": True})
    role: Mapped[str] = mapped_column(default="member")
    is_owner: Mapped[bool] = mapped_column(default=False)
    """The first account of the installation; there is never a second one."""
    plan: Mapped[str] = mapped_column(default="standard")
    status: Mapped[str] = mapped_column(default="active")
    locale: Mapped[str] = mapped_column(default="en")
    timezone: Mapped[str] = mapped_column(default="UTC")
    """IANA name of the person's zone."""
    day_start_hour: Mapped[int] = mapped_column(default=0)
    """Local hour at which the person's day begins, 0 to 12: before it, it is still yesterday."""
    week_start: Mapped[int] = mapped_column(default=0)
    """First day of the week, 0 Monday to 6 Sunday."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Profile(TenantRow):
    """What the program needs to know of a person to plan with them; one row a person."""

    __tablename__ = "profile"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id"),
        between("planned_minutes", 0, 1440),
    )

    display_name: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    working_hours: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """Weekday ("0" Monday to "6" Sunday) to a list of [start hour, end hour), local."""
    peak_hours: Mapped[list[str]] = mapped_column(default_factory=list)
    """Local hours of most energy, as "HH-HH" ranges."""
    planned_minutes: Mapped[int | None] = mapped_column(default=None)
    """Minutes a day that the person plans to spend on tasks."""
    onboarding: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    ai_enabled: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime] = mapped_column(init=False)
    version: Mapped[int] = mapped_column(init=False)


class AuthSession(TenantRow):
    """One sign-in on one device; ends when revoked or unused too long."""

    __tablename__ = "auth_session"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        one_of("kind", SESSION_KINDS),
    )

    kind: Mapped[str] = mapped_column(default="sign_in", server_default="sign_in")
    """Of a sign-in, or of a personal access token, which is not listed among those."""

    device: Mapped[str | None] = mapped_column(default=None)
    address: Mapped[str | None] = mapped_column(default=None)
    last_used_at: Mapped[datetime]
    authenticated_at: Mapped[datetime]
    """When its person last proved who they are: by signing in, or again before a dangerous act."""
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_reason: Mapped[str | None] = mapped_column(default=None)


class RefreshToken(TenantRow):
    """One link in a session's chain of refresh tokens. A used one that comes back ends the session."""

    __tablename__ = "refresh_token"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "session_id"], ["auth_session.user_id", "auth_session.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("user_id", "session_id", "token_hash"),
    )

    session_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class PersonalToken(TenantRow):
    """A right of its person, narrowed by scopes, for a program; ends with its session."""

    __tablename__ = "personal_token"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "session_id"], ["auth_session.user_id", "auth_session.id"], ondelete="CASCADE"
        ),
    )

    session_id: Mapped[UUID]
    name: Mapped[str]
    prefix: Mapped[str]
    """How it begins and ends, to recognise it by."""
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    scopes: Mapped[list[str]]
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    expires_at: Mapped[datetime]


class MailToken(TenantRow):
    """A right that was sent by mail, used once: to choose a new password, or to use an address."""

    __tablename__ = "mail_token"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        one_of("purpose", MAIL_PURPOSES),
    )

    purpose: Mapped[str]
    token_hash: Mapped[bytes | None] = mapped_column(default=None, info={"secret": True})
    """Unknown until the mail is made."""
    email: Mapped[str]
    """Where it is sent."""
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class TotpFactor(TenantRow):
    """An authenticator that makes codes; counts when it was confirmed by one."""

    __tablename__ = "totp_factor"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id"),
    )

    secret_sealed: Mapped[bytes] = mapped_column(info={"secret": True})
    """Encrypted with a key that only the server has."""
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    last_step: Mapped[int] = mapped_column(default=0)
    """The half minute, counted from 1970, of the last code that was used; none before it counts again."""


class RecoveryCode(TenantRow):
    """Signs in once in place of a code of the authenticator."""

    __tablename__ = "recovery_code"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        UniqueConstraint("user_id", "code_hash"),
    )

    code_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    """Keyed hash."""
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class SigningKey(Base):
    """A key pair that signs access tokens; the private half is encrypted with the server's secret."""

    __tablename__ = "signing_key"

    kid: Mapped[str] = mapped_column(primary_key=True)
    public_key: Mapped[bytes]
    private_key_sealed: Mapped[bytes] = mapped_column(info={"secret": True})
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class LoginThrottle(Base):
    """Failed sign-ins of one account from one address, or of one address over all accounts."""

    __tablename__ = "login_throttle"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    """Keyed hash of what is counted, so that the table names nobody."""
    failures: Mapped[int]
    since: Mapped[datetime]
    blocked_until: Mapped[datetime | None] = mapped_column(default=None)


class Invite(Base):
    """A right to sign up, made by an administrator, used once."""

    __tablename__ = "invite"
    __table_args__ = (
        UniqueConstraint("code_hash"),
        UniqueConstraint("mail_hash"),
        one_of("role", ROLES),
        ForeignKeyConstraint(["created_by"], ["user_account.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["used_by"], ["user_account.id"], ondelete="SET NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    mail_hash: Mapped[bytes | None] = mapped_column(default=None, info={"secret": True})
    """Hash of the code that was sent by mail, another one than its maker was shown."""
    email: Mapped[str | None] = mapped_column(default=None)
    """Where given, only this address can use the invitation."""
    role: Mapped[str] = mapped_column(default="member")
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(default=None)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    used_by: Mapped[UUID | None] = mapped_column(default=None)


class DayTurn(Base):
    """When a person's day next ends, and the last day that was closed; one row a person."""

    __tablename__ = "day_turn"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        # The one index that does not begin with the person: the scan for due rows goes over all of them.
        Index(None, "next_at"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date | None] = mapped_column(default=None)
    next_at: Mapped[datetime]
