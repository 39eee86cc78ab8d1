"""Anomalies in streams: found when they happen, never with knowledge of what comes after."""

import csv
import math
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from cairn.tracking.anomaly import ALARM, score
from cairn.tracking.anomaly.neighbours import nearest_past

START = datetime(2026, 1, 5)  # noqa: DTZ001 - a stream may have no zone
DAY = 288
"""Values in a day, one every five minutes."""


def times(n: int) -> list[datetime | None]:
    return [START + timedelta(minutes=5 * i) for i in range(n)]


def stream(n: int, *, seed: int = 1) -> list[float]:
    """A day's rhythm with noise."""
    random = np.random.default_rng(seed)
    return [float(10 + 3 * math.sin(2 * math.pi * i / DAY) + random.normal(0, 0.3)) for i in range(n)]


def alarms(values: list[float]) -> list[int]:
    return [i for i, found in enumerate(score(times(len(values)), values)) if found >= ALARM]


def test_a_score_knows_nothing_of_what_comes_after() -> None:
    values = stream(900)
    values[700:] = [v + 8 for v in values[700:]]
    whole = score(times(900), values)
    for end in (1, 59, 60, 61, 300, 699, 701, 850):
        assert score(times(end), values[:end]) == pytest.approx(whole[:end], abs=1e-9)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        pytest.param(lambda v, i: v + 12 if i == 1500 else v, 1500, id="a spike"),
        pytest.param(lambda v, i: v + 6 if i >= 1500 else v, 1500, id="a new level"),
        pytest.param(lambda v, i: 10.0 if 1500 <= i < 1700 else v, 1500, id="silence"),
        pytest.param(lambda v, i: v + 4 * (-1) ** i if 1500 <= i < 1600 else v, 1500, id="restlessness"),
        # At its lowest hour a value that is usual at noon: nothing but the hour is wrong.
        pytest.param(lambda v, i: 20 - v if 1512 <= i < 1560 else v, 1512, id="the wrong hour"),
    ],
)
def test_what_is_new_is_found_soon(change: Callable[[float, int], float], at: int) -> None:
    values = [change(v, i) for i, v in enumerate(stream(2000))]
    found = alarms(values)
    assert any(at <= i < at + 100 for i in found)
    assert sum(i < at for i in found) <= 3


def test_noise_alone_is_rarely_an_alarm() -> None:
    counts = [len(alarms(stream(2000, seed=seed))) for seed in range(5)]
    assert sum(counts) <= 15


def test_one_event_is_one_alarm() -> None:
    values = [v + 12 if 1500 <= i < 1520 else v for i, v in enumerate(stream(2000))]
    assert len([i for i in alarms(values) if 1500 <= i < 1520]) <= 4


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="nothing"),
        pytest.param([1.0], id="one value"),
        pytest.param([5.0] * 300, id="always the same"),
        pytest.param([math.nan, math.inf, 3.0] * 60, id="holes"),
        pytest.param([1e12 * (-1) ** i for i in range(200)], id="large numbers"),
    ],
)
def test_any_stream_gets_scores_between_0_and_1(values: list[float]) -> None:
    found = score(times(len(values)), values)
    assert len(found) == len(values)
    assert all(0 <= one <= 1 for one in found)
    assert score([None] * len(values), values) == pytest.approx(found, abs=1)


def test_the_nearest_window_is_the_nearest() -> None:
    x = np.asarray(stream(80))
    found = nearest_past(x, 8)
    windows = np.lib.stride_tricks.sliding_window_view(x, 8)
    for i in range(8, len(windows)):
        earlier = windows[: i - 7]
        expected = np.sqrt(((earlier - windows[i]) ** 2).mean(axis=1)).min()
        assert found[i + 7] == pytest.approx(expected, abs=1e-6)


def test_a_folder_is_scored_file_by_file(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    (data / "deep" / "down").mkdir(parents=True)
    rows = [[f"{START + timedelta(minutes=5 * i)}", f"{v:.3f}"] for i, v in enumerate(stream(120))]
    rows[40][1] = ""
    for place in ("a.csv", "deep/down/b.csv"):
        with (data / place).open("w", newline="") as file:
            csv.writer(file).writerows([["timestamp", "value"], *rows])
    (data / "other.csv").write_text("name\nx\n")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "evals/anomaly.py", str(data), str(out)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert '"files":2' in done.stdout.replace(" ", "")
    assert not (out / "other.csv").exists()
    with (out / "deep/down/b.csv").open(newline="") as file:
        found = list(csv.reader(file))
    assert found[0] == ["timestamp", "value", "anomaly_score"]
    assert [row[:2] for row in found[1:]] == rows
    assert all(0 <= float(row[2]) <= 1 for row in found[1:])
