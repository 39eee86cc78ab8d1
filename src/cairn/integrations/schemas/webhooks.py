"""Wire shapes of webhooks."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, Field, StringConstraints

from cairn.integrations.ids import DeliveryId, WebhookId
from cairn.kit.http.paging import CursorQuery, PageQuery
from cairn.kit.http.schemas import Input, Output, OwnedOut, Patch
from cairn.kit.text import Line

Event = Literal["task.created", "task.updated", "task.completed", "task.reopened", "task.deleted"]
WebhookStatus = Literal["enabled", "disabled"]
DeliveryStatus = Literal["waiting", "delivered", "dead"]
Events = Annotated[list[Event], Field(min_length=1, max_length=20)]
Url = Annotated[
    str, StringConstraints(max_length=2_000, pattern=r"^https?://[A-Za-z0-9.\-\[\]:]+(/[\x21-\x7e]*)?$")
]


class WebhookCreate(Input):
    """An address to tell of what happens."""

    name: Line
    """What it is for."""
    url: Url
    """Where to send to: `https://` or `http://`, a host, perhaps a port, and a path."""
    events: Events
    """What to tell."""


class WebhookPatch(Patch):
    """What to change of a webhook."""

    name: Line | MISSING = MISSING
    """What it is for."""
    url: Url | MISSING = MISSING
    """Where to send to."""
    events: Events | MISSING = MISSING
    """What to tell."""
    status: WebhookStatus | MISSING = MISSING
    """Whether it is told; enabling it forgets that it was failing."""


class WebhookOut(OwnedOut):
    """An address that is told of what happens."""

    id: WebhookId
    """Time-ordered id (UUIDv7)."""
    name: str
    """What it is for."""
    url: str
    """Where it is sent to."""
    events: list[Event]
    """What is told."""
    status: WebhookStatus
    """Whether it is told."""
    disabled_reason: str | None
    """Why it was disabled by itself: `failing` for days, or `gone` (it answered 410)."""
    failing_since: datetime | None
    """The first failure since the last success."""


class WebhookMadeOut(WebhookOut):
    """A webhook with its secret, which is shown only now."""

    secret: str
    """What deliveries are signed with: `whsec_` and the key in Base64."""


class WebhookQuery(PageQuery):
    """Which webhooks to list."""

    sort: Literal["created"] = "created"
    """Newest first."""


class TryOut(Output):
    """One attempt at a delivery."""

    at: datetime
    """When."""
    status: int | None
    """HTTP status of the answer; null: there was none."""
    error: str | None
    """Word for the failure: `status`, `timeout`, `connection`, `tls`, `address`, `name`, `disabled`."""
    ms: int
    """How long it took, in milliseconds."""


class DeliveryOut(Output):
    """One thing that happened, and how telling it went."""

    id: DeliveryId
    """Time-ordered id (UUIDv7), sent as `webhook-id`: the same in every attempt."""
    created_at: datetime
    """When it happened."""
    event: Event
    """What happened."""
    entity_id: UUID
    """What it happened to."""
    status: DeliveryStatus
    """`dead`: it was tried as often as it may be, or the webhook was disabled."""
    attempts: int
    """How often it was tried, since it was last sent again."""
    next_at: datetime | None
    """When it is tried next."""
    delivered_at: datetime | None
    """When it arrived."""
    tries: list[TryOut]
    """Every attempt, in order."""


class DeliveryQuery(CursorQuery):
    """Which deliveries to list."""

    status: DeliveryStatus | None = None
    """Only those that stand so."""
