"""Every rule: its bad line is found, its good one passes, and the skip code works only with a reason."""

from typing import NamedTuple

import pytest

from tools.checks.base import Project
from tools.checks.house import Report, inspect, rules


class Sample(NamedTuple):
    """A file that breaks a rule at `line`, and one beside it that does not."""

    path: str
    line: int
    bad: str
    good: str


ROUTE = """@router.get("/tasks", responses={})
async def list_tasks():
    '''All of them.'''
"""
SCHEMA = """class TaskOut(Schema):
    title: str
    '''1 to 200 characters.'''
"""
MOMENT = "from datetime import UTC, datetime\nstart = datetime(2026, 1, 1)\n"
HOME = "/home" + "/ada/notes"

SAMPLES = {
    "commit_edge": Sample("service.py", 1, "session.commit()\n", "session.flush()\n"),
    "domain_order": Sample("service.py", 1, "import cairn.goals.models\n", "import cairn.kit.clock\n"),
    "function_scope": Sample("deps.py", 1, "Depends(get_work)\n", "Depends(get_work, scope='function')\n"),
    "kit_words": Sample("../kit/db/owned.py", 1, "task_id = 1\n", "row_id = 1\n"),
    "module_size": Sample(
        "rules.py", 1, "def f():\n" + "    x = 1\n" * 60, "def f():\n" + "    x = 1\n" * 59
    ),
    "naive_datetimes": Sample("rules.py", 2, MOMENT, MOMENT.replace("1)", "1, tzinfo=UTC)")),
    "no_print_or_logging_of_content": Sample(
        "service.py", 1, "log.info('task.done', title=title)\n", "log.info('task.done', task_id=task.id)\n"
    ),
    "routes_declared": Sample("routes.py", 2, ROUTE, ROUTE.replace("{}", "problems(NotFound)")),
    "schemas_documented": Sample("schemas.py", 2, SCHEMA.replace("str", "str = ''"), SCHEMA),
    "sql_placement": Sample("service.py", 1, "session.execute(q)\n", "find_open_tasks(q)\n"),
    "traces": Sample("rules.py", 1, f"x = '{HOME}/a'\n", "x = 'notes/a'\n"),
}


def path_of(sample: Sample) -> str:
    kit = sample.path.removeprefix("../")
    return f"src/cairn/{kit}" if kit != sample.path else f"src/cairn/planning/{sample.path}"


def reports(rule: str, text: str) -> list[Report]:
    return inspect(Project({path_of(SAMPLES[rule]): text}), {rule: rules()[rule]})


def with_comment(rule: str, comment: str) -> str:
    """The bad file with a comment on its bad line."""
    lines = SAMPLES[rule].bad.splitlines()
    lines[SAMPLES[rule].line - 1] += f"  # {comment}"
    return "\n".join(lines) + "\n"


def test_every_rule_has_a_sample() -> None:
    assert set(SAMPLES) == set(rules())


@pytest.mark.parametrize("rule", SAMPLES)
def test_a_bad_line_is_found_at_its_place(rule: str) -> None:
    sample = SAMPLES[rule]
    [report] = reports(rule, sample.bad)
    assert str(report).startswith(f"{path_of(sample)}:{sample.line}: {rule}: ")


@pytest.mark.parametrize("rule", SAMPLES)
def test_a_good_line_passes(rule: str) -> None:
    assert reports(rule, SAMPLES[rule].good) == []


@pytest.mark.parametrize("rule", SAMPLES)
def test_a_skip_code_with_a_reason_is_honoured(rule: str) -> None:
    assert reports(rule, with_comment(rule, f"check: allow {rule} (an invented reason)")) == []


@pytest.mark.parametrize("rule", SAMPLES)
@pytest.mark.parametrize("reason", ["", " ()", " ( )"])
def test_a_skip_code_without_a_reason_is_refused(rule: str, reason: str) -> None:
    [report] = reports(rule, with_comment(rule, f"check: allow {rule}{reason}"))
    assert (report.line, report.rule) == (SAMPLES[rule].line, rule)
    assert "reason" in report.message


@pytest.mark.parametrize("rule", SAMPLES)
def test_the_skip_code_of_another_rule_does_not_help(rule: str) -> None:
    other = next(name for name in SAMPLES if name != rule)
    [report] = reports(rule, with_comment(rule, f"check: allow {other} (an invented reason)"))
    assert report.rule == rule


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_skip_code_may_stand_on_any_line_of_its_expression(line: int) -> None:
    lines = ["session.commit(", "    now", ")", "x = 1"]
    assert len(reports("commit_edge", "\n".join(lines))) == 1
    lines[line] += "  # check: allow commit_edge (an invented reason)"
    assert reports("commit_edge", "\n".join(lines)) == []


def test_a_skip_code_below_its_expression_does_not_help() -> None:
    text = "session.commit(\n    now\n)\nx = 1  # check: allow commit_edge (an invented reason)\n"
    assert [report.line for report in reports("commit_edge", text)] == [1, 4]


def test_a_skip_code_that_skips_nothing_is_found() -> None:
    [report] = reports("commit_edge", "x = 1\ny = 2  # check: allow commit_edge (it used to commit)\n")
    assert (report.line, report.rule) == (2, "commit_edge")
    assert "delete" in report.message


def test_a_skip_code_for_an_unknown_rule_is_found() -> None:
    [report] = reports("commit_edge", "x = 1  # check: allow comit_edge (a slip of the finger)\n")
    assert (report.line, report.rule) == (1, "comit_edge")


def test_a_string_is_not_a_skip_code() -> None:
    line = "session.commit('# check: allow commit_edge (an invented reason)')\n"
    assert len(reports("commit_edge", line)) == 1


def test_a_file_that_does_not_parse_is_found() -> None:
    [report] = reports("commit_edge", "x = 1\ndef f(:\n")
    assert (report.line, report.rule) == (2, "syntax")


def test_a_skip_code_works_in_other_files_too() -> None:
    text = f"# Notes\nSee {HOME}/a <!-- check: allow traces (the person in the example) -->\nAnd {HOME}/b\n"
    found = inspect(Project({"docs/notes.md": text}), {"traces": rules()["traces"]})
    assert [(report.path, report.line) for report in found] == [("docs/notes.md", 3)]
