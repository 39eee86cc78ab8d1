"""Wire shapes of imports."""

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import UploadFile
from pydantic import Field, StringConstraints

from cairn.imports.formats.base import DateOrder, Severity
from cairn.imports.ids import ImportId
from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Input, Output, OwnedOut
from cairn.planning.schemas.tasks import TaskStatus

ImportStatus = Literal["previewed", "committed"]
Standing = Literal["new", "known", "changed"]
Name = Annotated[str, StringConstraints(max_length=500)]
FieldName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class ImportForm(Input):
    """A file to import."""

    file: UploadFile
    """The file itself."""
    format: Label | None = None
    """Name of its format, of `GET /imports/formats`; recognised from its content when absent."""
    options: Annotated[str, StringConstraints(max_length=50_000)] | None = None
    """How to read it, as JSON with the members of `ImportOptions`."""


class ImportOptions(Input):
    """How to read a file. What its format has no use for is ignored."""

    columns: Annotated[dict[FieldName, Name], Field(max_length=50)] = {}
    """For tables: field to the column that holds it; an empty name leaves the field out. Fields that are not
    named are proposed from the header."""
    date_order: DateOrder | None = None
    """For tables: whether day or month is first in 03/04/2026; decided from the whole column when absent."""
    source: Label | None = None
    """A label for where the file is from. Tasks are recognised by their identifier within one format and
    label: use a label for each program whose tables number their rows from 1."""


class ImportOptionsOut(Output):
    """How a file was read."""

    columns: dict[str, str]
    """Field to column, as it was sent."""
    date_order: DateOrder | None
    """As it was sent."""
    source: str
    """Name under which its tasks are recognised: the format, and the label where one was sent."""


class ImportFormatOut(Output):
    """A kind of file that can be imported."""

    name: str
    """Name to send as `format`."""
    title: str
    """Name for people."""
    suffixes: list[str]
    """Usual endings of its file names."""
    is_table: bool
    """Whether its columns can be named by the option `columns`."""


class ImportFormatsOut(Output):
    """The kinds of files that can be imported."""

    items: list[ImportFormatOut]
    """In the order in which they are tried."""


class ImportCounts(Output):
    """What a file holds: before the commit what would be made of it, afterwards what was."""

    tasks: int
    """Tasks in the file: the new, known and changed ones together."""
    new: int
    """Tasks to be made. 0: there is nothing to import."""
    known: int
    """Tasks that were imported before and are the same."""
    changed: int
    """Tasks that were imported before and are different in this file. They are left as they are here."""
    open: int
    """New tasks that are still to do."""
    done: int
    """New tasks that are done. They earn no points."""
    cancelled: int
    """New tasks that were given up."""
    recurring: int
    """New tasks that repeat."""
    subtasks: int
    """New tasks that are part of another."""
    dependencies: int
    """How often a new task waits for another."""
    projects_new: int
    """Projects to be made."""
    projects_matched: int
    """Projects that new tasks join because they have the same name."""
    areas_matched: int
    """Areas that new tasks belong to."""
    entries_new: int
    """Journal entries to be made."""
    entries_known: int
    """Journal entries that were imported before; they are left as they are here."""


class FindingOut(Output):
    """Something that was not understood; unless it says otherwise, the task is imported without it."""

    place: str
    """Where it stands in the file, such as "line 12, column Due"."""
    field: str
    """The file's own name of the field; empty where it concerns a whole task or the file."""
    value: str
    """What stands there, at most 80 characters of it."""
    message: str
    """What becomes of it, or what would be right."""
    severity: Severity
    """`error` where a whole task or column is left out."""


class FindingsOut(Output):
    """What was not understood."""

    items: list[FindingOut]
    """The first 200, in the order of the file."""
    total: int
    """How many there are."""


class ImportedTaskOut(Output):
    """A task of the file as it would become."""

    place: str
    """Where it stands in the file."""
    standing: Standing
    """Whether it is new, or was imported before."""
    title: str
    """What to do."""
    status: TaskStatus
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    project: str | None
    """Name of its project."""
    area: str | None
    """Name of its own area."""
    tags: list[str]
    """Labels."""
    due_date: date | None
    """The day on which it is due."""
    due_at: datetime | None
    """The moment at which it is due, where a time of day matters."""
    scheduled_for: date | None
    """The day on which it is meant to be done."""
    recurrence_text: str | None
    """How it repeats, in words."""
    completed_at: datetime | None
    """When it was done."""


class ImportedEntryOut(Output):
    """A journal entry of the file as it would become."""

    place: str
    """Where it stands in the file."""
    standing: Standing
    """Whether it is new, or was imported before."""
    occurred_at: datetime
    """When it happened."""
    title: str | None
    """What it is called."""
    content: str
    """Its first 200 characters."""
    mood: int | None
    """1 (least pleasant) to 5."""
    tags: list[str]
    """Words to find it by."""


class TableOut(Output):
    """The columns of a table."""

    columns: list[str]
    """In the order of the file."""
    fields: list[str]
    """What a column can be taken for."""
    mapping: dict[str, str]
    """Field to the column that is taken for it."""
    unclear_dates: list[str]
    """Columns with dates such as 03/04/2026 that need the option `date_order`."""
    sample: list[list[str]]
    """Cells of the first rows, at most five."""


class ImportPreviewOut(Output):
    """What a file would become."""

    tasks: list[ImportedTaskOut]
    """The first 20 tasks."""
    entries: list[ImportedEntryOut]
    """The first 20 journal entries."""
    table: TableOut | None
    """The columns, where the file is a table."""


class ImportSummaryOut(OwnedOut):
    """A file that was uploaded."""

    id: ImportId
    """Time-ordered id (UUIDv7)."""
    format: str
    """What it was read as."""
    file_name: str
    """Name of the file."""
    status: ImportStatus
    """`previewed`: nothing is imported yet; a week later it is forgotten. `committed`: it is imported."""
    committed_at: datetime | None
    """When it was imported."""
    counts: ImportCounts
    """What it holds."""


class ImportOut(ImportSummaryOut):
    """A file that was uploaded, and what it would become or has become."""

    options: ImportOptionsOut
    """How it was read."""
    findings: FindingsOut
    """What was not understood."""
    preview: ImportPreviewOut | None
    """What it would become; null once it is imported."""


class ImportQuery(PageQuery):
    """Which imports to list."""

    status: ImportStatus | None = None
    """Only those that are imported, or are not yet."""
    sort: Literal["created"] = "created"
    """Newest first."""
