"""Files that are made to hurt: each is refused with a sentence, within bounded memory and time."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cairn.imports.formats import FORMATS

MOST_MEGABYTES = 700
PROBE = """
import sys
from zoneinfo import ZoneInfo
from cairn.imports.formats import FORMATS
from cairn.imports.formats.base import Options
from cairn.imports.problems import UnreadableImport
from cairn.imports.service.reading import read
from cairn.kit.http.problems import Invalid
from tests.factories.memory import peak_megabytes
kind = next(known for known in FORMATS if known.name == sys.argv[1])
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        data = file.read()
    try:
        content = read(kind, data, Options(zone=ZoneInfo("Europe/Berlin")))
        records = len(content.records) + len(content.entries)
    except (UnreadableImport, Invalid):
        records = -1
    print(records, peak_megabytes())
"""


def bomb(name: str, size: int) -> bytes:
    """An archive of a few kilobytes whose one member is that long."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(size // 1_000_000):
            member.write(b"a" * 1_000_000)
    return packed.getvalue()


HOSTILE = {
    "one line of 60 MB": b"a" * 60_000_000,
    "lines that say nothing": b"x\n" * 150_000,
    "small tasks": b"a b c +d\n" * 110_000,
    "a deep array": b"[" * 5_000_000,
    "nine million values": b'{"items": [' + b"{}," * 9_000_000 + b"{}]}",
    "a calendar of one line": b"BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:" + b"a" * 20_000_000,
    "a calendar of continuations": b"BEGIN:VCALENDAR\nSUMMARY:" + b"\n " * 5_000_000,
    "a zip bomb": bomb("a.csv", 300_000_000),
    "a table of one cell": b'TYPE,CONTENT\ntask,"' + b"a" * 20_000_000,
}
"""Each would be a few tasks at most, if it were anything."""
FEW = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for number, data in enumerate(HOSTILE.values()):
        (made / str(number)).write_bytes(data)
    return made


@pytest.mark.parametrize("name", [kind.name for kind in FORMATS])
def test_every_format_refuses_within_its_memory(name: str, folder: Path) -> None:
    files = [str(folder / str(number)) for number in range(len(HOSTILE))]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROBE, name, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    for what, line in zip(HOSTILE, done.stdout.splitlines(), strict=True):
        records, megabytes = map(int, line.split())
        assert records <= FEW, what
        assert megabytes < MOST_MEGABYTES, what
