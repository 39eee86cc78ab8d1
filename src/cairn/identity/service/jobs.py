"""What an administrator does with jobs: look at them, run dead ones again, discard them."""

from cairn.identity.ids import JobId
from cairn.identity.problems import JobState
from cairn.identity.queries.jobs import COUNT_JOBS, DISCARD_JOB, JOB, JOBS, LOCK_JOB, RETRY_JOB
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import NotFound

AGAIN = frozenset({"dead", "ended"})
"""States from which a job can be run again."""


async def list_jobs(
    work: ReadWork, *, state: str | None, name: str | None, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Return jobs, newest first, and how many there are in all; in the system scope."""
    rows = await work.db.rows(JOBS, state=state, name=name, limit=limit, offset=offset)
    return rows, await work.db.value(COUNT_JOBS, state=state, name=name)


async def show_job(work: ReadWork, job_id: JobId) -> Row:
    """Return a job; raises NotFound."""
    found = await work.db.row(JOB, id=job_id)
    if found is None:
        raise NotFound
    return found


async def retry_job(work: Work, job_id: JobId) -> Row:
    """Let a dead job run again, with all its attempts; raises NotFound, JobState or Conflict."""
    state = await _state(work, job_id)
    if state not in AGAIN:
        raise JobState(f"The job is {state}; one that is dead can be run again.", state=state)
    await work.db.run(RETRY_JOB, id=job_id, now=work.clock.now())
    await _note(work, "retry", job_id, state, "waiting")
    return await show_job(work, job_id)


async def discard_job(work: Work, job_id: JobId) -> None:
    """Remove a job that does not run; raises NotFound or JobState."""
    state = await _state(work, job_id)
    if state == "running":
        raise JobState("The job is running; wait for its end, or stop the worker.", state=state)
    await work.db.run(DISCARD_JOB, id=job_id)
    await _note(work, "discard", job_id, state, None)


async def _state(work: Work, job_id: JobId) -> str:
    state: str | None = await work.db.value(LOCK_JOB, id=job_id)
    if state is None:
        raise NotFound
    return state


async def _note(work: Work, action: str, job_id: JobId, before: str, after: str | None) -> None:
    if work.actor is not None:
        await record(work, action, "job", None, {"job_id": (job_id, job_id), "state": (before, after)})
