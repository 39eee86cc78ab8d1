"""Consents, and the audit log as its person sees it."""

from cairn.kit.db.sql import Query
from cairn.kit.db.work import ReadWork

ADD_CONSENT = Query(
    "INSERT INTO consent (user_id, id, created_at, purpose, granted, text_version, source)"
    " VALUES (:owner, :id, :now, :purpose, :granted, :text_version, :source)"
)

IN_FORCE = Query(
    "SELECT DISTINCT ON (purpose) purpose, granted, text_version, created_at FROM consent"
    " WHERE user_id = :owner ORDER BY purpose, id DESC"
)

_IS_GRANTED = Query(
    "SELECT granted FROM consent WHERE user_id = :owner AND purpose = :purpose ORDER BY id DESC LIMIT 1"
)

DECISIONS = Query(
    "SELECT id, created_at, purpose, granted, text_version, source FROM consent"
    " WHERE user_id = :owner AND (CAST(:before AS uuid) IS NULL OR id < :before)"
    " ORDER BY id DESC LIMIT :limit"
)

AUDIT = Query(
    "SELECT id, created_at, actor_id, action, entity_kind, entity_id, changes, request_id FROM audit_event"
    " WHERE user_id = :owner AND (CAST(:before AS uuid) IS NULL OR id < :before)"
    " ORDER BY id DESC LIMIT :limit"
)

AUDIT_OF_ENTITY = Query(
    "SELECT id, created_at, actor_id, action, entity_kind, entity_id, changes, request_id FROM audit_event"
    " WHERE user_id = :owner AND entity_id = :entity AND (CAST(:before AS uuid) IS NULL OR id < :before)"
    " ORDER BY id DESC LIMIT :limit"
)

AUDIT_SINCE = Query(
    "SELECT id, entity_kind, request_id FROM audit_event WHERE user_id = :owner AND id > :since"
    " ORDER BY id LIMIT 1000"
)


# What others, and the operator, did to accounts, and what administrators did to invitations and jobs.
ADMIN_AUDIT = Query(
    "SELECT id, created_at, user_id, actor_id, action, entity_kind, entity_id, changes, request_id"
    " FROM audit_event WHERE (entity_kind IN ('invite', 'job')"
    " OR (entity_kind = 'user_account' AND actor_id IS DISTINCT FROM user_id))"
    " AND (CAST(:before AS uuid) IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit"
)


async def has_consented(work: ReadWork, purpose: str) -> bool:
    """Return whether the owner's newest decision about a purpose is yes; no decision means no."""
    return bool(await work.db.value(_IS_GRANTED, purpose=purpose))
