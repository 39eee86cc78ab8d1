"""What tests of formats share: a file read to records and findings, without a database."""

import io
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from cairn.imports.formats.base import Finding, Format, Options, Record

DATA = Path(__file__).parent.parent / "data"
BERLIN = Options(zone=ZoneInfo("Europe/Berlin"))


class Read:
    """The records of a file by their title, and its findings."""

    def __init__(self, kind: Format, data: bytes, options: Options = BERLIN, file_name: str = "") -> None:
        items = list(kind.parse(io.BytesIO(data), replace(options, file_name=file_name)))
        self.records = [item for item in items if isinstance(item, Record)]
        self.findings = [item for item in items if isinstance(item, Finding)]

    def __getitem__(self, title: str) -> Record:
        (found,) = (record for record in self.records if record.title == title)
        return found

    def told(self, value: str) -> Finding:
        (found,) = (finding for finding in self.findings if value in f"{finding.field} {finding.value}")
        return found
