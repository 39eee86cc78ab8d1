"""Passwords: Argon2id, and which ones are accepted."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cairn.identity.common_passwords import is_common
from cairn.kit.http.problems import Unavailable

T = TypeVar("T")

MIN_LENGTH = 8
MAX_LENGTH = 256

# The first of the OWASP recommendations that fit a small machine: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Two threads bound the memory to 38 MiB however many people sign in at once; the others wait.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
_MAX_WAITING = 64
_waiting = 0

ABSENT = "$argon2id$v=19$m=19456,t=2,p=1$SN04kpl3CF5X27Zjnrus7Q$K9u8Q8xwThov3Cho3+C66GDEAT/6hJtO8YVYUlDQr3U"
"""Hash of forgotten random bytes: compared for an account that does not exist, to take as long."""


class Verdict(NamedTuple):
    """What a comparison of a password with a hash has shown."""

    matches: bool
    outdated: bool
    """Whether the hash was made with other parameters than are used now."""


def weakness(password: str, email: str) -> str | None:
    """Return why a new password is refused, None for an acceptable one.

    As NIST SP 800-63B asks: length and a list of the commonest; no rules of composition, which make people
    write `Password1!`.
    """
    text = unicodedata.normalize("NFKC", password)
    if len(text) < MIN_LENGTH:
        return f"Use at least {MIN_LENGTH} characters; a sentence of a few words is best."
    if len(text) > MAX_LENGTH:
        return f"Use at most {MAX_LENGTH} characters."
    folded = text.casefold()
    if folded in {email.casefold(), email.casefold().partition("@")[0]}:
        return "Use something else than your e-mail address."
    if is_common(folded):
        return "This is among the first that anybody would try; use a few words of your own."
    return None


async def hash_password(password: str) -> str:
    """Return the hash to store. Takes some 30 ms in a thread: never call it inside a transaction."""
    return await _in_thread(_hash, password)


async def verify_password(password: str, stored: str | None) -> Verdict:
    """Compare a password with a hash; None stands for an account that does not exist and never matches.

    Takes some 30 ms in a thread either way: never call it inside a transaction.
    """
    verdict = await _in_thread(_verify, password, ABSENT if stored is None else stored)
    return verdict if stored is not None else Verdict(matches=False, outdated=False)


async def _in_thread(job: Callable[..., T], *args: str) -> T:
    global _waiting  # noqa: PLW0603 - how much work one process has taken on
    if _waiting >= _MAX_WAITING:
        raise Unavailable("Too many people are signing in at this moment.")
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_THREADS, job, *args)
    finally:
        _waiting -= 1


def _hash(password: str) -> str:
    return _HASHER.hash(unicodedata.normalize("NFKC", password))


def _verify(password: str, stored: str) -> Verdict:
    try:
        _HASHER.verify(stored, unicodedata.normalize("NFKC", password))
    except (VerificationError, InvalidHashError):
        return Verdict(matches=False, outdated=False)
    return Verdict(matches=True, outdated=_HASHER.check_needs_rehash(stored))
