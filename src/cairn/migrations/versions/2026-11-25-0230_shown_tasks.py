"""An index that serves the list of tasks in its usual order, and counts it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "202611250230"
down_revision = "202611250159"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index(
        "ix_task_shown",
        "task",
        ["user_id", "due_date", "due_at", "priority", sa.literal_column("id DESC")],
        postgresql_where=sa.text("archived_at is null and deleted_at is null"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("ix_task_shown", table_name="task")
