"""Signing keys. A global table: these run in the system scope."""

from cairn.kit.db.sql import Query

LOCK = Query("SELECT pg_advisory_xact_lock(CAST(:key AS bigint))")
"""Ends with the transaction: one process at a time makes or replaces keys."""

KEYS = Query(
    "SELECT kid, public_key, private_key_sealed, created_at, retired_at FROM signing_key ORDER BY 4, 1"
)

ADD_KEY = Query(
    "INSERT INTO signing_key (kid, public_key, private_key_sealed, created_at)"
    " VALUES (:kid, :public_key, :private_key_sealed, :now)"
)

RETIRE_KEY = Query("UPDATE signing_key SET retired_at = :at WHERE kid = :kid AND retired_at IS NULL")

FORGET_KEYS = Query("DELETE FROM signing_key WHERE retired_at < :before")
