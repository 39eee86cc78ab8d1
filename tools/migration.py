"""Draft a migration: what the models have that the newest migration does not. Read and edit it before use."""

import asyncio
import sys
import tempfile
from pathlib import Path

from cairn.kit.db import migrate
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.migrations.make import make


def main(message: str) -> None:
    """Compare the models with a database of its own that has every migration."""
    with tempfile.TemporaryDirectory(prefix="cairn-migration-") as folder:
        server = EmbeddedPostgres(Path(folder), settings={"fsync": "off"})
        server.start()
        try:
            server.ensure_database()
            asyncio.run(migrate.ensure_head(server.url()))
            make(server.url(), message)
        finally:
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('Say what the migration does: make migration NAME="add a colour to goals"')
    main(sys.argv[1])
