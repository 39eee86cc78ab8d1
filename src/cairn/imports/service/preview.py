"""The preview: what a file would become. Keeps the file, and nothing else, until the commit."""

import hashlib
import zlib
from datetime import timedelta

from pydantic import ValidationError

from cairn.imports.formats.base import one_line
from cairn.imports.ids import ImportId
from cairn.imports.models import ImportRun
from cairn.imports.problems import ImportCommitted
from cairn.imports.queries import OLD_PREVIEWS, RUNS
from cairn.imports.schemas import (
    FindingsOut,
    ImportedTaskOut,
    ImportOptions,
    ImportPreviewOut,
    TableOut,
)
from cairn.imports.service.convert import Converter
from cairn.imports.service.journal import shown_entry
from cairn.imports.service.plan import Row
from cairn.imports.service.prepare import Prepared, prepare
from cairn.imports.service.reading import choose
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.http.problems import FieldError, Invalid
from cairn.planning.models import Task

PREVIEWS_KEPT = timedelta(days=7)
_ROWS_SHOWN = 20
_LONGEST_NAME = 200


async def preview_import(
    work: Work, data: bytes, *, file_name: str, form_name: str | None, options: ImportOptions
) -> Written:
    """Read a file and keep it with what it would become; raises UnreadableImport or Invalid."""
    form = choose(form_name, file_name, data)
    kept = {
        "columns": options.columns,
        "date_order": options.date_order,
        "source": form.name if options.source is None else f"{form.name}:{options.source}",
    }
    name = one_line(file_name)[:_LONGEST_NAME] or "file"
    prepared = await prepare(work, form, data, kept, file_name=name)
    run = ImportRun(
        format=form.name,
        file_name=name,
        file_sha256=hashlib.sha256(data).digest(),
        options=kept,
        counts=prepared.plan.counts().model_dump(),
        findings=prepared.findings().model_dump(),
        preview=_preview(prepared).model_dump(mode="json"),
        content=zlib.compress(data),
    )
    return await RUNS.add(work, run)


def read_options(text: str | None) -> ImportOptions:
    """Return the options of an upload; raises Invalid."""
    try:
        return ImportOptions() if text is None else ImportOptions.model_validate_json(text)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
        raise Invalid(
            errors=[
                FieldError("/".join(("/options", *map(str, item["loc"]))), item["type"], item["msg"])
                for item in wrong
            ]
        ) from None


async def discard(work: Work, import_id: ImportId, *, if_match: int | None = None) -> None:
    """Forget a preview and its file at once; raises NotFound, Stale or ImportCommitted."""
    run = await RUNS.get(work, import_id, lock=True)
    if run.status == "committed":
        raise ImportCommitted
    changes = {
        "content": None,
        "preview": None,
        "findings": FindingsOut(items=[], total=0).model_dump(),
        "deleted_at": work.clock.now(),
    }
    await RUNS.patch(work, import_id, changes, if_match=if_match, action="delete")


async def discard_old(work: Work) -> None:
    """Forget the previews that nobody has carried out for a week."""
    for row in await work.db.rows(OLD_PREVIEWS, before=work.clock.now() - PREVIEWS_KEPT):
        await discard(work, ImportId(row.id))


def _preview(prepared: Prepared) -> ImportPreviewOut:
    shape = prepared.content.shape
    table = None
    if shape is not None:
        table = TableOut(
            columns=list(shape.columns),
            fields=list(shape.fields),
            mapping=shape.mapping,
            unclear_dates=list(shape.unclear_dates),
            sample=[[cell[:_LONGEST_NAME] for cell in cells] for cells in shape.sample],
        )
    shown = [_shown(row, prepared) for row in prepared.plan.rows[:_ROWS_SHOWN]]
    entries = [shown_entry(row) for row in prepared.plan.entries[:_ROWS_SHOWN]]
    return ImportPreviewOut(tasks=shown, entries=entries, table=table)


def _shown(row: Row, prepared: Prepared) -> ImportedTaskOut:
    around = prepared.present.around
    task: Task = row.task or Converter(row.record, around).task(
        project_id=row.project_id, parent_id=None, previous_id=None
    )
    areas = dict(around.areas.values())
    return ImportedTaskOut(
        place=row.record.place,
        standing=row.standing,
        title=task.title,
        status=task.status,
        priority=task.priority,
        project=" / ".join(row.record.project) or None,
        area=None if task.area_id is None else areas[task.area_id],
        tags=task.tags,
        due_date=task.due_date,
        due_at=task.due_at,
        scheduled_for=task.scheduled_for,
        recurrence_text=task.recurrence_text,
        completed_at=task.completed_at,
    )
