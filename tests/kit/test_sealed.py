"""Sealed files: whatever goes in comes out, and nothing that was changed does."""

import json
import os
import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.kit import sealed
from cairn.kit.sealed import MAGIC, PIECE, Damaged, PassphraseError, SealedReader, SealedWriter

PASSPHRASE = b"a long and quiet sentence"
BOTH = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take little time for a key: what is tested is the file."""
    monkeypatch.setattr(sealed, "_SCRYPT", {"n": 1 << 4, "r": 8, "p": 1})


def written(content: list[bytes], passphrase: bytes | None = None) -> bytes:
    file = BytesIO()
    writer = SealedWriter(file, passphrase)
    for part in content:
        writer.write(part)
    writer.close()
    return file.getvalue()


def read(data: bytes, size: int, passphrase: bytes | None = None) -> bytes:
    reader = SealedReader(BytesIO(data), passphrase)
    found = reader.read(size)
    reader.finish()
    return found


def pieces(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return the head of a file, and its pieces."""
    end = data.index(b"\n", len(MAGIC)) + 1
    head, rest = data[:end], data[end:]
    found = []
    while rest:
        (length,) = struct.unpack(">I", rest[:4])
        length &= (1 << 31) - 1
        found.append(rest[: 4 + length])
        rest = rest[4 + length :]
    return head, found


@given(st.lists(st.binary(max_size=300), max_size=8), st.booleans())
@settings(max_examples=40)
def test_what_goes_in_comes_out(content: list[bytes], encrypted: bool) -> None:  # noqa: FBT001
    passphrase = PASSPHRASE if encrypted else None
    whole = b"".join(content)
    assert read(written(content, passphrase), len(whole), passphrase) == whole


@BOTH
def test_every_changed_byte_is_noticed(passphrase: bytes | None) -> None:
    data = written([b"Water the plants. " * 9], passphrase)
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises((Damaged, PassphraseError)):
            read(changed, 162, passphrase)


@BOTH
def test_every_cut_and_every_addition_is_noticed(passphrase: bytes | None) -> None:
    data = written([b"Water the plants."], passphrase)
    for end in range(len(data)):
        with pytest.raises((Damaged, PassphraseError)):
            read(data[:end], 17, passphrase)
    with pytest.raises(Damaged):
        read(data + b"x", 17, passphrase)


@BOTH
def test_pieces_that_were_moved_left_out_or_doubled_are_noticed(passphrase: bytes | None) -> None:
    size = 4 * PIECE
    data = written([os.urandom(size)], passphrase)
    head, (first, second, *rest) = pieces(data)
    assert len(rest) >= 2
    for wrong in (
        [second, first, *rest],
        [first, *rest],
        [first, first, second, *rest],
        [first, second, rest[-1]],
        [first, second],
    ):
        with pytest.raises(Damaged):
            read(head + b"".join(wrong), size, passphrase)


def test_the_passphrase_is_needed_and_is_the_one() -> None:
    data = written([b"secret words"], PASSPHRASE)
    assert b"secret" not in data
    with pytest.raises(PassphraseError, match="needed"):
        read(data, 12)
    with pytest.raises(PassphraseError, match="not its"):
        read(data, 12, b"another long sentence")
    assert written([b"secret words"], PASSPHRASE) != data


def test_a_head_cannot_make_its_reader_spend_gigabytes() -> None:
    head, found = pieces(written([b"x"], PASSPHRASE))
    told = json.loads(head[len(MAGIC) :])
    for name, cost in (("n", 1 << 30), ("r", 1 << 20), ("p", 1 << 20), ("n", 0), ("n", "many")):
        changed = {**told, "encryption": {**told["encryption"], name: cost}}
        data = MAGIC + json.dumps(changed).encode() + b"\n" + b"".join(found)
        with pytest.raises(Damaged):
            read(data, 1, PASSPHRASE)


@given(st.binary(max_size=400))
def test_a_stranger_s_bytes_are_refused(data: bytes) -> None:
    for start in (b"", MAGIC, MAGIC + b'{"encryption":null}\n'):
        with pytest.raises(Damaged):
            read(start + data, 1)


def test_a_bomb_takes_a_few_pieces_of_memory_at_a_time() -> None:
    """200 MiB of zeros are 200 KiB in the file; the reader holds what it was asked for, and a few pieces."""
    import tracemalloc

    file = BytesIO()
    writer = SealedWriter(file, None)
    for _ in range(200):
        writer.write(bytes(1 << 20))
    writer.close()
    file.seek(0)
    reader = SealedReader(file, None)
    tracemalloc.start()
    for _ in range(200 * 16):
        reader.read(PIECE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    reader.finish()
    assert peak < 16 << 20
