"""The throttle against guessing: counters in the database, so that a restart forgets nothing.

An attempt is counted before the password is looked at, and given back when it was right; so a thousand
guesses at once count as a thousand. Three counters, of which none lets one person lock another one out:

- account and address: after 5 failures, waits of 15 s that double up to an hour;
- address: the same after 30, since households and offices share one;
- account: after 20 failures from wherever, an attempt is answered up to 2 seconds later, but answered.

An address that the person has signed in from lately passes the last two. Counters of accounts that do not
exist are kept alike, so that nothing tells them apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from cairn.identity.keys import Keyring
from cairn.identity.queries.throttle import CLEAR, COUNT, FORGET, GIVE_BACK, TALLIES
from cairn.kit.db.work import Work
from cairn.kit.http.problems import TooManyRequests

FORGOTTEN_AFTER = timedelta(days=1)
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
_MAX_DOUBLINGS = 12
_IPV6_NETWORK_BITS = 64
IPV4 = 4

PAIR_FREE = 5
ADDRESS_FREE = 30
ACCOUNT_FREE = 20
_DELAY_STEP_SECONDS = 0.1
_MAX_DELAY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing that is counted."""

    key: bytes
    free: int
    """Failures that have no consequence."""
    blocks: bool
    """Whether too many refuse further attempts for a while; otherwise they are only slowed down."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a counter has counted."""

    failures: int
    since: datetime
    blocked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through and counted."""

    pair: Counter
    others: tuple[Counter, ...]
    delay_seconds: float
    """How long to wait before looking at the password."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """An attempt that is refused unseen."""

    seconds: int
    """After how many seconds the next one is looked at, at least 1."""

    def problem(self) -> TooManyRequests:
        """Return the answer."""
        return TooManyRequests(
            "Too many failed attempts. Wait, then try again.", headers={"Retry-After": str(self.seconds)}
        )


def counted(tally: Tally, counter: Counter, now: datetime) -> Tally:
    """Return the tally after one more attempt: 15 s · 2^(failures - free), an hour at most."""
    if now - tally.since >= FORGOTTEN_AFTER:
        tally = Tally(0, now, None)
    failures = tally.failures + 1
    if not counter.blocks or failures < counter.free:
        return replace(tally, failures=failures, blocked_until=None)
    doublings = min(failures - counter.free, _MAX_DOUBLINGS)
    return replace(tally, failures=failures, blocked_until=now + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT))


def network(address: str | None) -> str:
    """Return what an address is counted as: an IPv6 customer has a whole /64."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return address or "local"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> _IPV6_NETWORK_BITS << _IPV6_NETWORK_BITS))
    return str(parsed)


def place(address: str | None) -> str | None:
    """Return what is shown of an address: the network of its provider, which tells apart home and abroad."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    parsed = mapped or parsed
    return str(ip_network((parsed, 24 if parsed.version == IPV4 else 48), strict=False))


def sign_in_counters(
    keyring: Keyring, email: str, address: str | None, known: Iterable[str]
) -> tuple[Counter, ...]:
    """Return the counters of a sign-in, the pair's first; `known` are addresses of the person's sign-ins."""
    place = network(address)
    pair = Counter(keyring.throttle_hash("pair", email, place), PAIR_FREE, blocks=True)
    if place in {network(one) for one in known}:
        return (pair,)
    return (
        pair,
        Counter(keyring.throttle_hash("address", place), ADDRESS_FREE, blocks=True),
        Counter(keyring.throttle_hash("account", email), ACCOUNT_FREE, blocks=False),
    )


async def admit(work: Work, counters: tuple[Counter, ...]) -> Attempt | Blocked:
    """Count an attempt, unless a counter blocks it; commit before the password is looked at."""
    now = work.clock.now()
    keys = [counter.key for counter in counters]
    tallies = {
        row.key: Tally(row.failures, row.since, row.blocked_until)
        for row in await work.db.rows(TALLIES, keys=keys, now=now)
    }
    ends = [
        t.blocked_until for t in tallies.values() if t.blocked_until is not None and t.blocked_until > now
    ]
    if ends:
        return Blocked(max(1, -int((now - max(ends)).total_seconds() // 1)))
    delay = 0.0
    for counter in counters:
        tally = counted(tallies[counter.key], counter, now)
        await work.db.run(
            COUNT,
            key=counter.key,
            failures=tally.failures,
            since=tally.since,
            blocked_until=tally.blocked_until,
        )
        if not counter.blocks:
            excess = max(0, tally.failures - counter.free)
            delay = min(excess * _DELAY_STEP_SECONDS, _MAX_DELAY_SECONDS)
    return Attempt(counters[0], counters[1:], delay)


async def forgive(work: Work, attempt: Attempt) -> None:
    """Take back an attempt that was right: its pair starts anew, the others lose this one count."""
    await work.db.run(CLEAR, keys=[attempt.pair.key])
    for counter in attempt.others:
        await work.db.run(GIVE_BACK, key=counter.key, free=counter.free)


async def forget_old(work: Work) -> int:
    """Remove the counters that no longer count; return how many."""
    return await work.db.run(FORGET, before=work.clock.now() - FORGOTTEN_AFTER)
