"""Fixtures of the whole suite: a real PostgreSQL, the real application, people of it."""

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.application"]
