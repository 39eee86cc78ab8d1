"""A file in pieces that prove themselves: compressed, and encrypted where there is a passphrase.

The layout is in docs/reference/backup.md. A piece that was changed, moved, left out or cut off is noticed
when it is read; with a passphrase, also one that somebody changed on purpose. Reading and writing take a few
pieces of memory, whatever the size of the file.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterator
from typing import IO, Any

MAGIC = b"CAIRN-SEALED-1\n"
PIECE = 64 * 1024
_LAST = 1 << 31
_MOST_HEAD = 4096
_SCRYPT = {"n": 1 << 16, "r": 8, "p": 1}
_MOST_SCRYPT = {"n": 1 << 20, "r": 16, "p": 4}
"""Bounds on what a file can make its reader spend: at most 2 GiB, for some seconds."""


class SealError(Exception):
    """The file cannot be read; the text says why."""


class Damaged(SealError):  # noqa: N818 - it says what the file is
    """The file is not what was written: changed, cut off, or another kind of file."""


class PassphraseError(SealError):
    """The passphrase is missing or another one."""


class SealedWriter:
    """Writes a file from its beginning to its end."""

    def __init__(self, file: IO[bytes], passphrase: bytes | None) -> None:
        """Write the head."""
        head: dict[str, Any] = {"compression": "zlib", "piece_bytes": PIECE, "encryption": None}
        key = None
        if passphrase is not None:
            salt = os.urandom(16)
            key, check = _derive(passphrase, salt, _SCRYPT)
            head["encryption"] = {
                "cipher": "AES-256-GCM",
                "kdf": "scrypt",
                **_SCRYPT,
                "salt": salt.hex(),
                "check": check.hex(),
            }
        line = json.dumps(head, separators=(",", ":")).encode() + b"\n"
        file.write(MAGIC + line)
        self._file = file
        self._lock = _Lock(key, MAGIC + line)
        self._pack = zlib.compressobj(6)
        self._waiting = bytearray()

    def write(self, data: bytes) -> None:
        """Add to the content."""
        self._waiting += self._pack.compress(data)
        while len(self._waiting) > PIECE:
            self._emit(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Write what is left; the file itself stays open."""
        self._waiting += self._pack.flush()
        while len(self._waiting) > PIECE:
            self._emit(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        self._emit(bytes(self._waiting), last=True)

    def _emit(self, data: bytes, *, last: bool) -> None:
        sealed = self._lock.seal(data, last=last)
        self._file.write(struct.pack(">I", len(sealed) | (_LAST if last else 0)) + sealed)


class SealedReader:
    """Reads a file from its beginning to its end."""

    def __init__(self, file: IO[bytes], passphrase: bytes | None) -> None:
        """Read the head; raises Damaged or PassphraseError."""
        self._file = file
        magic = file.read(len(MAGIC))
        if magic != MAGIC:
            raise Damaged("It is not a backup of Cairn.")
        line = file.readline(_MOST_HEAD)
        try:
            head = json.loads(line)
            self.encrypted = head["encryption"] is not None
            key = _key_of(head["encryption"], passphrase) if self.encrypted else None
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise Damaged("Its head is damaged.") from error
        self._lock = _Lock(key, magic + line)
        self._unpack = zlib.decompressobj()
        self._ended = False
        self._ready = b""

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes; raises Damaged where the content ends before."""
        while len(self._ready) < size:
            more = self._more()
            if not more:
                raise Damaged("It ends too early.")
            self._ready += more
        found, self._ready = self._ready[:size], self._ready[size:]
        return found

    def finish(self) -> None:
        """Raise Damaged unless everything was read."""
        if self._ready or self._more() or not self._unpack.eof or self._file.read(1):
            raise Damaged("There is more in it than there should be.")

    def _more(self) -> bytes:
        """Return the next bytes of the content, at most sixteen pieces; nothing at the end."""
        while True:
            if self._unpack.unconsumed_tail:
                source = self._unpack.unconsumed_tail
            elif self._ended:
                return b""
            else:
                source = self._piece()
            try:
                found = self._unpack.decompress(source, 16 * PIECE)
            except zlib.error:
                raise Damaged("It is damaged.") from None
            if found:
                return found

    def _piece(self) -> bytes:
        head = self._file.read(4)
        if len(head) < 4:  # noqa: PLR2004 - the bytes of a length
            raise Damaged("It is cut off.")
        (length,) = struct.unpack(">I", head)
        last, length = bool(length & _LAST), length & (_LAST - 1)
        if length > PIECE + 64:
            raise Damaged("It is damaged.")
        sealed = self._file.read(length)
        if len(sealed) < length:
            raise Damaged("It is cut off.")
        self._ended = last
        return self._lock.open(sealed, last=last)


class _Lock:
    """Seals pieces in their order: the tag of each covers its number, and whether it is the last one."""

    def __init__(self, key: bytes | None, head: bytes) -> None:
        self._cipher = None
        if key is not None:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM

            self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(head).digest()
        self._number = 0

    def seal(self, data: bytes, *, last: bool) -> bytes:
        nonce = self._nonce(last=last)
        if self._cipher is not None:
            return self._cipher.encrypt(nonce, data, self._bound)
        self._bound = hashlib.sha256(self._bound + nonce + data).digest()
        return data + self._bound

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        nonce = self._nonce(last=last)
        if self._cipher is not None:
            from cryptography.exceptions import InvalidTag

            try:
                return self._cipher.decrypt(nonce, sealed, self._bound)
            except (InvalidTag, ValueError):
                raise Damaged("It is damaged.") from None
        data, tag = sealed[:-32], sealed[-32:]
        self._bound = hashlib.sha256(self._bound + nonce + data).digest()
        if tag != self._bound:
            raise Damaged("It is damaged.")
        return data

    def _nonce(self, *, last: bool) -> bytes:
        """Return the number of the piece; the key is of this file alone, so a count is never used twice."""
        self._number += 1
        return struct.pack(">QI", self._number, int(last))


class Frames:
    """Messages within a sealed file: a letter, and a content of up to a mebibyte."""

    def __init__(self, reader: SealedReader) -> None:
        """Read from a file."""
        self._reader = reader

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield kind and content of each, up to the end that the writer has marked with `Z`."""
        while True:
            kind, length = struct.unpack(">cI", self._reader.read(5))
            if length > 1 << 20:
                raise Damaged("It is damaged.")
            content = self._reader.read(length)
            if kind == b"Z":  # nobody asks for more after it: first see that there is none
                self._reader.finish()
            yield kind, content
            if kind == b"Z":
                return


def frame(kind: bytes, content: bytes) -> bytes:
    """Return a message for a sealed file."""
    return struct.pack(">cI", kind, len(content)) + content


def _key_of(told: dict[str, Any], passphrase: bytes | None) -> bytes:
    costs = {name: int(told[name]) for name in _SCRYPT}
    if told["cipher"] != "AES-256-GCM" or told["kdf"] != "scrypt":
        raise Damaged("It is encrypted in a way that this version does not know.")
    if any(not 1 <= cost <= _MOST_SCRYPT[name] for name, cost in costs.items()):
        raise Damaged("Its head is damaged.")
    if passphrase is None:
        raise PassphraseError("It is encrypted: its passphrase is needed.")
    key, check = _derive(passphrase, bytes.fromhex(told["salt"]), costs)
    if check.hex() != told["check"]:
        raise PassphraseError("That is not its passphrase.")
    return key


def _derive(passphrase: bytes, salt: bytes, costs: dict[str, int]) -> tuple[bytes, bytes]:
    """Return the key, and 16 bytes that tell a wrong passphrase from a damaged file."""
    memory = 128 * costs["r"] * (costs["n"] + costs["p"] + 2)
    derived = hashlib.scrypt(
        passphrase, salt=salt, n=costs["n"], r=costs["r"], p=costs["p"], maxmem=memory, dklen=64
    )
    return derived[:32], hashlib.sha256(b"check" + derived[32:]).digest()[:16]
