"""The end of the trash: rows that were deleted long enough ago are gone for good."""

from datetime import datetime
from functools import cache

from cairn.kit.db.base import OwnedRow
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id


@cache
def _purge() -> Query:
    """Delete registry entries; their rows and what depends on these go with them by foreign keys."""
    tables = sorted(model.__tablename__ for model in OwnedRow.__subclasses__())
    trash = " UNION ALL ".join(
        f"SELECT id FROM {table} WHERE user_id = :owner AND deleted_at < :before"  # noqa: S608 - our tables
        for table in tables
    )
    return Query(
        f"WITH gone AS (DELETE FROM entity WHERE user_id = :owner AND id IN ({trash})"  # noqa: S608
        " RETURNING kind), counted AS (SELECT kind, count(*) AS n FROM gone GROUP BY kind),"
        " a AS (INSERT INTO audit_event (user_id, id, created_at, actor_id, action, entity_kind, changes)"
        " SELECT CAST(:owner AS uuid), CAST(:event AS uuid), CAST(:now AS timestamptz),"
        " CAST(:actor AS uuid), 'purge', 'trash', jsonb_object_agg(kind, n) FROM counted HAVING count(*) > 0)"
        " SELECT CAST(coalesce(sum(n), 0) AS integer) FROM counted"
    )


async def purge(work: Work, before: datetime) -> int:
    """Erase the owner's rows that were put in the trash before an instant; return how many."""
    count: int = await work.db.value(
        _purge(), before=before, event=new_id(), now=work.clock.now(), actor=work.actor_id
    )
    return count
