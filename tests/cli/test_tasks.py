"""The day at the command line: add, list, complete, goals, import."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from cairn.cli.root import app
from tests.cli.conftest import Server, Shell, environment

TASKWARRIOR = Path(__file__).parents[1] / "data" / "taskwarrior" / "export.json"


@pytest.fixture
def api(ada: Shell, server: Server) -> Any:
    """Return the API as Ada's."""
    with httpx.Client(base_url=f"{server.url}/api/v1") as http:
        token = json.loads(ada.credentials.read_text())["logins"][server.url]["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


def test_add_shows_what_was_understood(ada: Shell, api: httpx.Client) -> None:
    shown = ada("add", "Water the plants tomorrow 9am #green !1 15min every 3 days")
    assert shown.code == 0
    assert "→ Water the plants  due tomorrow 09:00" in shown.out
    assert "#green" in shown.out
    made = ada("add", "--json", "Buy", "milk", "today").json
    assert made["task"] == api.get(f"/tasks/{made['task']['id']}").json()
    assert made["task"]["title"] == "Buy milk"


def test_a_dry_run_adds_nothing(ada: Shell) -> None:
    assert ada("add", "--dry-run", "Buy milk today", "--json").json["task"] is None
    assert ada("tasks", "--json").json["total"] == 0


def test_add_reads_lines_and_goes_on_after_a_refusal(ada: Shell) -> None:
    lines = f"Buy milk today\n\n{'x' * 501}\nCall Ben\n"
    outcome = ada("add", "-", stdin=lines)
    assert outcome.code == 5
    assert "Line 3 was refused" in outcome.err
    assert [t["title"] for t in ada("tasks", "--json").json["items"]] == ["Buy milk", "Call Ben"]


def test_an_empty_text(ada: Shell) -> None:
    assert ada("add", "  ").code == 2
    assert ada("add").code == 2


def test_the_day(ada: Shell, api: httpx.Client) -> None:
    for line in ("Pay the rent today !1 15min", "Read a book", "Sort the photos in 3 weeks"):
        ada("add", line)
    ids = {t["title"]: t["id"] for t in ada("tasks", "--json").json["items"]}
    api.post(f"/tasks/{ids['Read a book']}/dependencies", json={"blocked_by_id": ids["Pay the rent"]})
    shown = ada("today")
    assert re.search(r"^  1 Pay the rent +today +15 m +\d+$", shown.out, re.MULTILINE), shown.out
    assert "Due today" in shown.out
    assert "Read a book  waits for Pay the rent" in shown.out
    assert "6 h planned" in shown.out
    by_api = api.get("/today", params={"limit": 10}).json()
    by_cli = ada("today", "--json").json
    assert [i["task"]["id"] for i in by_cli["items"]] == [i["task"]["id"] for i in by_api["items"]]
    done = ada("done", "1")
    assert done.code == 0
    assert re.search(r"^Done Pay the rent  \+\d+ points$", done.out, re.MULTILINE)
    assert "Done today: 1" in ada("today").out
    assert "Open again Pay the rent" in ada("undone", ids["Pay the rent"]).out


@pytest.mark.parametrize("columns", ["80", "40"])
def test_tables_fit_the_terminal(ada: Shell, columns: str) -> None:
    narrow = Shell({**ada.variables, "COLUMNS": columns})
    for n in range(3):
        ada(
            "add",
            f"Finish the report about the long river and its many bridges, part {n} tomorrow 9am #writing",
        )
    for command in ("today", "tasks"):
        shown = narrow(command)
        assert shown.code == 0
        assert max(map(len, shown.out.splitlines())) <= int(columns)
        assert "\x1b" not in shown.out


def test_control_characters_do_not_reach_the_terminal(ada: Shell) -> None:
    ada("add", "Read \x1b[31mthe\x07 mail today")
    for command in ("today", "tasks"):
        assert "\x1b" not in ada(command).out
        assert "\x07" not in ada(command).out


def test_done_tells_the_next_date(ada: Shell) -> None:
    ada("add", "Water the plants every day")
    ada("tasks")
    done = ada("done", "1", "--energy", "7")
    assert "next: tomorrow" in done.out
    undone = ada("undone", "1", "--json").json
    assert undone[0]["removed_task_id"]
    assert undone[0]["energy_end"] in {7, None}


def test_tasks_by_number_end_of_id_and_id(ada: Shell) -> None:
    for title in ("First", "Second", "Third"):
        ada("add", title)
    listed = ada("tasks", "--sort", "title", "--json").json["items"]
    outcome = ada("done", "1", listed[1]["id"][-6:], listed[2]["id"], "1", "--json")
    assert [t["title"] for t in outcome.json] == ["First", "Second", "Third"]
    assert ada("tasks", "--json").json["total"] == 0
    # No longer in the last list, so the server is asked.
    assert ada("undone", listed[0]["id"][-6:]).code == 0


@pytest.mark.parametrize("given", ["9", "zz", "0123ffff", "01890000-0000-7000-8000-000000000000"])
def test_a_task_that_is_not_there(ada: Shell, given: str) -> None:
    ada("add", "Something")
    ada("tasks")
    refused = ada("done", "1", given)
    assert refused.code == 6


def test_nothing_is_completed_where_one_is_unclear(ada: Shell) -> None:
    ada("add", "Something")
    ada("tasks")
    assert ada("done", "1", "77").code == 6
    assert ada("tasks", "--json").json["total"] == 1


def test_filters(ada: Shell, api: httpx.Client) -> None:
    project = api.post("/projects", json={"name": "Garden"}).json()
    today = date.fromisoformat(api.get("/today").json()["date"])
    for title, more in {
        "Dig": {"project_id": project["id"], "tags": ["outdoors"]},
        "Plan": {"project_id": project["id"], "status": "backlog"},
        "Late": {"due_date": str(today - timedelta(days=1))},
        "Now": {"due_date": str(today)},
        "Later": {"due_date": str(today + timedelta(days=6))},
    }.items():
        assert api.post("/tasks", json={"title": title, **more}).status_code == 201

    def titles(*options: str) -> list[str]:
        return sorted(t["title"] for t in ada("tasks", *options, "--json").json["items"])

    assert titles("--project", "garden") == ["Dig", "Plan"]
    assert titles("--project", "gar", "--status", "backlog") == ["Plan"]
    assert titles("--tag", "outdoors") == ["Dig"]
    assert titles("pla") == ["Plan"]
    assert titles("--due", "overdue") == ["Late"]
    assert titles("--due", "today") == ["Now"]
    assert titles("--due", "week") == ["Later", "Now"]
    assert titles("--due", "none") == ["Dig", "Plan"]
    assert titles("--due", str(today - timedelta(days=1))) == ["Late"]
    assert len(titles("--page-size", "2", "--page", "3")) == 1
    assert "Page 1 of 3; 5 tasks." in ada("tasks", "--page-size", "2").out
    assert ada("tasks", "--project", "Moon").code == 6
    assert ada("tasks", "--due", "someday").code == 2
    assert ada("tasks", "--sort", "colour").code == 5


def test_goals(ada: Shell, api: httpx.Client) -> None:
    goal = api.post("/goals", json={"title": "Speak Danish", "target_date": "2999-01-01"}).json()
    api.post(f"/goals/{goal['id']}/notes", json={"text": "A start", "progress_pct": 25})
    assert (
        ada("goals", "--json").json
        == api.get("/goals", params={"status": ["planning", "active", "paused"], "page_size": 25}).json()
    )
    shown = ada("goals")
    assert re.search(r"Speak Danish +█{3}░{9} +25% .*2999-01-01", shown.out), shown.out


def test_import(ada: Shell) -> None:
    looked = ada("import", str(TASKWARRIOR), "--dry-run")
    assert looked.code == 0
    assert "Nothing was imported." in looked.out
    assert ada("tasks", "--json").json["total"] == 0
    assert ada("import", str(TASKWARRIOR)).code == 2
    counts = ada("import", str(TASKWARRIOR), "--yes", "--json").json["counts"]
    assert counts["new"] > 30
    assert ada("tasks", "--all", "--json").json["total"] == counts["new"]
    assert "There is nothing new in it." in ada("import", str(TASKWARRIOR), "--yes").out
    assert ada("today", "--json").json["items"]


def test_import_of_a_table(ada: Shell, tmp_path: Path) -> None:
    table = tmp_path / 'my "tasks".csv'
    table.write_text("What;Until\nSail;2027-04-03\nRow;some day\n")
    options = ("--map", "title=What", "--map", "due=Until")
    shown = ada("import", str(table), *options, "--dry-run")
    assert "line 3, column Until: some day" in shown.out
    made = ada("import", str(table), *options, "--yes")
    assert "Imported 2 tasks (2 open, 0 done)." in made.out
    refused = ada("import", str(table), "--map", "moon=Until", "--yes")
    assert refused.code == 5
    assert "options/columns" in refused.err
    assert ada("import", str(table), "--map", "due", "--yes").code == 2
    assert ada("import", str(tmp_path / "none.csv"), "--yes").code == 2


def test_a_broken_file(ada: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('[{"description": "half a ta')
    refused = ada("import", str(broken), "--format", "taskwarrior", "--yes", "--json")
    assert refused.code == 5
    assert "line 1" in json.dumps(refused.problem)


def test_mistakes_are_json_too(ada: Shell) -> None:
    for arguments in (("nonsense",), ("tasks", "--page", "x"), ("done",), ("tasks", "--page-size", "999")):
        refused = ada(*arguments, "--json")
        assert refused.code == 2, arguments
        assert refused.problem["exit_code"] == 2
        assert refused.out == ""


def test_every_command_has_json_and_help() -> None:
    import typer

    def walk(command: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        children = getattr(command, "commands", None)
        if children is None:
            assert "--json" in {o for p in command.params for o in p.opts}, path
            assert command.help, path
            return [path]
        return [leaf for name, child in children.items() for leaf in walk(child, (*path, name))]

    assert len(walk(typer.main.get_command(app), ())) >= 20


def test_version_and_completion(shell: Shell) -> None:
    assert re.fullmatch(r"cairn \d+\.\d+\.\d+\n", shell("--version").out)
    assert shell("--version", "--json").json["version"]
    completing = Shell({"_CAIRN_COMPLETE": "complete_bash", "COMP_WORDS": "cairn tod", "COMP_CWORD": "1"})
    assert completing.process().out.split() == ["today"]


def test_the_start_imports_nothing_heavy(ada: Shell) -> None:
    """A person waits for each start; these libraries take from a tenth of a second to more than one."""
    heavy = ("sqlalchemy", "fastapi", "procrastinate", "pydantic", "asyncpg", "alembic", "httpx", "asyncio")
    probe = (
        "import sys\nfrom cairn.cli import main\n"
        "try:\n    main()\n"
        f"finally:\n    print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)\n"
    )
    for arguments in (["--help"], ["add", "Buy milk tomorrow"], ["done", "1"], ["today"]):
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", probe, *arguments],
            env=environment(**ada.variables),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr.splitlines()[-1] == "[]", arguments
