from collections.abc import Callable

import pytest

RULE = "sql_placement"
Found = Callable[..., list[str]]
SERVICE = "src/cairn/planning/service.py"


@pytest.mark.parametrize(
    "text",
    [
        "from sqlalchemy import select\nselect(Task)",
        "from sqlalchemy import text as t\nt('x')",
        "import sqlalchemy as sa\nsa.update(Task)",
        "from sqlalchemy.dialects.postgresql import insert\ninsert(Task)",
        "import sqlalchemy.sql\nsqlalchemy.sql.delete(Task)",
        "async def f(c):\n    await c.fetch(q)",
        "async def f(c):\n    await c.fetchrow(q)",
        "async def f(c):\n    await c.fetchval(q)",
        "async def f(c):\n    await c.scalars(q)",
        "x = 1\nsql = 'SELECT 1'",
        "x = 1\nsql = 'select id from task'",
        "x = 1\nsql = f'UPDATE task SET {column} = 1'",
        "x = 1\nsql = 'delete from task'",
        "x = 1\nsql = 'with open_task as (values (1)) table open_task'",
    ],
)
def test_sql_in_a_service_is_found(found: Found, text: str) -> None:
    assert found(RULE, {SERVICE: text}) == [f"{SERVICE}:2"]


@pytest.mark.parametrize(
    "text",
    [
        "changes.update(title='x')",
        "from sqlalchemy.orm import Session\nSession()",
        "from cairn.kit.text import text\ntext('x')",
        "'''SELECT is spoken of in this docstring.'''",
        "label = 'Select a task from the list'",
        "label = 'select'",
    ],
)
def test_what_only_looks_like_sql_passes(found: Found, text: str) -> None:
    assert found(RULE, {SERVICE: text}) == []


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("src/cairn/planning/queries.py", True),
        ("src/cairn/planning/queries/hierarchy.py", True),
        ("src/cairn/kit/db/owned.py", True),
        ("src/cairn/migrations/env.py", True),
        ("tests/planning/test_service.py", True),
        ("src/cairn/planning/my_queries.py", False),
        ("src/cairn/planning/routes.py", False),
        ("src/cairn/planning/jobs.py", False),
        ("src/cairn/cli/user.py", False),
        ("src/cairn/queries.py", False),
    ],
)
def test_the_places_of_sql(found: Found, path: str, *, allowed: bool) -> None:
    text = "from sqlalchemy import select\nsession.execute(\n    select(Task))\n"
    assert found(RULE, {path: text}) == ([] if allowed else [f"{path}:2", f"{path}:3"])


def test_models_build_expressions_but_run_nothing(found: Found) -> None:
    text = "from sqlalchemy import select, text\nx = select(Task).where(text('a'))\nsession.execute(x)\n"
    path = "src/cairn/planning/models.py"
    assert found(RULE, {path: text}) == [f"{path}:3"]
