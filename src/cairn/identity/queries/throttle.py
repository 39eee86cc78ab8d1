"""Counters of failed attempts. A global table: these run in the system scope."""

from cairn.kit.db.sql import Query

TALLIES = Query(
    "INSERT INTO login_throttle (key, failures, since)"
    " SELECT key, 0, :now FROM unnest(CAST(:keys AS bytea[])) AS key ORDER BY key"
    " ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING key, failures, since, blocked_until"
)
"""The counters, made where they are not there, and locked.

In one order, so that attempts at once wait for each other instead of deadlocking; in one statement, because a
success may clear a counter between its making and its locking.
"""

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
