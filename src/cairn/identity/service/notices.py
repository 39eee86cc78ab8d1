"""Telling people by mail that the way they sign in was changed."""

from cairn.identity.mails import NOTICES
from cairn.kit.db.work import Work
from cairn.kit.jobs import enqueue


async def tell(work: Work, what: str) -> None:
    """Send the owner a notice, one of `NOTICES`, when the transaction has committed."""
    if what not in NOTICES:
        raise LookupError(f"no notice is named {what}")
    await enqueue(work, "identity.send_notice", person=work.owner, what=what)
