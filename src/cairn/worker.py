"""The job worker: runs what was enqueued and what the clock brings; in the server's process or its own."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import procrastinate
from procrastinate import PsycopgConnector, RetryStrategy
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job as StalledJob
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

from cairn.api import load_domains
from cairn.kit.db.work import Database
from cairn.kit.jobs import REGISTRY, Job
from cairn.kit.logs import log
from cairn.kit.metrics import JOBS

HEARTBEAT_SECONDS = 10
STALLED_SECONDS = 30
"""Silence after which a worker counts as dead and its jobs run again."""
SWEEP_SECONDS = 10
RETRY_SECONDS = 2
END_SECONDS = 12
"""A little longer than jobs that run are given to finish."""


def queue(url: str, database: Database) -> procrastinate.App:
    """Return the queue, with every registered job."""
    load_domains()
    # The queue's own statements are few and short, and each idle connection keeps 4 MB in the server.
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=1)
    app = procrastinate.App(connector=connector)
    for found in REGISTRY.values():
        _register(app, found, database)
    return app


def _register(app: procrastinate.App, found: Job, database: Database) -> None:
    run = _measured(found, database)
    retry = RetryStrategy(max_attempts=found.attempts - 1, exponential_wait=2)
    task = app.task(name=found.name, retry=retry if found.cron is None else False)(run)
    if found.cron is not None:
        app.periodic(cron=found.cron, periodic_id=found.name)(task)


def _measured(found: Job, database: Database) -> Callable[..., Awaitable[None]]:
    async def run(**args: Any) -> None:
        started = time.perf_counter()
        args.pop("timestamp", None)
        try:
            await found.run(database, **args)
        except Exception as error:
            JOBS.labels(found.name, "failed").inc()
            log.warning("job_failed", job=found.name, error_type=type(error).__name__)
            raise
        JOBS.labels(found.name, "done").inc()
        ms = round((time.perf_counter() - started) * 1000, 1)
        if found.cron is None:
            log.info("job_done", job=found.name, ms=ms)
        else:  # every minute of every day
            log.debug("job_done", job=found.name, ms=ms)

    return run


class _Prompt(Worker):
    """A worker that looks for the next job when one has ended, and keeps none whose outcome is lost.

    The library looks again when a job is enqueued, and otherwise every five seconds: that is how long a
    person's second job, which waits for their first, would wait at least.
    """

    async def _process_job(self, context: JobContext) -> None:
        try:
            await super()._process_job(context)
        except Exception as error:  # noqa: BLE001 - whatever kept the outcome from being written
            # As when the database died. The job counts as running for as long as this worker is registered.
            log.warning("job_outcome_lost", job=context.job.task_name, error_type=type(error).__name__)
            self.stop()  # type: ignore[no-untyped-call]
        finally:
            self._new_job_event.set()


@contextlib.asynccontextmanager
async def running(url: str, database: Database, *, concurrency: int = 2) -> AsyncIterator[None]:
    """Work on jobs in the background until the block ends; jobs that run are given ten seconds to finish."""
    app = queue(url, database)
    async with app.open_async():
        ended = asyncio.Event()
        worker = asyncio.create_task(_work(app, concurrency, ended))
        sweeper = asyncio.create_task(_recover(app))
        try:
            yield
        finally:
            ended.set()
            for task in (sweeper, worker):
                while not task.done():  # the library loses a cancellation that meets an error of its own
                    task.cancel()
                    await asyncio.wait([task], timeout=END_SECONDS)


async def _work(app: procrastinate.App, concurrency: int, ended: asyncio.Event) -> None:
    """Work until cancelled; a worker that fails, as when the database restarts, is followed by another."""
    while not ended.is_set():
        try:
            worker: Worker = _Prompt(
                app,
                concurrency=concurrency,
                install_signal_handlers=False,
                fetch_job_polling_interval=5,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                delete_jobs="successful",
            )
            await worker.run()  # type: ignore[no-untyped-call]
        except Exception as error:  # noqa: BLE001 - whatever it is, the jobs must go on without a restart
            log.error("worker_failed", error_type=type(error).__name__)
        await asyncio.sleep(RETRY_SECONDS)


async def _recover(app: procrastinate.App) -> None:
    """Put the jobs of dead workers back in the queue."""
    while True:
        try:
            for stalled in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
                await _put_back(app.job_manager, stalled)
        except Exception as error:  # noqa: BLE001 - this goes on as long as the worker
            log.warning("job_sweep_failed", error_type=type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


async def _put_back(jobs: JobManager, stalled: StalledJob) -> None:
    try:
        await jobs.retry_job(stalled)
    except procrastinate.exceptions.UniqueViolation:
        # One with its key has been enqueued since and waits: it will do what this one has not finished.
        await jobs.finish_job(stalled, Status.ABORTED, delete_job=True)
    log.warning("job_recovered", job=stalled.task_name)
