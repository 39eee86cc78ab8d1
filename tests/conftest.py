"""Fixtures of the whole suite: a real PostgreSQL, the real application, people of it."""

import pytest

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.application"]


def pytest_configure(config: pytest.Config) -> None:
    """Let pass the one warning that the program itself lets pass (see kit/http/schemas.py)."""
    config.addinivalue_line(
        "filterwarnings", "ignore::pydantic.warnings.UnsupportedFieldAttributeWarning"
    )
