from collections.abc import Callable

import pytest

from tools.checks.kit_words import domain_words

RULE = "kit_words"
Found = Callable[..., list[str]]
KIT = "src/cairn/kit/db/owned.py"


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("project_id", {"project"}),
        ("ProjectId", {"project"}),
        ("PROJECTS", {"project"}),
        ("myTaskGoals", {"task", "goal"}),
        ("HTTPTask2", {"task"}),
        ("coaches", {"coach"}),
        ("projection", set()),
        ("multitasking", set()),
        ("rewarded", set()),
        ("goalie", set()),
    ],
)
def test_words_of_an_identifier(identifier: str, words: set[str]) -> None:
    assert domain_words(identifier) == words


@pytest.mark.parametrize(
    "line",
    [
        "def add_goal(): ...",
        "class Habit: ...",
        "def f(task_id): ...",
        "row.area_id",
        "make(project=1)",
        "import x as ledger",
        "from cairn.planning.models import Task",
    ],
)
def test_every_kind_of_identifier_is_read(found: Found, line: str) -> None:
    assert found(RULE, {KIT: line}) == [f"{KIT}:1"]


@pytest.mark.parametrize(
    "line",
    [
        "label = 'task'",
        "import asyncio\nasyncio.Task",
        "from asyncio import Task, TaskGroup\nx: Task",
        "group.create_task(f())",
        "from cairn.kit.metrics import REQUESTS\nREQUESTS.inc()",
        "from cairn.kit import metrics\nmetrics.REQUESTS.inc()",
        "projection = 1",
    ],
)
def test_words_of_libraries_pass(found: Found, line: str) -> None:
    assert found(RULE, {KIT: line}) == []


def test_names_of_files_are_identifiers(found: Found) -> None:
    assert found(RULE, {"src/cairn/kit/goals/x.py": ""}) == ["src/cairn/kit/goals/x.py:1"]


def test_exceptions_hold_for_their_files_and_words_only(found: Found) -> None:
    text = "metric = 1\ngoal = 2\n"
    assert found(RULE, {"src/cairn/kit/metrics.py": text}) == ["src/cairn/kit/metrics.py:2"]
    assert found(RULE, {KIT: text}) == [f"{KIT}:1", f"{KIT}:2"]


def test_domains_may_speak(found: Found) -> None:
    assert found(RULE, {"src/cairn/planning/service.py": "task_id = 1"}) == []
