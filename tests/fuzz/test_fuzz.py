"""No bytes of a stranger bring a parser down: it reads them, or it refuses in the words of a problem."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.hostile import CASES
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS, attempt

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 700
"""Of the whole process, with the largest file that is read at all in it."""


def mutated(seed: bytes) -> st.SearchStrategy[bytes]:
    """Return the seed with pieces put in, cut out and doubled."""
    strange = st.one_of(
        st.binary(max_size=8),
        st.sampled_from([b"\0", b"\xff\xfe", b"\n", b'"', b"{", b"[", b":", b";", b"99999999999999999999"]),
        st.text(st.characters(codec="utf-8"), max_size=6).map(str.encode),
    )
    place = st.integers(0, len(seed))
    edits = st.lists(st.tuples(place, place, strange, st.booleans()), min_size=1, max_size=6)

    def apply(changes: list[tuple[int, int, bytes, bool]]) -> bytes:
        data = seed
        for first, second, piece, double in changes:
            start, end = sorted((first % (len(data) + 1), second % (len(data) + 1)))
            data = data[:start] + piece + (data[start:] if double else data[end:])
        return data

    return edits.map(apply)


def test_every_target_has_a_seed_that_is_read() -> None:
    assert set(SEEDS) == set(TARGETS)
    unread = {"cursor", "token"}  # a stranger has no true ones
    for name, seeds in SEEDS.items():
        assert name in unread or "read" in {attempt(TARGETS[name], seed) for seed in seeds}, name


@pytest.mark.parametrize("name", TARGETS)
def test_strange_bytes(name: str) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.one_of(st.binary(max_size=300), *(mutated(seed) for seed in SEEDS[name])))
    def fuzz(data: bytes) -> None:
        attempt(TARGETS[name], data)

    fuzz()


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_hostile_files_are_refused_or_read_within_bounded_memory(case: str) -> None:
    command = [sys.executable, "-m", "tests.fuzz.hostile", case]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert set(told["outcomes"].values()) <= {"read", "refused"}
    assert told["megabytes"] < MOST_MEGABYTES, told
