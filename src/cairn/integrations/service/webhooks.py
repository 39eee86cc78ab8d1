"""Webhooks: made, told of events in the transaction in which they happen, delivered afterwards."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cairn.integrations.ids import DeliveryId, WebhookId
from cairn.integrations.models import Webhook
from cairn.integrations.problems import TooManyWebhooks, WebhookDisabled
from cairn.integrations.queries import (
    ADD_DELIVERY,
    FORGET_DELIVERIES,
    LISTENING,
    RECORD_HEALTH,
    RECORD_TRY,
    SEND_AGAIN,
    TO_DELIVER,
    WEBHOOK_COUNT,
    WEBHOOKS,
)
from cairn.integrations.schemas.webhooks import WebhookCreate
from cairn.integrations.sending import Outcome, send
from cairn.integrations.signing import new_secret, sealed, signature, unsealed
from cairn.kit.db.owned import Written
from cairn.kit.db.sql import Query, Row
from cairn.kit.db.work import Database, Work
from cairn.kit.http.problems import Forbidden, NotFound
from cairn.kit.ids import UserId, new_id
from cairn.kit.jobs import enqueue
from cairn.kit.json import decode_json, encode_json
from cairn.planning.ids import TaskId
from cairn.planning.queries.tasks import TASKS

if TYPE_CHECKING:
    from cairn.settings import Settings

JOB = "integrations.deliver"
MOST_WEBHOOKS = 100
RETRIES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200))
"""Waits before the second attempt and each further one; after the last one a delivery is dead."""
_JITTER = 0.2
DISABLED_AFTER = timedelta(days=3)
"""Failing that long without one success disables a webhook."""
FORMER_SECRET_LIFE = timedelta(hours=24)
KEPT = timedelta(days=30)
_GONE = 410
_KNOWN = "webhooks"
_LISTENING = Query(LISTENING)
TASKS.bring(_KNOWN, LISTENING)


async def create(work: Work, settings: "Settings", new: WebhookCreate) -> tuple[Written, bytes]:
    """Add a webhook, and return it with its secret; raises Forbidden or TooManyWebhooks."""
    if not settings.webhooks.enabled:
        raise Forbidden("Webhooks are switched off on this server.")
    if await work.db.value(WEBHOOK_COUNT) >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    row_id, secret = new_id(), new_secret()
    webhook = Webhook(**new.model_dump(), secret_sealed=sealed(settings, row_id, secret))
    return await WEBHOOKS.add(work, webhook, row_id=row_id), secret


async def change(
    work: Work, webhook_id: WebhookId, changes: dict[str, Any], *, if_match: int | None
) -> Written:
    """Change a webhook; raises NotFound or Stale."""
    if changes.get("status") == "enabled":
        changes |= {"disabled_reason": None, "failing_since": None}
    return await WEBHOOKS.patch(work, webhook_id, changes, if_match=if_match)


async def rotate(work: Work, settings: "Settings", webhook_id: WebhookId) -> tuple[Written, bytes]:
    """Replace the secret, and sign with both for a day; raises NotFound."""
    webhook = await WEBHOOKS.get(work, webhook_id, lock=True)
    secret = new_secret()
    changes = {
        "secret_sealed": sealed(settings, webhook_id, secret),
        "former_secret_sealed": webhook.secret_sealed,
        "former_until": work.clock.now() + FORMER_SECRET_LIFE,
    }
    return await WEBHOOKS.patch(work, webhook_id, changes, action="rotate"), secret


async def send_again(work: Work, webhook_id: WebhookId, delivery_id: DeliveryId) -> None:
    """Deliver once more, under the same id; raises NotFound or WebhookDisabled."""
    webhook = await WEBHOOKS.get(work, webhook_id)
    if webhook.status != "enabled":
        raise WebhookDisabled
    now = work.clock.now()
    if await work.db.value(SEND_AGAIN, webhook_id=webhook_id, id=delivery_id, now=now) is None:
        raise NotFound
    await _enqueue(work, webhook_id, delivery_id)


async def tell(work: Work, event: str, task_id: TaskId, *, gone: bool = False) -> None:
    """Write a delivery for each webhook that wants the event, in the transaction of the event."""
    if _KNOWN not in work.known:  # several tasks were changed in one statement
        work.known[_KNOWN] = await work.db.value(_LISTENING)
    wanted = [UUID(hook_id) for hook_id, events in work.known[_KNOWN] or () if event in events]
    if not wanted:
        return
    now = work.clock.now()
    data = {"id": task_id} if gone else decode_json((await TASKS.show(work, task_id)).body)
    payload = {"type": event, "timestamp": now, "data": data}
    for webhook_id in wanted:
        delivery_id = new_id()
        await work.db.run(
            ADD_DELIVERY,
            id=delivery_id,
            now=now,
            webhook_id=webhook_id,
            event=event,
            entity_id=task_id,
            payload=payload,
        )
        await _enqueue(work, webhook_id, DeliveryId(delivery_id))


async def deliver(database: Database, person: UserId, delivery_id: DeliveryId) -> None:
    """Try a delivery once, outside of any transaction, and write down what came of it.

    Killed in between it is tried again: what is told is told at least once, under one id.
    """
    settings = database.settings
    if settings is None:
        raise RuntimeError("deliveries need the settings of the server")
    async with database.read(person) as read:
        waiting = await read.db.row(TO_DELIVER, id=delivery_id)
        now = read.clock.now()
    if waiting is None:
        return
    if waiting.wanted and settings.webhooks.enabled:
        outcome = await _send(settings, waiting, delivery_id, now)
    else:
        outcome = Outcome(None, "disabled", 0)
    async with database.work(person) as work:
        await _record(work, waiting, delivery_id, outcome)


async def forget(work: Work) -> None:
    """Forget deliveries of more than 30 days ago."""
    await work.db.run(FORGET_DELIVERIES, before=work.clock.now() - KEPT)


async def _enqueue(
    work: Work, webhook_id: UUID, delivery_id: DeliveryId, *, at: datetime | None = None
) -> None:
    # Those of one webhook run one at a time, and behind other work: a slow receiver keeps itself waiting.
    await enqueue(
        work, JOB, at=at, priority=-1, owner=UserId(webhook_id), person=work.owner, delivery=delivery_id
    )


async def _send(settings: "Settings", waiting: Row, delivery_id: DeliveryId, now: datetime) -> Outcome:
    body = encode_json(waiting.payload)
    timestamp = int(now.timestamp())
    sealed_ones = [waiting.secret_sealed]
    if waiting.former_until is not None and waiting.former_until > now:
        sealed_ones.append(waiting.former_secret_sealed)
    keys = [unsealed(settings, waiting.webhook_id, one) for one in sealed_ones]
    signed = [signature(key, str(delivery_id), timestamp, body) for key in keys if key is not None]
    if not signed:
        return Outcome(None, "secret", 0)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Cairn",
        "webhook-id": str(delivery_id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signed),
    }
    return await send(waiting.url, body, headers, allow_private=settings.webhooks.allow_private)


async def _record(work: Work, waiting: Row, delivery_id: DeliveryId, outcome: Outcome) -> None:
    now = work.clock.now()
    status, next_at = "delivered", None
    if outcome.error is not None:
        final = outcome.error == "disabled" or outcome.status == _GONE or waiting.attempts >= len(RETRIES)
        status = "dead" if final else "waiting"
        if not final:
            spread = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - so that not all come back at once
            next_at = now + RETRIES[waiting.attempts] * spread
    await work.db.run(
        RECORD_TRY,
        id=delivery_id,
        status=status,
        next_at=next_at,
        delivered_at=now if status == "delivered" else None,
        tried=[{"at": now, "status": outcome.status, "error": outcome.error, "ms": outcome.ms}],
    )
    if next_at is not None:
        await _enqueue(work, waiting.webhook_id, delivery_id, at=next_at)
    if outcome.error != "disabled":
        await work.db.run(RECORD_HEALTH, id=waiting.webhook_id, failed=outcome.error is not None, now=now)
        await _disable(work, waiting, outcome, now)


async def _disable(work: Work, waiting: Row, outcome: Outcome, now: datetime) -> None:
    """Disable a webhook that is gone, or has been failing for days."""
    since = waiting.failing_since
    if outcome.status == _GONE:
        reason = "gone"
    elif outcome.error is not None and since is not None and now - since >= DISABLED_AFTER:
        reason = "failing"
    else:
        return
    changes = {"status": "disabled", "disabled_reason": reason}
    await WEBHOOKS.patch(work, waiting.webhook_id, changes, action="disable")
