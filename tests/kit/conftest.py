"""Embedded servers of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cairn.kit.db.embedded import EmbeddedPostgres
from tests.kit.embedded import QUICK, ServerAt


@pytest.fixture
def server_at() -> Iterator[ServerAt]:
    """Build servers that are stopped at the end, whoever started the one that runs then."""
    made: list[EmbeddedPostgres] = []

    def build(folder: Path) -> EmbeddedPostgres:
        made.append(EmbeddedPostgres(folder, settings=QUICK))
        return made[-1]

    yield build
    for server in made:
        server.stop()
    for server in made:
        if server.is_ready():
            server.start()
            server.stop()


@pytest.fixture
def server(server_at: ServerAt, tmp_path: Path) -> EmbeddedPostgres:
    return server_at(tmp_path / "data")
