"""Feeds as real programs take them over: calcurse and khal, where they are installed."""

import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.fixtures.application import Person

pytestmark = pytest.mark.slow
EVENTS: dict[str, dict[str, object]] = {
    "Dentist": {"due_at": "2026-11-26T13:00:00Z", "estimate_minutes": 90},
    "Rent": {"due_date": "2026-12-01", "recurrence_rule": "FREQ=MONTHLY"},
    "Choir": {"due_at": "2026-11-25T18:00:00Z", "recurrence_rule": "FREQ=WEEKLY;COUNT=3"},
}


async def written(person: Person, client: httpx.AsyncClient, folder: Path, entries: str) -> Path:
    for title, fields in EVENTS.items():
        await person.make("/tasks", title=title, **fields)
    made = await person.make("/calendar-feeds", name="Tasks", entries=entries)
    file = folder / "feed.ics"
    file.write_bytes((await client.get(f"/api/v1/calendars/{made['token']}")).content)
    return file


def run(*words: str | Path, home: Path) -> str:
    environment = {"HOME": str(home), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(  # noqa: S603 - programs of the test's own choice
        list(map(str, words)), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse is not installed")
async def test_calcurse_imports_the_events(ada: Person, client: httpx.AsyncClient, tmp_path: Path) -> None:
    file = await written(ada, client, tmp_path, "events")
    data = tmp_path / "data"
    run("calcurse", "-D", data, "-C", tmp_path / "conf", "-q", "-i", file, home=tmp_path)
    told = run(
        "calcurse",
        "-D",
        data,
        "-C",
        tmp_path / "conf",
        "-q",
        "-Q",
        "--from",
        "11/25/2026",
        "--days",
        "14",
        home=tmp_path,
    )
    days = told.split("\n\n")
    assert any("11/25/26" in day and "19:00" in day and "Choir" in day for day in days), told
    assert any("12/02/26" in day and "Choir" in day for day in days), told
    assert any("11/26/26" in day and "14:00 -> 15:30" in day and "Dentist" in day for day in days), told
    assert any("12/01/26" in day and "Rent" in day for day in days), told


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
async def test_khal_imports_the_events(ada: Person, client: httpx.AsyncClient, tmp_path: Path) -> None:
    file = await written(ada, client, tmp_path, "events")
    config = tmp_path / "config"
    (tmp_path / "calendar").mkdir()
    config.write_text(
        f"[calendars]\n[[own]]\npath = {tmp_path}/calendar\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    run("khal", "-c", config, "import", "-a", "own", "--batch", file, home=tmp_path)
    form = "{start-date} {start-time} {title}"
    told = run(
        "khal", "-c", config, "list", "--day-format", "", "--format", form, "2026-11-25", "14d", home=tmp_path
    )
    assert "2026-11-26 14:00 Dentist" in told
    assert "2026-12-02 19:00 Choir" in told
    assert "2026-12-01  Rent" in told
