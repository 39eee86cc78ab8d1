"""One at a time: where two transactions of a person must not both decide on what they read.

The rows of a *set* (the edges of a graph, "the one that is open") cannot be locked before they exist.
"""

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Work

_LOCK = Query("SELECT pg_advisory_xact_lock(hashtextextended(CAST(:key AS text), 0))")


async def lock(work: Work, name: str) -> None:
    """Wait until no other transaction of this person holds the lock; held until this one ends."""
    await work.db.value(_LOCK, key=f"{name}:{work.owner}")
