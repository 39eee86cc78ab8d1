"""The job queue's own tables and functions."""

from collections.abc import Sequence

from alembic import op
from procrastinate.schema import SchemaManager

revision = "202611220205"
down_revision = "202611220204"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # The queue is a library's; its schema is taken as the locked version of the library has it.
    # The driver reads % as the start of a parameter.
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO cairn_app, cairn_system")
    op.execute(
        "GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq,"
        " procrastinate_periodic_defers_id_seq, procrastinate_workers_id_seq TO cairn_app, cairn_system"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(TABLES[1:]):
        op.execute(f"DROP TABLE {table} CASCADE")
    op.execute("DROP TABLE procrastinate_jobs CASCADE")
    op.execute(
        "DO $$ DECLARE found regprocedure; BEGIN FOR found IN SELECT oid::regprocedure FROM pg_proc"
        " WHERE proname LIKE 'procrastinate%' LOOP EXECUTE 'DROP FUNCTION ' || found || ' CASCADE';"
        " END LOOP; END $$"
    )
    for name in ("job_status", "job_event_type", "job_to_defer_v1"):
        op.execute(f"DROP TYPE IF EXISTS procrastinate_{name} CASCADE")
