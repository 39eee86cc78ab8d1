from collections.abc import Callable

import pytest

RULE = "commit_edge"
Found = Callable[..., list[str]]
SERVICE = "src/cairn/planning/service.py"


@pytest.mark.parametrize(
    "line",
    [
        "work.session.commit()",
        "session.rollback()",
        "with engine.begin() as connection: pass",
        "statement = 'BEGIN'",
        "statement = ' COMMIT;'",
        "statement = 'BEGIN ISOLATION LEVEL SERIALIZABLE'",
        "statement = 'rollback;'",
    ],
)
def test_ending_a_transaction_is_found(found: Found, line: str) -> None:
    assert found(RULE, {SERVICE: line}) == [f"{SERVICE}:1"]


@pytest.mark.parametrize(
    "line",
    [
        "'''COMMIT belongs to the edge.'''",
        "stage = 'commit'",
        "title = 'Begin again'",
        "with session.begin_nested(): pass",
        "commit(preview)",
        "statement = 'BEGINNING'",
        "first_line = 'BEGIN:VCALENDAR'",
    ],
)
def test_what_only_sounds_like_it_passes(found: Found, line: str) -> None:
    assert found(RULE, {SERVICE: line}) == []


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("src/cairn/kit/db/work.py", True),
        ("src/cairn/kit/db/embedded.py", True),
        ("src/cairn/kit/db/migrate.py", True),
        ("src/cairn/migrations/env.py", True),
        ("src/cairn/cli/db.py", True),
        ("tests/kit/test_work.py", True),
        ("src/cairn/kit/db/owned.py", False),
        ("src/cairn/cli/user.py", False),
        ("src/cairn/worker.py", False),
    ],
)
def test_the_edges(found: Found, path: str, *, allowed: bool) -> None:
    assert found(RULE, {path: "session.commit()"}) == ([] if allowed else [f"{path}:1"])
