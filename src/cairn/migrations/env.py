"""Alembic's environment: advisory lock, timeouts, one transaction a migration, checksums."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection, create_engine, pool, text

from cairn.kit.db import migrate
from cairn.migrations.env_filter import include_object
from cairn.models import Base

CHECKSUMS = """
CREATE TABLE IF NOT EXISTS schema_migration (
  revision text PRIMARY KEY, file text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL
)
"""


def _record(
    ctx: MigrationContext,
    step: MigrationInfo,
    heads: Collection[Any],
    run_args: Mapping[str, Any],
) -> None:
    """Note the checksum of the file in the transaction that applied it."""
    assert ctx.connection is not None  # noqa: S101 - online mode always has one
    now = datetime.now(UTC)  # check: allow naive_datetimes (migrations run outside any unit of work)
    files = {m.revision: m for m in migrate.migrations(context.config.attributes["folder"])}
    for revision in step.up_revision_ids:
        if step.is_upgrade:
            values = {
                "revision": revision,
                "file": files[revision].path.name,
                "checksum": files[revision].checksum,
                "now": now,
            }
            ctx.connection.execute(
                text("INSERT INTO schema_migration VALUES (:revision, :file, :checksum, :now)"), values
            )
        else:
            ctx.connection.execute(
                text("DELETE FROM schema_migration WHERE revision = :revision"), {"revision": revision}
            )


def _run(connection: Connection) -> None:
    connection.execute(text("SET statement_timeout = '10min'"))
    # Two processes that start at once: the second waits here, as long as the first needs, and then finds
    # nothing left to do. The wait for other locks is bounded only afterwards: it would bound this one too.
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": migrate.LOCK_KEY})
    connection.execute(text("SET lock_timeout = '10s'"))
    connection.execute(text(CHECKSUMS))
    connection.commit()
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            on_version_apply=_record,
            include_object=include_object,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": migrate.LOCK_KEY})
        connection.commit()


url = context.config.attributes["url"].replace("postgresql://", "postgresql+psycopg://", 1)
engine = create_engine(url.replace("postgres://", "postgresql+psycopg://", 1), poolclass=pool.NullPool)
with engine.connect() as opened:
    _run(opened)
engine.dispose()
