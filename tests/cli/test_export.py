"""`cairn export`, from a server with its own worker."""

from pathlib import Path

from tests.cli.conftest import Shell
from tests.data.archives import content, rows


def test_everything_comes_as_one_file(ada: Shell, tmp_path: Path) -> None:
    ada("add", "Water the plants")
    file = tmp_path / "all of it.zip"
    made = ada("export", str(file), "--json")
    assert made.code == 0, made.err
    assert made.json["status"] == "completed"
    parts = content(file)
    assert [row["title"] for row in rows(parts, "data/task.jsonl")] == ["Water the plants"]
    assert file.stat().st_mode & 0o777 == 0o600
    again = ada("export", str(file))
    assert (again.code, "--force" in again.err) == (2, True)
    assert ada("export", str(file), "--force").code == 0
    assert [p.name for p in tmp_path.glob("all of it*")] == ["all of it.zip"]
