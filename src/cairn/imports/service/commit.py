"""Carrying an import out: everything in the transaction of the caller, or nothing."""

import zlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from cairn.imports.ids import ImportId
from cairn.imports.queries import ADD_ITEMS, RUNS
from cairn.imports.service.journal import write_entries
from cairn.imports.service.plan import Plan, Row
from cairn.imports.service.prepare import prepare
from cairn.imports.service.reading import choose
from cairn.kit.db.locks import lock
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import NotFound
from cairn.planning.events import TasksAdded
from cairn.planning.queries.structure import PROJECTS
from cairn.planning.service.create import add_tasks
from cairn.planning.service.depend import add_dependencies

_STRETCH = 500
"""Tasks to a statement: enough to be fast, few enough to tell of progress."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    done: int
    """Tasks that are written."""
    total: int
    """Tasks to write."""


async def carry_out(work: Work, import_id: ImportId) -> AsyncIterator[Progress]:
    """Import a previewed file, telling how far it is; one that is imported already stays as it is.

    The file is planned anew: what it becomes depends on what is there now, not at the time of the preview.
    Raises NotFound, UnreadableImport or Invalid. Of two at the same time the second one waits, here, and
    then finds the tasks of the first.
    """
    await lock(work, "imports")
    run = await RUNS.get(work, import_id, lock=True)
    if run.status == "committed":
        return
    if run.content is None:
        raise NotFound
    data = zlib.decompress(run.content)
    form = choose(run.format, run.file_name, data)
    prepared = await prepare(work, form, data, run.options, file_name=run.file_name)
    planned = prepared.plan
    entries = [row for row in planned.entries if row.standing == "new"]
    total = len(planned.new) + len(entries)
    yield Progress(0, total)
    await _write_projects(work, planned)
    for start in range(0, len(planned.new), _STRETCH):
        await _write_tasks(work, planned.new[start : start + _STRETCH], run.options["source"])
        yield Progress(min(start + _STRETCH, len(planned.new)), total)
    for start in range(0, len(entries), _STRETCH):
        await write_entries(work, entries[start : start + _STRETCH], run.options["source"])
        yield Progress(len(planned.new) + min(start + _STRETCH, len(entries)), total)
    await add_dependencies(work, planned.edges)
    if planned.matched:
        await publish(work, TasksAdded(frozenset(planned.matched)))
    changes = {
        "status": "committed",
        "committed_at": work.clock.now(),
        "counts": planned.counts().model_dump(),
        "findings": prepared.findings().model_dump(),
        "preview": None,
        "content": None,
    }
    await RUNS.patch(work, import_id, changes, action="commit")


async def _write_projects(work: Work, planned: Plan) -> None:
    if planned.projects:
        projects, made_at = zip(*planned.projects.values(), strict=True)
        await PROJECTS.add_many(work, projects, row_ids=list(planned.projects), made_at=made_at)


async def _write_tasks(work: Work, rows: Sequence[Row], source: str) -> None:
    tasks = [row.task for row in rows if row.task is not None]
    await add_tasks(work, tasks, ids=[row.task_id for row in rows], made_at=[row.made_at for row in rows])
    items = [
        {"external_id": row.record.external_id, "entity_id": row.task_id, "digest": row.digest.hex()}
        for row in rows
    ]
    await work.db.run(ADD_ITEMS, source=source, items=items, now=work.clock.now())
    if len(rows) == _STRETCH:
        work.db.grown |= {"import_item", "task_dependency"}
