"""Fixtures of the whole suite: a real PostgreSQL, the real application, people of it."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.application"]

# How long an example takes says more of the machine than of the program: speed is for `make bench`.
settings.register_profile("cairn", deadline=None)
settings.load_profile("cairn")


def pytest_configure(config: pytest.Config) -> None:
    """Let pass the one warning that the program itself lets pass (see kit/http/schemas.py)."""
    config.addinivalue_line("filterwarnings", "ignore::pydantic.warnings.UnsupportedFieldAttributeWarning")
