"""What imports do at night."""

from cairn.identity.days import DayTurned
from cairn.imports.service.preview import discard_old
from cairn.kit.db.work import Work
from cairn.kit.events import on


@on(DayTurned)
async def forget_previews(work: Work, _event: DayTurned) -> None:
    """Files that were looked at and not imported are not kept."""
    await discard_old(work)
