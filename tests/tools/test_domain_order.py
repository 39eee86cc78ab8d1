from collections.abc import Callable

import pytest

from tools.checks.domains import DOMAINS

RULE = "domain_order"
Found = Callable[..., list[str]]


def test_every_pair_of_domains(found: Found) -> None:
    files = {
        f"src/cairn/{name}/x.py": "".join(f"import cairn.{other}.y\n" for other in DOMAINS)
        for name in DOMAINS
    }
    upwards = [
        f"src/cairn/{name}/x.py:{line}"
        for name in DOMAINS
        for line, other in enumerate(DOMAINS, 1)
        if DOMAINS.index(other) > DOMAINS.index(name)
    ]
    assert len(upwards) == len(DOMAINS) * (len(DOMAINS) - 1) // 2
    assert found(RULE, files) == sorted(
        upwards, key=lambda place: (place.split(":")[0], int(place.split(":")[1]))
    )


@pytest.mark.parametrize(
    "line",
    [
        "from cairn.goals.models import Goal",
        "from cairn.goals import service",
        "from cairn import goals",
        "from ..goals import models",
        "from .. import goals",
        "if TYPE_CHECKING: from cairn.goals.models import Goal",
        "def f(): import cairn.goals.models as m",
        "from cairn.app import create_app",
        "from cairn import models",
        "import cairn.worker",
    ],
)
def test_every_form_of_an_upward_import_is_found(found: Found, line: str) -> None:
    assert found(RULE, {"src/cairn/planning/service.py": line}) == ["src/cairn/planning/service.py:1"]


@pytest.mark.parametrize(
    "line",
    [
        "from cairn.rewards.models import LedgerEntry",
        "from . import models",
        "from .models import goals",
        "from ..kit import clock",
        "from cairn import __version__",
        "import goals",
    ],
)
def test_downward_and_own_imports_pass(found: Found, line: str) -> None:
    assert found(RULE, {"src/cairn/planning/service.py": line}) == []


@pytest.mark.parametrize(
    "path", ["app.py", "models.py", "cli/tasks.py", "migrations/env.py", "settings/jobs.py"]
)
def test_the_top_imports_all(found: Found, path: str) -> None:
    assert found(RULE, {f"src/cairn/{path}": "import cairn.demo.x\nimport cairn.app\n"}) == []


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("from cairn.settings import DatabaseSettings", True),
        ("from cairn.settings.database import DatabaseSettings", True),
        ("from cairn.settings import settings", False),
        ("from cairn.settings import SETTINGS", False),
        ("from cairn.settings import get_settings", False),
        ("from cairn import settings", False),
        ("import cairn.settings", False),
    ],
)
def test_settings_are_passed_not_fetched(found: Found, line: str, *, allowed: bool) -> None:
    for path in ("src/cairn/kit/db/engine.py", "src/cairn/goals/service.py"):
        assert found(RULE, {path: line}) == ([] if allowed else [f"{path}:1"])


def test_settings_are_not_made_below_the_top(found: Found) -> None:
    text = "from cairn.settings import Settings\nbound = Settings()\n"
    assert found(RULE, {"src/cairn/kit/x.py": text}) == ["src/cairn/kit/x.py:2"]
    assert found(RULE, {"src/cairn/app.py": text}) == []


def test_a_package_without_a_place_is_found(found: Found) -> None:
    assert found(RULE, {"src/cairn/gardens/models.py": ""}) == ["src/cairn/gardens/models.py:1"]
