"""The program itself, started as people start it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.checks.house import rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one sound module, whose ignored folder holds an unsound one."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)  # noqa: S603, S607 - git on the path
    for path, text in {
        "src/cairn/planning/service.py": "x = 1\n",
        "src/cairn/out/service.py": "session.commit()\n",
        ".gitignore": "out/\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Isolated and without site-packages: the rules need the standard library alone."""
    command = [sys.executable, "-I", "-S", str(ROOT / "tools/checks/run.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def test_a_sound_repository_passes(repository: Path) -> None:
    done = run("--root", str(repository), cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(rules())} rules, 1 files, 0 findings" in done.stdout


def test_findings_are_printed_with_their_place_and_fail(repository: Path) -> None:
    (repository / "src/cairn/planning/service.py").write_text("x = 1\nsession.commit()\nprint(x)\n")
    done = run("--root", str(repository), cwd=repository)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("src/cairn/planning/service.py:2: commit_edge: ")
    assert lines[1].startswith("src/cairn/planning/service.py:3: no_print_or_logging_of_content: ")


def test_single_rules_can_be_chosen(repository: Path) -> None:
    (repository / "src/cairn/planning/service.py").write_text("session.commit()\n")
    assert run("--root", str(repository), "traces", cwd=repository).returncode == 0
    assert run("--root", str(repository), "traces", "commit_edge", cwd=repository).returncode == 1
    assert run("no_such_rule", cwd=repository).returncode == 2


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path) -> None:
    done = run("--root", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


@pytest.mark.slow
def test_static_runs_the_formatter_the_linter_and_the_type_checker(repository: Path) -> None:
    (repository / "src/cairn/planning/service.py").write_text("import os\nx: int = 'a'\n")
    command = [sys.executable, str(ROOT / "tools/checks/run.py"), "--static", "--root", str(repository)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 1
    told = {
        line.split("s  ", 1)[1]: line[:4] for line in done.stdout.splitlines() if line[:4] in {"ok  ", "FAIL"}
    }
    assert told == {
        f"house rules ({len(rules())} rules, 1 files, 0 findings)": "ok  ",
        "ruff format": "FAIL",
        "ruff check": "FAIL",
        "mypy": "FAIL",
        "total": "FAIL",
    }
    assert "Incompatible types in assignment" in done.stdout
