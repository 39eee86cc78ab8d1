"""Wire shapes of capturing."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from cairn.integrations.ids import CaptureKeyId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output, OwnedOut
from cairn.kit.text import Line
from cairn.planning.ids import TaskId
from cairn.planning.schemas.quick import QuickDraftOut, SpanOut

Shared = Annotated[str, StringConstraints(max_length=20_000)]


class CaptureKeyCreate(Input):
    """A secret with which tasks can be added, and nothing else."""

    name: Line
    """Where it is used, such as "share sheet of the telephone"."""


class CaptureKeyOut(OwnedOut):
    """A secret with which tasks can be added."""

    id: CaptureKeyId
    """Time-ordered id (UUIDv7)."""
    name: str
    """Where it is used."""
    last_used_at: datetime | None
    """When a task was last added with it; null: never."""


class CaptureKeyMadeOut(CaptureKeyOut):
    """A new secret, which is shown only now."""

    token: str
    """The secret."""
    url: str
    """Where to send what is to be added."""


class CaptureKeyQuery(PageQuery):
    """Which keys to list."""

    sort: Literal["created"] = "created"
    """Newest first."""


class Capture(Input):
    """Something to remember. At least one of the three has to say something."""

    text: Shared | None = None
    """The first line is read like quick add (`Call Eva friday 3pm #love`); the others are the description."""
    title: Shared | None = None
    """A title, as share sheets send it: the first line, where `text` is something else."""
    url: Shared | None = None
    """An address, which goes into the description."""


class CapturedOut(Output):
    """What was understood."""

    id: TaskId
    """The new task."""
    message: str
    """What was added, in a sentence to show."""
    draft: QuickDraftOut
    """What the line says."""
    understood: list[SpanOut]
    """The parts that were understood, in the order of the line, without overlaps."""
    unresolved: list[SpanOut]
    """Parts that name something that is not there; they stay in the title."""
