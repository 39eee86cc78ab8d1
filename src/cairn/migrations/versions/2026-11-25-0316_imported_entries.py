"""imported entries: imports of before tell that they held none."""

from collections.abc import Sequence

from alembic import op

revision = "202611250316"
down_revision = "202611250235"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL ROLE cairn_system")
    op.execute('UPDATE import_run SET counts = counts || \'{"entries_new": 0, "entries_known": 0}\'')
    op.execute("UPDATE import_run SET preview = preview || '{\"entries\": []}' WHERE preview IS NOT NULL")
    op.execute("RESET ROLE")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL ROLE cairn_system")
    op.execute("UPDATE import_run SET counts = counts - 'entries_new' - 'entries_known'")
    op.execute("UPDATE import_run SET preview = preview - 'entries' WHERE preview IS NOT NULL")
    op.execute("RESET ROLE")
