from collections.abc import Callable

import pytest

from tools.checks.module_size import DEBT

RULE = "module_size"
Found = Callable[..., list[str]]
LONG = "src/cairn/planning/service.py"
METHOD = "class Plan:\n    def make(self):\n" + "        x = 1\n" * 64


@pytest.mark.parametrize("path", [LONG, "tests/planning/test_x.py", "tools/x.py"])
def test_modules_of_400_lines_pass_and_of_401_do_not(found: Found, path: str) -> None:
    assert found(RULE, {path: "x = 1\n" * 400}) == []
    assert found(RULE, {path: "x = 1\n" * 401}) == [f"{path}:1"]


@pytest.mark.parametrize(("path", "limit"), [(LONG, 60), ("tools/x.py", 60), ("tests/test_x.py", 80)])
def test_limits_of_functions(found: Found, path: str, limit: int) -> None:
    text = "\n@wraps\nasync def f():\n" + "    x = 1\n" * (limit - 1)
    assert found(RULE, {path: text}) == []
    assert found(RULE, {path: text + "    x = 1\n"}) == [f"{path}:3"]


def test_a_long_function_inside_another_makes_both_long(found: Found) -> None:
    text = "def outer():\n    def inner():\n" + "        x = 1\n" * 60
    assert found(RULE, {LONG: text}) == [f"{LONG}:1", f"{LONG}:2"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('"src/cairn/planning/service.py::Plan.make" = 65', []),
        ('"src/cairn/planning/service.py::Plan.make" = 64', [f"{LONG}:2"]),
        ('"src/cairn/planning/service.py::Plan.make" = 66', [f"{DEBT}:3"]),
        ('"src/cairn/planning/service.py::make" = 65', [f"{LONG}:2", f"{DEBT}:3"]),
        ('"src/cairn/planning/service.py" = 401', [f"{LONG}:2", f"{DEBT}:3"]),
    ],
)
def test_debt_says_exactly_what_is_there(found: Found, entry: str, expected: list[str]) -> None:
    assert found(RULE, {LONG: METHOD, DEBT: f"# debt\n[lines]\n{entry}\n"}) == expected


def test_debt_of_a_module(found: Found) -> None:
    debt = f'[lines]\n"{LONG}" = 450\n'
    assert found(RULE, {LONG: "x = 1\n" * 450, DEBT: debt}) == []
    assert found(RULE, {LONG: "x = 1\n" * 449, DEBT: debt}) == [f"{DEBT}:2"]
    assert found(RULE, {LONG: "x = 1\n" * 451, DEBT: debt}) == [f"{LONG}:1"]
    assert found(RULE, {DEBT: debt}) == [f"{DEBT}:2"]
