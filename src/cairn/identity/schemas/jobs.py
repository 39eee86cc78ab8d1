"""Wire shapes of background jobs, for administrators."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from cairn.identity.ids import JobId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Output

State = Literal["waiting", "running", "dead", "done", "ended"]

JobIdPath = Annotated[JobId, Field(ge=1, le=2**63 - 1)]
"""A job's number."""


class JobQuery(PageQuery):
    """Which jobs to list."""

    state: State | None = None
    """Only in this state; `dead` are those whose attempts are used up."""
    name: str | None = Field(None, pattern=r"^[a-z_]{1,60}\.[a-z_]{1,60}$")
    """Only of this kind, e.g. `data.export`."""


class JobOut(Output):
    """A background job."""

    id: int
    """Its number; later jobs have higher ones."""
    name: str
    """What kind of work it is."""
    state: State
    """`waiting` for its turn or time, `running`, `dead` (it failed as often as it may) or `ended` (aborted);
    `done` ones are removed at once."""
    attempts: int
    """How often it was begun."""
    ids: dict[str, str]
    """What it works on, as ids: a job holds no content."""
    run_at: datetime | None
    """Not before this instant; null: at once."""
    created_at: datetime | None
    """When it was enqueued."""
    changed_at: datetime | None
    """When its state last changed."""
