"""Files that were made to do harm, each read by every format in a process whose memory is measured.

`python -m tests.fuzz.hostile CASE` prints what became of it, and the most memory that was in use.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable
from zoneinfo import ZoneInfo

from cairn.imports.formats import FORMATS
from cairn.imports.formats.base import MAX_BYTES, Options
from cairn.planning.quickadd import parse as quick_add
from tests.factories.memory import peak_megabytes
from tests.fuzz.targets import NOW, REFUSALS

MEGABYTE = 1_000_000
ADDRESS_SPACE = 4_000 * MEGABYTE


def _zip(name: str, content: bytes, times: int = 1) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(name.format(number), content)
    return packed.getvalue()


def _ics(lines: bytes) -> bytes:
    return (
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:a\r\n"
        + lines
        + b"\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    )


CASES: dict[str, Callable[[], bytes]] = {
    "a line of 100 MB": lambda: b"x" * (100 * MEGABYTE),
    "a long line within the limit": lambda: b"title\n" + b"y" * (8 * MEGABYTE),
    "a great many empty lines": lambda: b"title\n" + b"\n" * 300_000,
    "a million columns": lambda: b"title" + b",a" * MEGABYTE + b"\n1\n",
    "deep brackets": lambda: b"[" * MEGABYTE,
    "deep objects": lambda: b'{"a":' * MEGABYTE,
    "a huge number": lambda: b'[{"description":"a","urgency":' + b"9" * MEGABYTE + b"}]",
    "a zip bomb": lambda: _zip("tasks{}.csv", b"\0" * (40 * MEGABYTE), 20),
    "a zip with paths upward": lambda: _zip("../../../../tmp/cairn-fuzz-{}.csv", b"TYPE,CONTENT\ntask,a\n"),
    "billion laughs": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>'
    ),
    "an endless rule": lambda: _ics(b"DTSTART:20200101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=999999999"),
    "a rule that never happens": lambda: _ics(
        b"DTSTART:20200101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    ),
    "folded without end": lambda: _ics(b"DESCRIPTION:a" + b"\r\n b" * 200_000),
    "utf-16": lambda: "title\nZoë\n".encode("utf-16"),
    "utf-32": lambda: "title\nZoë\n".encode("utf-32"),
    "latin-1": lambda: "title\nZoë\n".encode("latin-1"),
    "broken utf-8": lambda: b"title\n\xc3\x28 \xed\xa0\x80 \xf8\x88\x80\x80\x80\n",
}


def main(case: str) -> None:
    """Read the file of a case with every format, and its beginning as a line of quick add."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    data = CASES[case]()
    options = Options(zone=ZoneInfo("Europe/Berlin"), max_bytes=MAX_BYTES)
    outcomes = {}
    for form in FORMATS:
        try:
            for _ in form.parse(io.BytesIO(data), options):
                pass
            outcomes[form.name] = "read"
        except REFUSALS:
            outcomes[form.name] = "refused"
    quick_add(
        data[:2_000].decode("latin-1"), now=NOW, areas=[], projects=[], prefer_future=True, month_first=False
    )
    print(json.dumps({"outcomes": outcomes, "megabytes": peak_megabytes()}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(sys.argv[1])
