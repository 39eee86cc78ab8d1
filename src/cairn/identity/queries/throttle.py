"""Counters of failed attempts. A global table: these run in the system scope."""

from cairn.kit.db.sql import Query

ENSURE = Query(
    "INSERT INTO login_throttle (key, failures, since)"
    " SELECT key, 0, :now FROM unnest(CAST(:keys AS bytea[])) AS key ORDER BY key ON CONFLICT DO NOTHING"
)

TALLIES = Query(
    "SELECT key, failures, since, blocked_until FROM login_throttle"
    " WHERE key = ANY(CAST(:keys AS bytea[])) ORDER BY key FOR UPDATE"
)
"""Locked in one order, so that attempts at once wait for each other instead of deadlocking."""

COUNT = Query(
    "UPDATE login_throttle SET failures = :failures, since = :since, blocked_until = :blocked_until"
    " WHERE key = :key"
)

CLEAR = Query("DELETE FROM login_throttle WHERE key = ANY(CAST(:keys AS bytea[]))")

GIVE_BACK = Query(
    "UPDATE login_throttle SET failures = greatest(failures - 1, 0),"
    " blocked_until = CASE WHEN failures - 1 < :free THEN NULL ELSE blocked_until END WHERE key = :key"
)

FORGET = Query(
    "DELETE FROM login_throttle WHERE since < :before AND coalesce(blocked_until, since) < :before"
)
