"""Personal access tokens: rights of a person, narrowed by scopes, for programs of theirs."""

from dataclasses import dataclass
from datetime import timedelta

from cairn.identity.ids import PersonalTokenId, SessionId
from cairn.identity.keyed import new_token
from cairn.identity.queries.personal import (
    ADD_PERSONAL_TOKEN,
    ADD_TOKEN_SESSION,
    COUNT_PERSONAL_TOKENS,
    END_PERSONAL_TOKEN,
    PERSONAL_TOKENS,
)
from cairn.identity.scopes import known_scopes
from cairn.identity.service.notices import tell
from cairn.identity.tokens import PERSONAL_PREFIX
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.paging import PageQuery, numbered_page
from cairn.kit.http.problems import FieldError, Invalid, NotFound
from cairn.kit.ids import new_id

_VISIBLE = 6


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """A new token with its text, which is shown once and stored as a hash only."""

    row: Row
    text: str


async def create_token(work: Work, *, name: str, scopes: list[str], days: int) -> PersonalToken:
    """Make a token of the owner; raises Invalid for a scope that does not exist."""
    known = known_scopes()
    wrong = [index for index, scope in enumerate(scopes) if scope not in known]
    if wrong:
        told = f"There is no such scope; there are {', '.join(sorted(known))}."
        raise Invalid(errors=[FieldError(f"/scopes/{index}", "unknown_scope", told) for index in wrong])
    now, session = work.clock.now(), SessionId(new_id())
    token = new_token(PERSONAL_PREFIX, work.owner, new_id())
    ends = now + timedelta(days=days)
    await work.db.run(ADD_TOKEN_SESSION, id=session, now=now, device=name, expires_at=ends)
    row = await work.db.row(
        ADD_PERSONAL_TOKEN,
        id=token.row_id,
        now=now,
        session=session,
        name=name,
        # Of the random part, at the end: what stands before it is the person's and the row's id.
        prefix=f"{PERSONAL_PREFIX}…{token.text[-_VISIBLE:]}",
        token_hash=token.digest,
        scopes=sorted(set(scopes)),
        expires_at=ends,
    )
    if row is None:  # pragma: no cover - an INSERT without a condition returns its row
        raise NotFound
    await record(work, "create", "personal_token", row.id, {"scopes": (None, row.scopes)})
    await tell(work, "token_created")
    return PersonalToken(row, token.text)


async def list_tokens(work: ReadWork, query: PageQuery) -> bytes:
    """Return a page of the owner's lasting tokens as JSON, newest first."""
    now, limit = work.clock.now(), query.page_size
    rows = await work.db.rows(PERSONAL_TOKENS, now=now, limit=limit, offset=(query.page - 1) * limit)
    return numbered_page(rows, await work.db.value(COUNT_PERSONAL_TOKENS, now=now), query)


async def revoke_token(work: Work, token_id: PersonalTokenId) -> None:
    """End a token at once; raises NotFound."""
    if await work.db.value(END_PERSONAL_TOKEN, id=token_id, now=work.clock.now()) is None:
        raise NotFound
    await record(work, "revoke", "personal_token", token_id)
