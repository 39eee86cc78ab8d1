"""statistics."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from cairn.kit.db.rls import protect

revision = "202611250236"
down_revision = "202611250231"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "integrity_check",
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_integrity_check_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_integrity_check")),
        sa.UniqueConstraint("user_id", name=op.f("uq_integrity_check_user_id")),
    )
    op.create_table(
        "stat_snapshot",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("period_type", sa.Text(), nullable=False),
        sa.Column("period_key", sa.Date(), nullable=False),
        sa.Column("metrics", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("algorithm_version", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "period_type in ('day', 'week', 'month', 'lifetime')", name=op.f("ck_stat_snapshot_period_type")
        ),
        sa.CheckConstraint("subject in ('person')", name=op.f("ck_stat_snapshot_subject")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_stat_snapshot_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_stat_snapshot")),
        sa.UniqueConstraint(
            "user_id",
            "subject",
            "period_type",
            "period_key",
            name=op.f("uq_stat_snapshot_user_id_subject_period_type_period_key"),
        ),
    )
    for statement in protect("stat_snapshot"):
        op.execute(statement)
    for statement in protect("integrity_check"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("stat_snapshot")
    op.drop_table("integrity_check")
