"""Argon2id with the recommended parameters, and one hash for whoever does not exist."""

import asyncio

import pytest

from cairn.identity import passwords
from cairn.identity.passwords import ABSENT, Verdict, hash_password, verify_password, weakness
from cairn.kit.http.problems import Unavailable


async def test_hash_and_comparison() -> None:
    stored = await hash_password("ein Satz mit ﬁ und Å")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await verify_password("ein Satz mit fi und A\u030a", stored) == Verdict(True, False)  # one in NFKC
    assert await verify_password("ein Satz", stored) == Verdict(False, False)
    assert await hash_password("ein Satz") != await hash_password("ein Satz")


async def test_absent_account_never_matches_and_costs_the_same() -> None:
    assert await verify_password("x", None) == Verdict(False, False)
    assert not passwords._HASHER.check_needs_rehash(ABSENT)


@pytest.mark.parametrize("damaged", ["", "plain", "$argon2id$v=19$m=1"])
async def test_damaged_hash_matches_nothing(damaged: str) -> None:
    assert await verify_password("x", damaged) == Verdict(False, False)


async def test_loop_goes_on_while_hashing_and_the_queue_has_an_end() -> None:
    ticks = 0
    tasks = [asyncio.create_task(hash_password(f"number {n}")) for n in range(70)]
    while not all(task.done() for task in tasks):
        ticks += 1
        await asyncio.sleep(0.001)
    results = [task.exception() for task in tasks]
    assert sum(error is None for error in results) == 64
    assert all(isinstance(error, Unavailable) for error in results if error is not None)
    assert ticks > 20


@pytest.mark.parametrize(
    "good",
    ["correct horse battery", "Tr0ub4dor", "ünïcödé!", "8h?kL2m9", "a" * 5 + "b" * 5 + "cd", "19840612x"],
)
def test_uncommon_passwords_pass_without_rules_of_composition(good: str) -> None:
    assert weakness(good, "ada@example.org") is None


def test_length_is_counted_in_characters() -> None:
    assert weakness("äöü ß é!", "ada@example.org") is None
    assert weakness("äöü ß é", "ada@example.org") is not None
    assert weakness("lang und " * 28 + "gut!", "ada@example.org") is None
    assert weakness("lang und " * 28 + "zu lang", "ada@example.org") is not None
