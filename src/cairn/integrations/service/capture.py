"""Capturing: a line of text from a shortcut or a share sheet becomes a task."""

import time
from dataclasses import dataclass, replace

from cairn.identity.keyed import KeyedToken, new_token, read_token
from cairn.integrations.models import CaptureKey
from cairn.integrations.queries import KEYS, USE_KEY
from cairn.integrations.schemas.capture import Capture, CaptureKeyCreate
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.http.limits import Limiter
from cairn.kit.http.problems import Invalid, NotFound, TooManyRequests
from cairn.kit.ids import new_id
from cairn.planning.service.quick import Reading, add_line, read_line

PREFIX = "cc_"
_LINE = 500
_LIMITER = Limiter()


@dataclass(frozen=True, slots=True)
class Captured:
    """A task, and what was read of its line."""

    task: Written
    reading: Reading
    message: str


async def create_key(work: Work, new: CaptureKeyCreate) -> tuple[Written, KeyedToken]:
    """Add a key, and return it with its secret."""
    row_id = new_id()
    token = new_token(PREFIX, work.owner, row_id)
    return await KEYS.add(work, CaptureKey(name=new.name, token_hash=token.digest), row_id=row_id), token


def admit(text: str, per_minute: int | None) -> KeyedToken:
    """Return the token, counted against its limit; raises NotFound or TooManyRequests."""
    token = read_token(PREFIX, text)
    if token is None:
        raise NotFound
    if per_minute is not None:
        verdict = _LIMITER.hit("capture", str(token.row_id), per_minute, time.monotonic())
        if verdict.remaining < 0:
            raise TooManyRequests(
                f"At most {per_minute} things a minute are captured with one key.",
                headers={"Retry-After": str(verdict.reset_seconds)},
            )
    return token


async def prove(work: Work, token: KeyedToken) -> None:
    """Raise NotFound unless the key is there, not revoked, and its person's account is active."""
    if await work.db.value(USE_KEY, id=token.row_id, digest=token.digest, now=work.clock.now()) is None:
        raise NotFound


async def capture(work: Work, given: Capture) -> Captured:
    """Make a task of what was sent; raises Invalid."""
    line, description = _parts(given)
    reading = await read_line(work, line)
    whole = replace(reading, values={**reading.values, "description": description or None})
    task = await add_line(work, whole)
    return Captured(task, reading, _sentence(reading))


def _parts(given: Capture) -> tuple[str, str]:
    """The line to read, and the description."""
    text, title = (given.text or "").strip(), (given.title or "").strip()
    first, _, rest = (title or text).partition("\n")
    parts = [rest.strip(), text if title and text != title else "", (given.url or "").strip()]
    if not first.strip():
        first = parts[-1]
        parts[-1] = ""
    if not first:
        raise Invalid.field("/text", "missing", "Say what to remember: `text`, `title` or `url`.")
    line = first.strip()
    if len(line) > _LINE:  # the whole of it is kept
        parts.insert(0, line)
        line = line[: _LINE - 1] + "…"
    said = [part for part in parts if part and part not in line]
    return line, "\n\n".join(dict.fromkeys(said))


def _sentence(reading: Reading) -> str:
    values = reading.values
    told = f"Added: {values['title']}"
    if values["due_at"] is not None or values["due_date"] is not None:
        told += f", due {values['due_date'] or values['due_at'].date()}"
    return f"{told}."
