"""What the preview and the commit have in common: the file read, and planned against what is there."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn.identity.people import person
from cairn.imports.formats.base import Format, Options
from cairn.imports.queries import AREA_NAMES, KNOWN, KNOWN_ENTRIES, PROJECT_NAMES
from cairn.imports.schemas import FindingOut, FindingsOut
from cairn.imports.service.convert import Surroundings
from cairn.imports.service.plan import Earlier, Plan, Present, plan
from cairn.imports.service.reading import Content, read
from cairn.kit.db.work import ReadWork
from cairn.planning.ids import ProjectId, TaskId

_FINDINGS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file, read and planned."""

    content: Content
    present: Present
    plan: Plan

    def findings(self) -> FindingsOut:
        """Return the first findings and their number."""
        found = self.plan.findings
        items = [
            FindingOut(place=f.place, field=f.field, value=f.value, message=f.message, severity=f.severity)
            for f in found[:_FINDINGS_KEPT]
        ]
        return FindingsOut(items=items, total=len(found))


async def prepare(
    work: ReadWork, form: Format, data: bytes, options: Mapping[str, Any], *, file_name: str
) -> Prepared:
    """Read a file and plan what becomes of it; raises UnreadableImport or Invalid.

    `options` are those that the run keeps. The work on the whole file is done in a thread, so that other
    requests are answered meanwhile.
    """
    whose = await person(work)
    how = Options(
        zone=whose.zone,
        max_bytes=len(data),
        columns=options["columns"],
        date_order=options["date_order"],
        file_name=file_name,
    )
    content = await asyncio.to_thread(read, form, data, how)
    ids = [record.external_id for record in content.records]
    areas = [(row.id, row.name, row.slug) for row in await work.db.rows(AREA_NAMES)]
    names = {slug.casefold(): (area, name) for area, name, slug in areas}
    present = Present(
        around=Surroundings(
            whose=whose,
            now=work.clock.now(),
            areas=names | {name.casefold(): (area, name) for area, name, _ in areas},
        ),
        projects={row.name.casefold(): ProjectId(row.id) for row in await work.db.rows(PROJECT_NAMES)},
        known={
            row.external_id: Earlier(TaskId(row.entity_id), row.content_hash, row.alive)
            for row in await work.db.rows(KNOWN, source=options["source"], ids=ids)
        },
        known_entries={
            row.external_id: row.content_hash
            for row in (
                await work.db.rows(
                    KNOWN_ENTRIES,
                    source=options["source"],
                    ids=[entry.external_id for entry in content.entries],
                )
                if content.entries
                else ()
            )
        },
    )
    return Prepared(content, present, await asyncio.to_thread(plan, content, present))
