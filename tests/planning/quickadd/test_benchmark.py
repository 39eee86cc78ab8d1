"""The development cases of the public benchmark, where they are at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def cases() -> Path:
    """The file of cases: in the folder that CAIRN_EVAL_DIR names, or beside the repository."""
    folder = Path(os.environ.get("CAIRN_EVAL_DIR", ROOT.parent / "shared" / "eval"))
    path = folder / "dates" / "dev.jsonl"
    if not path.is_file():
        pytest.skip(f"no benchmark cases at {path}; name their folder in CAIRN_EVAL_DIR")
    return path


def score(path: Path) -> dict[str, float]:
    """What the evaluation script prints."""
    program = [sys.executable, str(ROOT / "evals" / "dates.py"), str(path)]
    run = subprocess.run(program, check=True, capture_output=True, text=True)  # noqa: S603
    assert run.stdout.count("\n") == 1
    result: dict[str, float] = json.loads(run.stdout)
    return result


def test_the_bar_is_met() -> None:
    result = score(cases())
    assert result.keys() == {"n", "right", "false_positives", "p50_ms"}
    assert result["right"] >= 0.9 * result["n"]
    assert result["false_positives"] == 0


def test_the_script_tells_right_from_wrong(tmp_path: Path) -> None:
    now = {"reference": "2025-05-14T10:30:00.000", "prefer_future": True}
    wanted: list[dict[str, object]] = [
        {"text": "friday", "expect": {"date": "2025-05-16", "time": None}},
        {"text": "friday", "expect": {"date": "2025-05-17", "time": None}},
        {"text": "friday at 8pm", "expect": {"date": "2025-05-16", "time": "08:00"}},
        {"text": "friday", "expect": None},
        {"text": "nothing", "expect": None},
        {"text": "nothing", "expect": {"date": "2025-05-16", "time": None}},
        {
            "text": "9-11am",
            "expect": {"date": "2025-05-15", "time": "09:00", "end_date": "2025-05-15", "end_time": None},
        },
        {
            "text": "friday",
            "expect": {"date": "2025-05-16", "time": None, "end_date": "2025-05-17", "end_time": None},
        },
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps({**now, **case}) for case in wanted), encoding="utf-8")
    result = score(path)
    assert (result["n"], result["right"], result["false_positives"]) == (8, 3, 1)
    assert result["p50_ms"] < 1
