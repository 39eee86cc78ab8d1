"""The files in a ZIP archive, unpacked within bounds and never written anywhere."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from cairn.imports.formats.base import Unreadable

_MOST_PARTS = 10_000
_CHUNK = 1 << 16
_NAME_AT, _NAME_SIZE_AT = 30, 26


def first_name(head: bytes) -> str:
    """Name of the first file of an archive that begins with these bytes; "" where they begin none."""
    if not head.startswith(b"PK\x03\x04"):
        return ""
    size = int.from_bytes(head[_NAME_SIZE_AT : _NAME_SIZE_AT + 2], "little")
    return head[_NAME_AT : _NAME_AT + size].decode("utf-8", "replace")


def parts(data: bytes, wanted: Callable[[str], bool], *, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the wanted files, in the order of the archive.

    Raises `Unreadable` once more than `most_bytes` have come out of it, whatever it claims to hold.
    """
    left = most_bytes
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS:
                raise Unreadable("file", f"The archive has more than {_MOST_PARTS:,} files.")
            for member in members:
                if member.is_dir() or not wanted(member.filename):
                    continue
                if member.flag_bits & 1:
                    raise Unreadable(_place(member.filename), "It is encrypted; unpack it first.")
                content = bytearray()
                with archive.open(member) as part:
                    while chunk := part.read(_CHUNK):
                        content += chunk
                        left -= len(chunk)
                        if left < 0:
                            raise Unreadable("file", f"It unpacks to more than {most_bytes:,} bytes.")
                yield member.filename, bytes(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable("file", f"The ZIP archive is damaged ({type(error).__name__}).") from None


def _place(name: str) -> str:
    return name.rpartition("/")[2][:60] or "file"
