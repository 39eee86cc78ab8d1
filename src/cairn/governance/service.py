"""Decisions about consent."""

from typing import Any

from cairn.governance.models import PURPOSES
from cairn.governance.queries import ADD_CONSENT, DECISIONS, IN_FORCE
from cairn.governance.schemas import ConsentCreate
from cairn.kit.db.audit import record
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.ids import new_id

_SHOWN = 50


async def decide(work: Work, decision: ConsentCreate, source: str = "api") -> None:
    """Append a decision; the newest one of a purpose holds."""
    consent_id = new_id()
    await work.db.run(
        ADD_CONSENT,
        id=consent_id,
        now=work.clock.now(),
        purpose=decision.purpose,
        granted=decision.granted,
        text_version=decision.text_version,
        source=source,
    )
    action = "grant" if decision.granted else "withdraw"
    await record(work, action, "consent", consent_id, {"purpose": (None, decision.purpose)})


async def consents(work: ReadWork) -> dict[str, Any]:
    """Return what holds for every purpose, and the latest decisions."""
    held = {row.purpose: row for row in await work.db.rows(IN_FORCE)}
    history = await work.db.rows(DECISIONS, before=None, limit=_SHOWN)
    return {
        "purposes": [
            {
                "purpose": purpose,
                "granted": held[purpose].granted if purpose in held else False,
                "text_version": held[purpose].text_version if purpose in held else None,
                "decided_at": held[purpose].created_at if purpose in held else None,
            }
            for purpose in PURPOSES
        ],
        "history": [dict(row) for row in history],
    }
