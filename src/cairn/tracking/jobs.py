"""Background work of tracking."""

from uuid import UUID

from cairn.kit.db.work import Database
from cairn.kit.ids import UserId
from cairn.kit.jobs import job
from cairn.tracking.service import associations


@job("tracking.associate")
async def associate(database: Database, user_id: str) -> None:
    """Compute what goes with what for one person; each run is kept beside those before it."""
    await associations.associate(database, UserId(UUID(user_id)))
