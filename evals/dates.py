"""Measure how many dates of a benchmark file are read right: one JSON object a line, see `Case`.

Prints one line of JSON: cases, right ones, false positives, and the median time of one reading in
milliseconds.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cairn.planning.quickadd import DateMatch, find_dates


class Case(NamedTuple):
    """A text, the local instant at which it is said, and what it should mean."""

    text: str
    now: datetime
    prefer_future: bool
    expect: dict[str, str | None] | None
    """`date` and, where the text names them, `time`, `end_date`, `end_time`; None where there is no date."""


def cases(path: Path) -> Iterator[Case]:
    """Read the cases of a file, without its empty lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            now = datetime.fromisoformat(entry["reference"]).replace(tzinfo=None)
            yield Case(entry["text"], now, bool(entry.get("prefer_future", False)), entry["expect"])


def is_right(found: DateMatch | None, expect: dict[str, str | None] | None) -> bool:
    """Whether what was found is what was expected; a time that is not expected does not count."""
    if found is None or expect is None:
        return found is None and expect is None
    got = {
        "date": found.date.isoformat(),
        "time": f"{found.time:%H:%M}" if found.time else None,
        "end_date": found.end_date.isoformat() if found.end_date else None,
        "end_time": f"{found.end_time:%H:%M}" if found.end_time else None,
    }
    return all(wanted is None or got[key] == wanted for key, wanted in expect.items())


def main() -> None:
    """Score the file that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print each wrong case to standard error")
    options = parser.parse_args()
    right = false_positives = 0
    spent: list[float] = []
    for case in cases(options.file):
        begin = time.perf_counter()
        found = find_dates(case.text, now=case.now, prefer_future=case.prefer_future)
        spent.append((time.perf_counter() - begin) * 1000)
        false_positives += case.expect is None and found is not None
        if is_right(found, case.expect):
            right += 1
        elif options.misses:
            print(f"{case.text!r} at {case.now}: expected {case.expect}, found {found}", file=sys.stderr)
    result = {
        "n": len(spent),
        "right": right,
        "false_positives": false_positives,
        "p50_ms": round(statistics.median(spent), 4) if spent else None,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
