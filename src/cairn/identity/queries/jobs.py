"""Jobs as an administrator sees them. The queue's tables are a library's; these run in the system scope."""

# ruff: noqa: S608 - only lists of columns are put in

from cairn.kit.db.sql import Query

_STATE = (
    "CASE j.status WHEN 'todo' THEN 'waiting' WHEN 'doing' THEN 'running' WHEN 'failed' THEN 'dead'"
    " WHEN 'succeeded' THEN 'done' ELSE 'ended' END"
)
_SHOWN = (
    f"j.id, j.task_name AS name, {_STATE} AS state, j.attempts, j.args AS ids, j.scheduled_at AS run_at,"
    " e.first AS created_at, e.last AS changed_at"
)
_EVENTS = (
    " LEFT JOIN LATERAL (SELECT min(at) AS first, max(at) AS last FROM procrastinate_events"
    " WHERE job_id = j.id AND type <> 'scheduled') e ON true"  # that one's time is when it is to run
)
_CHOSEN = (
    f" WHERE (CAST(:state AS text) IS NULL OR {_STATE} = CAST(:state AS text))"
    " AND (CAST(:name AS text) IS NULL OR j.task_name = CAST(:name AS text))"
)

JOBS = Query(
    f"SELECT {_SHOWN} FROM procrastinate_jobs j{_EVENTS}{_CHOSEN}"
    " ORDER BY j.id DESC LIMIT :limit OFFSET :offset"
)

COUNT_JOBS = Query(f"SELECT count(*) FROM procrastinate_jobs j{_CHOSEN}")

JOB = Query(f"SELECT {_SHOWN} FROM procrastinate_jobs j{_EVENTS} WHERE j.id = :id")

LOCK_JOB = Query(f"SELECT {_STATE} AS state FROM procrastinate_jobs j WHERE j.id = :id FOR UPDATE")

RETRY_JOB = Query(
    "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, abort_requested = false,"
    " scheduled_at = CAST(:now AS timestamptz), worker_id = NULL WHERE id = :id"
)
"""Refused by the queue's own index where a job with the same key waits already."""

DISCARD_JOB = Query("DELETE FROM procrastinate_jobs WHERE id = :id")
