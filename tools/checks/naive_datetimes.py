"""Every time has a zone, and "now" comes from the injected clock, so that tests and zones can be trusted."""

import ast
from collections.abc import Iterator

from tools.checks.base import Finding, Project, Source, keyword

CLOCK = "src/cairn/kit/clock.py"
NAIVE = {
    "datetime.datetime.utcnow": "use the clock, which answers in UTC and says so",
    "datetime.datetime.utcfromtimestamp": "use `datetime.fromtimestamp(…, UTC)`",
    "datetime.datetime.today": "use the clock",
    "datetime.date.today": "ask the clock for the person's local day",
}
TZINFO_POSITION = 7  # after year, month, day, hour, minute, second, microsecond


def lacks_zone(call: ast.Call, name: str, position: int) -> bool:
    """True when the zone is absent or the literal None; `*args` and `**kwargs` are trusted."""
    if any(isinstance(arg, ast.Starred) for arg in call.args) or any(
        item.arg is None for item in call.keywords
    ):
        return False
    zone = call.args[position] if len(call.args) > position else keyword(call, name)
    return zone is None or (isinstance(zone, ast.Constant) and zone.value is None)


def advice(source: Source, call: ast.Call) -> str:
    """What is wrong with a call, empty when nothing is."""
    origin = source.origin(call.func)
    if origin in NAIVE:
        return NAIVE[origin]
    if origin == "datetime.datetime.now":
        if lacks_zone(call, "tz", 0):
            return "`now()` without a zone is naive: use the clock"
        if source.inside and source.path != CLOCK:
            return "take the time from the injected clock; only kit/clock.py asks the machine"
    if origin == "datetime.datetime.fromtimestamp" and lacks_zone(call, "tz", 1):
        return "give `fromtimestamp` a zone"
    tests = source.path.startswith("tests/")
    if origin == "datetime.datetime" and not tests and lacks_zone(call, "tzinfo", TZINFO_POSITION):
        return "give `datetime(…)` a tzinfo"
    return ""


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn", "tests", "tools", "bench", "evals"):
        for call in source.nodes(ast.Call):
            if message := advice(source, call):
                yield source.finding(call, message)
