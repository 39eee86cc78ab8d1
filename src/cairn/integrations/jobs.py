"""Background work for other programs."""

from uuid import UUID

from cairn.integrations.ids import DeliveryId
from cairn.integrations.service import webhooks
from cairn.kit.db.work import Database
from cairn.kit.ids import UserId
from cairn.kit.jobs import job


@job(webhooks.JOB)
async def deliver(database: Database, person: str, delivery: str) -> None:
    """Try a webhook's delivery once; it plans its next attempt itself."""
    await webhooks.deliver(database, UserId(UUID(person)), DeliveryId(UUID(delivery)))
