"""Indexes of references, without which each row that goes for good looks through all of its person's rows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "202611250505"
down_revision = "202611250338"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXES = (
    ("ix_task_previous_id", "task", "previous_id", "previous_id is not null"),
    ("ix_ledger_entry_reverses_id", "ledger_entry", "reverses_id", "reverses_id is not null"),
    ("ix_work_event_user_id_entity_id", "work_event", "entity_id", None),
    ("ix_work_event_user_id_time_entry_id", "work_event", "time_entry_id", None),
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, table, column, where in INDEXES:
        op.create_index(name, table, ["user_id", column], postgresql_where=sa.text(where) if where else None)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table_name=table)
