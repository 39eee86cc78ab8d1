"""P-02: signing keys are made once, replaced by age, and never lose a token that is still good."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest_asyncio

from cairn.identity.keys import PUBLISHED_AHEAD, READ_AGAIN_AFTER, UNKNOWN_READ_AFTER, Keyring
from cairn.identity.tokens import Authenticator, issue_access_token
from cairn.kit.actor import Actor
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Scope
from cairn.kit.http.problems import Unauthenticated
from cairn.kit.ids import UserId, new_id
from cairn.settings import AuthSettings

SECRET = bytes(range(32))
ACTOR = Actor(UserId(new_id()), new_id(), "member")
LIFE = timedelta(minutes=15)
AUTH = AuthSettings(signup="open", access_minutes=15, refresh_days=30, key_rotation_days=90)


@pytest_asyncio.fixture
async def empty(new_database: Callable[[], str], clock: FixedClock) -> AsyncIterator[Database]:
    """Connect to a database without keys."""
    database = await Database.connect(new_database(), size=4, clock=clock)
    yield database
    await database.close()


def proves(keyring: Keyring, token: str) -> bool:
    authenticator = Authenticator(keyring.clock)
    authenticator.keyring = keyring
    found = authenticator._by_token(token)
    assert found == ACTOR or isinstance(found, Unauthenticated)
    return found == ACTOR


def kids(keyring: Keyring) -> list[str]:
    return [key["kid"] for key in keyring.jwks()["keys"]]


def reading(keyring: Keyring) -> asyncio.Task[None] | None:
    """Return the reading that a request has started and that is not finished."""
    return keyring._reading


async def read_in_background(keyring: Keyring) -> None:
    """Wait for that reading."""
    started = reading(keyring)
    assert started is not None
    await started


async def test_processes_that_start_at_once_share_one_key(empty: Database) -> None:
    keyrings = await asyncio.gather(*(Keyring.load(empty, SECRET, AUTH) for _ in range(4)))
    assert len({tuple(kids(keyring)) for keyring in keyrings}) == 1
    token = await issue_access_token(keyrings[0], ACTOR, life=LIFE)
    assert all(proves(keyring, token) for keyring in keyrings)


async def test_key_is_published_before_it_signs_and_verifies_after(
    empty: Database, clock: FixedClock
) -> None:
    keyring = await Keyring.load(empty, SECRET, AUTH)
    (first,) = kids(keyring)
    clock.advance(timedelta(days=90))
    await keyring.reload()
    second = kids(keyring)[1]
    assert (await keyring.signing())[0] == first

    clock.advance(PUBLISHED_AHEAD - timedelta(seconds=1))
    last_of_first = await issue_access_token(keyring, ACTOR, life=LIFE)
    clock.advance(timedelta(seconds=1))
    assert (await keyring.signing())[0] == second
    clock.advance(LIFE - timedelta(seconds=2))
    assert proves(keyring, last_of_first)

    clock.advance(READ_AGAIN_AFTER + timedelta(seconds=2))
    assert not proves(keyring, last_of_first)
    assert kids(keyring) == [second]


async def test_old_keys_are_forgotten(empty: Database, clock: FixedClock) -> None:
    keyring = await Keyring.load(empty, SECRET, AUTH)
    for _ in range(3):
        clock.advance(timedelta(days=90, hours=1))
        await keyring.reload()
    async with empty.read(scope=Scope.SYSTEM) as work:
        assert await work.db.raw("SELECT count(*) FROM signing_key") == 2


async def test_another_process_learns_of_a_new_key_in_time(empty: Database, clock: FixedClock) -> None:
    rotating, other = [await Keyring.load(empty, SECRET, AUTH) for _ in range(2)]
    clock.advance(timedelta(days=90))
    await rotating.reload()
    some_token = await issue_access_token(rotating, ACTOR, life=LIFE)
    assert proves(other, some_token)  # any request makes it read the keys that it has had for too long
    await read_in_background(other)
    clock.advance(PUBLISHED_AHEAD)
    assert proves(other, await issue_access_token(rotating, ACTOR, life=LIFE))


async def test_unknown_kid_is_looked_up_at_most_every_ten_seconds(empty: Database, clock: FixedClock) -> None:
    keyring = await Keyring.load(empty, SECRET, AUTH)
    assert keyring.verifying("unknown") is None
    assert reading(keyring) is None
    clock.advance(UNKNOWN_READ_AFTER)
    assert keyring.verifying("unknown") is None
    first = reading(keyring)
    assert first is not None
    assert keyring.verifying("unknown") is None
    assert reading(keyring) is first
    await first
    assert keyring.verifying("unknown") is None
    assert reading(keyring) is None


async def test_lost_secret_makes_a_new_key_and_keeps_no_door_shut(empty: Database) -> None:
    before = await Keyring.load(empty, SECRET, AUTH)
    token = await issue_access_token(before, ACTOR, life=LIFE)
    after = await Keyring.load(empty, bytes(reversed(SECRET)), AUTH)
    assert (await after.signing())[0] != (await before.signing())[0]
    assert proves(after, token)


async def test_private_halves_are_sealed(empty: Database) -> None:
    keyring = await Keyring.load(empty, SECRET, AUTH)
    _, private = await keyring.signing()
    async with empty.read(scope=Scope.SYSTEM) as work:
        sealed = await work.db.raw("SELECT private_key_sealed FROM signing_key")
    assert private.private_bytes_raw() not in sealed


async def test_unreachable_database_leaves_the_keys_good(empty: Database, clock: FixedClock) -> None:
    keyring = await Keyring.load(empty, SECRET, AUTH)
    token = await issue_access_token(keyring, ACTOR, life=timedelta(hours=1))
    await empty.close()
    clock.advance(READ_AGAIN_AFTER)
    assert proves(keyring, token)
    await read_in_background(keyring)
    assert proves(keyring, token)
