from collections.abc import Callable

import pytest

RULE = "naive_datetimes"
Found = Callable[..., list[str]]
IMPORTS = "import datetime as d; from datetime import UTC, date, datetime, datetime as dt\n"
RULES = "src/cairn/planning/rules.py"
CLOCK = "src/cairn/kit/clock.py"


@pytest.mark.parametrize(
    "call",
    [
        "datetime.now()",
        "datetime.now(tz=None)",
        "datetime.utcnow()",
        "datetime.today()",
        "date.today()",
        "dt.now()",
        "d.datetime.now()",
        "d.date.today()",
        "datetime.fromtimestamp(0)",
        "datetime.utcfromtimestamp(0)",
    ],
)
@pytest.mark.parametrize("path", [RULES, CLOCK, "tests/planning/test_rules.py", "tools/x.py"])
def test_naive_times_are_found_everywhere(found: Found, path: str, call: str) -> None:
    assert found(RULE, {path: IMPORTS + call}) == [f"{path}:2"]


@pytest.mark.parametrize(
    "call",
    [
        "datetime(2026, 1, 1)",
        "datetime(2026, 1, 1, tzinfo=None)",
        "d.datetime(2026, 1, 1, 12, 0, 0, 0)",
    ],
)
def test_naive_literals_are_found_outside_tests(found: Found, call: str) -> None:
    assert found(RULE, {RULES: IMPORTS + call}) == [f"{RULES}:2"]
    assert found(RULE, {"tests/planning/test_rules.py": IMPORTS + call}) == []


@pytest.mark.parametrize("call", ["datetime.now(UTC)", "datetime.now(tz=zone)"])
def test_only_the_clock_asks_the_machine(found: Found, call: str) -> None:
    assert found(RULE, {RULES: IMPORTS + call}) == [f"{RULES}:2"]
    assert found(RULE, {CLOCK: IMPORTS + call, "bench/x.py": IMPORTS + call}) == []


@pytest.mark.parametrize(
    "call",
    [
        "datetime(2026, 1, 1, tzinfo=UTC)",
        "datetime(2026, 1, 1, 12, 0, 0, 0, UTC)",
        "datetime(*parts)",
        "datetime(**parts)",
        "datetime.fromtimestamp(0, UTC)",
        "date(2026, 1, 1)",
        "clock.now()",
        "clock.today()",
    ],
)
def test_aware_times_pass(found: Found, call: str) -> None:
    assert found(RULE, {RULES: IMPORTS + call}) == []
