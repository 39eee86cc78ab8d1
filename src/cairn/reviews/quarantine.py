"""Tasks that were put off three times or more: nothing happens to them but what their person decides."""

from collections import Counter
from typing import Any

from cairn.identity.people import person
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.paging import numbered_page
from cairn.kit.http.problems import FieldError, Invalid
from cairn.planning.service.change import change_task
from cairn.reviews import queries
from cairn.reviews.schemas import DecidedOut, Decision, QuarantineQuery


async def quarantined(work: ReadWork, query: QuarantineQuery) -> bytes:
    """Return a page of the list as JSON, what was put off most often first."""
    offset = (query.page - 1) * query.page_size
    rows = await work.db.rows(queries.QUARANTINE, limit=query.page_size, offset=offset)
    total: int = await work.db.value(queries.QUARANTINE_SIZE)
    return numbered_page(rows, total, query)


async def decide(work: Work, decisions: list[Decision]) -> DecidedOut:
    """Do what is decided, all of it or nothing; raises Invalid that names each decision that cannot be."""
    today = (await person(work)).today(work.clock)
    ids = [one.task_id for one in decisions]
    open_ids = {row.id for row in await work.db.rows(queries.HOLD_OPEN, ids=ids)}
    times = Counter(ids)
    errors = []
    for place, one in enumerate(decisions):
        at = f"/decisions/{place}"
        if one.task_id not in open_ids:
            errors.append(FieldError(f"{at}/task_id", "not_found", "There is no such open task."))
        elif times[one.task_id] > 1:
            errors.append(FieldError(f"{at}/task_id", "repeated", "Each task is decided about once."))
        elif one.decision != "reschedule" and one.scheduled_for is not None:
            errors.append(FieldError(f"{at}/scheduled_for", "not_allowed", "Only with `reschedule`."))
        elif one.decision == "reschedule" and (one.scheduled_for is None or one.scheduled_for < today):
            errors.append(FieldError(f"{at}/scheduled_for", "missing", "Name a day from today on."))
    if errors:
        raise Invalid(errors=errors)
    for one in decisions:
        await change_task(work, one.task_id, _changes(one))
    made = Counter(one.decision for one in decisions)
    return DecidedOut(
        kept=made["keep"],
        rescheduled=made["reschedule"],
        dropped=made["drop"],
        left=await work.db.value(queries.QUARANTINE_SIZE),
    )


def _changes(one: Decision) -> dict[str, Any]:
    if one.decision == "drop":
        return {"status": "cancelled"}
    changes: dict[str, Any] = {"rollover_count": 0}
    return changes | ({"scheduled_for": one.scheduled_for} if one.decision == "reschedule" else {})
