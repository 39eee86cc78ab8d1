"""Sessions remember when their person last proved who they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "202611250152"
down_revision = "202611250151"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("auth_session", sa.Column("authenticated_at", sa.DateTime(timezone=True), nullable=True))
    # All sessions of everybody: security is forced, so that the owner of the table sees none as itself.
    op.execute("SET LOCAL ROLE cairn_system")
    op.execute("UPDATE auth_session SET authenticated_at = created_at")
    op.execute("RESET ROLE")
    op.alter_column("auth_session", "authenticated_at", nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("auth_session", "authenticated_at")
