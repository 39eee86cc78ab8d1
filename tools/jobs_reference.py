"""The page of background jobs, made from their registry."""

import inspect

from cairn.api import load_domains
from cairn.kit.jobs import REGISTRY, Job
from tools.pages import DOCS, Generated, first_sentence, table

HEAD = """\
# Jobs

What need not happen before the answer happens in the background. A job is a row that is written in the
transaction of the change that wants it, so it exists exactly when the change does. The worker runs in the
process of `cairn serve`, or by itself as `cairn worker` next to servers started with `--no-worker`.

Jobs carry ids and no content, load what they need, and can run twice without harm. One that fails is tried
again after 2, 4, 8 … seconds until its attempts are used up; then it stays in the table `procrastinate_jobs`
with the status `failed`. A job of a worker that was killed is put back after 30 seconds without a heartbeat.
Of one person's jobs only one runs at a time, so that nobody keeps others waiting. Jobs that run by the clock
are not tried again: their next time comes.

This page is made from the code by `python -m tools.reference`.

"""


def jobs() -> list[Job]:
    """Return every job, by name."""
    load_domains()
    return sorted(REGISTRY.values(), key=lambda job: job.name)


def body() -> str:
    """Return the page."""
    rows = [
        (
            f"`{job.name}`",
            f"`{job.cron}` (UTC)" if job.cron else "when wanted",
            "1" if job.cron else str(job.attempts),
            first_sentence(inspect.getdoc(job.run) or ""),
        )
        for job in jobs()
    ]
    return HEAD + table(("Job", "Runs", "Attempts", "What it does"), rows) + "\n"


PAGE = Generated(DOCS / "reference" / "jobs.md", body)
