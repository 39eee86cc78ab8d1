"""P-02: signing in; nothing tells whether there is an account; guessing is slowed, nobody is locked out."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from cairn.identity import passwords
from cairn.identity.keys import Keyring
from cairn.identity.service.admin import set_status
from cairn.identity.throttle import Attempt, Blocked, Counter, admit, forgive, network, sign_in_counters
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Scope
from tests.fixtures.application import PASSWORD, Person
from tests.identity.conftest import LOGIN, ME, NewApp, at_address, bearer, log_in, plain, signed_up

WRONG = "not the right sentence"


class CountingHasher(PasswordHasher):
    """Counts what it verifies."""

    def __init__(self) -> None:
        super().__init__(time_cost=2, memory_cost=19_456, parallelism=1)
        self.verified: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
        self.verified.append(str(hash)[:30])
        return bool(super().verify(hash, password))


async def test_address_is_compared_without_case(app: FastAPI, ada: Person) -> None:
    answer = await log_in(app, f" {ada.email.upper()}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["id"] == str(ada.id)
    assert (await ada.http.get(ME, headers=bearer(answer.json()["access_token"]))).status_code == 200


async def test_unknown_wrong_and_disabled_are_answered_alike(
    app: FastAPI, database: Database, ada: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_status(database, ben.email, "disabled")
    hasher = CountingHasher()
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    unknown = await log_in(app, "nobody-at-all@example.org")
    wrong = await log_in(app, ada.email, WRONG)
    disabled = await log_in(app, ben.email)
    assert unknown.status_code == wrong.status_code == disabled.status_code == 401
    assert plain(unknown) == plain(wrong) == plain(disabled)
    assert unknown.headers["www-authenticate"] == wrong.headers["www-authenticate"] == "Bearer"
    # The same work: one comparison each, with the same parameters.
    assert hasher.verified == ["$argon2id$v=19$m=19456,t=2,p=1"] * 3


async def test_hash_of_old_parameters_is_renewed(app: FastAPI, database: Database, ada: Person) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.raw("UPDATE user_account SET password_hash = $1 WHERE id = $2", old, ada.id)
    assert (await log_in(app, ada.email)).status_code == 200
    async with database.read(scope=Scope.SYSTEM) as work:
        renewed = await work.db.raw("SELECT password_hash FROM user_account WHERE id = $1", ada.id)
    assert renewed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert (await log_in(app, ada.email)).status_code == 200


async def test_five_failures_make_the_sixth_wait_and_a_restart_forgets_nothing(
    new_app: NewApp, new_database: Callable[[], str], clock: FixedClock
) -> None:
    url = new_database()
    first = await new_app(url)
    await signed_up(first, "ada@example.org")
    assert [(await log_in(first, "ada@example.org", WRONG)).status_code for _ in range(5)] == [401] * 5

    second = await new_app(url)
    blocked = await log_in(second, "ada@example.org")
    assert (blocked.status_code, blocked.headers["retry-after"]) == (429, "15")
    assert (await log_in(second, "ada@example.org", address="198.51.100.99")).status_code == 200

    clock.advance(timedelta(seconds=15))
    assert (await log_in(second, "ada@example.org", WRONG)).status_code == 401
    doubled = await log_in(second, "ada@example.org")
    assert (doubled.status_code, doubled.headers["retry-after"]) == (429, "30")

    clock.advance(timedelta(seconds=30))
    assert (await log_in(second, "ada@example.org")).status_code == 200
    assert [(await log_in(second, "ada@example.org", WRONG)).status_code for _ in range(6)] == [401] * 5 + [
        429
    ]


async def test_addresses_without_an_account_are_throttled_alike(app: FastAPI) -> None:
    answers = [await log_in(app, "ghost@example.org", WRONG, address="198.51.100.40") for _ in range(6)]
    assert [a.status_code for a in answers] == [401] * 5 + [429]


async def test_guesses_at_once_are_all_counted(app: FastAPI, ada: Person) -> None:
    guesses = (log_in(app, ada.email, WRONG, address="198.51.100.41") for _ in range(12))
    statuses = sorted([answer.status_code for answer in await asyncio.gather(*guesses)])
    assert statuses == [401] * 5 + [429] * 7


async def test_attack_from_many_places_locks_nobody_out(app: FastAPI, ada: Person) -> None:
    statuses = [
        (await log_in(app, ada.email, WRONG, address=f"203.0.113.{n}")).status_code for n in range(24)
    ]
    assert statuses == [401] * 24
    elsewhere = await log_in(app, ada.email, address="198.51.100.42")
    assert elsewhere.status_code == 200


async def counted(app: FastAPI, counters: tuple[Counter, ...], times: int) -> list[float | None]:
    """Count attempts that are never taken back; the delay of each, None for a refused one."""
    delays: list[float | None] = []
    for _ in range(times):
        async with app.state.database.work(scope=Scope.SYSTEM) as work:
            attempt = await admit(work, counters)
        delays.append(attempt.delay_seconds if isinstance(attempt, Attempt) else None)
    return delays


async def test_attempt_waits_for_a_success_that_clears_its_counter(app: FastAPI) -> None:
    database: Database = app.state.database
    (pair, *_) = sign_in_counters(app.state.keyring, "twice@example.org", "198.51.100.54", [])

    async def again() -> Attempt | Blocked:
        async with database.work(scope=Scope.SYSTEM) as work:
            return await admit(work, (pair,))

    async with database.work(scope=Scope.SYSTEM) as first:
        attempt = await admit(first, (pair,))
    assert isinstance(attempt, Attempt)
    async with database.work(scope=Scope.SYSTEM) as first:
        pid = await first.db.raw("SELECT pg_backend_pid()")
        await forgive(first, attempt)
        second = asyncio.create_task(again())
        async with database.read(scope=Scope.SYSTEM) as watcher:
            waits = "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))"
            while not await watcher.db.raw(waits, pid):  # noqa: ASYNC110 - the database has no event for it
                await asyncio.sleep(0.01)
    assert isinstance(await second, Attempt)


async def test_own_address_stays_open_while_neighbours_guess(app: FastAPI, ada: Person) -> None:
    keyring: Keyring = app.state.keyring
    assert (await log_in(app, ada.email, address="198.51.100.50")).status_code == 200
    place = sign_in_counters(keyring, "x@example.org", "198.51.100.50", [])[1]
    assert (await counted(app, (place,), 31))[-1] is None
    assert (await log_in(app, "ghost2@example.org", address="198.51.100.50")).status_code == 429
    assert (await log_in(app, ada.email, address="198.51.100.50")).status_code == 200


async def test_account_wide_count_only_slows(app: FastAPI) -> None:
    account = sign_in_counters(app.state.keyring, "slow@example.org", "198.51.100.51", [])[2]
    delays = await counted(app, (account,), 60)
    assert delays[:20] == [0.0] * 20
    assert delays[20] == pytest.approx(0.1)
    assert delays[-1] == 2.0


async def test_waits_double_up_to_an_hour_and_lapse_after_a_day(app: FastAPI, clock: FixedClock) -> None:
    (pair, *_) = sign_in_counters(app.state.keyring, "wait@example.org", "198.51.100.52", [])
    await counted(app, (pair,), 4)
    waits = []
    for _ in range(10):
        async with app.state.database.work(scope=Scope.SYSTEM) as work:
            assert isinstance(await admit(work, (pair,)), Attempt)
        async with app.state.database.work(scope=Scope.SYSTEM) as work:
            blocked = await admit(work, (pair,))
        assert isinstance(blocked, Blocked)
        waits.append(blocked.seconds)
        clock.advance(timedelta(seconds=blocked.seconds))
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    clock.advance(timedelta(days=1))
    assert await counted(app, (pair,), 5) == [0.0] * 5


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        (None, "local"),
    ],
)
def test_a_network_is_one_address(address: str | None, counts_as: str) -> None:
    assert network(address) == counts_as


async def test_counters_name_nobody(app: FastAPI, ada: Person) -> None:
    await log_in(app, ada.email, WRONG, address="198.51.100.53")
    async with app.state.database.read(scope=Scope.SYSTEM) as work:
        dump = await work.db.raw("SELECT string_agg(t::text, E'\\n') FROM login_throttle t")
    assert dump
    assert ada.email not in dump
    assert "198.51.100.53" not in dump


async def test_rows_of_the_throttle_are_out_of_reach_of_requests(database: Database, ada: Person) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.read(ada.id) as work:
            await work.db.raw("SELECT count(*) FROM login_throttle")


async def test_device_is_named_by_the_client_or_its_agent(app: FastAPI, ada: Person) -> None:
    async with at_address(app) as http:
        body = {"email": ada.email, "password": PASSWORD}
        await http.post(LOGIN, json=body, headers={"User-Agent": "cairn-cli/1"})
        await http.post(LOGIN, json={**body, "device": "Kitchen"})
    devices = [one["device"] for one in (await ada.get("/auth/sessions"))["items"]]
    assert {"cairn-cli/1", "Kitchen"} <= set(devices)


@pytest.mark.parametrize("body", [{}, {"email": "a@b.org"}, {"email": "a@b.org", "password": None}])
async def test_incomplete_credentials_are_invalid(here: httpx.AsyncClient, body: dict[str, object]) -> None:
    assert (await here.post(LOGIN, json=body)).status_code == 422
