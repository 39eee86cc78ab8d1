"""The rules, run over files that a test writes down."""

from collections.abc import Callable, Mapping

import pytest

from tools.checks.base import Project
from tools.checks.house import inspect, rules


def _found(rule: str, files: Mapping[str, str]) -> list[str]:
    return [f"{report.path}:{report.line}" for report in inspect(Project(files), {rule: rules()[rule]})]


@pytest.fixture
def found() -> Callable[[str, Mapping[str, str]], list[str]]:
    """`path:line` of everything that one rule finds in the files."""
    return _found
