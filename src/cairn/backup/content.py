"""What a backup holds, as messages within a sealed file.

`H` the head (JSON), then for each part `P` its beginning (JSON), `D` pieces of it, `E` its end (JSON), at
last `Z` what there was (JSON). A part is a table, or a file of the data directory.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from cairn.kit.sealed import Damaged, Frames, SealedReader, SealedWriter, frame

FORMAT_VERSION = 1
KEPT_FILES = ("secret.key", "files")
"""Of the data directory, beside the database: the secret that seals the signing keys, and files."""
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a backup that was read to its end."""

    head: dict[str, Any]
    tables: dict[str, int]
    """Table to rows."""
    digests: dict[str, str]
    """Table to SHA-256 of its rows, hexadecimal."""
    files: int
    encrypted: bool
    sequences: dict[str, int]


class BackupWriter:
    """Writes a backup part by part."""

    def __init__(self, file: IO[bytes], passphrase: bytes | None, head: dict[str, Any]) -> None:
        """Begin with the head."""
        self._out = SealedWriter(file, passphrase)
        self._say(b"H", {"format_version": FORMAT_VERSION, **head})
        self.parts = 0

    def start(self, **told: Any) -> None:
        """Begin a part."""
        self._say(b"P", told)
        self._digest, self._size = hashlib.sha256(), 0

    def data(self, piece: bytes) -> None:
        """Add to the part."""
        for start in range(0, len(piece), _PIECE):
            self._out.write(frame(b"D", piece[start : start + _PIECE]))
        self._digest.update(piece)
        self._size += len(piece)

    def end(self, **told: Any) -> None:
        """End the part."""
        self._say(b"E", {**told, "bytes": self._size, "sha256": self._digest.hexdigest()})
        self.parts += 1

    def add_file(self, path: Path, name: str) -> None:
        """Add a file of the data directory."""
        self.start(kind="file", name=name, mode=path.stat().st_mode & 0o777)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                self.data(piece)
        self.end()

    def close(self, **told: Any) -> None:
        """End the backup."""
        self._say(b"Z", {**told, "parts": self.parts})
        self._out.close()

    def _say(self, kind: bytes, told: dict[str, Any]) -> None:
        self._out.write(frame(kind, json.dumps(told, separators=(",", ":")).encode()))


@dataclass(slots=True)
class Part:
    """A part that is being read; its pieces have to be taken before the next part is asked for."""

    told: dict[str, Any]
    pieces: Iterator[bytes]
    end: dict[str, Any] | None = None

    @property
    def table(self) -> str | None:
        """The table, or None for a file."""
        return str(self.told["name"]) if self.told["kind"] == "table" else None


class BackupReader:
    """Reads a backup part by part; raises SealError where it is not whole."""

    def __init__(self, file: IO[bytes], passphrase: bytes | None) -> None:
        """Read the head."""
        reader = SealedReader(file, passphrase)
        self.encrypted = reader.encrypted
        self._frames = iter(Frames(reader))
        self.head = self._told(b"H")
        if self.head.get("format_version") != FORMAT_VERSION:
            raise Damaged(
                f"It has version {self.head.get('format_version')} of the format; this program reads"
                f" {FORMAT_VERSION}. A newer Cairn made it."
            )
        self.last: dict[str, Any] = {}

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts; `last` is what the end says."""
        parts = 0
        while True:
            kind, content = next(self._frames)
            if kind == b"Z":
                self.last = _decoded(content)
                if self.last.get("parts") != parts:
                    raise Damaged("Parts are missing in it.")
                return
            if kind != b"P":
                raise Damaged("It is damaged.")
            part = Part(_decoded(content), iter(()))
            part.pieces = self._pieces(part)
            yield part
            for _ in part.pieces:
                pass
            parts += 1

    def _pieces(self, part: Part) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for kind, content in self._frames:
            if kind == b"D":
                digest.update(content)
                yield content
            elif kind == b"E":
                part.end = _decoded(content)
                if part.end.get("sha256") != digest.hexdigest():
                    raise Damaged(f"{part.told.get('name')} is damaged in it.")
                return
            else:
                break
        raise Damaged("It is damaged.")

    def _told(self, expected: bytes) -> dict[str, Any]:
        kind, content = next(self._frames)
        if kind != expected:
            raise Damaged("It is damaged.")
        return _decoded(content)


def verify(path: Path, passphrase: bytes | None) -> Summary:
    """Read a backup to its end; raises SealError where it is not whole, or OSError."""
    with path.open("rb") as file:
        reader = BackupReader(file, passphrase)
        tables: dict[str, int] = {}
        digests: dict[str, str] = {}
        files = 0
        for part in reader:
            for _ in part.pieces:
                pass
            end = part.end or {}
            if part.table is None:
                safe_name(part.told)
                files += 1
            else:
                tables[part.table] = int(end["rows"])
                digests[part.table] = str(end["sha256"])
        sequences = {str(k): int(v) for k, v in reader.last["sequences"].items()}
        return Summary(reader.head, tables, digests, files, reader.encrypted, sequences)


def safe_name(told: dict[str, Any]) -> PurePosixPath:
    """Return where a file belongs below the data directory; raises Damaged for anywhere else."""
    name = PurePosixPath(str(told.get("name")))
    if name.is_absolute() or ".." in name.parts or not name.parts or name.parts[0] not in KEPT_FILES:
        raise Damaged(f"It holds a file that is none of Cairn's: {name}.")
    return name


def _decoded(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Damaged("It is damaged.")
    return found
