"""Write a migration from the difference between the models and a database at head."""

import re
from datetime import UTC, datetime

from alembic import command

from cairn.kit.db import migrate


def make(url: str, message: str) -> None:
    """Autogenerate `YYYY-MM-DD-HHMM_what.py`; read and edit it before use."""
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")
    now = datetime.now(UTC)  # check: allow naive_datetimes (a file name)
    config = migrate._config(url, migrate.MIGRATIONS)  # noqa: SLF001 - the same package
    config.set_main_option("file_template", f"{now:%Y-%m-%d-%H%M}_{slug}")
    command.revision(config, message=message, autogenerate=True, rev_id=f"{now:%Y%m%d%H%M}")
