"""Score every CSV file of a folder, at any depth: `timestamp,value` in, `timestamp,value,anomaly_score` out.

Each score comes from the rows up to its own. Prints one line of JSON: files, rows, seconds.
"""

import argparse
import csv
import json
import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from cairn.tracking.anomaly import score


def parse_time(text: str) -> datetime | None:
    """Read an ISO 8601 time or seconds since 1970; None for anything else."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def parse_value(text: str) -> float:
    """Read a number; NaN for an empty or unreadable one."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def evaluate(source: Path, data: Path, out: Path) -> int:
    """Score one file and return its number of rows."""
    with source.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    times = [parse_time(row["timestamp"]) for row in rows]
    values = [parse_value(row["value"]) for row in rows]
    target = out / source.relative_to(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["timestamp", "value", "anomaly_score"])
        for row, found in zip(rows, score(times, values), strict=True):
            writer.writerow([row["timestamp"], row["value"], f"{found:.6f}"])
    return len(rows)


def has_columns(path: Path) -> bool:
    """Whether a file has the two columns; others are left alone."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        head = next(csv.reader(file), [])
    return {"timestamp", "value"} <= set(head)


def main() -> None:
    """Score a folder into another one, by the same relative paths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    if not asked.data.is_dir():
        sys.exit(f"{asked.data} is no folder. Say DATA=folder OUT=folder.")
    files = sorted(path for path in asked.data.rglob("*.csv") if has_columns(path))
    started = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        rows = sum(pool.map(partial(evaluate, data=asked.data, out=asked.out), files))
    seconds = round(time.perf_counter() - started, 1)
    print(json.dumps({"files": len(files), "rows": rows, "seconds": seconds}))


if __name__ == "__main__":
    main()
