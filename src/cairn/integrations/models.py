"""What other programs are given: secret addresses that can do one thing, and webhooks that tell them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, TenantRow, one_of, owned_reference

ENTRIES = ("todos", "events")


class CalendarFeed(OwnedRow):
    """A calendar of tasks with dates, at an address that needs no sign-in."""

    __tablename__ = "calendar_feed"

    name: Mapped[str] = mapped_column(info={"personal": True})
    entries: Mapped[str] = mapped_column(default="todos")
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    project_id: Mapped[UUID | None] = mapped_column(default=None)
    with_done: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    """SHA-256 of the address's secret part."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base. A feed ends with its area or project: without its bound it would show everything."""
        return (
            owned_reference("area_id", "area", required=True),
            owned_reference("project_id", "project", required=True),
            Index(None, "user_id", "area_id"),
            Index(None, "user_id", "project_id"),
            one_of("entries", ENTRIES),
        )


class CaptureKey(OwnedRow):
    """A secret with which a shortcut or a share sheet adds tasks."""

    __tablename__ = "capture_key"

    name: Mapped[str] = mapped_column(info={"personal": True})
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    """SHA-256 of the secret."""
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)


WEBHOOK_STATUSES = ("enabled", "disabled")
DELIVERY_STATUSES = ("waiting", "delivered", "dead")


class Webhook(OwnedRow):
    """An address that is told of what happens."""

    __tablename__ = "webhook"

    name: Mapped[str] = mapped_column(info={"personal": True})
    url: Mapped[str] = mapped_column(info={"personal": True})
    events: Mapped[list[str]]
    status: Mapped[str] = mapped_column(default="enabled")
    disabled_reason: Mapped[str | None] = mapped_column(default=None)
    """Stable word, where it was not its person who disabled it: `failing` or `gone`."""
    failing_since: Mapped[datetime | None] = mapped_column(default=None)
    """The first failure since the last success."""
    secret_sealed: Mapped[bytes] = mapped_column(info={"secret": True})
    """What its deliveries are signed with, encrypted: unlike a password it has to be known again."""
    former_secret_sealed: Mapped[bytes | None] = mapped_column(default=None, info={"secret": True})
    former_until: Mapped[datetime | None] = mapped_column(default=None)
    """Until then deliveries are signed with the former secret as well."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base."""
        return (one_of("status", WEBHOOK_STATUSES),)


class WebhookDelivery(TenantRow):
    """One thing that happened, and how telling it went; kept 30 days."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        owned_reference("webhook_id", "webhook", required=True),
        Index(None, "user_id", "webhook_id", "id"),
        one_of("status", DELIVERY_STATUSES),
    )

    webhook_id: Mapped[UUID]
    event: Mapped[str]
    entity_id: Mapped[UUID]
    """What it happened to; stays when that is purged."""
    payload: Mapped[dict[str, Any]] = mapped_column(info={"personal": True})
    """What is sent, as things stood when it happened."""
    status: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=None)
    delivered_at: Mapped[datetime | None] = mapped_column(default=None)
    tries: Mapped[list[Any]] = mapped_column(JSONB, default_factory=list)
    """At, HTTP status or word for the failure, and milliseconds of each attempt."""
