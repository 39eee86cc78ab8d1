"""The journal: as many entries a day as somebody likes."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ActorDep, ReadDep, WorkDep
from cairn.identity.people import person
from cairn.kit.http.paging import Cursor, Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.reflection import catalogue
from cairn.reflection.ids import JournalEntryId
from cairn.reflection.queries.journal import ENTRIES, JOURNAL
from cairn.reflection.schemas.journal import (
    DayQuery,
    FoundOut,
    JournalEntryCreate,
    JournalEntryOut,
    JournalEntryPatch,
    JournalQuery,
    OnThisDayOut,
    PromptOut,
    SearchQuery,
    TemplatesOut,
)
from cairn.reflection.service import journal as service

router = make_router("/journal", "journal")


@router.get("", response_model=Cursor[JournalEntryOut], responses=problems())
async def list_journal_entries(work: ReadDep, query: Annotated[JournalQuery, Query()]) -> Response:
    """Read the journal, what happened last first."""
    return json_response(await JOURNAL.page(work, query, query.filters()))


@router.post("", status_code=201, response_model=JournalEntryOut, responses=problems())
async def create_journal_entry(work: WorkDep, body: JournalEntryCreate) -> Response:
    """Write something down. What happened earlier belongs to the day on which it happened."""
    return await created(work, await service.write(work, body.model_dump()), "/api/v1/journal")


@router.get("/search", response_model=Page[FoundOut], responses=problems())
async def search_journal(work: ReadDep, query: Annotated[SearchQuery, Query()]) -> Response:
    """Find words in the journal and in the days, in any of their forms in your language."""
    return json_response(await service.find(work, query))


@router.get("/on-this-day", response_model=OnThisDayOut, responses=problems())
async def get_on_this_day(work: ReadDep, query: Annotated[DayQuery, Query()]) -> Response:
    """Look back: the same date in earlier years, and the day 1, 3 and 6 months ago."""
    day = query.day or (await person(work)).today(work.clock)
    return json_response(await service.look_back(work, day))


@router.get("/templates", response_model=TemplatesOut, responses=problems())
async def list_journal_templates(_actor: ActorDep) -> Response:
    """Return the templates to begin an entry with."""
    return json_response(encode_json({"items": [asdict(one) for one in catalogue.templates()]}))


@router.get("/prompt", response_model=PromptOut, responses=problems())
async def get_journal_prompt(work: ReadDep, query: Annotated[DayQuery, Query()]) -> Response:
    """Return the question of a day."""
    day = query.day or (await person(work)).today(work.clock)
    prompt = catalogue.prompt_for(work.owner, day)
    return json_response(encode_json({"day": day, **asdict(prompt)}))


@router.get("/{entry_id}", response_model=JournalEntryOut, responses=problems(NotFound))
async def get_journal_entry(work: ReadDep, entry_id: JournalEntryId, request: Request) -> Response:
    """Return one entry."""
    return shown(request, await ENTRIES.show(work, entry_id))


@router.patch("/{entry_id}", response_model=JournalEntryOut, responses=problems(NotFound, Stale))
async def update_journal_entry(
    work: WorkDep, entry_id: JournalEntryId, body: JournalEntryPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await service.rewrite(work, entry_id, body.changes(), if_match=if_match))


@router.delete("/{entry_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_journal_entry(work: WorkDep, entry_id: JournalEntryId, if_match: IfMatch) -> None:
    """Put an entry in the trash, where it stays 30 days."""
    await ENTRIES.remove(work, entry_id, if_match=if_match)


@router.post("/{entry_id}/restore", response_model=JournalEntryOut, responses=problems(NotFound))
async def restore_journal_entry(work: WorkDep, entry_id: JournalEntryId) -> Response:
    """Take an entry out of the trash."""
    return await changed(work, await ENTRIES.restore(work, entry_id))
